/** One call of `read` or `write`: its work, its caller, and whether the caller still waits. */
import type { WriteTransaction } from '@deskcard/core/ports';
import { abandoned } from '@deskcard/core/storage-kit';
import type { Overlay } from './overlay.js';
import type { Session } from './session.js';
import { Transaction, type TakeNumber } from './transaction.js';

export type Work = (tx: WriteTransaction) => Promise<unknown>;

export type Outcome = { tx: Transaction } & ({ value: unknown } | { error: unknown });

export class Job {
  readonly promise: Promise<unknown>;
  readonly #work: Work;
  readonly #signal: AbortSignal | undefined;
  #resolve!: (value: unknown) => void;
  #reject!: (error: unknown) => void;
  #settled = false;
  #wasCutOff = false;
  /** the commit is on its way, so giving up comes too late */
  #sealed = false;
  readonly #left: Promise<never>;
  #leave!: (error: unknown) => void;

  constructor(work: Work, signal: AbortSignal | undefined) {
    this.#work = work;
    this.#signal = signal;
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#left = new Promise((_, reject) => (this.#leave = reject));
    this.#left.catch(() => undefined);
    signal?.addEventListener('abort', this.#giveUp, { once: true });
  }

  /** The caller knows how it ended, or gave up. */
  get isSettled(): boolean {
    return this.#settled;
  }

  /** The work was still at it when its transaction was given up. */
  get wasCutOff(): boolean {
    return this.#wasCutOff;
  }

  seal(): void {
    this.#sealed = true;
  }

  unseal(): void {
    this.#sealed = false;
    if (this.#signal?.aborted) this.#giveUp();
  }

  succeed(value: unknown): void {
    this.#settle(() => this.#resolve(value));
  }

  fail(error: unknown): void {
    this.#settle(() => this.#reject(error));
  }

  /** Runs the work once. */
  async run(session: Session, base: Overlay | undefined, takeNumber: TakeNumber): Promise<Outcome> {
    const tx = new Transaction(session, base, takeNumber);
    this.#wasCutOff = false;
    let isAtWork = true;
    const cutOff = session.failed.catch((error: unknown) => {
      this.#wasCutOff = isAtWork;
      throw error;
    });
    try {
      return { tx, value: await Promise.race([this.#work(tx), this.#left, cutOff]) };
    } catch (error) {
      return { tx, error };
    } finally {
      isAtWork = false;
      tx.end();
    }
  }

  readonly #giveUp = (): void => {
    if (this.#sealed) return;
    const error = abandoned(this.#signal!);
    this.#leave(error);
    this.fail(error);
  };

  #settle(tell: () => void): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#signal?.removeEventListener('abort', this.#giveUp);
    tell();
  }
}
