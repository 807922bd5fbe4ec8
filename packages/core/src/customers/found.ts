/**
 * Why a customer was found, and how well (R20, R21): each word of the query in the values of everything that was
 * merged into the customer (B2), so that an agent sees what matched, and the best match first.
 *
 * The order is total, so it is the same whatever store the customers come from: the better level first (see
 * `identity/search-reading.ts`), at the same level present values before former ones, letter by letter before nearly so,
 * then whoever changed last, then the higher number.
 */
import type { Hit, SearchProbe } from '../identity/search.js';
import type { Span } from '../identity/search-letters.js';
import { searched } from '../identity/search-reading.js';
import type { Match } from '../model/customer.js';
import { searchableValues, type Fragment } from '../store/fragment.js';

/** As many as an agent takes in. */
const mostMatches = 6;
const mostRanges = 8;

/** As much of a customer as the order needs. */
export interface Seen {
  readonly customerNumber: string;
  readonly updatedAt: string;
  /** the value of a field that people see */
  present(field: string): string | undefined;
}

/** A customer with the hits of each word of the query. */
export interface Found extends Seen {
  readonly hits: readonly (readonly Hit[])[];
}

/** The hits of each word, or nothing when one of them has none. */
export function hitsIn(
  members: readonly Fragment[],
  probes: readonly SearchProbe[],
): (readonly Hit[])[] | undefined {
  const values = members.map((member) => searched(searchableValues(member)));
  const hits: Hit[][] = [];
  for (const probe of probes) {
    const found = values.flatMap((each) => probe.hits(each));
    if (found.length === 0) return undefined;
    hits.push(found);
  }
  return hits;
}

const isFormer = ({ field, value }: Hit, customer: Seen): boolean =>
  value !== (field === 'customerNumber' ? customer.customerNumber : customer.present(field));

/** More than a query has words, so that the sums of what weighs less never outweigh what weighs more. */
const weight = 100;

/** What a word is judged by: the level first, then whether the value is of now, then whether each letter is right. */
const costOf = (hit: Hit, customer: Seen): number =>
  (hit.level * weight + Number(isFormer(hit, customer))) * weight + Number(hit.isNear);

const bestCost = (hits: readonly Hit[], customer: Seen): number =>
  hits.reduce((best, hit) => Math.min(best, costOf(hit, customer)), Infinity);

/** The best first, a new array. */
export function ranked<F extends Found>(found: readonly F[]): F[] {
  return found
    .map((each) => ({
      each,
      cost: each.hits.reduce((sum, hits) => sum + bestCost(hits, each), 0),
      changed: Date.parse(each.updatedAt),
      number: Number(each.customerNumber),
    }))
    .sort((a, b) => a.cost - b.cost || b.changed - a.changed || b.number - a.number)
    .map(({ each }) => each);
}

/**
 * What is shown of the hits: those in present values, and a former value where a word stands in no present one, or
 * better there.
 */
export function matchesOf(customer: Found): Match[] {
  const shown = customer.hits.flatMap((word) => {
    const best = Math.min(...word.map(({ level }) => level));
    const present = word.filter((hit) => !isFormer(hit, customer));
    const former = word.filter((hit) => isFormer(hit, customer));
    const isBetter = present.every((hit) => hit.level > best);
    return isBetter ? [...present, ...former.filter((hit) => hit.level === best)] : present;
  });
  const byValue = new Map<string, Hit[]>();
  for (const hit of shown.sort((a, b) => costOf(a, customer) - costOf(b, customer))) {
    const key = `${hit.field} ${hit.value}`;
    byValue.set(key, [...(byValue.get(key) ?? []), hit]);
  }
  return [...byValue.values()].slice(0, mostMatches).map((same) => ({
    field: same[0]!.field,
    value: same[0]!.value,
    isFormer: isFormer(same[0]!, customer),
    ranges: joined(same.flatMap(({ spans }) => spans)).slice(0, mostRanges),
  }));
}

/** In order, none within or beside another. */
function joined(spans: readonly Span[]): Span[] {
  const ranges: { from: number; to: number }[] = [];
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    const last = ranges.at(-1);
    if (last === undefined || from > last.to) ranges.push({ from, to });
    else last.to = Math.max(last.to, to);
  }
  return ranges;
}
