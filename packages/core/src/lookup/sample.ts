/**
 * What the result items of a lookup API show of a reply that somebody pasted (D12): read as a real one is, so that
 * field connections can be tried before an agent meets them. Nothing is called or stored. Free of dependencies, so that
 * elements import it alone (`@deskcard/core/sample`).
 */
import type { ResultItem } from '../model/lookup-api.js';
import type { LookupValue } from '../model/lookup.js';
import { isObject, own, resultValues } from './data.js';
import { parseExactly } from './exact-json.js';

/** Takes a whole reply or its `data` alone; `undefined` for what is neither. */
export function sampleValues(text: string, items: readonly ResultItem[]): LookupValue[] | undefined {
  const reply = parseExactly(text);
  if (!isObject(reply)) return undefined;
  const data = own(reply, 'data');
  return resultValues(isObject(data) ? data : reply, items);
}
