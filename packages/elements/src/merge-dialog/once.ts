/**
 * R22, B1, trap 7: a merge or its undoing that is asked for twice happens once, and the page hears of it once. An
 * answer that comes after the deadline, or after the dialog was closed, is still what happened.
 */
import type { Desk, InputOf, MergePlan, MergeResult, UnmergeReport } from '@deskcard/core';
import { tell } from '../events.js';
import { leadingTo } from './preview.js';

export type MergeInput = InputOf<'customers.merge'>;

export class Once {
  readonly #host: HTMLElement;
  #attempt = { input: '', key: '' };
  #told = '';

  /** Events come from `host`. */
  constructor(host: HTMLElement) {
    this.#host = host;
  }

  /** `show` runs before the page hears of the merge, so that the page may answer by naming the survivor. */
  async merge(
    desk: Desk,
    input: MergeInput,
    { customers: [, ...absorbed] }: MergePlan,
    signal: AbortSignal,
    show: (result: MergeResult) => void,
  ): Promise<MergeResult> {
    const text = JSON.stringify(input);
    if (this.#attempt.input !== text) this.#attempt = { input: text, key: newKey() };
    const result = await desk.customers.merge(input, { signal, idempotencyKey: this.#attempt.key });
    show(result);
    const { merges, customer } = result;
    if (this.#isNews(`merge ${merges[0]!.mergeId}`)) {
      const led = absorbed.map((each) => leadingTo(each, customer.customerNumber));
      const numbers = Object.assign({}, ...led) as Record<string, string>;
      tell(this.#host, 'deskcard-customers-merged', { ...result, numbers });
    }
    return result;
  }

  async undo(desk: Desk, mergeId: string, signal: AbortSignal): Promise<UnmergeReport> {
    const idempotencyKey = `undo ${mergeId}`;
    const report = await desk.customers.unmerge({ mergeId }, { signal, idempotencyKey });
    if (this.#isNews(idempotencyKey)) {
      const numbers = leadingTo(report.restored, report.restored.customerNumber);
      tell(this.#host, 'deskcard-merge-undone', { report, numbers });
    }
    return report;
  }

  #isNews(what: string): boolean {
    const isNews = this.#told !== what;
    this.#told = what;
    return isNews;
  }
}

/** Also where the page is not secure and there is no `randomUUID`. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('-');
}
