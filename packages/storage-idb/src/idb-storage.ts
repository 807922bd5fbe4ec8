/**
 * A whole desk in the browser, shared by all tabs of an origin: what was acknowledged is on disk, tabs see each
 * other's changes, an upgrade in another tab never hangs, and no customer number is issued twice.
 */
import type { Change } from '@deskcard/core';
import type { ReadTransaction, StorageAdapter, WriteTransaction } from '@deskcard/core/ports';
import type { DeskError } from '@deskcard/core/errors';
import { abandoned, closed, transactionEnded } from '@deskcard/core/storage-kit';
import type { IDBPDatabase } from 'idb';
import { Connection } from './connection.js';
import { transactionFailure } from './failures.js';
import { Numbers } from './numbers.js';
import { Requests } from './requests.js';
import {
  allStores,
  bornKey,
  collectionStores,
  lastNumberKey,
  metaStore,
  schemaVersion,
  upgrade,
} from './schema.js';
import { Tabs } from './tabs.js';
import { IdbTransaction } from './transaction.js';

export interface IdbStorageOptions {
  /** of the database; adapters with the same name on the same origin share it; `deskcard` when absent */
  name?: string;
  /**
   * How long a call waits for the database to open, in milliseconds, before it is refused with `storage_blocked`:
   * another tab may hold an older version, or delete it. 10,000 when absent.
   */
  openTimeout?: number;
  /**
   * The data was there before and is gone: the browser evicted it, or somebody deleted the database. Called once per
   * loss, by the tab that finds out. Customer numbers go on behind `lastNumber`, the highest that may have been given.
   */
  onWiped?: (loss: { lastNumber: number }) => void;
  /** epoch milliseconds, for the first customer number of an origin that remembers none; the clock when absent */
  now?: () => number;
}

interface CallOptions {
  signal?: AbortSignal;
}

/** Opens nothing before the first call; `close()` lets go of everything. */
export function idbStorage(options: IdbStorageOptions = {}): StorageAdapter {
  return new IdbStorage(options);
}

class IdbStorage implements StorageAdapter {
  readonly #options: IdbStorageOptions & { now: () => number };
  readonly #connection: Connection;
  readonly #numbers: Numbers;
  readonly #tabs: Tabs;
  readonly #underWay = new Set<Promise<unknown>>();
  #closed = false;

  constructor(options: IdbStorageOptions) {
    const { name = 'deskcard', openTimeout: patience = 10_000, now = () => Date.now() } = options;
    this.#options = { ...options, now };
    this.#numbers = new Numbers({ name: `${name}-numbers`, patience, now });
    this.#tabs = new Tabs(`${name}-changes`);
    const greet = (database: IDBPDatabase): Promise<void> => this.#greet(database);
    this.#connection = new Connection({ name, version: schemaVersion, upgrade, patience, greet });
  }

  read<T>(work: (tx: ReadTransaction) => Promise<T>, options: CallOptions = {}): Promise<T> {
    return this.#call('readonly', work, options.signal);
  }

  write<T>(work: (tx: WriteTransaction) => Promise<T>, options: CallOptions = {}): Promise<T> {
    return this.#call('readwrite', work, options.signal);
  }

  subscribe(listener: (change: Change) => void): () => void {
    return this.#tabs.subscribe(listener);
  }

  clear(): Promise<void> {
    return this.#call('readwrite', (transaction) => {
      transaction.publish({ type: 'cleared' });
      return transaction.clear();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#underWay);
    this.#connection.close();
    this.#numbers.close();
    this.#tabs.close();
  }

  async #call<T>(
    mode: 'readonly' | 'readwrite',
    work: (tx: IdbTransaction) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    if (this.#closed) throw closed();
    if (signal?.aborted) throw abandoned(signal);
    const call = this.#transact(mode, work, signal);
    this.#underWay.add(call);
    try {
      return await call;
    } finally {
      this.#underWay.delete(call);
    }
  }

  async #transact<T>(
    mode: 'readonly' | 'readwrite',
    work: (tx: IdbTransaction) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    const requests = new Requests(await this.#begin(mode, signal));
    const transaction = new IdbTransaction(requests, this.#numbers);
    const giveUp = whenAborted(signal, (reason) => requests.abort(reason));
    try {
      const result = await Promise.race([work(transaction), failureOf(requests.committed)]);
      if (mode === 'readonly') requests.end();
      else await requests.commit();
      this.#tabs.tell(transaction.changes);
      return result;
    } catch (error) {
      requests.abort(transactionEnded(error));
      // Nothing of it remains only when the browser says so.
      await requests.committed.catch(() => undefined);
      throw giveUp.reason ?? error;
    } finally {
      giveUp.stop();
    }
  }

  async #begin(mode: 'readonly' | 'readwrite', signal?: AbortSignal): Promise<IDBTransaction> {
    const database = this.#connection.database ?? (await this.#open(signal));
    try {
      return start(database, mode);
    } catch (error) {
      if ((error as { name?: unknown }).name !== 'InvalidStateError') throw transactionFailure(error);
      // The connection is gone, and the browser has not said so yet.
      this.#connection.lose(database);
    }
    const again = await this.#open(signal);
    try {
      return start(again, mode);
    } catch (error) {
      throw closed(error);
    }
  }

  async #open(signal?: AbortSignal): Promise<IDBDatabase> {
    let giveUp: ReturnType<typeof whenAborted> | undefined;
    try {
      const gaveUp = new Promise<never>((_, reject) => (giveUp = whenAborted(signal, reject)));
      return await Promise.race([this.#connection.open(), gaveUp]);
    } finally {
      giveUp?.stop();
    }
  }

  /** Notices that the data is new although numbers have been given out before. */
  async #greet(database: IDBPDatabase): Promise<void> {
    if ((await database.get(metaStore, bornKey)) !== undefined) return;
    const lastNumber = await this.#numbers.lastKnown();
    const transaction = database.transaction(metaStore, 'readwrite', { durability: 'strict' });
    const settle = async (): Promise<boolean> => {
      const isFirst = (await transaction.store.get(bornKey)) === undefined;
      if (!isFirst) return false;
      if (lastNumber !== undefined) await transaction.store.put(lastNumber, lastNumberKey);
      await transaction.store.put(this.#options.now(), bornKey);
      return true;
    };
    const [isFirst] = await Promise.all([settle(), transaction.done]);
    if (isFirst && lastNumber !== undefined) this.#tellLoss(lastNumber);
  }

  #tellLoss(lastNumber: number): void {
    // A host's callback that throws must not keep the desk from opening.
    queueMicrotask(() => this.#options.onWiped?.({ lastNumber }));
  }
}

function start(database: IDBDatabase, mode: 'readonly' | 'readwrite'): IDBTransaction {
  return mode === 'readonly'
    ? database.transaction(collectionStores, mode)
    : // Relaxed durability, the default of some browsers, loses acknowledged writes when the machine fails.
      database.transaction(allStores, mode, { durability: 'strict' });
}

/** Only the failure of a promise; its success is nobody's business here. */
function failureOf(promise: Promise<unknown>): Promise<never> {
  return promise.then(() => new Promise<never>(() => undefined));
}

/** Calls `giveUp` when the caller does, and keeps the reason; `stop` lets go of the signal. */
function whenAborted(
  signal: AbortSignal | undefined,
  giveUp: (reason: DeskError) => void,
): { readonly reason: DeskError | undefined; stop: () => void } {
  let reason: DeskError | undefined;
  const listener = (): void => giveUp((reason = abandoned(signal!)));
  if (signal?.aborted) listener();
  else signal?.addEventListener('abort', listener, { once: true });
  return {
    get reason() {
      return reason;
    },
    stop: () => signal?.removeEventListener('abort', listener),
  };
}
