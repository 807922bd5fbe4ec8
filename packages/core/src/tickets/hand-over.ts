/**
 * A ticket that goes to another customer takes along the values that nobody would know but for it, and what they
 * identify (B1): a phone number that only this ticket brought finds its customer at the next call.
 */
import { later } from '../customers/register.js';
import type { IdentifierKey } from '../customers/identifiers.js';
import type { WriteTransaction } from '../ports.js';
import { isOnlyOf, withKeys, type Fragment, type FragmentValue } from '../store/fragment.js';
import { alsoHas, identifierRecords, putIdentifier, type IdentifierRecord } from '../store/identifier.js';

export interface HandOver {
  from: Fragment;
  to: Fragment;
  /** what `to` has from now on */
  keys: IdentifierKey[];
  /** those of them that `from` has as well, in another value */
  shared: ReadonlySet<IdentifierKey>;
}

/** Blanks stay: they say something of values that do not go. */
const goesWith = (entry: FragmentValue, ticketId: string): boolean =>
  entry.value !== '' && isOnlyOf(entry, ticketId);

/** Newest first; what the list has already stays as it is, unless a person typed it later. */
function received(list: readonly FragmentValue[], entry: FragmentValue): readonly FragmentValue[] {
  const same = list.find((each) => each.same === entry.same);
  if (same && (entry.source === 'ticket' || same.at >= entry.at))
    return list.map((each) => (each === same ? withKeys(same, entry.keys) : each));
  const others = list.filter((each) => each !== same);
  const older = others.findIndex((each) => each.at <= entry.at);
  const place = older === -1 ? others.length : older;
  return [
    ...others.slice(0, place),
    same ? withKeys({ ...entry, known: true }, same.keys) : entry,
    ...others.slice(place),
  ];
}

const keysOf = (lists: Readonly<Record<string, readonly FragmentValue[]>>): IdentifierKey[] =>
  Object.values(lists).flatMap((list) => list.flatMap((entry) => entry.keys ?? []));

const changed = (fragment: Fragment, values: Fragment['values'], at: string): Fragment => ({
  ...fragment,
  values,
  updatedAt: later(fragment.updatedAt, at),
  version: fragment.version + 1,
});

/** Both fragments as they are once the ticket is `to`'s; undefined when it takes nothing along. */
export function handOver(from: Fragment, to: Fragment, ticketId: string, at: string): HandOver | undefined {
  const going = Object.entries(from.values).flatMap(([field, list]) =>
    list.filter((entry) => goesWith(entry, ticketId)).map((entry) => ({ field, entry })),
  );
  if (going.length === 0) return undefined;
  const left = Object.entries(from.values)
    .map(([field, list]) => [field, list.filter((entry) => !goesWith(entry, ticketId))] as const)
    .filter(([, list]) => list.length > 0);
  const kept = Object.fromEntries(left);
  const lists = { ...to.values };
  // The oldest first, so that those of one moment stay in their order.
  for (const { field, entry } of going.reverse()) lists[field] = [...received(lists[field] ?? [], entry)];
  const keys = [...new Set(going.flatMap(({ entry }) => entry.keys ?? []))];
  return { from: changed(from, kept, at), to: changed(to, lists, at), keys, shared: new Set(keysOf(kept)) };
}

/** Who has the identifier, with `to` in the place of `from`. */
function replaced({ owner, at, others = [] }: IdentifierRecord, from: string, to: string): IdentifierRecord {
  const [first, ...rest] = [...new Set([owner, ...others].map((number) => (number === from ? to : number)))];
  return { owner: first!, at, ...(rest.length > 0 ? { others: rest } : {}) };
}

/** Whoever was found by these identifiers because of the one is found by them because of the other. */
export async function passOn(tx: WriteTransaction, { from, to, keys, shared }: HandOver): Promise<void> {
  const records = await identifierRecords(tx, keys);
  const [giver, taker] = [from.customerNumber, to.customerNumber];
  for (const [i, key] of keys.entries()) {
    const record = records[i] ?? { owner: giver, at: to.updatedAt };
    if (!shared.has(key)) await putIdentifier(tx, key, replaced(record, giver, taker));
    else if (record.owner !== taker) await alsoHas(tx, key, record, taker);
  }
}
