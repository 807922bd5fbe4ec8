/**
 * Finding a value in a reply and showing it as text (D12, R45): the exact key of `data` first, then a dotted path with
 * array indexes (`orders.0.id`, `orders[0].id`); own properties only, so `__proto__` finds nothing. Scalars are text,
 * objects and arrays JSON text, null and missing ones absent. A value is always text that can be stored: NUL and lone
 * surrogates, which no database takes, become U+FFFD. Values are never cut.
 */
import type { ResultItem } from '../model/lookup-api.js';
import type { LookupValue, TestCall } from '../model/lookup.js';
import { lookupLimits, type JsonValue } from '../ports.js';

export type JsonObject = { [name: string]: JsonValue };

/** How many data names a test call offers, and how deep below `data` it looks for them (B10). */
const offered = { names: 300, depth: 4, nameLength: 200, textLength: 500 };

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member of an object or array, never an inherited one. */
export function own(value: JsonValue | undefined, name: string): JsonValue | undefined {
  if (typeof value !== 'object' || value === null || name === '__proto__') return undefined;
  if (Array.isArray(value)) return /^(?:0|[1-9]\d*)$/.test(name) ? value[Number(name)] : undefined;
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

export function valueAt(data: JsonObject, dataName: string): JsonValue | undefined {
  const exact = own(data, dataName);
  if (exact !== undefined) return exact;
  const steps = dataName.replace(/\[(\d+)\]/g, '.$1').split('.');
  return steps.reduce<JsonValue | undefined>(own, data);
}

export function asText(value: JsonValue | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  return storable(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

export function storable(text: string): string {
  return text.replace(/[\u0000\p{Surrogate}]/gu, '\uFFFD');
}

/**
 * The value of every result item; `undefined` when together they are longer than a whole reply may be, as when many
 * items show the same large object.
 */
export function resultValues(data: JsonObject, items: readonly ResultItem[]): LookupValue[] | undefined {
  const values: LookupValue[] = [];
  let length = 0;
  for (const { itemId, screenName, dataName } of items) {
    const text = asText(valueAt(data, dataName));
    length += text?.length ?? 0;
    if (length > lookupLimits.replyBytes) return undefined;
    values.push({ itemId, screenName, dataName, ...(text === undefined ? {} : { text }) });
  }
  return values;
}

/**
 * What a reply offers to become result items (B10): every member that has a text, and those inside objects and lists
 * under their dotted names. Each name finds exactly this value; long texts are shortened, the raw reply stands beside.
 */
export function offeredNames(data: JsonObject): TestCall['found'] {
  const found: TestCall['found'] = [];
  const visit = (value: JsonValue, prefix: string, depth: number): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, member] of Object.entries(value)) {
      if (found.length >= offered.names) return;
      const dataName = prefix + name;
      const text = asText(member);
      if (text === undefined || dataName.length > offered.nameLength) continue;
      if (dataName === '' || valueAt(data, dataName) !== member) continue;
      found.push({ dataName, text: preview(text) });
      if (depth > 1) visit(member, `${dataName}.`, depth - 1);
    }
  };
  visit(data, '', offered.depth);
  return found;
}

function preview(text: string): string {
  const start = Array.from(text.slice(0, 2 * offered.textLength)).slice(0, offered.textLength);
  return start.join('').length < text.length ? `${start.join('')}…` : text;
}
