/**
 * Finding customers by any fragment of what they have (R5, R20, R21). The search tokens of a fragment lead to
 * candidates, the exact check on the values of everything that was merged with it decides (B2), and every hit is
 * shown as the survivor it resolves to.
 */
import type { CustomerQuery, CustomerSummary } from '../model/customer.js';
import { searchProbes, type SearchProbe } from '../identity/search.js';
import type { ReadTransaction, ScanPage } from '../ports.js';
import { wholeProbes } from '../privacy/whole-search.js';
import { familiesOf, projectFamily } from '../store/customer.js';
import { fragments, searchableValues, type Fragment } from '../store/fragment.js';
import { summarise } from './project.js';

const defaultLimit = 20;
/** how many candidates one search looks at before it says "more" instead of looking on */
const candidateLimit = 2000;

/**
 * The numbers that the tokens of a probe lead to, a page at a time, until there is nothing more or it has been looked at long
 * enough. Each word may be a name, a number or an address: all readings are asked at once, and read in order.
 */
async function* candidates(
  tx: ReadTransaction,
  probe: SearchProbe,
  limit: number,
): AsyncGenerator<string[], boolean> {
  const scan = (prefix: string, after?: string): Promise<ScanPage> =>
    tx.scan('searches', 'token', { prefix, limit, ...(after === undefined ? {} : { after }) });
  const firstPages = await Promise.all(probe.prefixes.map((prefix) => scan(prefix)));
  let seen = 0;
  for (const [i, prefix] of probe.prefixes.entries()) {
    for (let page = firstPages[i]!; ; page = await scan(prefix, page.cursor)) {
      yield page.records.map((record) => record.key);
      seen += page.records.length;
      if (page.cursor === undefined) break;
      if (seen >= candidateLimit) return true;
    }
  }
  return false;
}

/** Those of the numbers that lead to customers who meet every probe, each probe under whichever number (B2). */
async function meeting(
  tx: ReadTransaction,
  numbers: readonly string[],
  probes: readonly SearchProbe[],
): Promise<Fragment[]> {
  const meets = (members: readonly Fragment[]): boolean => {
    const values = members.map(searchableValues);
    return probes.every((probe) => values.some((each) => probe.matches(each)));
  };
  const named = await fragments(tx, numbers);
  const alone = new Set(named.filter((each) => meets([each])));
  // A single condition is met under the number that its token led to, or that number is another candidate.
  if (probes.length === 1) return [...alone];
  const merged = named.filter(
    (each) => !alone.has(each) && (each.live !== each.customerNumber || each.absorbed.length > 0),
  );
  const together = new Set((await familiesOf(tx, merged)).filter(meets).map(([root]) => root.customerNumber));
  return named.filter((each) => alone.has(each) || together.has(each.live));
}

/** Fragments that lead to customers who meet every probe, in index order, of at most `limit` survivors. */
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
    for (const each of await meeting(tx, page.value, probes)) {
      if (live.size === limit && !live.has(each.live)) return { found: [...found.values()], more: true };
      live.add(each.live);
      found.set(each.customerNumber, each);
    }
  }
}

export async function searchCustomers(
  tx: ReadTransaction,
  query: CustomerQuery,
  options: { defaultCountry: string; wholeValues: boolean },
): Promise<{ items: CustomerSummary[]; more: boolean }> {
  const { limit = defaultLimit, masked: _, ...conditions } = query;
  const probes = searchProbes(conditions, options);
  // Without a probe of the search itself there is nothing to find.
  if (options.wholeValues && probes.length > 0) probes.push(...wholeProbes(conditions, options));
  const { found, more } = await hits(tx, probes, limit);
  const members = await familiesOf(tx, found);
  const items = await Promise.all(members.map(async (each) => summarise(await projectFamily(tx, each))));
  return { items, more };
}
