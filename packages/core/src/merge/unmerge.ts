/**
 * Taking a merge back (B1): the edge leaves the family tree and every number finds its own root again, exactly as if
 * the merge had never been, whatever was merged before, with or after it. Tickets that came in since go where their
 * identifiers say. The report says what came since, on whose side it is now, and what a person is to decide.
 */
import { DeskError } from '../errors.js';
import type { Handler } from '../handler.js';
import type { UnmergeReport } from '../model/merge.js';
import { noticeAgain, refreshPairs } from '../duplicates/pairs.js';
import type { WriteTransaction } from '../ports.js';
import { customer } from '../store/customer.js';
import { family, fragment, putFragment, type Fragment } from '../store/fragment.js';
import {
  activeMerges,
  mergeRecord,
  putMerge,
  withoutInternals,
  type MergeRecord,
} from '../store/merge-record.js';
import { showTickets } from '../store/ticket.js';
import { placeTickets } from './place.js';
import { unfillTickets } from './unfill.js';

const ticketCountLimit = 1000;
/** As many as a report lists. */
const listedTickets = 100;

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

function valuesSince(members: readonly Fragment[], at: string): UnmergeReport['since']['values'] {
  return members.flatMap(({ customerNumber, values }) =>
    Object.entries(values).flatMap(([field, entries]) =>
      entries
        .filter((entry) => entry.at > at)
        .map((entry) => ({ field, value: entry.value, at: entry.at, customerNumber })),
    ),
  );
}

/** The survivors of both are saved once it is known which values are whose. */
async function separate(
  tx: WriteTransaction,
  record: MergeRecord,
  at: string,
): Promise<{ staying: Fragment[]; away: Fragment[]; standing: MergeRecord[] }> {
  const lost = await fragment(tx, record.absorbedNumber);
  const members = await family(tx, lost.live);
  const standing = (await activeMerges(tx, members)).filter((each) => each.mergeId !== record.mergeId);
  const leaving = subtree(record.absorbedNumber, standing);
  const gone = members.filter((member) => leaving.has(member.customerNumber));
  const restored = gone.find((member) => member.customerNumber === record.absorbedNumber)!;
  const others = gone.filter((member) => member !== restored);
  const { mergeId: _, ...own } = restored;
  const live = restored.customerNumber;
  const away = [
    {
      ...own,
      live,
      absorbed: others.map((each) => each.customerNumber),
      version: own.version + 1,
      updatedAt: at,
    },
    ...others.map((each) => ({ ...each, live })),
  ];
  const [root, ...stayed] = members.filter((member) => !leaving.has(member.customerNumber));
  const absorbed = root!.absorbed.filter((number) => !leaving.has(number));
  const staying = [{ ...root!, absorbed, updatedAt: at, version: root!.version + 1 }, ...stayed];
  for (const each of away.slice(1)) await putFragment(tx, each);
  return { staying, away, standing };
}

export const unmerge: Handler<'customers.unmerge'> = async (tx, { mergeId }, { at, principal, settings }) => {
  const record = await mergeRecord(tx, mergeId);
  if (record.undone) {
    throw new DeskError('merge_already_undone', 'This merge was undone already.', {
      details: { undone: record.undone },
    });
  }
  const { standing, ...separated } = await separate(tx, record, at);
  const placed = await placeTickets(tx, separated, record, standing, at, settings);
  const { staying, away, tickets, moved, unclear } = placed;
  await unfillTickets(tx, record, standing, [staying, away], at, settings);
  // What was chosen in it is shown nowhere any more.
  const undone: MergeRecord = { ...record, chosen: {}, undone: { at, by: principal.user } };
  await putMerge(tx, undone);
  const survivorNumber = staying[0]!.customerNumber;
  const { absorbedNumber } = record;
  // Both have other identifiers than they had together.
  for (const number of [survivorNumber, absorbedNumber]) await refreshPairs(tx, number, settings);
  await noticeAgain(tx, survivorNumber, absorbedNumber, at, settings);
  tx.publish({
    type: 'mergeUndone',
    mergeId,
    survivorNumber,
    absorbedNumber,
    numbers: Object.fromEntries(away.map((member) => [member.customerNumber, absorbedNumber])),
  });
  const isAway = (number: string): boolean => away.some((each) => each.customerNumber === number);
  return {
    merge: withoutInternals(undone),
    survivor: await customer(tx, survivorNumber),
    restored: await customer(tx, absorbedNumber),
    since: {
      survivorTickets: Math.min(ticketCountLimit, tickets.staying.length),
      restoredTickets: Math.min(ticketCountLimit, tickets.away.length),
      moved: moved.slice(0, listedTickets).map(({ ticketId, arrivedNumber }) => ({
        ticketId,
        customerNumber: isAway(arrivedNumber) ? absorbedNumber : survivorNumber,
      })),
      unclear: await showTickets(tx, unclear.slice(0, listedTickets)),
      values: valuesSince([...staying, ...away], record.at),
    },
  };
};
