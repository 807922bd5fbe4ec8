/**
 * Finding customers by any fragment of what they have (R5, R20, R21), the best first. The search tokens of a fragment
 * lead to candidates, the exact check on the values of everything that was merged with it decides (B2), and every hit
 * is shown as the survivor it resolves to.
 *
 * However many have the fragment, a bounded number is looked at. So those are looked at first who can be best: whoever
 * owns the number or the identifier that was typed, then whose phone ends so or whose values begin so, then all others.
 * Among more than are looked at the shortest values come first, in the order of the index.
 */
import type { CustomerQuery, CustomerSummary } from '../model/customer.js';
import {
  numberIn,
  searchProbes,
  wholeTexts,
  type SearchProbe,
  type SearchQuery,
} from '../identity/search.js';
import type { TokenRange } from '../identity/search-reading.js';
import type { ReadTransaction, ScanPage } from '../ports.js';
import { familiesOf, projectFamilies } from '../store/customer.js';
import { livingFragments, type Fragment } from '../store/fragment.js';
import { activeMerges } from '../store/merge-record.js';
import { hitsIn, matchesOf, ranked, type Found } from './found.js';
import { identifierKeys } from './identifiers.js';
import { latest, presentValue, summarise } from './project.js';
import { identifierOwners } from './register.js';

const defaultLimit = 20;
/** how many candidates one search looks at before it says "more" instead of looking on */
const candidateLimit = 2000;
/** how many are read at once, and put in order even when fewer are asked for */
const atOnce = 24;
const isNumber = /^[1-9]\d{0,15}$/;

interface Options {
  defaultCountry: string;
  /** for somebody who sees masks (D13) */
  wholeValues: boolean;
}

/** The numbers of those who have exactly what was typed. */
async function exact(tx: ReadTransaction, query: SearchQuery, defaultCountry: string): Promise<string[]> {
  const texts = wholeTexts(query);
  const keys = texts.flatMap(({ field, text }) =>
    identifierKeys(field, text, { defaultCountry, ownNumbers: [] }),
  );
  const numbers = texts
    .flatMap(({ field, text }) => (field === 'customerNumber' ? [numberIn(text)] : []))
    .filter((number) => isNumber.test(number));
  const owners = keys.length === 0 ? [] : await identifierOwners(tx, [...new Set(keys)]);
  return [...numbers, ...owners.filter((owner) => owner !== undefined)];
}

const scan = (tx: ReadTransaction, range: TokenRange, after?: string): Promise<ScanPage> =>
  tx.scan('searches', 'token', {
    ...range,
    limit: atOnce,
    keysOnly: true,
    ...(after === undefined ? {} : { after }),
  });

/** One of each in turn, so that no reading of a word waits for another. */
function interleaved(pages: readonly ScanPage[]): string[] {
  const longest = Math.max(0, ...pages.map(({ records }) => records.length));
  return Array.from({ length: longest }, (_, i) =>
    pages.flatMap(({ records }) => (records[i] === undefined ? [] : [records[i].key])),
  ).flat();
}

/** Numbers in the ranges: the first page of each, which all are asked for at once, then whatever follows. */
async function* leadBy(tx: ReadTransaction, ranges: readonly TokenRange[], first: readonly ScanPage[]) {
  yield interleaved(first);
  for (const [i, range] of ranges.entries()) {
    for (let { cursor } = first[i]!; cursor !== undefined;) {
      const page = await scan(tx, range, cursor);
      yield page.records.map(({ key }) => key);
      ({ cursor } = page);
    }
  }
}

/** Candidates in the order in which they are looked at, each once, as many at once as are worth one read. */
async function* candidates(
  tx: ReadTransaction,
  query: SearchQuery,
  { best, rest }: SearchProbe,
  { defaultCountry, limit }: { defaultCountry: string; limit: number },
): AsyncGenerator<string[]> {
  const seen = new Set<string>();
  const fresh = (numbers: readonly string[]): string[] =>
    numbers.filter((number) => !seen.has(number) && seen.add(number));
  const size = Math.max(atOnce, limit + 1);
  let waiting: string[] = [];
  const [known, ...pages] = await Promise.all([
    exact(tx, query, defaultCountry),
    ...best.map((range) => scan(tx, range)),
  ] as const);
  waiting = fresh(known);
  const firstRest = async (): Promise<ScanPage[]> => Promise.all(rest.map((range) => scan(tx, range)));
  for await (const numbers of leadBy(tx, best, pages)) {
    waiting.push(...fresh(numbers));
    for (; waiting.length >= size; waiting = waiting.slice(size)) yield waiting.slice(0, size);
  }
  // Fewer than are asked for: what is left is read together with those who have the fragment elsewhere.
  if (waiting.length > limit) {
    yield waiting;
    waiting = [];
  }
  for await (const numbers of leadBy(tx, rest, await firstRest())) {
    waiting.push(...fresh(numbers));
    for (; waiting.length >= size; waiting = waiting.slice(size)) yield waiting.slice(0, size);
  }
  yield waiting;
}

interface FoundFamily extends Found {
  readonly members: [Fragment, ...Fragment[]];
}

/** Those of the numbers that lead to customers who meet every probe, under whichever number (B2). */
async function meeting(
  tx: ReadTransaction,
  numbers: readonly string[],
  probes: readonly SearchProbe[],
): Promise<FoundFamily[]> {
  const named = await livingFragments(tx, numbers);
  const met = (await familiesOf(tx, named)).flatMap((members) => {
    const hits = hitsIn(members, probes);
    return hits === undefined ? [] : [{ members, hits }];
  });
  const merges = await activeMerges(
    tx,
    met.flatMap(({ members }) => members),
  );
  return met.map(({ members, hits }) => {
    const ids = new Set(members.map(({ mergeId }) => mergeId));
    const own = merges.filter(({ mergeId }) => ids.has(mergeId));
    const known = new Map<string, string | undefined>();
    return {
      members,
      hits,
      customerNumber: members[0].customerNumber,
      updatedAt: latest(members),
      present: (field) => {
        if (!known.has(field)) known.set(field, presentValue(members, own, field));
        return known.get(field);
      },
    };
  });
}

/** Customers who meet every probe: all of them, or more than `limit`. */
async function findAll(
  tx: ReadTransaction,
  query: SearchQuery,
  probes: readonly SearchProbe[],
  limits: { defaultCountry: string; limit: number },
): Promise<{ found: FoundFamily[]; more: boolean }> {
  const found = new Map<string, FoundFamily>();
  let seen = 0;
  for await (const numbers of candidates(tx, query, probes[0]!, limits)) {
    if (numbers.length > 0 && seen >= candidateLimit) return { found: [...found.values()], more: true };
    seen += numbers.length;
    for (const each of await meeting(tx, numbers, probes)) found.set(each.customerNumber, each);
    if (found.size > limits.limit) return { found: [...found.values()], more: true };
  }
  return { found: [...found.values()], more: false };
}

export async function searchCustomers(
  tx: ReadTransaction,
  query: CustomerQuery,
  { defaultCountry, wholeValues }: Options,
): Promise<{ items: CustomerSummary[]; more: boolean }> {
  const { limit = defaultLimit, masked: _, ...conditions } = query;
  const probes = searchProbes(conditions, { defaultCountry, wholeOnly: wholeValues });
  if (probes.length === 0) return { items: [], more: false };
  const { found, more } = await findAll(tx, conditions, probes, { defaultCountry, limit });
  const shown = ranked(found).slice(0, limit);
  const customers = await projectFamilies(
    tx,
    shown.map(({ members }) => members),
  );
  const items = shown.map((each, i) => ({ ...summarise(customers[i]!), matches: matchesOf(each) }));
  // A fragment finds nothing for whoever sees masks, so nothing tells how many have it (D13).
  return { items, more: more && !(wholeValues && items.length === 0) };
}
