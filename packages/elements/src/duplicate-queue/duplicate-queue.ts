/**
 * B4: an administrator decides about customers who may be one person, pair by pair, and has all customers compared. This
 * is who may do so; what they do is in `queue.part.ts`, which pages for agents never load.
 */
import type { CSSResult, PropertyDeclarations } from 'lit';
import { AdminElement } from '../admin-element.js';
import { duplicateQueue } from '../locales/en.js';
import { screenFrame } from '../styles/screen-frame.js';
import './duplicate-queue.events.js';
import { PAGE, type QueuePage } from './queue-page.js';

/**
 * The pairs that wait for a person, most likely first: side by side, with what speaks for one person and against, what
 * would remain, and three answers: merge, not the same, later. All of it by keyboard while the focus is on the pair.
 * Decisions are saved while the next pair is looked at, and can be taken back.
 *
 * With `merge-dialog` a pair that somebody should look at twice is merged there, field by field; without one the
 * element asks.
 *
 * @tag duplicate-queue
 * @attr {string} merge-dialog - id of the merge dialog on the page, in which values are chosen field by field
 * @fires {CustomEvent<DuplicateDecisionDetail>} deskcard-before-duplicate-decide - somebody says not the same or later; cancel it to prevent that
 * @fires {CustomEvent<DuplicateDecisionDetail>} deskcard-duplicate-decided - that is saved, or taken back
 * @fires {CustomEvent<BeforeMergeDetail>} deskcard-before-merge - two customers are about to be merged; cancel it to prevent that
 * @fires {CustomEvent<CustomersMergedDetail>} deskcard-customers-merged - two customers are one now
 * @fires {CustomEvent<MergeUndoneDetail>} deskcard-merge-undone - two customers are apart again
 * @fires {CustomEvent<BeforeMergeOpenDetail>} deskcard-before-merge-open - the merge dialog is about to open; cancel it to do something else
 * @fires {CustomEvent<DuplicateScanDetail>} deskcard-duplicates-scanned - all customers were compared
 * @csspart scan - comparing all customers
 * @csspart pair - the pair at hand
 * @csspart answers - the buttons for it
 * @csspart reasons - what speaks for and against
 * @csspart comparison - the two side by side
 * @csspart last - the last decision, and the way back
 * @csspart status - each line that says how things stand
 */
export class DuplicateQueue extends AdminElement<'duplicateQueue', typeof duplicateQueue, QueuePage> {
  static override styles: CSSResult[] = screenFrame;
  static override properties: PropertyDeclarations = {
    mergeDialog: { attribute: 'merge-dialog' },
  };

  /** Id of the merge dialog on the page. */
  declare mergeDialog: string | null | undefined;

  constructor() {
    super('duplicateQueue', duplicateQueue, {
      load: () => import('./queue.part.js'),
      needs: 'duplicates.queue',
      follows: [],
      read: (desk, signal) => desk.duplicates.queue({ limit: PAGE }, { signal }),
    });
    this.mergeDialog = undefined;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'duplicate-queue': DuplicateQueue;
  }
}
