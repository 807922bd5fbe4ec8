/**
 * Finding customers by any fragment of what they have (R5, R20, R21). The search tokens of a fragment lead to
 * candidates, the exact check on its values decides, and every hit is shown as the survivor it resolves to.
 */
import type { CustomerQuery, CustomerSummary } from '../model/customer.js';
import { searchProbes, type SearchProbe } from '../identity/search.js';
import type { ReadTransaction } from '../ports.js';
import { familiesOf, projectFamily } from '../store/customer.js';
import { links, searchableValues, type Fragment, type Registered } from '../store/fragment.js';
import { summarise } from './project.js';

const defaultLimit = 20;
/** how many candidates one search looks at before it says "more" instead of looking on */
const candidateLimit = 2000;

/** Fragments that meet every probe, in index order, under at most `limit` survivors. */
async function hits(
  tx: ReadTransaction,
  probes: readonly SearchProbe[],
  limit: number,
): Promise<{ found: Fragment[]; more: boolean }> {
  const [first, ...others] = probes;
  const found = new Map<string, Fragment>();
  const live = new Set<string>();
  let seen = 0;
  for (const prefix of first?.prefixes ?? []) {
    let after: string | undefined;
    do {
      const page = await tx.scan('fragments', 'token', {
        prefix,
        limit: limit + 1,
        ...(after ? { after } : {}),
      });
      const candidates = page.records.map((record) => record.value as unknown as Registered);
      const met = candidates.filter((candidate) => {
        const values = searchableValues(candidate);
        return [first!, ...others].every((probe) => probe.matches(values));
      });
      const targets = await links(
        tx,
        met.map((each) => each.customerNumber),
      );
      for (const [i, each] of met.entries()) {
        if (live.size === limit && !live.has(targets[i]!.live))
          return { found: [...found.values()], more: true };
        live.add(targets[i]!.live);
        found.set(each.customerNumber, { ...each, ...targets[i]! });
      }
      seen += candidates.length;
      after = page.cursor;
    } while (after && seen < candidateLimit);
    if (after) return { found: [...found.values()], more: true };
  }
  return { found: [...found.values()], more: false };
}

export async function searchCustomers(
  tx: ReadTransaction,
  query: CustomerQuery,
  defaultCountry: string,
): Promise<{ items: CustomerSummary[]; more: boolean }> {
  const { limit = defaultLimit, ...conditions } = query;
  const { found, more } = await hits(tx, searchProbes(conditions, { defaultCountry }), limit);
  const members = await familiesOf(tx, found);
  const items = await Promise.all(members.map(async (each) => summarise(await projectFamily(tx, each))));
  return { items, more };
}
