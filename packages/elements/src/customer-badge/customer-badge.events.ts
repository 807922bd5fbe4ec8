/** What a badge says. */
import type { DeskError } from '@deskcard/core';

export interface BadgeErrorDetail {
  /** why the grades could not be read */
  readonly error: DeskError;
}

declare global {
  interface HTMLElementEventMap {
    'deskcard-badge-error': CustomEvent<BadgeErrorDetail>;
  }
}
