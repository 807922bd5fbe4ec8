/**
 * Revealing (D13, B13): somebody who sees masks asks for the values of one customer, all of them or some fields, and
 * the audit trail keeps who did, when, which fields and why. At a ticket, its own values come along.
 */
import { invalidInput } from '../errors.js';
import type { Handler, Handlers } from '../handler.js';
import type { ServiceSettings } from '../model/access.js';
import type { TicketFields } from '../model/ticket.js';
import type { ReadTransaction } from '../ports.js';
import { customer } from '../store/customer.js';
import { showTicket, ticketRecord } from '../store/ticket.js';
import { customerRule } from './answers.js';
import { maskerFor } from './masker.js';

/** The values of the ticket that are masked otherwise. */
async function revealedTicket(
  tx: ReadTransaction,
  ticketId: string,
  customerNumber: string,
  isAsked: (field: string) => boolean,
  settings: ServiceSettings,
): Promise<TicketFields> {
  const ticket = await showTicket(tx, await ticketRecord(tx, ticketId));
  if (ticket.customerNumber !== customerNumber) {
    throw invalidInput([{ path: ['ticketId'], code: 'invalid', message: 'is a ticket of somebody else' }]);
  }
  const { fieldOf } = maskerFor(settings);
  const asked = Object.entries(ticket.fields).filter(([code]) => {
    const field = fieldOf(code, ticket.filled);
    return field !== undefined && isAsked(field);
  });
  return Object.fromEntries(asked);
}

const reveal: Handler<'customers.reveal'> = async (tx, input, { settings }) => {
  const whole = await customer(tx, input.customerNumber);
  const { fields, ticketId } = input;
  const isAsked = (field: string): boolean => fields === undefined || fields.includes(field);
  const shown = customerRule(whole, maskerFor(settings, isAsked));
  if (ticketId === undefined) return { customer: shown };
  const ticketFields = await revealedTicket(tx, ticketId, whole.customerNumber, isAsked, settings);
  return { customer: shown, ticketFields };
};

export const privacyHandlers = { 'customers.reveal': reveal } satisfies Partial<Handlers>;
