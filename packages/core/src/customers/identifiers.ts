/** D3: which identifiers a value of a customer field carries, and how two values of a field compare. */
import type { ServiceSettings } from '../model/access.js';
import type { IdentifierKind } from '../model/field.js';
import { readEmail } from '../identity/email.js';
import { readMemberId } from '../identity/member-id.js';
import { comparableName } from '../identity/name.js';
import { phoneKeys } from '../identity/phone.js';

export interface PhoneSettings extends Pick<ServiceSettings, 'defaultCountry' | 'ownNumbers'> {
  /** the keys of the texts read last: one call reads the same number several times, and reading is dear */
  readonly lastPhones?: Map<string, readonly string[]>;
}

/** How many texts are remembered. */
const mostPhones = 200;

/** An identifier as one text, `phone:+8210…`; the primary key of the identifiers collection. */
export type IdentifierKey = `${IdentifierKind}:${string}`;

export const kindOfKey = (key: IdentifierKey): IdentifierKind =>
  key.slice(0, key.indexOf(':')) as IdentifierKind;

const isIdentifierKind = (field: string): field is IdentifierKind =>
  field === 'phone' || field === 'email' || field === 'memberId';

/** The normalised keys of a value, none when nothing in it identifies anybody. */
export function identifierKeys(field: string, value: string, settings: PhoneSettings): IdentifierKey[] {
  if (!isIdentifierKind(field)) return [];
  if (field === 'phone') return phonesIn(value, settings).map((key) => `phone:${key}` as const);
  const reading = field === 'email' ? readEmail(value) : readMemberId(value);
  return 'key' in reading ? [`${field}:${reading.key}`] : [];
}

function phonesIn(value: string, settings: PhoneSettings): readonly string[] {
  const { lastPhones } = settings;
  const known = lastPhones?.get(value);
  if (known !== undefined) return known;
  const keys = phoneKeys(value, settings);
  lastPhones?.set(value, keys);
  // The first one has waited longest.
  if (lastPhones !== undefined && lastPhones.size > mostPhones)
    lastPhones.delete(lastPhones.keys().next().value!);
  return keys;
}

/** One text per value such that equal texts mean "the same value" (D4). */
export function comparableValue(field: string, value: string, settings: PhoneSettings): string {
  const keys = identifierKeys(field, value, settings);
  if (keys.length > 0) return keys.sort().join(' ');
  if (field === 'name') return comparableName(value) || value.trim();
  return value.normalize('NFKC').trim().toLowerCase();
}
