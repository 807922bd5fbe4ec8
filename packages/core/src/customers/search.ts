/**
 * Finding customers by any fragment of what they have (R5, R20, R21). The search tokens of a fragment lead to
 * candidates, the exact check on its values decides, and every hit is shown as the survivor it resolves to.
 */
import type { CustomerQuery, CustomerSummary } from '../model/customer.js';
import { searchProbes, type SearchProbe } from '../identity/search.js';
import type { ReadTransaction, ScanPage } from '../ports.js';
import { familiesOf, projectFamily } from '../store/customer.js';
import { links, searchableValues, type Fragment, type Registered } from '../store/fragment.js';
import { summarise } from './project.js';

const defaultLimit = 20;
/** how many candidates one search looks at before it says "more" instead of looking on */
const candidateLimit = 2000;

/**
 * What the tokens of a probe lead to, a page at a time, until there is nothing more or it has been looked at long
 * enough. Each word may be a name, a number or an address: all readings are asked at once, and read in order.
 */
async function* candidates(
  tx: ReadTransaction,
  probe: SearchProbe,
  limit: number,
): AsyncGenerator<Registered[], boolean> {
  const scan = (prefix: string, after?: string): Promise<ScanPage> =>
    tx.scan('fragments', 'token', { prefix, limit, ...(after === undefined ? {} : { after }) });
  const firstPages = await Promise.all(probe.prefixes.map((prefix) => scan(prefix)));
  let seen = 0;
  for (const [i, prefix] of probe.prefixes.entries()) {
    for (let page = firstPages[i]!; ; page = await scan(prefix, page.cursor)) {
      yield page.records.map((record) => record.value as unknown as Registered);
      seen += page.records.length;
      if (page.cursor === undefined) break;
      if (seen >= candidateLimit) return true;
    }
  }
  return false;
}

/** Fragments that meet every probe, in index order, of at most `limit` survivors. */
async function hits(
  tx: ReadTransaction,
  probes: readonly SearchProbe[],
  limit: number,
): Promise<{ found: Fragment[]; more: boolean }> {
  const found = new Map<string, Fragment>();
  const live = new Set<string>();
  if (probes.length === 0) return { found: [], more: false };
  const pages = candidates(tx, probes[0]!, limit + 1);
  for (;;) {
    const page = await pages.next();
    if (page.done) return { found: [...found.values()], more: page.value };
    const met = page.value.filter((candidate) => {
      const values = searchableValues(candidate);
      return probes.every((probe) => probe.matches(values));
    });
    const targets = await links(
      tx,
      met.map((each) => each.customerNumber),
    );
    for (const [i, each] of met.entries()) {
      const link = targets[i]!;
      if (live.size === limit && !live.has(link.live)) return { found: [...found.values()], more: true };
      live.add(link.live);
      found.set(each.customerNumber, { ...each, ...link });
    }
  }
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
