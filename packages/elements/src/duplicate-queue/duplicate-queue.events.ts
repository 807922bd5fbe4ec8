/** What the queue of duplicates says, and asks first. Merges are told as `<merge-dialog>` tells them. */
import type { DuplicateDecision, DuplicateScan } from '@deskcard/core';

/** Which two are meant, and what is said of them; `open` takes back what was said. */
export interface DuplicateDecisionDetail {
  readonly customerNumber: string;
  readonly otherNumber: string;
  readonly decision: DuplicateDecision;
}

export interface DuplicateScanDetail {
  readonly scan: DuplicateScan;
}

declare global {
  interface GlobalEventHandlersEventMap {
    'deskcard-before-duplicate-decide': CustomEvent<DuplicateDecisionDetail>;
    'deskcard-duplicate-decided': CustomEvent<DuplicateDecisionDetail>;
    'deskcard-duplicates-scanned': CustomEvent<DuplicateScanDetail>;
  }
}
