/**
 * Whose the tickets are that came in while two customers were one (B1): a ticket belongs to the side that knows its
 * identifiers other than through the ticket itself, or through another one of which nobody knows whose it is. What both
 * sides know says nothing; where nothing speaks, or both sides do, it stays where it is and a person is asked.
 */
import { identifierKeys, type IdentifierKey, type PhoneSettings } from '../customers/identifiers.js';
import { joinedThen } from '../customers/project.js';
import type { ServiceSettings } from '../model/access.js';
import type { ReadTransaction, WriteTransaction } from '../ports.js';
import { isOnlyOf, putFragment, putRegistered, type Fragment } from '../store/fragment.js';
import type { MergeRecord } from '../store/merge-record.js';
import { putTicket, type TicketRecord } from '../store/ticket.js';
import { ownValues } from '../tickets/fields.js';
import { handOver, passOn } from '../tickets/hand-over.js';

type Settings = ServiceSettings & PhoneSettings;

/** The two customers after the separation, each with its survivor first. */
export interface Separated {
  staying: readonly Fragment[];
  away: readonly Fragment[];
}

export interface Placed extends Separated {
  /** all that came in since the merge, by side, newest first and as they are now */
  tickets: { staying: TicketRecord[]; away: TicketRecord[] };
  /** those of them that went to the other side */
  moved: TicketRecord[];
  /** those of them for a person to place */
  unclear: TicketRecord[];
}

const pageLimit = 1000;

const oldestFirst = (a: TicketRecord, b: TicketRecord): number =>
  a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0;

/** The tickets of these numbers that came in after that moment. */
async function ticketsSince(
  tx: ReadTransaction,
  { customerNumber }: Fragment,
  at: string,
): Promise<TicketRecord[]> {
  const found: TicketRecord[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await tx.scan('tickets', 'customer', {
      // The first text behind the moment itself, in which a ticket may have been there already.
      from: `${customerNumber}|${at} `,
      to: `${customerNumber}|~`,
      limit: pageLimit,
      ...(cursor === undefined ? {} : { after: cursor }),
    });
    found.push(...page.records.map(({ value }) => value as unknown as TicketRecord));
    cursor = page.cursor;
    if (cursor === undefined) return found;
  }
}

/** What the ticket itself says of whose it is. */
function keysOf(ticket: TicketRecord, settings: Settings): IdentifierKey[] {
  return ownValues(ticket, settings).flatMap(({ field, value }) => identifierKeys(field, value, settings));
}

/** `unsure` are the tickets of which it is not known yet, or never will be, whose they are. */
const knows = ({ values }: Fragment, key: IdentifierKey, unsure: ReadonlySet<string>): boolean =>
  Object.values(values).some((list) =>
    list.some(
      (entry) =>
        entry.keys?.includes(key) &&
        !(entry.ticketId !== undefined && unsure.has(entry.ticketId) && isOnlyOf(entry, entry.ticketId)),
    ),
  );

/** The one who knows the ticket on the only side that does; undefined when it is not clear. */
function holderOf(
  ticket: TicketRecord,
  sides: readonly (readonly Fragment[])[],
  unsure: ReadonlySet<string>,
  settings: Settings,
): Fragment | undefined {
  const spoken = keysOf(ticket, settings).flatMap((key) => {
    const holders = sides.map((side) => side.find((each) => knows(each, key, unsure)));
    const [holder, ...others] = holders.filter((each) => each !== undefined);
    return holder && others.length === 0 ? [{ holder, side: holders.indexOf(holder) }] : [];
  });
  const [first] = spoken;
  return spoken.every(({ side }) => side === first!.side) ? first?.holder : undefined;
}

/** Places the tickets that came in since the merge, saves the survivors and who gives or takes, and tells where all is. */
export async function placeTickets(
  tx: WriteTransaction,
  separated: Separated,
  record: MergeRecord,
  standing: readonly MergeRecord[],
  at: string,
  settings: Settings,
): Promise<Placed> {
  const members = new Map(
    [...separated.staying, ...separated.away].map((each) => [each.customerNumber, each]),
  );
  const now = (side: readonly Fragment[]): Fragment[] =>
    side.map(({ customerNumber }) => members.get(customerNumber)!);
  const sides = (): Fragment[][] => [now(separated.staying), now(separated.away)];
  const pages = await Promise.all([...members.values()].map((each) => ticketsSince(tx, each, record.at)));
  const cameToBoth = ({ arrivedNumber, createdAt }: TicketRecord): boolean => {
    const joined = joinedThen(arrivedNumber, createdAt, [record, ...standing]);
    return joined.has(record.survivorNumber) && joined.has(record.absorbedNumber);
  };
  const changed = new Set<string>();
  const [moved, unclear]: [TicketRecord[], TicketRecord[]] = [[], []];
  const tickets = pages.flat().sort(oldestFirst);
  const unsure = new Set(tickets.filter(cameToBoth).map(({ ticketId }) => ticketId));
  for (const [i, ticket] of tickets.entries()) {
    if (!unsure.has(ticket.ticketId)) continue;
    const holder = holderOf(ticket, sides(), unsure, settings);
    const from = members.get(ticket.arrivedNumber)!;
    if (holder) unsure.delete(ticket.ticketId);
    else unclear.unshift(ticket);
    if (!holder || holder.live === from.live) continue;
    const given = await handOver(tx, { from, to: holder, ticket }, at, settings);
    if (given) {
      await passOn(tx, given);
      for (const each of [given.from, given.to]) {
        members.set(each.customerNumber, each);
        changed.add(each.customerNumber);
      }
    }
    const { customerNumber: arrivedNumber, live } = holder;
    tickets[i] = { ...ticket, arrivedNumber, updatedAt: at, version: ticket.version + 1 };
    moved.unshift(tickets[i]);
    await putTicket(tx, tickets[i], settings);
    tx.publish({ type: 'ticketSaved', ticketId: ticket.ticketId, customerNumber: live });
  }
  const [staying, away] = sides() as [Fragment[], Fragment[]];
  const isChanged = ({ customerNumber }: Fragment): boolean => changed.has(customerNumber);
  // A survivor is saved after its members, which show in its place in the list.
  for (const [root, ...others] of [staying, away]) {
    for (const each of others.filter(isChanged)) await putRegistered(tx, each);
    await (isChanged(root!) ? putRegistered : putFragment)(tx, root!);
  }
  const of = (side: readonly Fragment[]): TicketRecord[] =>
    tickets
      .filter(({ arrivedNumber }) => side.some((each) => each.customerNumber === arrivedNumber))
      .reverse();
  return { staying, away, moved, unclear, tickets: { staying: of(staying), away: of(away) } };
}
