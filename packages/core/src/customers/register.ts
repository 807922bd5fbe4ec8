/**
 * Registering values (D4, R16): a new value joins the history of its field, newest first, the same normalised value
 * once. An identifier belongs to the first customer who brought it; whoever brings it later keeps the value, and the
 * two become a duplicate suggestion instead of being merged (D2).
 */
import { DeskError } from '../errors.js';
import type { IdentifierKind } from '../model/field.js';
import type { ValueSource } from '../model/customer.js';
import type { JsonValue, ReadTransaction, WriteTransaction } from '../ports.js';
import {
  family,
  fragment,
  fragments,
  knownFragments,
  putFragment,
  putRegistered,
  type Fragment,
  type FragmentValue,
} from '../store/fragment.js';
import { suggestDuplicate } from '../store/suggestion.js';
import {
  comparableValue,
  identifierKeys,
  kindOfKey,
  type IdentifierKey,
  type PhoneSettings,
} from './identifiers.js';

/** What becomes of an identifier that another customer owns (B5); `suggest` leaves it to a person, later (D2). */
type TakenAnswer = 'refuse' | 'move' | 'keepApart' | 'suggest';

export interface Registration {
  values: Record<string, string>;
  source: ValueSource;
  at: string;
  by?: string;
  ticketId?: string;
  /** one answer for all kinds of identifiers, or one per kind; a kind that is not named is refused */
  taken: TakenAnswer | { readonly [K in IdentifierKind]?: TakenAnswer | undefined };
}

interface IdentifierRecord {
  owner: string;
  at: string;
}

/** The number under which each identifier is registered, in the order of `keys`. */
export async function identifierOwners(
  tx: ReadTransaction,
  keys: readonly IdentifierKey[],
): Promise<(string | undefined)[]> {
  const found = (await tx.getMany('identifiers', keys)) as unknown as (IdentifierRecord | undefined)[];
  return found.map((record) => record?.owner);
}

/** The oldest of those who own any of the identifiers (D2). */
export async function oldestOwner(
  tx: ReadTransaction,
  keys: readonly IdentifierKey[],
): Promise<Fragment | undefined> {
  const owners = (await identifierOwners(tx, keys)).filter((owner) => owner !== undefined);
  const known = await fragments(tx, owners);
  return known.sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0))[0];
}

/** Makes `owner` the one who is found by the identifier. */
export async function claim(
  tx: WriteTransaction,
  key: IdentifierKey,
  owner: string,
  at: string,
): Promise<void> {
  const record: IdentifierRecord = { owner, at };
  await tx.put('identifiers', { key, value: record as unknown as JsonValue, indexes: { fragment: [owner] } });
}

function answerFor(taken: Registration['taken'], key: IdentifierKey): TakenAnswer {
  return typeof taken === 'string' ? taken : (taken[kindOfKey(key)] ?? 'refuse');
}

function refuseTaken(key: IdentifierKey, owner: Fragment): DeskError {
  const kind: IdentifierKind = kindOfKey(key);
  return new DeskError('identifier_taken', `Another customer already has this ${kind}.`, {
    details: { field: kind, customerNumber: owner.live },
  });
}

/** Takes an identifier away from everyone in its owner's family, because a person said it belongs elsewhere (B5). */
async function moveAway(
  tx: WriteTransaction,
  owner: Fragment,
  key: IdentifierKey,
  at: string,
): Promise<void> {
  const field = kindOfKey(key);
  for (const member of await family(tx, owner.live)) {
    const list = member.values[field] ?? [];
    if (!list.some((entry) => entry.keys?.includes(key))) continue;
    const kept = list.flatMap((entry) => {
      const keys = entry.keys?.filter((each) => each !== key) ?? [];
      return entry.keys?.includes(key) && keys.length === 0
        ? []
        : [{ ...entry, ...(entry.keys ? { keys } : {}) }];
    });
    await putRegistered(tx, {
      ...member,
      values: { ...member.values, [field]: kept },
      updatedAt: later(member.updatedAt, at),
    });
  }
  await touch(tx, owner.live, at);
  tx.publish({ type: 'customerEdited', customerNumber: owner.live });
}

/** A ticket may arrive long after it was written; the customer did not change any earlier for that. */
const later = (a: string, b: string): string => (a > b ? a : b);

/** A change of a member is a change of the customer that people see. */
export async function touch(tx: WriteTransaction, live: string, at: string): Promise<void> {
  const [root] = await knownFragments(tx, [live]);
  if (root)
    await putFragment(tx, { ...root, updatedAt: later(root.updatedAt, at), version: root.version + 1 });
}

async function settleOwnership(
  tx: WriteTransaction,
  target: Fragment,
  keys: readonly IdentifierKey[],
  registration: Registration,
): Promise<string[]> {
  const others: string[] = [];
  const owners = await identifierOwners(tx, keys);
  for (const [i, key] of keys.entries()) {
    const ownerNumber = owners[i];
    if (ownerNumber === undefined) {
      await claim(tx, key, target.customerNumber, registration.at);
      continue;
    }
    if (ownerNumber === target.customerNumber) continue;
    const owner = await fragment(tx, ownerNumber);
    if (owner.live === target.live) continue;
    const answer = answerFor(registration.taken, key);
    if (answer === 'refuse') throw refuseTaken(key, owner);
    if (answer === 'move') {
      await moveAway(tx, owner, key, registration.at);
      await claim(tx, key, target.customerNumber, registration.at);
      continue;
    }
    if (answer === 'suggest') {
      await suggestDuplicate(tx, target.customerNumber, ownerNumber, kindOfKey(key), registration.at);
    }
    others.push(owner.live);
  }
  return others;
}

/** The value as its fragment keeps it. */
export function entryFor(
  field: string,
  value: string,
  registration: Registration,
  settings: PhoneSettings,
): FragmentValue {
  const keys = identifierKeys(field, value, settings);
  return {
    value,
    source: registration.source,
    at: registration.at,
    same: comparableValue(field, value, settings),
    ...(registration.by === undefined ? {} : { by: registration.by }),
    ...(registration.ticketId === undefined ? {} : { ticketId: registration.ticketId }),
    ...(keys.length > 0 ? { keys } : {}),
  };
}

/** A blank removes earlier blanks; what a ticket brings again changes nothing; what is set again otherwise moves to the front. */
function withEntry(list: readonly FragmentValue[], entry: FragmentValue): FragmentValue[] | undefined {
  const known = list.find((each) => each.same === entry.same);
  if (known && entry.source === 'ticket') return undefined;
  return [entry, ...list.filter((each) => each.same !== entry.same)];
}

/**
 * Registers values under `target` and saves it when anything is new. Returns the customers who own an identifier
 * that came in.
 */
export async function registerValues(
  tx: WriteTransaction,
  target: Fragment,
  registration: Registration,
  settings: PhoneSettings,
): Promise<{ fragment: Fragment; changed: boolean; others: string[] }> {
  const values = { ...target.values };
  const others = new Set<string>();
  let changed = false;
  for (const [field, value] of Object.entries(registration.values)) {
    const entry = entryFor(field, value, registration, settings);
    for (const other of await settleOwnership(tx, target, entry.keys ?? [], registration)) others.add(other);
    const list = withEntry(values[field] ?? [], entry);
    if (!list) continue;
    values[field] = list;
    changed = true;
  }
  const next = changed
    ? { ...target, values, updatedAt: later(target.updatedAt, registration.at), version: target.version + 1 }
    : target;
  if (changed) {
    await putRegistered(tx, next);
    if (next.live !== next.customerNumber) await touch(tx, next.live, registration.at);
  }
  return { fragment: next, changed, others: [...others] };
}
