/**
 * A fragment is a customer record as it was first created. It never disappears and never changes its number: a
 * merge only redirects its number to the survivor, so taking the merge back gives exactly what was before (B1).
 */
import { DeskError } from '../errors.js';
import type { RegisteredValue } from '../model/customer.js';
import { searchTokens } from '../identity/search.js';
import type { JsonValue, ReadTransaction, WriteTransaction } from '../ports.js';
import type { IdentifierKey } from '../customers/identifiers.js';

/** A registered value under its fragment, newest first in its list; an empty one blanks the field. */
export interface FragmentValue extends Omit<RegisteredValue, 'from'> {
  /** the same for values that mean the same (D4) */
  same: string;
  keys?: IdentifierKey[];
}

/** Where a number leads: small, because a merge rewrites nothing else. */
export interface Link {
  customerNumber: string;
  /** the survivor that this number resolves to, in one step; its own number while it is one */
  live: string;
  /** on a survivor: every number that resolves to it */
  absorbed: string[];
  /** the active merge that absorbed it */
  mergeId?: string;
  updatedAt: string;
  version: number;
}

/** What was registered under a number. */
export interface Registered {
  customerNumber: string;
  values: Record<string, FragmentValue[]>;
  createdAt: string;
}

export type Fragment = Link & Registered;

const valuesOf = (fragment: Registered, field: string): string[] =>
  (fragment.values[field] ?? []).map((entry) => entry.value).filter((value) => value !== '');

const keysOf = (fragment: Registered, field: string): string[] =>
  (fragment.values[field] ?? []).flatMap((entry) =>
    (entry.keys ?? []).map((key) => key.slice(key.indexOf(':') + 1)),
  );

/** What a search looks through. */
export function searchableValues(fragment: Registered): Parameters<typeof searchTokens>[0] {
  return {
    customerNumber: fragment.customerNumber,
    name: valuesOf(fragment, 'name'),
    phone: [...keysOf(fragment, 'phone'), ...valuesOf(fragment, 'phone')],
    email: valuesOf(fragment, 'email'),
    memberId: valuesOf(fragment, 'memberId'),
  };
}

/** Saves where a number leads, and nothing else. */
export function putLink(tx: WriteTransaction, fragment: Fragment | Link): Promise<void> {
  const { customerNumber, live, absorbed, mergeId, updatedAt, version } = fragment;
  const link: Link = {
    customerNumber,
    live,
    absorbed,
    updatedAt,
    version,
    ...(mergeId === undefined ? {} : { mergeId }),
  };
  return tx.put('links', {
    key: customerNumber,
    value: link as unknown as JsonValue,
    indexes: { list: live === customerNumber ? [customerNumber.padStart(16, '0')] : [] },
  });
}

/** Saves a fragment with its values, and apart from it the many tokens by which it is searched. */
export async function putFragment(tx: WriteTransaction, fragment: Fragment): Promise<void> {
  const { customerNumber, values, createdAt } = fragment;
  const registered: Registered = { customerNumber, values, createdAt };
  const value = registered as unknown as JsonValue;
  const token = searchTokens(searchableValues(registered));
  await Promise.all([
    tx.put('fragments', { key: customerNumber, value, indexes: {} }),
    tx.put('searches', { key: customerNumber, value: null, indexes: { token } }),
    putLink(tx, fragment),
  ]);
}

function whole(
  link: JsonValue | undefined,
  registered: JsonValue | undefined,
  customerNumber: string,
): Fragment {
  if (link === undefined || registered === undefined) {
    throw new DeskError('customer_not_found', `There is no customer ${customerNumber}.`, {
      details: { customerNumber },
    });
  }
  return { ...(registered as unknown as Registered), ...(link as unknown as Link) };
}

/** The fragment of exactly this number. */
export async function fragment(tx: ReadTransaction, customerNumber: string): Promise<Fragment> {
  const [link, registered] = await Promise.all([
    tx.get('links', customerNumber),
    tx.get('fragments', customerNumber),
  ]);
  return whole(link, registered, customerNumber);
}

/** Fragments by number, in the order asked, which must exist. */
export async function fragments(tx: ReadTransaction, numbers: readonly string[]): Promise<Fragment[]> {
  if (numbers.length === 0) return [];
  const [found, registered] = await Promise.all([
    tx.getMany('links', numbers),
    tx.getMany('fragments', numbers),
  ]);
  return numbers.map((number, i) => whole(found[i], registered[i], number));
}

/** Where each number leads, in the order asked; undefined for a number that was never issued. */
export async function links(tx: ReadTransaction, numbers: readonly string[]): Promise<(Link | undefined)[]> {
  if (numbers.length === 0) return [];
  return (await tx.getMany('links', numbers)) as unknown as (Link | undefined)[];
}

/** The survivor that any number resolves to, with everything that was merged into it, survivor first. */
export async function family(
  tx: ReadTransaction,
  customerNumber: string,
): Promise<[Fragment, ...Fragment[]]> {
  const own = await fragment(tx, customerNumber);
  const root = own.live === own.customerNumber ? own : await fragment(tx, own.live);
  const members = await fragments(tx, root.absorbed);
  return [root, ...members];
}
