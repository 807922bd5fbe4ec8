/**
 * Few enough customers to look at each: what a search token, a grade or a period leads to. Where it leads to more,
 * the list is walked in its order instead.
 */
import type { SearchProbe } from '../identity/search.js';
import { searchProbes } from '../identity/search.js';
import type { CustomerListQuery } from '../model/customer-list.js';
import type { CollectionName, IndexName, ReadTransaction, ScanRange } from '../ports.js';
import { rangeOf } from '../store/listing.js';

/** As many as are read and sorted for one page. */
export const candidateLimit = 2000;
const scanLimit = 1000;
/** Every identifier with the grade is a scan of its own. */
const gradeIdentifiers = 100;

type Range = Pick<ScanRange, 'prefix' | 'from' | 'to'>;

/** The keys of all records in the range, unless there are more than the limit. */
async function keysIn<C extends CollectionName>(
  tx: ReadTransaction,
  collection: C,
  index: IndexName<C>,
  range: Range,
  limit: number,
): Promise<string[] | undefined> {
  const keys: string[] = [];
  for (let after: string | undefined; ;) {
    const page = await tx.scan(collection, index, {
      ...range,
      limit: Math.min(scanLimit, limit + 1),
      keysOnly: true,
      ...(after === undefined ? {} : { after }),
    });
    keys.push(...page.records.map(({ key }) => key));
    if (keys.length > limit) return undefined;
    if (page.cursor === undefined) return keys;
    after = page.cursor;
  }
}

/** Numbers under one of whose values a prefix of the probe stands. */
async function ledToBy(
  tx: ReadTransaction,
  prefixes: readonly string[],
): Promise<readonly string[] | undefined> {
  const numbers = new Set<string>();
  for (const prefix of prefixes) {
    const found = await keysIn(tx, 'searches', 'token', { prefix }, candidateLimit);
    if (found === undefined) return undefined;
    for (const number of found) numbers.add(number);
    if (numbers.size > candidateLimit) return undefined;
  }
  return [...numbers];
}

/** Every bearer of an identifier has the grade, not only the one who brought it first (D7). */
async function havingGrade(
  tx: ReadTransaction,
  gradeId: string,
  defaultCountry: string,
): Promise<readonly string[] | undefined> {
  const keys = await keysIn(tx, 'assignments', 'grade', { prefix: `${gradeId}|` }, gradeIdentifiers);
  if (keys === undefined) return undefined;
  const prefixes = keys.flatMap((key) => {
    const at = key.indexOf(':');
    const probes = searchProbes({ [key.slice(0, at)]: key.slice(at + 1) }, { defaultCountry });
    return probes.flatMap((probe) => probe.prefixes);
  });
  return ledToBy(tx, prefixes);
}

/**
 * Numbers among which everybody is who meets the conditions, or nothing where there are too many. They are read and
 * checked by the caller; a number may have been merged away.
 */
export async function candidates(
  tx: ReadTransaction,
  { gradeId, createdFrom, createdTo }: CustomerListQuery,
  probes: readonly SearchProbe[],
  defaultCountry: string,
): Promise<readonly string[] | undefined> {
  const [first] = probes;
  const byProbe = first && (await ledToBy(tx, first.prefixes));
  if (byProbe !== undefined) return byProbe;
  const byGrade = gradeId === undefined ? undefined : await havingGrade(tx, gradeId, defaultCountry);
  if (byGrade !== undefined) return byGrade;
  if (createdFrom === undefined && createdTo === undefined) return undefined;
  return keysIn(tx, 'fragments', 'list', rangeOf('createdAt', createdFrom, createdTo), candidateLimit);
}
