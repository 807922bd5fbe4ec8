/** Questions to one transaction of IndexedDB, and how it ends. */
import { transactionEnded } from '@deskcard/core/storage-kit';
import { strayed, transactionFailure } from './failures.js';
import { bornKey, metaStore } from './schema.js';

/** Asks the transaction; rejects with the error a host can switch on. */
export type Ask = <A>(make: () => IDBRequest<A>) => Promise<A>;

export class Requests {
  /** Of a write: resolves once everything is on disk, and rejects with the reason when nothing is. */
  readonly committed: Promise<void>;
  readonly #transaction: IDBTransaction;
  /** why this side gave the transaction up; what IndexedDB itself found is in the transaction's `error` */
  #reason: unknown;
  #ended = false;
  /** the first failure of a request, with which the whole fails even when nobody minds it */
  #broken: unknown;
  /** how many have not been answered yet */
  #pending = 0;

  constructor(transaction: IDBTransaction) {
    this.#transaction = transaction;
    this.committed = transaction.mode === 'readonly' ? Promise.resolve() : quiet(this.#end());
  }

  get ended(): boolean {
    return this.#ended;
  }

  store(name: string): IDBObjectStore {
    return this.#transaction.objectStore(name);
  }

  readonly ask = <A, R = A>(make: () => IDBRequest<A>, read?: (answer: A) => R): Promise<R> => {
    const promise = new Promise<R>((resolve, reject) => {
      if (this.#ended) throw transactionEnded();
      const request = this.#make(make);
      this.#pending++;
      // A cursor answers several times through one request; each answer belongs to the question before it.
      const settle = (): void => {
        this.#pending--;
        request.removeEventListener('success', answered);
        request.removeEventListener('error', failed);
      };
      const answered = (): void => {
        settle();
        resolve(read === undefined ? (request.result as unknown as R) : read(request.result));
      };
      const failed = (): void => {
        settle();
        this.#broken ??= this.#failure(request.error);
        reject(this.#broken as Error);
      };
      request.addEventListener('success', answered);
      request.addEventListener('error', failed);
      // This listener is called when everybody who waited for the answer has asked the next question.
      if (this.#transaction.mode === 'readwrite') request.addEventListener('success', this.#keepWhole);
    });
    return quiet(promise);
  };

  /** Nothing more may be asked; what was asked is brought to disk, unless any of it failed. */
  async commit(): Promise<void> {
    // IndexedDB itself would commit the rest when told to before it gets round to aborting.
    if (this.#broken !== undefined) this.abort(this.#broken);
    this.#ended = true;
    attempt(() => this.#transaction.commit());
    await this.committed;
  }

  /** Nothing more may be asked. */
  end(): void {
    this.#ended = true;
  }

  /** Takes everything back, unless it is too late; whoever still waits gets `reason`. */
  abort(reason: unknown): void {
    this.#ended = true;
    attempt(() => {
      this.#transaction.abort();
      this.#reason ??= reason;
    });
  }

  #end(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#transaction.oncomplete = () => resolve();
      this.#transaction.onabort = () => reject(this.#failure(undefined) as Error);
    });
  }

  #make<A>(make: () => IDBRequest<A>): IDBRequest<A> {
    try {
      return make();
    } catch (error) {
      throw this.#failure(error);
    }
  }

  /**
   * IndexedDB commits a transaction as soon as it is asked nothing more. When `work` then still runs, because it
   * awaits something else, half of it would be stored; so the transaction is kept for one more answer, and given up
   * when that comes and nothing was asked meanwhile.
   */
  readonly #keepWhole = (): void => {
    if (this.#ended || this.#pending > 0) return;
    const last = this.store(metaStore).get(bornKey);
    last.onsuccess = () => {
      if (!this.#ended && this.#pending === 0) this.abort(strayed());
    };
  };

  #failure(error: unknown): unknown {
    return this.#reason ?? transactionFailure(this.#transaction.error ?? error);
  }
}

/** A call nobody waits for fails with its transaction; that is no unhandled rejection of its own. */
export function quiet<P extends Promise<unknown>>(promise: P): P {
  promise.catch(ignore);
  return promise;
}

function ignore(): void {}

/** Ends a transaction that may have ended by itself meanwhile. */
function attempt(end: () => void): void {
  try {
    end();
  } catch (error) {
    if ((error as { name?: unknown }).name !== 'InvalidStateError') throw error;
  }
}
