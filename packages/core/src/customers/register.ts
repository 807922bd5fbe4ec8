/**
 * Registering values (D4, R16): a new value joins the history of its field, newest first, the same normalised value
 * once. An identifier belongs to the first customer who brought it; whoever brings it later keeps the value, and the
 * two become a duplicate suggestion instead of being merged (D2).
 */
import { DeskError } from '../errors.js';
import type { IdentifierKind } from '../model/field.js';
import type { ValueSource } from '../model/customer.js';
import type { HeldReason } from '../model/duplicate.js';
import { refreshPairs, storedPairs, suggest, isOpen as isOpenPair } from '../duplicates/pairs.js';
import type { CallContext } from '../handler.js';
import type { ReadTransaction, WriteTransaction } from '../ports.js';
import {
  family,
  fragment,
  isOnlyOf,
  knownFragments,
  putFragment,
  putRegistered,
  withKeys,
  type Fragment,
  type FragmentValue,
} from '../store/fragment.js';
import { alsoHas, identifierRecords, putIdentifier } from '../store/identifier.js';
import type { FieldValue } from './field-value.js';
import {
  comparableValue,
  identifierKeys,
  kindOfKey,
  type IdentifierKey,
  type PhoneSettings,
} from './identifiers.js';

/** What becomes of an identifier that another customer owns (B5); `suggest` leaves it to a person, later (D2). */
type TakenAnswer = 'refuse' | 'move' | 'keepApart' | 'suggest';

/** How a value came in. */
export interface Origin {
  source: ValueSource;
  at: string;
  by?: string;
  ticketId?: string;
}

export interface Registration extends Origin {
  values: readonly FieldValue[];
  /** one answer for all kinds of identifiers, or one per kind; a kind that is not named is refused */
  taken: TakenAnswer | { readonly [K in IdentifierKind]?: TakenAnswer | undefined };
  /** why an identifier of a kind did not decide whose ticket it is (B7) */
  held?: { readonly [K in IdentifierKind]?: HeldReason };
}

/** An identifier that came in and that somebody else has. */
interface Taken {
  key: IdentifierKey;
  other: string;
  answer: 'suggest' | 'keepApart';
  /** the two were noted as a pair when it first came in */
  isNoted: boolean;
}

type Settings = CallContext['settings'];

/** The number under which each identifier is registered, in the order of `keys`. */
export async function identifierOwners(
  tx: ReadTransaction,
  keys: readonly IdentifierKey[],
): Promise<(string | undefined)[]> {
  return (await identifierRecords(tx, keys)).map((record) => record?.owner);
}

function answerFor(taken: Registration['taken'], key: IdentifierKey): TakenAnswer {
  return typeof taken === 'string' ? taken : (taken[kindOfKey(key)] ?? 'refuse');
}

function refuseTaken({ field, code }: FieldValue, owner: Fragment): DeskError {
  return new DeskError('identifier_taken', `Another customer already has this ${field}.`, {
    details: { field, ...(code === undefined ? {} : { code }), customerNumber: owner.live },
  });
}

/**
 * Takes an identifier away from everyone in its owner's family, because a person said it belongs elsewhere (B5). Gives
 * the numbers that have it no longer.
 */
async function moveAway(
  tx: WriteTransaction,
  owner: Fragment,
  key: IdentifierKey,
  { at }: Registration,
  settings: Settings,
): Promise<string[]> {
  const field = kindOfKey(key);
  const members = await family(tx, owner.live);
  for (const member of members) {
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
  await refreshPairs(tx, owner.live, settings);
  tx.publish({ type: 'customerEdited', customerNumber: owner.live });
  return members.map((member) => member.customerNumber);
}

/** A ticket may arrive long after it was written; the customer did not change any earlier for that. */
export const later = (a: string, b: string): string => (a > b ? a : b);

/** A change of a member is a change of the customer that people see. */
export async function touch(tx: WriteTransaction, live: string, at: string): Promise<void> {
  const [root] = await knownFragments(tx, [live]);
  if (root)
    await putFragment(tx, { ...root, updatedAt: later(root.updatedAt, at), version: root.version + 1 });
}

/** Says whose each identifier is from now on; gives those that somebody else has and keeps. */
async function settleOwnership(
  tx: WriteTransaction,
  target: Fragment,
  value: FieldValue,
  keys: readonly IdentifierKey[],
  registration: Registration,
  settings: Settings,
): Promise<Taken[]> {
  const taken: Taken[] = [];
  const { customerNumber } = target;
  const records = await identifierRecords(tx, keys);
  for (const [i, key] of keys.entries()) {
    const record = records[i];
    if (record === undefined) {
      await putIdentifier(tx, key, { owner: customerNumber, at: registration.at });
      continue;
    }
    if (record.owner === customerNumber) continue;
    const owner = await fragment(tx, record.owner);
    const answer = owner.live === target.live ? 'same' : answerFor(registration.taken, key);
    if (answer === 'refuse') throw refuseTaken(value, owner);
    if (answer === 'move') {
      const without = await moveAway(tx, owner, key, registration, settings);
      const others = (record.others ?? []).filter(
        (each) => each !== customerNumber && !without.includes(each),
      );
      await putIdentifier(tx, key, { owner: customerNumber, at: registration.at, others });
      continue;
    }
    const isNoted = answer === 'suggest' && record.others?.includes(customerNumber) === true;
    await alsoHas(tx, key, record, customerNumber);
    if (answer !== 'same') taken.push({ key, other: owner.live, answer, isNoted });
  }
  return taken;
}

/**
 * Notes the two as a pair, once they have what they have in common (D2); who is kept apart is not asked again (B5).
 * Gives those who wait for a person.
 */
async function notePairs(
  tx: WriteTransaction,
  target: Fragment,
  taken: readonly Taken[],
  { at, by, held }: Registration,
  settings: Settings,
): Promise<string[]> {
  const others = new Set<string>();
  for (const { key, other, answer, isNoted } of taken) {
    if (isNoted) {
      const [pair] = await storedPairs(tx, [[target.live, other]]);
      const isOpen = pair !== undefined && isOpenPair(pair);
      if (isOpen && (pair.held !== undefined || !pair.aside)) others.add(other);
      continue;
    }
    const kind = kindOfKey(key);
    const why = held?.[kind];
    const apart = answer === 'keepApart' && by !== undefined ? { keptApartBy: by } : {};
    const noticed = { kind, at, ...(why === undefined ? {} : { held: why }), ...apart };
    if (await suggest(tx, target.live, other, noticed, settings)) others.add(other);
  }
  return [...others];
}

/** The value as its fragment keeps it. */
export function entryFor(
  { field, value }: FieldValue,
  { source, at, by, ticketId }: Origin,
  settings: PhoneSettings,
): FragmentValue {
  const keys = identifierKeys(field, value, settings);
  return {
    value,
    source,
    at,
    same: comparableValue(field, value, settings),
    ...(by === undefined ? {} : { by }),
    ...(ticketId === undefined ? {} : { ticketId }),
    ...(keys.length > 0 ? { keys } : {}),
  };
}

/** A blank removes earlier blanks; what a ticket brings again changes nothing; what is set again otherwise moves to the front. */
function withEntry(list: readonly FragmentValue[], entry: FragmentValue): FragmentValue[] | undefined {
  const known = list.find((each) => each.same === entry.same);
  if (known && entry.source === 'ticket') {
    const whole = withKeys(known, entry.keys);
    return whole === known ? undefined : list.map((each) => (each === known ? whole : each));
  }
  const isOlder = known !== undefined && entry.ticketId !== undefined && !isOnlyOf(known, entry.ticketId);
  return [isOlder ? { ...entry, known: true } : entry, ...list.filter((each) => each.same !== entry.same)];
}

/** Whether a value says all of another already, its identifiers too: a number moved away (B5) takes its key along. */
export const holds = (entry: FragmentValue, other: FragmentValue): boolean =>
  entry.same === other.same && withKeys(entry, other.keys) === entry;

/**
 * Registers values under `target` and saves it when anything is new. Returns the customers who own an identifier
 * that came in and may be the same person.
 */
export async function registerValues(
  tx: WriteTransaction,
  target: Fragment,
  registration: Registration,
  settings: Settings,
): Promise<{ fragment: Fragment; changed: boolean; others: string[] }> {
  const values = { ...target.values };
  const taken: Taken[] = [];
  let changed = false;
  let isIdentifiedAnew = false;
  const brought = registration.values.map((each) => ({
    ...each,
    entry: entryFor(each, registration, settings),
  }));
  for (const { entry, ...each } of brought)
    taken.push(...(await settleOwnership(tx, target, each, entry.keys ?? [], registration, settings)));
  // What comes last is shown first.
  for (const { field, entry } of brought.reverse()) {
    const before = values[field] ?? [];
    const list = withEntry(before, entry);
    if (!list) continue;
    values[field] = list;
    changed = true;
    isIdentifiedAnew ||= entry.keys !== undefined && !before.some((each) => holds(each, entry));
  }
  const next = changed
    ? { ...target, values, updatedAt: later(target.updatedAt, registration.at), version: target.version + 1 }
    : target;
  if (changed) {
    await putRegistered(tx, next);
    if (next.live !== next.customerNumber) await touch(tx, next.live, registration.at);
  }
  // Nobody has said anything yet about a customer who has just been made.
  if (isIdentifiedAnew && target.version > 1) await refreshPairs(tx, next.live, settings);
  const others = await notePairs(tx, next, taken, registration, settings);
  return { fragment: next, changed, others };
}
