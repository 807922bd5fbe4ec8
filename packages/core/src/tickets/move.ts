/**
 * A person says whose a ticket is (B1): after an unmerge that could not tell, or wherever else it lies with the wrong
 * customer. It goes to the number that was named, so that a merge and its undoing take it along with that one.
 */
import { touch } from '../customers/register.js';
import { refreshPairs } from '../duplicates/pairs.js';
import type { CallContext, Handler } from '../handler.js';
import type { WriteTransaction } from '../ports.js';
import { fragments, putRegistered, type Fragment } from '../store/fragment.js';
import { prefetchFamilies, prefetchTicket } from '../store/prefetch.js';
import { putTicket, showTicket, ticketRecord } from '../store/ticket.js';
import { handOver, passOn } from './hand-over.js';

/** A survivor is saved after its members. */
async function moveValues(
  tx: WriteTransaction,
  from: Fragment,
  to: Fragment,
  ticketId: string,
  { at, settings }: CallContext,
): Promise<void> {
  const change = handOver(from, to, ticketId, at);
  if (change === undefined) return;
  await passOn(tx, change);
  for (const each of [change.from, change.to]) {
    await putRegistered(tx, each);
    if (each.live !== each.customerNumber) await touch(tx, each.live, at);
    tx.publish({ type: 'customerEdited', customerNumber: each.live });
  }
  for (const { live } of [from, to]) await refreshPairs(tx, live, settings);
}

export const move: Handler<'tickets.move'> = async (tx, { ticketId, customerNumber }, context) => {
  const { at, settings } = context;
  await Promise.all([prefetchTicket(tx, ticketId), prefetchFamilies(tx, [customerNumber])]);
  const record = await ticketRecord(tx, ticketId);
  const [from, to] = (await fragments(tx, [record.arrivedNumber, customerNumber])) as [Fragment, Fragment];
  if (from.live === to.live) return showTicket(tx, record);
  await moveValues(tx, from, to, ticketId, context);
  const moved = { ...record, arrivedNumber: customerNumber, updatedAt: at, version: record.version + 1 };
  await putTicket(tx, moved, settings);
  tx.publish({ type: 'ticketSaved', ticketId, customerNumber: to.live });
  return { ...moved, customerNumber: to.live };
};
