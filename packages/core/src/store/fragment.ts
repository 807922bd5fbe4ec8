/**
 * A fragment is a customer record as it was first created. It never disappears and never changes its number: a
 * merge only redirects its number to the survivor, so taking the merge back gives exactly what was before (B1).
 */
import { DeskError } from '../errors.js';
import type { RegisteredValue } from '../model/customer.js';
import { searchTokens, type SearchValues } from '../identity/search-tokens.js';
import type { JsonValue, ReadTransaction, WriteTransaction } from '../ports.js';
import type { IdentifierKey } from '../customers/identifiers.js';
import { projectListed } from '../customers/project.js';
import { likenessKeys } from '../duplicates/likeness.js';
import { placesOf } from './listing.js';
import { activeMerges, forgetChosen } from './merge-record.js';
import { prefetchFamilies } from './prefetch.js';

/** A registered value under its fragment, newest first in its list; an empty one blanks the field. */
export interface FragmentValue extends Omit<RegisteredValue, 'from'> {
  /** the same for values that mean the same (D4) */
  same: string;
  keys?: IdentifierKey[];
  /** it stood here already when its ticket brought it again, so it stays when the ticket goes */
  known?: true;
}

/** True for a value that would not be there but for this ticket. */
export const isOnlyOf = ({ ticketId, known }: FragmentValue, ticket: string): boolean =>
  ticketId === ticket && known !== true;

/** The same value, which identifies by these keys too: one that was moved away came back with it. */
export function withKeys<V extends FragmentValue>(entry: V, keys: readonly IdentifierKey[] = []): V {
  const missing = keys.filter((key) => !entry.keys?.includes(key));
  return missing.length === 0 ? entry : { ...entry, keys: [...(entry.keys ?? []), ...missing] };
}

/** What is left of a customer who was deleted, beside the numbers. */
export interface Deleted {
  at: string;
  by: string;
  /**
   * While tickets that came in on this number still hold values: the only fields that may be seen until then, and where
   * to go on.
   */
  left?: { impersonal: string[]; after?: string };
}

export interface Fragment {
  customerNumber: string;
  /** the survivor that this number resolves to, in one step; its own number while it is one */
  live: string;
  /** on a survivor: every number that resolves to it */
  absorbed: string[];
  /** the active merge that absorbed it */
  mergeId?: string;
  values: Record<string, FragmentValue[]>;
  createdAt: string;
  updatedAt: string;
  version: number;
  /** a number that was issued and leads to nobody any more */
  deleted?: Deleted;
}

/** A customer of whom nothing is known yet but the number; not saved yet. */
export async function issueFragment(tx: WriteTransaction, at: string): Promise<Fragment> {
  const customerNumber = String(await tx.nextNumber());
  tx.issued?.('fragments', customerNumber);
  tx.issued?.('searches', customerNumber);
  return {
    customerNumber,
    live: customerNumber,
    absorbed: [],
    values: {},
    createdAt: at,
    updatedAt: at,
    version: 1,
  };
}

const valuesOf = (fragment: Fragment, field: string): string[] =>
  (fragment.values[field] ?? []).map((entry) => entry.value).filter((value) => value !== '');

/** What a search looks through. */
export function searchableValues(fragment: Fragment): SearchValues {
  return {
    customerNumber: fragment.customerNumber,
    name: valuesOf(fragment, 'name'),
    phone: (fragment.values['phone'] ?? []).flatMap(({ value, keys }) =>
      value === '' ? [] : [{ value, keys: keys?.map((key) => key.slice(key.indexOf(':') + 1)) }],
    ),
    email: valuesOf(fragment, 'email'),
    memberId: valuesOf(fragment, 'memberId'),
  };
}

/** Where a survivor stands in the list: as its whole family is seen, whose merges forget what nobody in it has. */
async function settleFamily(tx: WriteTransaction, root: Fragment): Promise<string[]> {
  if (root.absorbed.length === 0) return placesOf(projectListed([root], []));
  const members: [Fragment, ...Fragment[]] = [root, ...(await fragments(tx, root.absorbed))];
  const merges = await forgetChosen(tx, await activeMerges(tx, members), members);
  return placesOf(projectListed(members, merges));
}

/**
 * Saves a fragment whose values are what they were; a survivor after its members and the merges that hold them, whenever
 * one of them has lost a value or has left.
 */
export async function putFragment(tx: WriteTransaction, fragment: Fragment): Promise<void> {
  const { customerNumber, live } = fragment;
  await tx.put('fragments', {
    key: customerNumber,
    value: fragment as unknown as JsonValue,
    indexes: { list: live === customerNumber ? await settleFamily(tx, fragment) : [] },
  });
}

/** Counts up when the keys of `searches` are made otherwise; what an earlier version wrote is made anew by a scan. */
export const searchesVersion = 2;

/** The many keys by which a fragment is searched and compared stand apart, so that a merge never touches them. */
export async function putSearches(tx: WriteTransaction, fragment: Fragment): Promise<void> {
  await tx.put('searches', {
    key: fragment.customerNumber,
    value: searchesVersion,
    indexes: { token: searchTokens(searchableValues(fragment)), likeness: likenessKeys(fragment) },
  });
}

/** Saves a fragment with new values. */
export async function putRegistered(tx: WriteTransaction, fragment: Fragment): Promise<void> {
  await Promise.all([putFragment(tx, fragment), putSearches(tx, fragment)]);
}

/** Fragments by number, in the order asked; undefined for a number that was never issued. */
export async function knownFragments(
  tx: ReadTransaction,
  numbers: readonly string[],
): Promise<(Fragment | undefined)[]> {
  if (numbers.length === 0) return [];
  return (await tx.getMany('fragments', numbers)) as unknown as (Fragment | undefined)[];
}

function customerDeleted(customerNumber: string, { at, by }: Deleted): DeskError {
  return new DeskError('customer_deleted', `Customer ${customerNumber} was deleted.`, {
    details: { customerNumber, deletedAt: at, deletedBy: by },
  });
}

/** Those of the numbers that somebody still has. */
export async function livingFragments(tx: ReadTransaction, numbers: readonly string[]): Promise<Fragment[]> {
  const found = await knownFragments(tx, numbers);
  return found.flatMap((each) => (each === undefined || each.deleted ? [] : [each]));
}

/** Fragments by number, in the order asked, of customers who are there. */
export async function fragments(tx: ReadTransaction, numbers: readonly string[]): Promise<Fragment[]> {
  const found = await knownFragments(tx, numbers);
  return found.map((each, i) => {
    const customerNumber = numbers[i]!;
    if (each?.deleted) throw customerDeleted(customerNumber, each.deleted);
    if (each !== undefined) return each;
    throw new DeskError('customer_not_found', `There is no customer ${customerNumber}.`, {
      details: { customerNumber },
    });
  });
}

/** The fragment of exactly this number. */
export async function fragment(tx: ReadTransaction, customerNumber: string): Promise<Fragment> {
  const [found] = await fragments(tx, [customerNumber]);
  return found!;
}

/** Every number of the customer, the survivor's first; also of one who was deleted. */
export async function allNumbers(tx: ReadTransaction, customerNumber: string): Promise<string[]> {
  const [own] = await knownFragments(tx, [customerNumber]);
  const live = own?.live ?? (await fragment(tx, customerNumber)).live;
  const [root] = live === customerNumber ? [own] : await knownFragments(tx, [live]);
  return [live, ...(root?.absorbed ?? [])];
}

/** A record that stands alone is all that is known of its customer. */
export const isAlone = ({ live, customerNumber, absorbed }: Fragment): boolean =>
  live === customerNumber && absorbed.length === 0;

/** The survivor that any number resolves to, with everything that was merged into it, survivor first. */
export async function family(
  tx: ReadTransaction,
  customerNumber: string,
): Promise<[Fragment, ...Fragment[]]> {
  const own = await fragment(tx, customerNumber);
  if (isAlone(own)) return [own];
  await prefetchFamilies(tx, [own.live]);
  const root = own.live === own.customerNumber ? own : await fragment(tx, own.live);
  const members = await fragments(tx, root.absorbed);
  return [root, ...members];
}
