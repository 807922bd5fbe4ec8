/**
 * B1, B4: what somebody decides about pairs. A decision is saved in the background while the next pair is looked at;
 * when that fails the pair waits again, with the reason beside it. The last decision can be taken back, and the one
 * before.
 */
import type { Desk, Merge, QueuedDuplicate } from '@deskcard/core';
import { ask, tell } from '../events.js';
import './duplicate-queue.events.js';
import { PairMerge, settled, type Outlook } from './merging.js';
import { keyOf } from './pairs.js';

export type Answer = 'merge' | 'notSame' | 'later';

export interface Decision {
  readonly key: string;
  readonly pair: QueuedDuplicate;
  readonly answer: Answer;
  /** of a merge */
  readonly survivorNumber: string;
  readonly absorbedNumber: string;
  state: 'saving' | 'saved' | 'undoing';
  /** why it could not be taken back */
  error?: unknown;
  mergeId?: string;
  /** when it was saved, on the clock of the pairs; `Infinity` until then */
  settledAt: number;
  readonly merge: PairMerge | undefined;
  done: Promise<void>;
}

export interface DecisionsHost {
  readonly host: HTMLElement;
  desk(): Desk;
  /** the clock of the pairs, one further */
  tick(): number;
  /** the decision is saved */
  saved(decision: Decision): void;
  /** it is not, and the pair waits again */
  failed(decision: Decision): void;
  changed(): void;
}

export class Decisions {
  /** newest last */
  made: readonly Decision[] = [];
  /** key of a pair → why the last decision about it was not saved */
  readonly failures = new Map<string, unknown>();
  readonly #host: DecisionsHost;

  constructor(host: DecisionsHost) {
    this.#host = host;
  }

  get last(): Decision | undefined {
    return this.made.at(-1);
  }

  /** Whether something is on its way that would be lost from sight. */
  get isSaving(): boolean {
    return this.made.some(({ state }) => state !== 'saved');
  }

  /** Whether a pair was decided here after the desk was asked. */
  isDecided(key: string, since: number): boolean {
    return this.made.some((each) => each.key === key && each.settledAt > since);
  }

  /** The desk is empty: nobody is there to whom it happened. */
  forget(): void {
    this.made = [];
    this.failures.clear();
  }

  /** False when the page does not want it. */
  decide(pair: QueuedDuplicate, answer: Exclude<Answer, 'merge'>): boolean {
    const customerNumber = pair.customer.customerNumber;
    const otherNumber = pair.other.customerNumber;
    const what = { customerNumber, otherNumber, decision: answer };
    if (!ask(this.#host.host, 'deskcard-before-duplicate-decide', what)) return false;
    const desk = this.#host.desk();
    this.#make(pair, answer, [customerNumber, otherNumber], undefined, async () => {
      await settled((signal) => desk.duplicates.decide(what, { signal }));
      tell(this.#host.host, 'deskcard-duplicate-decided', what);
    });
    return true;
  }

  /** As it was shown; the page was asked before. */
  merge(pair: QueuedDuplicate, outlook: Outlook): void {
    const merge = new PairMerge(this.#host.host, this.#host.desk());
    const { survivorNumber, absorbedNumber } = outlook;
    const decision = this.#make(pair, 'merge', [survivorNumber, absorbedNumber], merge, async () => {
      decision.mergeId = (await merge.merge(outlook)).mergeId;
    });
  }

  /** What was merged in the dialog of the page, so that it can be taken back here as well. */
  take(pair: QueuedDuplicate, { mergeId, survivorNumber, absorbedNumber }: Merge): void {
    const merge = new PairMerge(this.#host.host, this.#host.desk());
    const decision = this.#make(pair, 'merge', [survivorNumber, absorbedNumber], merge, () =>
      Promise.resolve(),
    );
    decision.mergeId = mergeId;
  }

  /** Takes the last decision back; the pair is given when that is done. */
  async undo(): Promise<QueuedDuplicate | undefined> {
    const decision = this.last;
    if (!decision || decision.state === 'undoing') return undefined;
    await decision.done;
    // It was not saved after all, so there is nothing to take back.
    if (!this.made.includes(decision) || decision.state !== 'saved') return undefined;
    decision.state = 'undoing';
    delete decision.error;
    this.#host.changed();
    try {
      await this.#takeBack(decision);
      this.made = this.made.filter((each) => each !== decision);
      return decision.pair;
    } catch (error) {
      decision.error = error;
      return undefined;
    } finally {
      decision.state = 'saved';
      this.#host.changed();
    }
  }

  async #takeBack({ merge, mergeId, pair }: Decision): Promise<void> {
    if (merge && mergeId) return merge.undo(mergeId);
    const what = {
      customerNumber: pair.customer.customerNumber,
      otherNumber: pair.other.customerNumber,
      decision: 'open' as const,
    };
    const desk = this.#host.desk();
    await settled((signal) => desk.duplicates.decide(what, { signal }));
    tell(this.#host.host, 'deskcard-duplicate-decided', what);
  }

  #make(
    pair: QueuedDuplicate,
    answer: Answer,
    [survivorNumber, absorbedNumber]: readonly [string, string],
    merge: PairMerge | undefined,
    save: () => Promise<void>,
  ): Decision {
    const key = keyOf(pair);
    // Two that concern the same customer are saved one after the other.
    const numbers = [survivorNumber, absorbedNumber];
    const before = this.made.filter(
      (each) =>
        each.state === 'saving' &&
        (numbers.includes(each.survivorNumber) || numbers.includes(each.absorbedNumber)),
    );
    this.failures.delete(key);
    const decision: Decision = {
      key,
      pair,
      answer,
      survivorNumber,
      absorbedNumber,
      state: 'saving',
      settledAt: Infinity,
      merge,
      done: Promise.resolve(),
    };
    this.made = [...this.made.filter((each) => each.key !== key), decision];
    decision.done = Promise.all(before.map(({ done }) => done))
      .then(save)
      .then(() => this.#saved(decision))
      .catch((error: unknown) => this.#failed(decision, error));
    return decision;
  }

  #saved(decision: Decision): void {
    decision.state = 'saved';
    decision.settledAt = this.#host.tick();
    this.#host.saved(decision);
    this.#host.changed();
  }

  #failed(decision: Decision, error: unknown): void {
    this.made = this.made.filter((each) => each !== decision);
    this.failures.set(decision.key, error);
    this.#host.failed(decision);
    this.#host.changed();
  }
}
