/**
 * A desk without any database: everything lives in this process and ends with it. For tests, previews and servers
 * that need no memory; and the plainest example of what a `StorageAdapter` has to do.
 */
import type { Change, ChangeListener, SubscribeOptions } from './model/change.js';
import {
  collections,
  type CollectionName,
  type JsonValue,
  type ReadTransaction,
  type ScanPage,
  type ScanRange,
  type StorageAdapter,
  type StoredRecord,
  type WriteTransaction,
} from './ports.js';
import { SortedTexts } from './sorted-texts.js';
import {
  abandoned,
  assertStorable,
  ChangeListeners,
  closed,
  entryBounds,
  indexEntry,
  PageBuilder,
  transactionEnded,
} from './storage-kit.js';

export interface MemoryStorageOptions {
  /** the first customer number that is issued; 10,000,001 when absent */
  firstNumber?: number;
}

/** An empty store in memory. Transactions run one after another. */
export function memoryStorage({ firstNumber = 10_000_001 }: MemoryStorageOptions = {}): StorageAdapter {
  return new MemoryStorage(firstNumber);
}

/** A record as JSON text, which nobody outside can reach into. */
interface Kept {
  text: string;
  indexes: StoredRecord['indexes'];
}

class Table {
  readonly #records = new Map<string, Kept>();
  readonly #keys = new SortedTexts();
  readonly #indexes: ReadonlyMap<string, SortedTexts>;

  constructor(indexes: readonly string[]) {
    this.#indexes = new Map(indexes.map((name) => [name, new SortedTexts()]));
  }

  get(key: string): JsonValue | undefined {
    const kept = this.#records.get(key);
    return kept === undefined ? undefined : (JSON.parse(kept.text) as JsonValue);
  }

  /** Puts a record, or removes it when there is none; returns what stood there before. */
  set(key: string, next: Kept | undefined): Kept | undefined {
    const previous = this.#records.get(key);
    for (const [name, index] of this.#indexes) {
      for (const each of previous?.indexes[name] ?? []) index.delete(indexEntry(each, key));
      for (const each of next?.indexes[name] ?? []) index.add(indexEntry(each, key));
    }
    if (next === undefined) {
      this.#records.delete(key);
      this.#keys.delete(key);
    } else {
      this.#records.set(key, next);
      this.#keys.add(key);
    }
    return previous;
  }

  *entries(index: string | undefined, range: ScanRange): Generator<string> {
    const entries = index === undefined ? this.#keys : this.#indexes.get(index);
    if (entries === undefined) throw new TypeError(`There is no index "${index}".`);
    const bounds = entryBounds(range);
    if (bounds !== undefined) yield* entries.between(bounds, range.reverse);
  }
}

type Tables = Record<CollectionName, Table>;

function emptyTables(): Tables {
  const tables = Object.entries(collections).map(([name, indexes]) => [name, new Table(indexes)]);
  return Object.fromEntries(tables) as Tables;
}

class MemoryStorage implements StorageAdapter {
  #tables = emptyTables();
  #nextNumber: number;
  #closed = false;
  /** settles when every transaction so far has ended */
  #queue: Promise<void> = Promise.resolve();
  readonly #listeners = new ChangeListeners();

  constructor(firstNumber: number) {
    this.#nextNumber = firstNumber;
  }

  read<T>(work: (tx: ReadTransaction) => Promise<T>, options: { signal?: AbortSignal } = {}): Promise<T> {
    return this.#inTurn(work, options.signal);
  }

  write<T>(work: (tx: WriteTransaction) => Promise<T>, options: { signal?: AbortSignal } = {}): Promise<T> {
    return this.#inTurn(work, options.signal);
  }

  subscribe(listener: ChangeListener, options?: SubscribeOptions): () => void {
    return this.#listeners.add(listener, options);
  }

  clear(): Promise<void> {
    return this.#inTurn((tx) => {
      this.#tables = emptyTables();
      tx.publish({ type: 'cleared' });
      return Promise.resolve();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#queue;
    this.#tables = emptyTables();
    this.#listeners.clear();
  }

  async #inTurn<T>(work: (tx: MemoryTransaction) => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (this.#closed) throw closed();
    if (signal?.aborted) throw abandoned(signal);
    const turn = this.#queue;
    const { promise: end, resolve: leave } = deferred();
    this.#queue = turn.then(() => end);
    const gaveUp = whenAborted(signal);
    try {
      await Promise.race([turn, gaveUp.promise]);
      return await this.#transact(work, gaveUp.promise, signal);
    } finally {
      gaveUp.stop();
      leave();
    }
  }

  async #transact<T>(
    work: (tx: MemoryTransaction) => Promise<T>,
    gaveUp: Promise<never>,
    signal?: AbortSignal,
  ): Promise<T> {
    const tx = new MemoryTransaction(this.#tables, () => this.#nextNumber++);
    try {
      const result = await Promise.race([work(tx), gaveUp]);
      if (signal?.aborted) throw abandoned(signal);
      this.#listeners.tell(tx.commit());
      return result;
    } catch (error) {
      tx.rollback();
      throw error;
    }
  }
}

class MemoryTransaction implements WriteTransaction {
  readonly #tables: Tables;
  readonly #issueNumber: () => number;
  readonly #undo: (() => void)[] = [];
  readonly #changes: Change[] = [];
  #ended = false;

  constructor(tables: Tables, issueNumber: () => number) {
    this.#tables = tables;
    this.#issueNumber = issueNumber;
  }

  async get(collection: CollectionName, key: string): Promise<JsonValue | undefined> {
    return this.#table(collection).get(key);
  }

  async getMany(collection: CollectionName, keys: readonly string[]): Promise<(JsonValue | undefined)[]> {
    const table = this.#table(collection);
    return keys.map((key) => table.get(key));
  }

  async scan(collection: CollectionName, index: string | undefined, range: ScanRange): Promise<ScanPage> {
    const table = this.#table(collection);
    const page = new PageBuilder(range.limit);
    for (const entry of table.entries(index, range)) {
      if (!page.add(entry, (key) => (range.keysOnly ? null : table.get(key)!))) break;
    }
    return page.end();
  }

  async count(collection: CollectionName, index: string | undefined, range: ScanRange): Promise<number> {
    let count = 0;
    for (const _ of this.#table(collection).entries(index, range)) {
      if (++count >= range.limit) break;
    }
    return count;
  }

  async put(collection: CollectionName, record: StoredRecord): Promise<void> {
    const table = this.#table(collection);
    assertStorable(collection, record);
    this.#set(table, record.key, {
      text: JSON.stringify(record.value),
      indexes: structuredClone(record.indexes),
    });
  }

  async delete(collection: CollectionName, key: string): Promise<void> {
    this.#set(this.#table(collection), key, undefined);
  }

  async nextNumber(): Promise<number> {
    this.#assertOpen();
    return this.#issueNumber();
  }

  publish(change: Change): void {
    this.#assertOpen();
    this.#changes.push(structuredClone(change));
  }

  /** Ends the transaction for good; returns what is to be told. */
  commit(): readonly Change[] {
    this.#ended = true;
    return this.#changes;
  }

  /** Takes everything back, last thing first. */
  rollback(): void {
    if (this.#ended) return;
    this.#ended = true;
    for (const undo of this.#undo.reverse()) undo();
  }

  #set(table: Table, key: string, next: Kept | undefined): void {
    const previous = table.set(key, next);
    this.#undo.push(() => void table.set(key, previous));
  }

  #table(collection: CollectionName): Table {
    this.#assertOpen();
    return this.#tables[collection];
  }

  #assertOpen(): void {
    if (this.#ended) throw transactionEnded();
  }
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve!: () => void;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

/** A promise that rejects as soon as the caller gives up; `stop` lets go of the signal. */
function whenAborted(signal: AbortSignal | undefined): { promise: Promise<never>; stop: () => void } {
  let stop = (): void => undefined;
  const promise = new Promise<never>((_, reject) => {
    if (signal === undefined) return;
    const listener = (): void => reject(abandoned(signal));
    signal.addEventListener('abort', listener, { once: true });
    stop = () => signal.removeEventListener('abort', listener);
  });
  // Nobody may be waiting any more by the time the caller gives up.
  promise.catch(() => undefined);
  return { promise, stop };
}
