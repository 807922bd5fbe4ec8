/** One transaction of IndexedDB as the core sees it. */
import type { Change } from '@deskcard/core';
import type {
  CollectionName,
  JsonValue,
  ScanPage,
  ScanRange,
  StoredRecord,
  WriteTransaction,
} from '@deskcard/core/ports';
import { assertStorable, entryBounds, transactionEnded } from '@deskcard/core/storage-kit';
import { transactionFailure } from './failures.js';
import type { Numbers } from './numbers.js';
import { quiet, type Requests } from './requests.js';
import { keyRange, scanPage } from './scan.js';
import { collectionStores, lastNumberKey, metaStore, toRow, type Row } from './schema.js';

export class IdbTransaction implements WriteTransaction {
  readonly changes: Change[] = [];
  readonly #requests: Requests;
  readonly #numbers: Numbers;
  /** callers of `nextNumber` that have not been served */
  readonly #waiting: { resolve: (number: number) => void; reject: (error: unknown) => void }[] = [];
  /** the highest number the database remembers; unknown before the first number is asked for */
  #lastNumber: number | undefined;

  constructor(requests: Requests, numbers: Numbers) {
    this.#requests = requests;
    this.#numbers = numbers;
  }

  get(collection: CollectionName, key: string): Promise<JsonValue | undefined> {
    return this.#requests.ask<Row | undefined, JsonValue | undefined>(
      () => this.#requests.store(collection).get(key),
      (row) => row?.value,
    );
  }

  getMany(collection: CollectionName, keys: readonly string[]): Promise<(JsonValue | undefined)[]> {
    return quiet(Promise.all(keys.map((key) => this.get(collection, key))));
  }

  scan(collection: CollectionName, index: string | undefined, range: ScanRange): Promise<ScanPage> {
    const scan = async (): Promise<ScanPage> => {
      const bounds = entryBounds(range);
      if (bounds === undefined) return { records: [] };
      return scanPage(this.#source(collection, index), index, bounds, range, this.#requests.ask);
    };
    return quiet(scan());
  }

  count(collection: CollectionName, index: string | undefined, range: ScanRange): Promise<number> {
    const count = async (): Promise<number> => {
      const bounds = entryBounds(range);
      if (bounds === undefined) return 0;
      const source = this.#source(collection, index);
      // Counting costs as much as the range is long, which may be the whole store; keys stop at the limit.
      return (await this.#requests.ask(() => source.getAllKeys(keyRange(bounds), range.limit))).length;
    };
    return quiet(count());
  }

  put(collection: CollectionName, record: StoredRecord): Promise<void> {
    return this.#requests.ask(
      () => {
        assertStorable(collection, record);
        return this.#requests.store(collection).put(toRow(collection, record));
      },
      () => undefined,
    );
  }

  delete(collection: CollectionName, key: string): Promise<void> {
    return this.#requests.ask(() => this.#requests.store(collection).delete(key));
  }

  nextNumber(): Promise<number> {
    if (this.#waiting.length === 0 && this.#lastNumber !== undefined && !this.#requests.ended) {
      const number = this.#take(this.#lastNumber);
      if (number !== undefined) return Promise.resolve(number);
    }
    const promise = new Promise<number>((resolve, reject) => this.#waiting.push({ resolve, reject }));
    if (this.#waiting.length === 1) void this.#serve();
    return quiet(promise);
  }

  publish(change: Change): void {
    if (this.#requests.ended) throw transactionEnded();
    this.changes.push(structuredClone(change));
  }

  /** Removes every record; the memory of numbers stays. */
  async clear(): Promise<void> {
    await Promise.all(
      collectionStores.map((name) => this.#requests.ask(() => this.#requests.store(name).clear())),
    );
  }

  #source(collection: CollectionName, index: string | undefined): IDBObjectStore | IDBIndex {
    const store = this.#requests.store(collection);
    return index === undefined ? store : store.index(index);
  }

  /**
   * Gives numbers to all who wait, and reserves more while there are too few. The reservation happens in another
   * database, and IndexedDB would commit a transaction that awaits it: so this one is asked the same question again
   * and again, and everybody is served inside an answer, where the transaction can go on.
   */
  async #serve(): Promise<void> {
    const { ask } = this.#requests;
    let reserving = false;
    let failure: { error: unknown } | undefined;
    try {
      while (this.#waiting.length > 0) {
        const stored: unknown = await ask(() => this.#requests.store(metaStore).get(lastNumberKey));
        if (failure !== undefined) throw failure.error;
        const last = typeof stored === 'number' ? stored : 0;
        this.#giveOut(last);
        if (this.#waiting.length === 0 || reserving) continue;
        reserving = true;
        this.#numbers.reserve(last).then(
          () => (reserving = false),
          (error: unknown) => (failure = { error: transactionFailure(error) }),
        );
      }
    } catch (error) {
      for (const { reject } of this.#waiting.splice(0)) reject(error);
    }
  }

  #giveOut(last: number): void {
    while (this.#waiting.length > 0) {
      const number = this.#take(Math.max(last, this.#lastNumber ?? 0));
      if (number === undefined) return;
      this.#waiting.shift()!.resolve(number);
    }
  }

  /** A number, remembered together with everything reserved with it. */
  #take(last: number): number | undefined {
    const taken = this.#numbers.take();
    if (taken === undefined) return undefined;
    this.#lastNumber = Math.max(last, taken.end);
    if (taken.end > last) {
      void this.#requests.ask(() => this.#requests.store(metaStore).put(taken.end, lastNumberKey));
    }
    return taken.number;
  }
}
