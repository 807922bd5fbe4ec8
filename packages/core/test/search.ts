/** One record, indexed and searched as a store does it. */
import { phoneKeys } from '../src/identity/phone.js';
import { searchProbes, type SearchOptions, type SearchQuery } from '../src/identity/search.js';
import { searchTokens, type SearchValues } from '../src/identity/search-tokens.js';

type Typed = Partial<Record<'name' | 'phone' | 'email' | 'memberId', string[]>>;

/** What a desk would keep: phone numbers as typed with their keys. */
export const person = (customerNumber: string, values: Typed = {}): SearchValues => ({
  customerNumber,
  name: values.name ?? [],
  phone: (values.phone ?? []).map((value) => ({ value, keys: phoneKeys(value) })),
  email: values.email ?? [],
  memberId: values.memberId ?? [],
});

/** The way every store answers: scan the ranges of the first probe, then ask all of them. */
export function finds(values: SearchValues, query: SearchQuery, options: SearchOptions = {}): boolean {
  const probes = searchProbes(query, options);
  const [first] = probes;
  if (!first) return false;
  const tokens = searchTokens(values);
  return (
    first.prefixes.some((prefix) => tokens.some((token) => token.startsWith(prefix))) &&
    probes.every((probe) => probe.matches(values))
  );
}
