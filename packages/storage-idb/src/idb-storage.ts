/**
 * A whole desk in the browser, shared by all tabs of an origin: what was acknowledged is on disk, tabs see each
 * other's changes, an upgrade in another tab never hangs, and no customer number is issued twice.
 */
import type { ChangeListener, SubscribeOptions } from '@deskcard/core';
import type { ReadTransaction, StorageAdapter, WriteTransaction } from '@deskcard/core/ports';
import type { DeskError } from '@deskcard/core/errors';
import { abandoned, closed, transactionEnded } from '@deskcard/core/storage-kit';
import type { IDBPDatabase } from 'idb';
import { Connection } from './connection.js';
import { Numbers } from './numbers.js';
import { quiet, Requests } from './requests.js';
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

  read<T>(work: (tx: ReadTransaction) => Promise<T>, { signal }: CallOptions = {}): Promise<T> {
    return this.#call(() => this.#read(work, signal), signal);
  }

  write<T>(work: (tx: WriteTransaction) => Promise<T>, { signal }: CallOptions = {}): Promise<T> {
    return this.#call(() => this.#write(work, signal), signal);
  }

  subscribe(listener: ChangeListener, options?: SubscribeOptions): () => void {
    return this.#tabs.subscribe(listener, options);
  }

  clear(): Promise<void> {
    const work = (transaction: IdbTransaction): Promise<void> => {
      transaction.publish({ type: 'cleared' });
      return transaction.clear();
    };
    return this.#call(() => this.#write(work));
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#underWay);
    this.#connection.close();
    this.#numbers.close();
    this.#tabs.close();
  }

  #call<T>(start: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (this.#closed) return Promise.reject(closed());
    if (signal?.aborted) return Promise.reject(abandoned(signal));
    const call = start();
    const done = (): void => void this.#underWay.delete(call);
    this.#underWay.add(call);
    call.then(done, done);
    return call;
  }

  async #read<T>(work: (tx: IdbTransaction) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const requests = new Requests(await this.#begin('readonly', signal));
    const leave = orAbort(signal, (reason) => requests.abort(reason));
    try {
      return await Promise.race([work(new IdbTransaction(requests, this.#numbers)), leave.gaveUp]);
    } finally {
      requests.end();
      leave.stop();
    }
  }

  async #write<T>(work: (tx: IdbTransaction) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const requests = new Requests(await this.#begin('readwrite', signal));
    const transaction = new IdbTransaction(requests, this.#numbers);
    const leave = orAbort(signal, (reason) => requests.abort(reason));
    try {
      // Whoever gives up while the commit is under way may be too late, so only the transaction says how it ended.
      const result = await Promise.race([work(transaction), failureOf(requests.committed)]);
      await requests.commit();
      this.#tabs.tell(transaction.changes);
      return result;
    } catch (error) {
      requests.abort(transactionEnded(error));
      throw leave.reason ?? error;
    } finally {
      leave.stop();
    }
  }

  #begin(mode: 'readonly' | 'readwrite', signal?: AbortSignal): Promise<IDBTransaction> {
    return this.#connection.begin(
      (database) => start(database, mode),
      () => this.#open(signal),
    );
  }

  async #open(signal?: AbortSignal): Promise<IDBDatabase> {
    const leave = orAbort(signal, () => undefined);
    try {
      return await Promise.race([this.#connection.open(), leave.gaveUp]);
    } finally {
      leave.stop();
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
    this.#tabs.tell([{ type: 'cleared' }]);
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

interface Leave {
  /** rejects when the caller gives up */
  gaveUp: Promise<never>;
  /** what with */
  reason?: DeskError;
  /** lets go of the signal */
  stop: () => void;
}

function orAbort(signal: AbortSignal | undefined, abort: (reason: DeskError) => void): Leave {
  const leave = {} as Leave;
  const gaveUp = new Promise<never>((_, reject) => {
    const listener = (): void => {
      leave.reason = abandoned(signal!);
      abort(leave.reason);
      reject(leave.reason);
    };
    leave.stop = () => signal?.removeEventListener('abort', listener);
    signal?.addEventListener('abort', listener, { once: true });
    if (signal?.aborted) listener();
  });
  leave.gaveUp = quiet(gaveUp);
  return leave;
}
