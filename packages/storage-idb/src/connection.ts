/**
 * One connection to one database: opened when it is first needed, let go of as soon as another tab wants to upgrade
 * or delete the database, opened again when the browser took it away. Nobody waits for it without a bound.
 */
import { closed } from '@deskcard/core/storage-kit';
import { openDB, unwrap, type IDBPDatabase, type OpenDBCallbacks } from 'idb';
import { blocked, newer, openFailure, transactionFailure, unavailable } from './failures.js';

export interface ConnectionOptions {
  name: string;
  version: number;
  upgrade: NonNullable<OpenDBCallbacks<unknown>['upgrade']>;
  /** how long a call waits for the database to open, in milliseconds */
  patience: number;
  /** Runs on a fresh connection before anybody else gets it. */
  greet?(database: IDBPDatabase): Promise<void>;
}

export class Connection {
  readonly #options: ConnectionOptions;
  #database: IDBDatabase | undefined;
  #opening: Promise<IDBDatabase> | undefined;
  /** the browser took the connection away, and no new one has been opened since */
  #lost = false;
  #closed = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  /** The open database, within the patience of this connection; `storage_blocked` after it. */
  async open(): Promise<IDBDatabase> {
    if (this.#closed) throw closed();
    if (this.#database !== undefined) return this.#database;
    // A call that runs out of patience leaves the opening under way, for the next call to find it done.
    this.#opening ??= this.#open();
    return within(this.#options.patience, this.#opening);
  }

  /**
   * What `start` makes of the open database. Where the browser has taken it away and not said so yet, of the next one;
   * `open` may wait for it in another way.
   */
  async begin<T>(start: (database: IDBDatabase) => T, open = () => this.open()): Promise<T> {
    const database = this.#database ?? (await open());
    try {
      return start(database);
    } catch (error) {
      if ((error as { name?: unknown }).name !== 'InvalidStateError') throw transactionFailure(error);
      this.#lose(database);
    }
    const again = await open();
    try {
      return start(again);
    } catch (error) {
      throw closed(error);
    }
  }

  close(): void {
    this.#closed = true;
    this.#database?.close();
    this.#database = undefined;
  }

  /** Forgets a database that turned out to be closed; the next call opens it again. */
  #lose(database: IDBDatabase): void {
    if (this.#database !== database) return;
    this.#database = undefined;
    this.#lost = true;
  }

  async #open(): Promise<IDBDatabase> {
    try {
      const database = await this.#connect();
      if (this.#closed) {
        database.close();
        throw closed();
      }
      this.#lost = false;
      this.#database = database;
      return database;
    } catch (error) {
      const failure = openFailure(error);
      throw this.#lost && failure.code !== 'storage_newer' ? closed(failure) : failure;
    } finally {
      this.#opening = undefined;
    }
  }

  async #connect(): Promise<IDBDatabase> {
    const { name, version, upgrade, greet } = this.#options;
    if (globalThis.indexedDB === undefined) throw unavailable();
    // No event can come before `raw` is there: idb listens from the moment it hands the database over.
    let raw!: IDBDatabase;
    let [isOutdated, isGone] = [false, false];
    const database = await openDB(name, version, {
      upgrade,
      blocking: (_, wanted) => {
        // Transactions under way still come to their end. Without a wanted version the database is to be deleted.
        isOutdated = wanted !== null;
        isGone = true;
        raw.close();
        if (this.#database === raw) this.#database = undefined;
      },
      terminated: () => {
        isGone = true;
        this.#lose(raw);
      },
    });
    raw = unwrap(database);
    const greeted = greet?.(database) ?? Promise.resolve();
    return greeted.then(
      () => raw,
      (error: unknown) => {
        raw.close();
        if (isOutdated) throw newer(error);
        if (isGone) return this.#connect();
        throw error;
      },
    );
  }
}

/** What the promise gives, or `storage_blocked` when it takes too long. */
async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(blocked(milliseconds)), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
