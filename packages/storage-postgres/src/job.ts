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
  /** ends the run that is under way */
  #leave: (error: unknown) => void = () => undefined;

  constructor(work: Work, signal: AbortSignal | undefined) {
    this.#work = work;
    this.#signal = signal;
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
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
  run(session: Session, base: Overlay | undefined, takeNumber: TakeNumber): Promise<Outcome> {
    const tx = new Transaction(session, base, takeNumber);
    this.#wasCutOff = false;
    return new Promise((resolve) => {
      let unwatch = (): void => undefined;
      const end = (outcome: Outcome): void => {
        tx.end();
        unwatch();
        resolve(outcome);
      };
      unwatch = session.watch((error) => {
        this.#wasCutOff = true;
        end({ tx, error });
      });
      this.#leave = (error) => end({ tx, error });
      const working = async (): Promise<unknown> => this.#work(tx);
      working().then(
        (value) => end({ tx, value }),
        (error: unknown) => end({ tx, error }),
      );
    });
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
