/** What a lookup at a ticket says, whichever element shows it. */
import type { LookupResult } from '@deskcard/core';

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

declare global {
  interface GlobalEventHandlersEventMap {
    'deskcard-lookup-finished': CustomEvent<LookupFinishedDetail>;
    'deskcard-before-fill': CustomEvent<FillDetail>;
    'deskcard-fields-filled': CustomEvent<FillDetail>;
    'deskcard-fill-undone': CustomEvent<FillDetail>;
  }
}
