/**
 * Saving a ticket (R12, R15): its fields are stored, and the values an agent entered in its customer fields are
 * registered for the customer (R16). A value that another customer owns stays here as typed and becomes a duplicate
 * suggestion, unless whoever saves wants to decide that at once (B5): then nothing is saved until they have. Blanking a ticket's field blanks nothing at the customer. Whoever may not edit customers saves the ticket
 * alone (B8). On a ticket whose customer was deleted no value of a customer is kept, so that a page or a host that
 * comes late does not bring back who was erased; everything else is saved as ever.
 */
import { DeskError } from '../errors.js';
import type { Handler } from '../handler.js';
import { registerValues } from '../customers/register.js';
import { assertCustomerValues } from '../customers/validate.js';
import type { FilledMark, TicketFields } from '../model/ticket.js';
import { denial } from '../service/permit.js';
import { fragment, knownFragments } from '../store/fragment.js';
import { prefetchTicket } from '../store/prefetch.js';
import {
  impersonalCodes,
  putTicket,
  showTicket,
  ticketRecord,
  withoutPerson,
  type TicketRecord,
} from '../store/ticket.js';
import { assertTicketFields, customerValues, storedFields, type HeldValue } from './fields.js';

/** What an agent types loses its mark; what a field connection filled gets one (D11). */
function marksAfter(
  before: Record<string, FilledMark>,
  changed: TicketFields,
  byConnection: Record<string, string>,
  at: string,
): Record<string, FilledMark> {
  const kept = Object.entries(before).filter(([code]) => !(code in changed));
  const added = Object.entries(byConnection)
    .filter(([code]) => changed[code])
    .map(([code, source]): [string, FilledMark] => [code, { by: 'connection', at, source }]);
  return Object.fromEntries([...kept, ...added]);
}

export const save: Handler<'tickets.save'> = async (tx, input, { at, settings, principal }) => {
  await prefetchTicket(tx, input.ticketId);
  const before = await ticketRecord(tx, input.ticketId);
  if (input.version !== undefined && input.version !== before.version) {
    throw new DeskError('version_conflict', `Ticket ${input.ticketId} was saved meanwhile.`, {
      details: { expected: input.version, actual: before.version },
    });
  }
  const changed = Object.fromEntries(
    Object.entries(storedFields(input.fields ?? {})).filter(
      ([code, value]) => (before.fields[code] ?? '') !== value,
    ),
  );
  assertTicketFields(changed, settings);
  const byConnection = input.filledByConnection ?? {};
  const [arrived] = await knownFragments(tx, [before.arrivedNumber]);
  const isDeleted = arrived?.deleted !== undefined;
  const mayEdit = !isDeleted && denial('customers.edit', principal, settings) === undefined;
  const valuesOf = (isFilled: boolean): HeldValue[] => {
    const own = Object.entries(changed).filter(([code]) => mayEdit && code in byConnection === isFilled);
    return customerValues(Object.fromEntries(own), settings);
  };
  const [typed, filled] = [valuesOf(false), valuesOf(true)];
  assertCustomerValues([...filled, ...typed], settings, ({ code }) => ['fields', code]);

  let target = isDeleted ? arrived : await fragment(tx, before.arrivedNumber);
  const common = {
    at,
    by: principal.user,
    ticketId: input.ticketId,
    taken: input.taken ?? 'suggest',
  } as const;
  const first = await registerValues(tx, target, { ...common, values: filled, source: 'ticket' }, settings);
  target = first.fragment;
  const second = await registerValues(tx, target, { ...common, values: typed, source: 'manual' }, settings);
  if (first.changed || second.changed) tx.publish({ type: 'customerEdited', customerNumber: target.live });

  const fields = Object.entries({ ...before.fields, ...changed }).filter(([, value]) => value !== '');
  const after: TicketRecord = {
    ...before,
    status: input.status ?? before.status,
    fields: Object.fromEntries(fields),
    filled: marksAfter(before.filled, changed, byConnection, at),
    ...(input.hostData === undefined ? {} : { hostData: input.hostData }),
    updatedAt: at,
    version: before.version + 1,
  };
  const saved = isDeleted ? withoutPerson(after, impersonalCodes(settings)) : after;
  await putTicket(tx, saved, settings);
  tx.publish({ type: 'ticketSaved', ticketId: saved.ticketId, customerNumber: target.live });
  return showTicket(tx, saved);
};
