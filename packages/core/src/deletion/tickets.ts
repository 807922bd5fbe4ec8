/**
 * The tickets of a customer who was deleted stay, as the record of what was said to somebody: without the values of
 * their customer fields and whatever was filled in about them. A customer may have a hundred thousand tickets and a
 * transaction holds some hundreds, so the number remembers where to go on; until it is done nobody sees the rest.
 */
import type { CallContext } from '../handler.js';
import type { WriteTransaction } from '../ports.js';
import type { Fragment } from '../store/fragment.js';
import { putTicket, withoutPerson, type TicketRecord } from '../store/ticket.js';

/** As many as one call looks at. */
export const ticketsAtOnce = 500;

/** The numbers as they are afterwards, and how many tickets had anything to lose. */
export async function blankTickets(
  tx: WriteTransaction,
  members: readonly Fragment[],
  { at, settings }: Pick<CallContext, 'at' | 'settings'>,
): Promise<{ members: Fragment[]; blanked: number }> {
  let [looked, blanked] = [0, 0];
  const after: Fragment[] = [];
  for (const member of members) {
    const { left, ...deleted } = member.deleted!;
    const limit = ticketsAtOnce - looked;
    if (left === undefined || limit === 0) {
      after.push(member);
      continue;
    }
    const { records, cursor } = await tx.scan('tickets', 'customer', {
      prefix: `${member.customerNumber}|`,
      limit,
      ...(left.after === undefined ? {} : { after: left.after }),
    });
    looked += records.length;
    for (const { value } of records) {
      const before = value as unknown as TicketRecord;
      const blank = withoutPerson(before, left.impersonal);
      if (blank === before) continue;
      await putTicket(tx, { ...blank, updatedAt: at, version: before.version + 1 }, settings);
      blanked++;
    }
    const next = cursor === undefined ? deleted : { ...deleted, left: { ...left, after: cursor } };
    after.push({ ...member, deleted: next });
  }
  return { members: after, blanked };
}
