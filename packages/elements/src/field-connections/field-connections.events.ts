/** What the field connections say, and what they ask first. */
import type { FieldConnections, FieldLink } from '@deskcard/core';

export interface BeforeConnectionsSaveDetail {
  readonly apiId: string;
  /** as they would be saved, in the order in which fields are filled */
  readonly links: readonly FieldLink[];
}

export interface ConnectionsSavedDetail {
  readonly connections: FieldConnections;
}

declare global {
  interface GlobalEventHandlersEventMap {
    'deskcard-before-connections-save': CustomEvent<BeforeConnectionsSaveDetail>;
    'deskcard-connections-saved': CustomEvent<ConnectionsSavedDetail>;
  }
}
