/** One record, indexed and searched as a store does it. */
import { phoneKeys } from '../src/identity/phone.js';
import { searchProbes, searchTokens, type SearchQuery, type SearchValues } from '../src/identity/search.js';

/** What a desk would keep: phone numbers as their keys and as typed. */
export const person = (
  customerNumber: string,
  values: Partial<Record<keyof SearchValues, string[]>> = {},
): SearchValues => ({
  customerNumber,
  name: values.name ?? [],
  phone: (values.phone ?? []).flatMap((raw) => [...phoneKeys(raw), raw]),
  email: values.email ?? [],
  memberId: values.memberId ?? [],
});

/** The way every store answers: scan the prefixes of the first probe, then ask all of them. */
export function finds(values: SearchValues, query: SearchQuery): boolean {
  const probes = searchProbes(query);
  const [first] = probes;
  if (!first) return false;
  const tokens = searchTokens(values);
  return (
    first.prefixes.some((prefix) => tokens.some((token) => token.startsWith(prefix))) &&
    probes.every((probe) => probe.matches(values))
  );
}
