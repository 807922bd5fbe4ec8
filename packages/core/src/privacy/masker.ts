/** Which values of an answer are a customer's, for somebody who may not see them, and what stands in their place. */
import type { Principal, ServiceSettings } from '../model/access.js';
import type { FilledMark, Ticket, TicketFields } from '../model/ticket.js';
import { hasCapability } from '../service/permit.js';
import { impersonalCodes, matchedFields } from '../store/ticket.js';
import { isMask, maskValue } from './mask.js';

/** What the mask of a ticket field without a customer field goes by. */
const anyField = '';

export interface Masker {
  value(field: string, value: string): string;
  values(values: Record<string, string>): Record<string, string>;
  /** A value of which nothing is known but that it is personal. */
  whole(value: string): string;
  /** The customer field behind a ticket field, or a text that is none where its value is personal all the same. */
  fieldOf(code: string, filled?: Record<string, FilledMark>): string | undefined;
  ticketFields(ticket: Pick<Ticket, 'fields' | 'filled'>): TicketFields;
}

/** True for somebody who sees masks in place of the values of customers (D13). */
export const seesMasks = (principal: Principal): boolean => !hasCapability(principal, 'personal.view');

/** `revealed` says which customer fields stay as they are. */
export function maskerFor(
  { ticketFields }: Pick<ServiceSettings, 'ticketFields'>,
  revealed: (field: string) => boolean = () => false,
): Masker {
  // The system fields stay personal where a host describes them without their customer field.
  const fields = new Map<string, string>(Object.entries(matchedFields));
  for (const { code, customerField } of ticketFields) {
    if (customerField !== undefined) fields.set(code, customerField);
  }
  const value = (field: string, text: string): string => (revealed(field) ? text : maskValue(field, text));
  const impersonal = new Set(impersonalCodes({ ticketFields }));
  // What a field connection filled in came from the provider, who is asked for nothing but customers.
  const fieldOf: Masker['fieldOf'] = (code, filled) =>
    impersonal.has(code) && filled?.[code]?.by !== 'connection' ? undefined : (fields.get(code) ?? anyField);
  const mapped = (entries: Record<string, string>, mask: (name: string, text: string) => string) =>
    Object.fromEntries(Object.entries(entries).map(([name, text]) => [name, mask(name, text)]));
  return {
    value,
    values: (values) => mapped(values, value),
    whole: (text) => value(anyField, text),
    fieldOf,
    ticketFields: ({ fields: given, filled }) =>
      mapped(given, (code, text) => {
        const field = fieldOf(code, filled);
        return field === undefined ? text : value(field, text);
      }),
  };
}

/** What somebody sends who sees masks: a value, or the mask of the value that is there, or a mask of something else. */
export function readMasked(
  field: string,
  sent: string,
  stored: string | undefined,
): 'value' | 'same' | 'mask' {
  if (stored !== undefined && stored !== '' && sent === maskValue(field, stored)) return 'same';
  return isMask(field, sent) ? 'mask' : 'value';
}
