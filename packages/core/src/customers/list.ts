/**
 * The list of customers (R5): everybody or those who meet all conditions, in one of four orders, a page at a time.
 * However many customers there are, a page costs a bounded number of reads: where the conditions lead to few, those
 * are looked at; else the list is walked in its order and stops after a while, with a cursor to go on from there.
 *
 * A cursor is the place of the last customer that was looked at. So nobody who stays as they are is shown twice or
 * left out while customers come, change and are merged; one whose own place changes meanwhile moves with it.
 */
import { DeskError, invalidInput } from '../errors.js';
import type { CallContext } from '../handler.js';
import { searchProbes, type SearchProbe } from '../identity/search.js';
import type { Customer, CustomerSummary } from '../model/customer.js';
import type { CustomerListQuery, CustomerOrder } from '../model/customer-list.js';
import type { ReadTransaction } from '../ports.js';
import { seesMasks } from '../privacy/masker.js';
import { familiesOf, projectFamilies } from '../store/customer.js';
import { livingFragments, type Fragment } from '../store/fragment.js';
import { hasExpired } from '../grades/expiry.js';
import { assignmentsUnder, grade } from '../store/grade.js';
import { behind, placeOf, rangeOf } from '../store/listing.js';
import { hitsIn, matchesOf, type Found } from './found.js';
import type { IdentifierKey } from './identifiers.js';
import { candidates } from './list-candidates.js';
import { summarise } from './project.js';

const defaultLimit = 50;
const newestFirst = { by: 'customerNumber', descending: true } as const;
/** How many customers one call walks past before it gives what it has. */
const walkLimit = 2000;
const walkedAtOnce = 500;
/** How far everybody is counted. */
const countLimit = 10_000;

export interface CustomerPage {
  items: FoundRow[];
  cursor?: string;
  total?: number;
  totalIsAtLeast?: number;
}

interface Row {
  members: readonly Fragment[];
  customer: Customer;
}

interface FoundRow extends Row, Found {}

/** What the list shows of a customer; where texts were searched for, why it is there (R21). */
export function foundRow(found: FoundRow): CustomerSummary {
  const row = summarise(found.customer);
  return found.hits.length === 0 ? row : { ...row, matches: matchesOf(found) };
}

/** One call: what is asked, and how. */
interface Listing {
  tx: ReadTransaction;
  query: CustomerListQuery;
  probes: readonly SearchProbe[];
  by: CustomerOrder;
  descending: boolean;
  limit: number;
  /** now; what has expired gives no grade */
  at: string;
}

function probesOf(query: CustomerListQuery, { principal, settings }: CallContext): SearchProbe[] {
  const { defaultCountry } = settings;
  return searchProbes(query, { defaultCountry, wholeOnly: seesMasks(principal) });
}

function assertSortable(by: CustomerOrder, { principal }: CallContext): void {
  if (by !== 'name' || !seesMasks(principal)) return;
  throw new DeskError('not_permitted', 'Whoever sees masks cannot sort by what they hide.', {
    details: { capability: 'personal.view' },
  });
}

const keysOf = ({ members }: Row): IdentifierKey[] =>
  members.flatMap((member) =>
    Object.values(member.values).flatMap((list) => list.flatMap((entry) => entry.keys ?? [])),
  );

/** Those who have the grade, by any identifier of any member, now (D7, B14); one read for all of them. */
async function withGrade<R extends Row>(
  tx: ReadTransaction,
  rows: readonly R[],
  gradeId: string,
  at: string,
): Promise<R[]> {
  const keys = rows.map(keysOf);
  const assigned = await assignmentsUnder(tx, [...new Set(keys.flat())]);
  const hasGrade = (key: IdentifierKey): boolean =>
    assigned.get(key)!.some((each) => each.gradeId === gradeId && !hasExpired(each, at));
  return rows.filter((_, i) => keys[i]!.some(hasGrade));
}

/** The customers that the fragments lead to, each once, in their order. */
async function rowsOf(tx: ReadTransaction, named: readonly Fragment[]): Promise<Row[]> {
  const families = await familiesOf(tx, named);
  const customers = await projectFamilies(tx, families);
  return families.map((members, i) => ({ members, customer: customers[i]! }));
}

async function meeting({ tx, query, probes, at }: Listing, rows: readonly Row[]): Promise<FoundRow[]> {
  const from = query.createdFrom === undefined ? -Infinity : Date.parse(query.createdFrom);
  const to = query.createdTo === undefined ? Infinity : Date.parse(query.createdTo);
  const found = rows.flatMap((row) => {
    const created = Date.parse(row.customer.createdAt);
    if (created < from || created >= to) return [];
    // Each condition under whichever number of the family (B2).
    const hits = hitsIn(row.members, probes);
    if (hits === undefined) return [];
    const { customerNumber, updatedAt, values } = row.customer;
    return [{ ...row, hits, customerNumber, updatedAt, present: (field: string) => values[field] }];
  });
  const { gradeId } = query;
  return gradeId === undefined ? found : withGrade(tx, found, gradeId, at);
}

/** The part of the order that lies ahead: behind the cursor, and within the period where that is what it is sorted by. */
function ahead({ query, by, descending }: Listing): { from: string; to: string } {
  const { cursor, createdFrom, createdTo } = query;
  const range = by === 'createdAt' ? rangeOf(by, createdFrom, createdTo) : rangeOf(by);
  if (cursor === undefined) return range;
  const whole = rangeOf(by);
  if (cursor < whole.from || cursor >= whole.to) {
    throw invalidInput([
      { path: ['cursor'], code: 'invalid', message: 'is not the cursor of an earlier page of this order' },
    ]);
  }
  if (descending) return { from: range.from, to: cursor < range.to ? cursor : range.to };
  return { from: behind(cursor) > range.from ? behind(cursor) : range.from, to: range.to };
}

/** From few enough candidates to look at all of them. */
async function sorted(listing: Listing, numbers: readonly string[]): Promise<CustomerPage> {
  const { tx, by, descending, limit } = listing;
  const named = await livingFragments(tx, numbers);
  const met = await meeting(listing, await rowsOf(tx, named));
  const { from, to } = ahead(listing);
  const placed = met
    .map((found) => ({ found, place: placeOf(by, found.customer) }))
    .sort((a, b) => (a.place < b.place === descending ? 1 : -1));
  const left = placed.filter(({ place }) => place >= from && place < to);
  const page = left.slice(0, limit);
  return {
    items: page.map(({ found }) => found),
    ...(left.length > limit ? { cursor: page.at(-1)!.place } : {}),
    total: met.length,
  };
}

/** How many there are, where that is what the order holds anyway, and on the first page only. */
async function counted(listing: Listing): Promise<Pick<CustomerPage, 'total' | 'totalIsAtLeast'>> {
  const { tx, query, probes, by } = listing;
  const { createdFrom, createdTo } = query;
  const isRange = by === 'createdAt' || (createdFrom === undefined && createdTo === undefined);
  const isFiltered = probes.length > 0 || query.gradeId !== undefined || !isRange;
  if (query.cursor !== undefined || isFiltered) return {};
  const total = await tx.count('fragments', 'list', { ...ahead(listing), limit: countLimit });
  return total < countLimit ? { total } : { totalIsAtLeast: total };
}

/** Along the order, looking at each customer, until the page is full or it has been long enough. */
async function walked(listing: Listing): Promise<CustomerPage> {
  const { tx, by, descending, limit } = listing;
  const { from, to } = ahead(listing);
  const items: FoundRow[] = [];
  const size = Math.min(walkedAtOnce, limit + 1);
  for (let seen = 0, after: string | undefined, last: string | undefined; ;) {
    const page = await tx.scan('fragments', 'list', {
      from,
      to,
      reverse: descending,
      limit: seen === 0 ? size : walkedAtOnce,
      ...(after === undefined ? {} : { after }),
    });
    const rows = await rowsOf(
      tx,
      page.records.map(({ value }) => value as unknown as Fragment),
    );
    for (const found of await meeting(listing, rows)) {
      if (items.length === limit) return { items, cursor: placeOf(by, items.at(-1)!.customer) };
      items.push(found);
    }
    if (page.cursor === undefined) return { items };
    after = page.cursor;
    seen += rows.length;
    last = rows.length === 0 ? last : placeOf(by, rows.at(-1)!.customer);
    if (seen >= walkLimit && last !== undefined) return { items, cursor: last };
  }
}

export async function listCustomers(
  tx: ReadTransaction,
  query: CustomerListQuery,
  limit: number | undefined,
  context: CallContext,
): Promise<CustomerPage> {
  const { by, descending = false } = query.sort ?? newestFirst;
  assertSortable(by, context);
  if (query.gradeId !== undefined) await grade(tx, query.gradeId);
  const probes = probesOf(query, context);
  const { at } = context;
  const listing: Listing = { tx, query, probes, by, descending, limit: limit ?? defaultLimit, at };
  const few = await candidates(tx, query, probes, context.settings.defaultCountry);
  if (few !== undefined) return sorted(listing, few);
  return { ...(await walked(listing)), ...(await counted(listing)) };
}
