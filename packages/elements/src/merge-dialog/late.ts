/**
 * An answer of the desk that comes late. Only the last question counts: an earlier one is cancelled and its answer
 * forgotten, and no question waits for ever.
 */
import { READ_MS, within } from '../deadline.js';

export class Late<T> {
  /** the last answer; stays while a newer one is asked for */
  value: T | undefined;
  /** why the last question has no answer */
  error: unknown;
  busy = false;
  readonly #changed: () => void;
  #asked: AbortController | undefined;

  /** `changed` is called whenever there is something else to show. */
  constructor(changed: () => void) {
    this.#changed = changed;
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

  /** Stops and forgets everything. */
  drop(): void {
    this.stop();
    this.value = this.error = undefined;
  }
}
