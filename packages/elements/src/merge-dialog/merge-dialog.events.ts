/** What a merge dialog says. Its `open` and `close` events are plain ones that do not bubble, as of a `<dialog>`. */
import type { Customer, Merge, MergeChoices, MergePlan, UnmergeReport } from '@deskcard/core';

export interface BeforeMergeDetail {
  readonly survivorNumber: string;
  readonly absorbedNumbers: readonly string[];
  /** per customer field, the customer whose value the agent chose */
  readonly choices: MergeChoices;
  readonly reason: string;
  /** the ticket whose blank customer fields will be filled */
  readonly ticketId: string | undefined;
  /** what the agent saw */
  readonly plan: MergePlan;
}

export interface CustomersMergedDetail {
  /** one for each who was absorbed */
  readonly merges: readonly Merge[];
  /** the survivor as it is now */
  readonly customer: Customer;
  /** every number that now leads elsewhere → the survivor's number */
  readonly numbers: Readonly<Record<string, string>>;
}

export interface MergeUndoneDetail {
  readonly report: UnmergeReport;
  /** every number that leads to the restored customer again → its number */
  readonly numbers: Readonly<Record<string, string>>;
}

declare global {
  interface GlobalEventHandlersEventMap {
    'deskcard-before-merge': CustomEvent<BeforeMergeDetail>;
    'deskcard-customers-merged': CustomEvent<CustomersMergedDetail>;
    'deskcard-merge-undone': CustomEvent<MergeUndoneDetail>;
  }
}
