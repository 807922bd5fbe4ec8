/** What the customer fields say, and what they ask first. */
import type { Customer, Ticket } from '@deskcard/core';

/** Whose fields are on the screen. */
export interface CustomerFieldsOf {
  /** absent for a customer without a ticket, and for a ticket without an id */
  readonly ticketId: string | undefined;
  /** absent for a ticket that is not saved yet */
  readonly customerNumber: string | undefined;
}

/** Texts by the code of their ticket field; `values` by customer field, where the ticket has no field for it. */
export interface CustomerFieldTexts {
  readonly fields: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
}

export interface CustomerFieldsChangedDetail extends CustomerFieldsOf, CustomerFieldTexts {
  /** how many of the fields are not saved */
  readonly unsaved: number;
}

export interface BeforeCustomerFieldsSaveDetail extends CustomerFieldsOf, CustomerFieldTexts {}

export interface CustomerFieldsSavedDetail extends CustomerFieldsOf, CustomerFieldTexts {
  /** the ticket as it is now, if there is one */
  readonly ticket: Ticket | undefined;
  /** the customer as it is now, where values were saved with it alone */
  readonly customer: Customer | undefined;
}

export interface BeforeMergeOpenDetail extends CustomerFieldsOf {
  /** who it is to be merged with, as far as that is known */
  readonly otherNumbers: readonly string[];
}

declare global {
  interface GlobalEventHandlersEventMap {
    'deskcard-customer-fields-changed': CustomEvent<CustomerFieldsChangedDetail>;
    'deskcard-before-customer-fields-save': CustomEvent<BeforeCustomerFieldsSaveDetail>;
    'deskcard-customer-fields-saved': CustomEvent<CustomerFieldsSavedDetail>;
    'deskcard-before-customer-fields-discard': CustomEvent<BeforeCustomerFieldsSaveDetail>;
    'deskcard-before-merge-open': CustomEvent<BeforeMergeOpenDetail>;
  }
}
