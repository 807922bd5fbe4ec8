/**
 * An answer of the desk that comes late. Only the last question counts: an earlier one is cancelled and its answer
 * forgotten, and no question waits for ever.
 */
import { READ_MS, within } from './deadline.js';
import { isDeleted } from './deleted.js';

export class Late<T> {
  /** the last answer; stays while a newer one to the same question is asked for, unless that says they were deleted */
  value: T | undefined;
  /** why the last question has no answer */
  error: unknown;
  busy = false;
  /** resolves when the question under way is settled, one way or the other */
  done: Promise<unknown> | undefined;
  readonly #changed: () => void;
  #asked: AbortController | undefined;
  #about: readonly unknown[] = [];

  /** `changed` is called whenever there is something else to show. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /**
   * Asks when it has not asked about this yet; call it at every update. A new `turn` asks again, anything else that
   * is new forgets the old answer first; without a question there is none.
   */
  follow(
    turn: number,
    about: readonly unknown[],
    question: ((signal: AbortSignal) => Promise<T>) | undefined,
  ): void {
    const [lastTurn, ...last] = this.#about;
    const isSame = last.length === about.length && about.every((each, index) => each === last[index]);
    if (isSame && turn === lastTurn) return;
    this.#about = [turn, ...about];
    if (!isSame) this.drop();
    if (question) this.done = this.ask(question);
  }

  /** True once this question was answered; false when it failed or another one took its place. */
  async ask(question: (signal: AbortSignal) => Promise<T>): Promise<boolean> {
    this.stop();
    const asked = (this.#asked = new AbortController());
    this.busy = true;
    this.error = undefined;
    this.#changed();
    let isAnswered = false;
    try {
      const value = await within(READ_MS, asked.signal, question);
      if (asked !== this.#asked) return false;
      this.value = value;
      isAnswered = true;
    } catch (error) {
      if (asked !== this.#asked) return false;
      this.error = error;
      if (isDeleted(error)) this.value = undefined;
    }
    this.#asked = undefined;
    this.busy = false;
    this.#changed();
    return isAnswered;
  }

  /** Stops the question under way; what was answered before stays. */
  stop(): void {
    this.#asked?.abort();
    this.#asked = undefined;
    this.busy = false;
  }

  /** Off the page: whatever was asked is asked again when the element comes back. */
  pause(): void {
    this.stop();
    this.#about = [undefined, ...this.#about.slice(1)];
  }

  /** Stops and forgets everything. */
  drop(): void {
    this.stop();
    this.value = this.error = undefined;
  }
}
