/**
 * Taking a merge back (B1): the edge leaves the family tree and every number finds its own root again, exactly as if
 * the merge had never been, whatever was merged before or after it. The report says what came since and on whose
 * side it stays.
 */
import { DeskError } from '../errors.js';
import type { Handler } from '../handler.js';
import type { ServiceSettings } from '../model/access.js';
import type { UnmergeReport } from '../model/merge.js';
import type { ReadTransaction, WriteTransaction } from '../ports.js';
import { noticeAgain } from '../duplicates/pairs.js';
import { customer } from '../store/customer.js';
import { family, fragment, putFragment, type Fragment } from '../store/fragment.js';
import {
  activeMerges,
  mergeRecord,
  putMerge,
  withoutInternals,
  type MergeRecord,
} from '../store/merge-record.js';
import { putTicket, showTicket, type TicketRecord } from '../store/ticket.js';

const ticketCountLimit = 1000;

/** The numbers that hang on `root` through active merges, itself included. */
function subtree(root: string, merges: readonly MergeRecord[]): Set<string> {
  const numbers = new Set([root]);
  for (let grown = true; grown;) {
    grown = false;
    for (const { survivorNumber, absorbedNumber } of merges) {
      if (!numbers.has(survivorNumber) || numbers.has(absorbedNumber)) continue;
      numbers.add(absorbedNumber);
      grown = true;
    }
  }
  return numbers;
}

/** True when somebody on the ticket's side of the separation still has the value of this field. */
function isKnown(
  sides: readonly Fragment[][],
  ticket: TicketRecord,
  code: string,
  settings: ServiceSettings,
): boolean {
  const side = sides.find((members) => members.some((each) => each.customerNumber === ticket.arrivedNumber));
  const field = settings.ticketFields.find((each) => each.code === code)?.customerField ?? code;
  return (side ?? []).some(({ values }) => values[field]?.some(({ value }) => value === ticket.fields[code]));
}

/**
 * Blanks what a merge filled in its ticket, unless somebody changed it since. With `sides`, only values that left
 * with the other side: a later merge may have filled in what came along with this one.
 */
async function unfillTicket(
  tx: WriteTransaction,
  record: MergeRecord,
  at: string,
  settings: ServiceSettings,
  sides?: readonly Fragment[][],
): Promise<void> {
  if (!record.filled) return;
  const ticket = (await tx.get('tickets', record.filled.ticketId)) as unknown as TicketRecord | undefined;
  const codes = record.filled.codes.filter(
    (code) =>
      ticket?.filled[code]?.source === record.mergeId && !(sides && isKnown(sides, ticket, code, settings)),
  );
  if (!ticket || codes.length === 0) return;
  const without = <V>(entries: Record<string, V>): Record<string, V> =>
    Object.fromEntries(Object.entries(entries).filter(([code]) => !codes.includes(code)));
  const { fields, filled, version } = ticket;
  await putTicket(
    tx,
    { ...ticket, fields: without(fields), filled: without(filled), updatedAt: at, version: version + 1 },
    settings,
  );
  const { ticketId, customerNumber } = await showTicket(tx, ticket);
  tx.publish({ type: 'ticketSaved', ticketId, customerNumber });
}

async function ticketsSince(tx: ReadTransaction, members: readonly Fragment[], at: string): Promise<number> {
  const counts = await Promise.all(
    members.map(({ customerNumber }) =>
      tx.count('tickets', 'customer', {
        from: `${customerNumber}|${at}`,
        to: `${customerNumber}|~`,
        limit: ticketCountLimit,
      }),
    ),
  );
  return Math.min(
    ticketCountLimit,
    counts.reduce((sum, count) => sum + count, 0),
  );
}

function valuesSince(members: readonly Fragment[], at: string): UnmergeReport['since']['values'] {
  return members.flatMap(({ customerNumber, values }) =>
    Object.entries(values).flatMap(([field, entries]) =>
      entries
        .filter((entry) => entry.at > at)
        .map((entry) => ({ field, value: entry.value, at: entry.at, customerNumber })),
    ),
  );
}

async function separate(
  tx: WriteTransaction,
  record: MergeRecord,
  at: string,
): Promise<{ staying: Fragment[]; away: Fragment[]; merges: MergeRecord[] }> {
  const lost = await fragment(tx, record.absorbedNumber);
  const members = await family(tx, lost.live);
  const [root] = members;
  const merges = (await activeMerges(tx, members)).filter((each) => each.mergeId !== record.mergeId);
  const leaving = subtree(record.absorbedNumber, merges);
  const away = members.filter((member) => leaving.has(member.customerNumber));
  const staying = members.filter((member) => !leaving.has(member.customerNumber));
  for (const member of away) {
    const { mergeId, ...rest } = member;
    const isRoot = member.customerNumber === record.absorbedNumber;
    await putFragment(tx, {
      ...rest,
      live: record.absorbedNumber,
      absorbed: isRoot ? away.filter((each) => each !== member).map((each) => each.customerNumber) : [],
      ...(isRoot ? { version: member.version + 1, updatedAt: at } : { mergeId: mergeId! }),
    });
  }
  const absorbed = root.absorbed.filter((number) => !leaving.has(number));
  await putFragment(tx, { ...root, absorbed, updatedAt: at, version: root.version + 1 });
  return { staying, away, merges };
}

export const unmerge: Handler<'customers.unmerge'> = async (tx, { mergeId }, { at, principal, settings }) => {
  const record = await mergeRecord(tx, mergeId);
  if (record.undone) {
    throw new DeskError('merge_already_undone', 'This merge was undone already.', {
      details: { undone: record.undone },
    });
  }
  const { staying, away, merges } = await separate(tx, record, at);
  await unfillTicket(tx, record, at, settings);
  for (const other of merges) await unfillTicket(tx, other, at, settings, [staying, away]);
  const undone: MergeRecord = { ...record, undone: { at, by: principal.user } };
  await putMerge(tx, undone);
  const survivorNumber = staying[0]!.customerNumber;
  await noticeAgain(tx, survivorNumber, record.absorbedNumber, at, settings);
  tx.publish({
    type: 'mergeUndone',
    mergeId,
    survivorNumber,
    absorbedNumber: record.absorbedNumber,
    numbers: Object.fromEntries(away.map((member) => [member.customerNumber, record.absorbedNumber])),
  });
  return {
    merge: withoutInternals(undone),
    survivor: await customer(tx, survivorNumber),
    restored: await customer(tx, record.absorbedNumber),
    since: {
      survivorTickets: await ticketsSince(tx, staying, record.at),
      restoredTickets: await ticketsSince(tx, away, record.at),
      values: valuesSince([...staying, ...away], record.at),
    },
  };
};
