/**
 * A ticket that goes to another customer takes along what it brought, and what that identifies (B1): a phone number
 * that only this ticket brought finds its new customer at the next call. What another ticket that stays says as well
 * stays too, with whoever is found by it (B2, R7).
 */
import { entryFor, holds, later } from '../customers/register.js';
import { comparableValue, type IdentifierKey, type PhoneSettings } from '../customers/identifiers.js';
import type { ServiceSettings } from '../model/access.js';
import type { ReadTransaction, WriteTransaction } from '../ports.js';
import { isOnlyOf, withKeys, type Fragment, type FragmentValue } from '../store/fragment.js';
import { alsoHas, identifierRecords, putIdentifier, type IdentifierRecord } from '../store/identifier.js';
import type { TicketRecord } from '../store/ticket.js';
import { ownValues } from './fields.js';

type Settings = ServiceSettings & PhoneSettings;

/** A ticket, and whose it was and will be. */
export interface Journey {
  from: Fragment;
  to: Fragment;
  ticket: TicketRecord;
}

export interface HandOver {
  from: Fragment;
  to: Fragment;
  /** what `to` has from now on */
  keys: IdentifierKey[];
  /** those of them that `from` has as well */
  shared: ReadonlySet<IdentifierKey>;
}

interface Value {
  field: string;
  entry: FragmentValue;
}

/** As many of the tickets that stay are looked at, the newest. */
const mostStaying = 500;

/** Blanks stay: they say something of values that do not go. */
const goesWith = (entry: FragmentValue, ticketId: string): boolean =>
  entry.value !== '' && isOnlyOf(entry, ticketId);

/**
 * What is left of these values when their ticket has gone: as another ticket's, where one says the same. Whoever has
 * more tickets than are looked at keeps them in any case.
 */
async function remaining(
  tx: ReadTransaction,
  { from, ticket }: Journey,
  going: readonly Value[],
  settings: Settings,
): Promise<Map<FragmentValue, FragmentValue>> {
  const { records, cursor } = await tx.scan('tickets', 'customer', {
    prefix: `${from.customerNumber}|`,
    reverse: true,
    limit: mostStaying,
  });
  const left = new Map<FragmentValue, FragmentValue>();
  if (cursor !== undefined) for (const { entry } of going) left.set(entry, { ...entry, known: true });
  for (const { value } of records) {
    const other = value as unknown as TicketRecord;
    if (other.ticketId === ticket.ticketId) continue;
    const said = ownValues(other, settings);
    for (const { field, entry } of going) {
      const isSaid = said.some(
        (each) => each.field === field && comparableValue(field, each.value, settings) === entry.same,
      );
      if (isSaid) left.set(entry, { ...entry, ticketId: other.ticketId });
    }
  }
  return left;
}

/** What the ticket says that its customer has from elsewhere as well, as far as the other one has not. */
export function alsoSaid({ from, to, ticket }: Journey, settings: Settings): Value[] {
  const { ticketId, createdAt: at } = ticket;
  return ownValues(ticket, settings).flatMap((value) => {
    const { field } = value;
    const said = entryFor(value, { source: 'ticket', at, ticketId }, settings);
    const had = from.values[field]?.find((each) => each.same === said.same);
    if (!had || goesWith(had, ticketId)) return [];
    const { known: _, ...own } = had;
    // A number that was moved away (B5) stays away.
    const entry = had.ticketId === ticketId ? own : { ...said, ...(had.keys ? { keys: had.keys } : {}) };
    return to.values[field]?.some((each) => holds(each, entry)) ? [] : [{ field, entry }];
  });
}

/**
 * Newest first; what the list has already stays as it is, unless a person typed it later, or it was left here when the
 * ticket went.
 */
function received(list: readonly FragmentValue[], entry: FragmentValue): readonly FragmentValue[] {
  const same = list.find((each) => each.same === entry.same);
  const wasLeft = same?.at === entry.at && same.source === entry.source && same.value === entry.value;
  if (same && (wasLeft || entry.source === 'ticket' || same.at >= entry.at)) {
    const stays = wasLeft ? withKeys(entry, same.keys) : withKeys(same, entry.keys);
    return list.map((each) => (each === same ? stays : each));
  }
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

/** What of these lists goes with the ticket. */
const goingOf = ({ from, ticket }: Journey): Value[] =>
  Object.entries(from.values).flatMap(([field, list]) =>
    list.filter((entry) => goesWith(entry, ticket.ticketId)).map((entry) => ({ field, entry })),
  );

/** The giver without what goes, but for what is left of it. */
async function without(
  tx: ReadTransaction,
  journey: Journey,
  going: readonly Value[],
  at: string,
  settings: Settings,
): Promise<Fragment> {
  const { from } = journey;
  if (going.length === 0) return from;
  const left = await remaining(tx, journey, going, settings);
  const gone = new Set(going.map(({ entry }) => entry));
  const lists = Object.entries(from.values)
    .map(
      ([field, list]) =>
        [
          field,
          list
            .map((entry) => (gone.has(entry) ? left.get(entry) : entry))
            .filter((entry) => entry !== undefined),
        ] as const,
    )
    .filter(([, list]) => list.length > 0);
  return changed(from, Object.fromEntries(lists), at);
}

/** Both fragments as they are once the ticket is `to`'s, who gets `also` besides; undefined when nothing goes along. */
export async function handOver(
  tx: ReadTransaction,
  journey: Journey,
  at: string,
  settings: Settings,
  also: readonly Value[] = [],
): Promise<HandOver | undefined> {
  const going = goingOf(journey);
  const brought = [...going, ...also];
  if (brought.length === 0) return undefined;
  const from = await without(tx, journey, going, at, settings);
  const lists = { ...journey.to.values };
  // The oldest first, so that those of one moment stay in their order.
  for (const { field, entry } of [...brought].reverse())
    lists[field] = [...received(lists[field] ?? [], entry)];
  const keys = [...new Set(brought.flatMap(({ entry }) => entry.keys ?? []))];
  return { from, to: changed(journey.to, lists, at), keys, shared: new Set(keysOf(from.values)) };
}

/** Who has the identifier, with `to` in the place of `from`; `to` had it already where one of the others is them. */
function replaced(
  { owner, at, others = [], before }: IdentifierRecord,
  from: string,
  to: string,
): IdentifierRecord {
  const [first, ...rest] = [...new Set([owner, ...others].map((number) => (number === from ? to : number)))];
  const last = owner !== from ? before : others.includes(to) ? from : undefined;
  return {
    owner: first!,
    at,
    ...(rest.length > 0 ? { others: rest } : {}),
    ...(last === undefined ? {} : { before: last }),
  };
}

/** The ticket through which the giver came to own it goes back to the one who owned it before. */
const returned = ({ owner, at, others = [] }: IdentifierRecord, to: string): IdentifierRecord => ({
  owner: to,
  at,
  others: [owner, ...others.filter((number) => number !== to)],
});

/** Whoever was found by these identifiers because of the one is found by them because of the other. */
export async function passOn(tx: WriteTransaction, { from, to, keys, shared }: HandOver): Promise<void> {
  const records = await identifierRecords(tx, keys);
  const [giver, taker] = [from.customerNumber, to.customerNumber];
  for (const [i, key] of keys.entries()) {
    const record = records[i] ?? { owner: giver, at: to.updatedAt };
    if (!shared.has(key)) await putIdentifier(tx, key, replaced(record, giver, taker));
    else if (record.owner === giver && record.before === taker)
      await putIdentifier(tx, key, returned(record, taker));
    else if (record.owner !== taker) await alsoHas(tx, key, record, taker);
  }
}
