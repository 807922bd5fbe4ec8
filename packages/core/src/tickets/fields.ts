/** The fields of a ticket: which are allowed, how long they may be, and which customer values they hold. */
import type { FieldValue } from '../customers/field-value.js';
import { invalidInput, type Issue } from '../errors.js';
import { storedName } from '../identity/name.js';
import { isTooLong } from '../limits.js';
import type { ServiceSettings } from '../model/access.js';
import type { Ticket, TicketFields } from '../model/ticket.js';

/** As typed; names in their stored form (D3). */
export function storedFields(fields: TicketFields): TicketFields {
  const stored = Object.entries(fields).map(([code, value]) => [
    code,
    code === 'name' ? storedName(value) : value,
  ]);
  return Object.fromEntries(stored);
}

export function assertTicketFields(fields: TicketFields, settings: ServiceSettings): void {
  const issues = Object.entries(fields).flatMap(([code, value]): Issue[] => {
    const field = settings.ticketFields.find((each) => each.code === code);
    if (!field)
      return [{ path: ['fields', code], code: 'unknown', message: 'is no ticket field of this service' }];
    if (!isTooLong(value, field.maxLength)) return [];
    const message = `is longer than ${field.maxLength} characters`;
    return [{ path: ['fields', code], code: 'tooLong', maximum: field.maxLength, message }];
  });
  if (issues.length > 0) throw invalidInput(issues);
}

/** A value of the customer in a ticket. */
export type HeldValue = Required<FieldValue>;

/** What the ticket fields that hold a value of the customer are filled with, in the order of the fields. */
export const customerValues = (fields: TicketFields, { ticketFields }: ServiceSettings): HeldValue[] =>
  ticketFields.flatMap(({ code, customerField: field }) => {
    const typed = fields[code] ?? '';
    const value = field === 'name' ? storedName(typed) : typed.trim();
    return field !== undefined && value ? [{ field, value, code }] : [];
  });

/** What the ticket itself says of its customer, without what a merge filled in. */
export function ownValues(
  { fields, filled }: Pick<Ticket, 'fields' | 'filled'>,
  settings: ServiceSettings,
): HeldValue[] {
  const own = Object.entries(fields).filter(([code]) => filled[code]?.by !== 'merge');
  return customerValues(Object.fromEntries(own), settings);
}
