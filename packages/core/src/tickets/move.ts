/**
 * A person says whose a ticket is (B1): after an unmerge that could not tell, or wherever else it lies with the wrong
 * customer. It goes to the number that was named, so that a merge and its undoing take it along with that one. What a
 * merge filled in of the customer it leaves (D6) does not go along.
 */
import { touch } from '../customers/register.js';
import { refreshPairs } from '../duplicates/pairs.js';
import type { CallContext, Handler } from '../handler.js';
import { unfilledFor } from '../merge/unfill.js';
import type { WriteTransaction } from '../ports.js';
import { family, fragments, putRegistered, type Fragment } from '../store/fragment.js';
import { prefetchTicket } from '../store/prefetch.js';
import { putTicket, showTicket, ticketRecord } from '../store/ticket.js';
import { alsoSaid, handOver, passOn, type Journey } from './hand-over.js';

/** A survivor is saved after its members. */
async function moveValues(
  tx: WriteTransaction,
  journey: Journey,
  { at, settings }: CallContext,
): Promise<void> {
  const { from, to } = journey;
  const change = await handOver(tx, journey, at, settings, alsoSaid(journey, settings));
  if (change === undefined) return;
  await passOn(tx, change);
  for (const each of [change.from, change.to]) {
    if (each === from) continue;
    await putRegistered(tx, each);
    if (each.live !== each.customerNumber) await touch(tx, each.live, at);
    tx.publish({ type: 'customerEdited', customerNumber: each.live });
  }
  for (const { live } of [from, to]) await refreshPairs(tx, live, settings);
}

export const move: Handler<'tickets.move'> = async (tx, { ticketId, customerNumber }, context) => {
  const { at, settings } = context;
  await prefetchTicket(tx, ticketId);
  const record = await ticketRecord(tx, ticketId);
  const [from, to] = (await fragments(tx, [record.arrivedNumber, customerNumber])) as [Fragment, Fragment];
  if (from.live === to.live) return showTicket(tx, record);
  await moveValues(tx, { from, to, ticket: record }, context);
  const own = unfilledFor(await family(tx, to.live), record, settings);
  const moved = { ...own, arrivedNumber: customerNumber, updatedAt: at, version: record.version + 1 };
  await putTicket(tx, moved, settings);
  tx.publish({ type: 'ticketSaved', ticketId, customerNumber: to.live });
  return { ...moved, customerNumber: to.live };
};
