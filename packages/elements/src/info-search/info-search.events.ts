/** What an information search says beside what its lookups say, and what it asks first. */
import type { Ticket } from '@deskcard/core';

export interface TicketSelectedDetail {
  readonly ticket: Ticket;
  /** the customer it belongs to now */
  readonly customerNumber: string;
}

declare global {
  interface GlobalEventHandlersEventMap {
    'deskcard-before-ticket-select': CustomEvent<TicketSelectedDetail>;
    'deskcard-ticket-selected': CustomEvent<TicketSelectedDetail>;
  }
}
