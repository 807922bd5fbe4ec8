/** What an information search says, and what it asks first. */
import type { LookupResult, Ticket } from '@deskcard/core';

/** A value for a ticket field, and the result item it comes from. */
export interface FilledField {
  readonly fieldCode: string;
  readonly text: string;
  readonly itemId: string;
  /** the screen name of the result item */
  readonly screenName: string;
}

export interface FillDetail {
  readonly apiId: string;
  readonly fills: readonly FilledField[];
}

export interface LookupFinishedDetail {
  readonly result: LookupResult;
  /** the desk ran it by itself (R53) */
  readonly auto: boolean;
}

export interface TicketSelectedDetail {
  readonly ticket: Ticket;
  /** the customer it belongs to now */
  readonly customerNumber: string;
}

declare global {
  interface HTMLElementEventMap {
    'deskcard-lookup-finished': CustomEvent<LookupFinishedDetail>;
    'deskcard-before-fill': CustomEvent<FillDetail>;
    'deskcard-fields-filled': CustomEvent<FillDetail>;
    'deskcard-fill-undone': CustomEvent<FillDetail>;
    'deskcard-before-ticket-select': CustomEvent<TicketSelectedDetail>;
    'deskcard-ticket-selected': CustomEvent<TicketSelectedDetail>;
  }
}
