/** What a badge says. */
import type { ErrorCode } from '@deskcard/core';

export interface BadgeErrorDetail {
  /** `internal` for anything that is not a `DeskError` */
  readonly code: ErrorCode;
  /** what the desk threw; the same object for all badges that one failed call concerns */
  readonly error: unknown;
}

declare global {
  interface GlobalEventHandlersEventMap {
    'deskcard-badge-error': CustomEvent<BadgeErrorDetail>;
  }
}
