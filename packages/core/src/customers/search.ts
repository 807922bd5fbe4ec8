/**
 * Finding customers by any fragment of what they have (R5, R20, R21). The search tokens of a fragment lead to
 * candidates, the exact check on its values decides, and every hit is shown as the survivor it resolves to.
 */
import type { CustomerQuery, CustomerSummary } from '../model/customer.js';
import { searchProbes, type SearchProbe } from '../identity/search.js';
import type { ReadTransaction } from '../ports.js';
import { families, projectFamily } from '../store/customer.js';
import { searchableValues, type Fragment } from '../store/fragment.js';
import { summarise } from './project.js';

const defaultLimit = 20;
/** how many candidates one search looks at before it says "more" instead of looking on */
const candidateLimit = 2000;

/** Numbers of the survivors whose fragments meet the probe, in index order, at most `limit`. */
async function hits(
  tx: ReadTransaction,
  probes: readonly SearchProbe[],
  limit: number,
): Promise<{ live: string[]; more: boolean }> {
  const [first, ...others] = probes;
  const live = new Set<string>();
  if (!first) return { live: [], more: false };
  let seen = 0;
  for (const prefix of first.prefixes) {
    let after: string | undefined;
    do {
      const page = await tx.scan('fragments', 'token', {
        prefix,
        limit: Math.max(50, limit * 2),
        ...(after ? { after } : {}),
      });
      for (const { value } of page.records) {
        const candidate = value as unknown as Fragment;
        const values = searchableValues(candidate);
        if (!first.matches(values) || !others.every((probe) => probe.matches(values))) continue;
        live.add(candidate.live);
        if (live.size > limit) return { live: [...live].slice(0, limit), more: true };
      }
      seen += page.records.length;
      after = page.cursor;
    } while (after && seen < candidateLimit);
    if (after) return { live: [...live], more: true };
  }
  return { live: [...live], more: false };
}

export async function searchCustomers(
  tx: ReadTransaction,
  query: CustomerQuery,
  defaultCountry: string,
): Promise<{ items: CustomerSummary[]; more: boolean }> {
  const { limit = defaultLimit, ...conditions } = query;
  const { live, more } = await hits(tx, searchProbes(conditions, { defaultCountry }), limit);
  const found = await families(tx, live);
  const items = await Promise.all(found.map(async (members) => summarise(await projectFamily(tx, members))));
  return { items, more };
}
