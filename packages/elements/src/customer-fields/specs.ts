/**
 * Which fields there are (R12, R14): one for each customer field, the built-in four first. At a ticket that is the
 * ticket field which holds it, under its code; a customer field that the ticket has no field for is edited with the
 * customer itself.
 */
import type { ServiceDescription, TicketFieldType } from '@deskcard/core';
import { customerFieldLengths, otherCustomerFieldLength } from '@deskcard/core/limits';
import type { Strings } from '../locales/locale.js';

export interface Spec {
  /** unique within the element, and fit for an id */
  readonly id: string;
  /** the ticket field; absent for a value of the customer alone */
  readonly code: string | undefined;
  /** the customer field */
  readonly field: string;
  readonly label: string;
  readonly type: TicketFieldType;
  /** in Unicode code points; 0 = unlimited */
  readonly maxLength: number;
  readonly options: readonly string[];
}

const builtIn = ['memberId', 'name', 'phone', 'email'] as const;

/** A text of a customer never stands in these; they stay with the host's own form. */
const notText: readonly TicketFieldType[] = [
  'checkbox',
  'agree',
  'caption',
  'file',
  'date-period',
  'datetime-period',
];

/** `isTicket` where a ticket is edited, `isSaved` where there is a customer to edit as well. */
export function specsOf(
  { ticketFields, customerFields }: ServiceDescription,
  common: Strings['common'],
  { isTicket, isSaved }: { readonly isTicket: boolean; readonly isSaved: boolean },
): Spec[] {
  const known = [
    ...builtIn.map((code) => ({ code: code as string, label: common[code] })),
    ...customerFields.filter(({ code }) => !builtIn.some((each) => each === code)),
  ];
  return known.flatMap(({ code: field, label }): Spec[] => {
    const longest = customerFieldLengths[field] ?? otherCustomerFieldLength;
    const own = isTicket ? ticketFields.filter(({ customerField }) => customerField === field) : [];
    if (own.length === 0) {
      const alone: Spec = {
        id: `customer-${field}`,
        code: undefined,
        field,
        label,
        type: 'text',
        maxLength: longest,
        options: [],
      };
      return isSaved ? [alone] : [];
    }
    return own
      .filter(({ type }) => !notText.includes(type))
      .map(({ code, label: name, type, maxLength, options = [] }) => ({
        id: `ticket-${code}`,
        code,
        field,
        label: name,
        type,
        maxLength: maxLength === 0 ? longest : Math.min(maxLength, longest),
        options,
      }));
  });
}
