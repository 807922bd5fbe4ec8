/**
 * B3, R22: what would become of a pair, merging it and taking that back. The one place where the queue knows how a merge
 * is planned and made.
 */
import { tellingReasons } from '@deskcard/core/identity/explain';
import type { Desk, Merge, MergePlan, MergeWarning, QueuedDuplicate } from '@deskcard/core';
import { READ_MS, within } from '../deadline.js';
import { ask } from '../events.js';
import '../merge-dialog/merge-dialog.events.js';
import { Once } from '../merge-dialog/once.js';

/** What would remain of a pair, with one of the two as the survivor. */
export interface Outlook {
  readonly survivorNumber: string;
  readonly absorbedNumber: string;
  /** what the merged customer would show, by field */
  readonly result: Readonly<Record<string, string>>;
  /** the fields in which both say the same once normalised; also where masks hide that */
  readonly same: ReadonlySet<string>;
  readonly warnings: readonly MergeWarning[];
  readonly isBlocked: boolean;
  readonly plan: MergePlan;
}

export async function lookAhead(
  desk: Desk,
  survivorNumber: string,
  absorbedNumber: string,
  signal: AbortSignal,
): Promise<Outlook> {
  const absorbedNumbers = [absorbedNumber];
  const plan = await desk.customers.planMerge({ survivorNumber, absorbedNumbers }, { signal });
  const [survivor, absorbed] = plan.customers;
  return {
    survivorNumber: survivor?.customerNumber ?? survivorNumber,
    absorbedNumber: absorbed?.customerNumber ?? absorbedNumber,
    result: plan.result,
    same: new Set(plan.fields.filter(({ same }) => same).map(({ field }) => field)),
    warnings: plan.warnings.map(({ reason }) => reason),
    isBlocked: plan.blockers.length > 0,
    plan,
  };
}

/** What a person should look at twice. A mailbox or a telephone number that is nearly the same is something in common. */
export const doubts = ({ reasons }: QueuedDuplicate, { warnings }: Outlook): readonly MergeWarning[] =>
  warnings.filter((each) => each !== 'nothingInCommon' || tellingReasons(reasons).inFavour.length === 0);

/** Whether a person should look twice before the two are merged. */
export const speaksAgainst = (pair: QueuedDuplicate, outlook: Outlook): boolean =>
  doubts(pair, outlook).length > 0 || pair.contradictions.length > 0;

/** The page is asked first; false when it does not want the merge. */
export function askToMerge(host: HTMLElement, { survivorNumber, absorbedNumber, plan }: Outlook): boolean {
  const absorbedNumbers = [absorbedNumber];
  const what = { survivorNumber, absorbedNumbers, choices: {}, reason: '', ticketId: undefined, plan };
  return ask(host, 'deskcard-before-merge', what);
}

/** Merges as it was shown, and the way back; each of them happens once, however often it is asked for. */
export class PairMerge {
  readonly #once: Once;
  readonly #desk: Desk;

  /** Events come from `host`. */
  constructor(host: HTMLElement, desk: Desk) {
    this.#once = new Once(host);
    this.#desk = desk;
  }

  async merge({ survivorNumber, absorbedNumber, plan }: Outlook): Promise<Merge> {
    const absorbedNumbers = [absorbedNumber];
    const input = { survivorNumber, absorbedNumbers, choices: {}, fingerprint: plan.fingerprint };
    const result = await settled((signal) =>
      this.#once.merge(this.#desk, input, plan, signal, () => undefined),
    );
    return result.merges[0]!;
  }

  async undo(mergeId: string): Promise<void> {
    await settled((signal) => this.#once.undo(this.#desk, mergeId, signal));
  }
}

/** What the dialog of the page makes of the two. */
export function whenMerged(
  dialog: HTMLElement,
  numbers: readonly string[],
  signal: AbortSignal,
  tell: (merge: Merge) => void,
): void {
  dialog.addEventListener(
    'deskcard-customers-merged',
    ({ detail: { merges } }) => {
      const merge = merges.find(({ absorbedNumber }) => numbers.includes(absorbedNumber));
      if (merge) tell(merge);
    },
    { signal },
  );
}

/** Goes on when the element leaves the page: what was decided is decided. */
export const settled = <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> =>
  within(READ_MS, new AbortController().signal, work);
