/**
 * A transaction as the core sees it: what it writes stays with it until its end, and what it reads is the database
 * with that on top.
 */
import type { Change } from '@deskcard/core';
import type {
  CollectionName,
  Hop,
  JsonValue,
  ScanPage,
  ScanRange,
  StoredRecord,
  WriteTransaction,
} from '@deskcard/core/ports';
import {
  assertStorable,
  indexEntry,
  isStorable,
  PageBuilder,
  transactionEnded,
} from '@deskcard/core/storage-kit';
import { Footprint, Overlay, writtenRecord } from './overlay.js';
import type { FoundRow, Session } from './session.js';
import type { Way } from './statements.js';
import { behind, comparePlaces, placeBounds, type Place, type PlaceBounds } from './texts.js';

/** Gives numbers out; `undefined` when there are none at hand. */
export type TakeNumber = () => number | undefined;

export class Transaction implements WriteTransaction {
  readonly writes = new Overlay();
  readonly reads = new Footprint();
  /** what is told of once it is committed, as JSON text */
  readonly changes: string[] = [];
  /** how many numbers were asked for in vain: the work has to be run again with as many more */
  missingNumbers = 0;
  takenNumbers = 0;
  readonly #session: Session;
  /** what others have written that this one stands on */
  readonly #base: Overlay | undefined;
  readonly #takeNumber: TakeNumber;
  #ended = false;

  constructor(session: Session, base: Overlay | undefined, takeNumber: TakeNumber) {
    this.#session = session;
    this.#base = base;
    this.#takeNumber = takeNumber;
  }

  get(collection: CollectionName, key: string): Promise<JsonValue | undefined> {
    return this.#promise(() => this.#record(collection, key));
  }

  getMany(collection: CollectionName, keys: readonly string[]): Promise<(JsonValue | undefined)[]> {
    return this.#promise(() => {
      const records = keys.map((key) => this.#record(collection, key));
      const isAtHand = !records.some((each) => each instanceof Promise);
      return isAtHand
        ? (records as (JsonValue | undefined)[])
        : Promise.all(records as Promise<JsonValue | undefined>[]);
    });
  }

  scan(collection: CollectionName, index: string | undefined, range: ScanRange): Promise<ScanPage> {
    return quiet(this.#scan(collection, index, range));
  }

  count(collection: CollectionName, index: string | undefined, range: ScanRange): Promise<number> {
    return quiet(this.#count(collection, index, range));
  }

  prefetch(collection: CollectionName, keys: readonly string[], hops: readonly Hop[]): Promise<void> {
    const known = keys.filter(isStorable);
    return this.#promise(() =>
      known.length > 0 ? this.#session.prefetch(collection, known, hops) : undefined,
    );
  }

  issued(collection: CollectionName, key: string): void {
    this.#assertOpen();
    this.writes.issue(collection, key);
  }

  put(collection: CollectionName, record: StoredRecord): Promise<void> {
    return this.#promise(() => {
      const written = writtenRecord(collection, record);
      assertStorable(collection, record, written.text);
      this.writes.set(collection, record.key, written);
    });
  }

  delete(collection: CollectionName, key: string): Promise<void> {
    return this.#promise(() => {
      if (isStorable(key)) this.writes.set(collection, key, undefined);
    });
  }

  nextNumber(): Promise<number> {
    return this.#promise(() => {
      const number = this.missingNumbers > 0 ? undefined : this.#takeNumber();
      if (number === undefined) {
        this.missingNumbers++;
        throw transactionEnded('more numbers have to be reserved first');
      }
      this.takenNumbers++;
      return number;
    });
  }

  publish(change: Change): void {
    this.#assertOpen();
    this.changes.push(JSON.stringify(change));
  }

  /** Nothing more may be asked. */
  end(): void {
    this.#ended = true;
  }

  #assertOpen(): void {
    if (this.#ended) throw transactionEnded();
  }

  #promise<T>(call: () => T | Promise<T>): Promise<T> {
    return quiet(
      new Promise((resolve) => {
        this.#assertOpen();
        resolve(call());
      }),
    );
  }

  /** At once when it is at hand, which saves most calls a turn. */
  #record(collection: CollectionName, key: string): JsonValue | undefined | Promise<JsonValue | undefined> {
    const own = this.writes.get(collection, key);
    if (own !== undefined) return parsed(own.text);
    if (!isStorable(key) || this.writes.wasIssued(collection, key)) return undefined;
    this.reads.key(collection, key);
    const before = this.#base?.get(collection, key);
    if (before !== undefined) return parsed(before.text);
    const text = this.#session.get(collection, key);
    return text instanceof Promise ? text.then(parsed) : parsed(text);
  }

  async #scan(collection: CollectionName, index: string | undefined, range: ScanRange): Promise<ScanPage> {
    this.#assertOpen();
    const { limit, reverse = false, keysOnly = false } = range;
    const page = new PageBuilder(limit);
    const bounds = placeBounds(range, index === undefined);
    if (bounds === undefined) return page.end();
    this.reads.range(collection, index, bounds);
    for await (const { entry, key, text } of this.#rows(collection, index, bounds, {
      reverse,
      limit,
      keysOnly,
    })) {
      const primary = index === undefined ? entry : key;
      this.reads.key(collection, primary);
      const place = index === undefined ? entry : indexEntry(entry, key);
      if (!page.add(place, () => (keysOnly ? null : (JSON.parse(text) as JsonValue)))) break;
    }
    return page.end();
  }

  async #count(collection: CollectionName, index: string | undefined, range: ScanRange): Promise<number> {
    this.#assertOpen();
    const bounds = placeBounds(range, index === undefined);
    if (bounds === undefined) return 0;
    if (!this.#isOverlaid(collection)) {
      this.reads.counted(collection);
      return this.#session.count(collection, index, bounds, range.limit);
    }
    this.reads.range(collection, index, bounds);
    let count = 0;
    const way = { reverse: false, limit: range.limit, keysOnly: true };
    for await (const { entry, key } of this.#rows(collection, index, bounds, way)) {
      this.reads.key(collection, index === undefined ? entry : key);
      if (++count >= range.limit) break;
    }
    return count;
  }

  #isOverlaid(collection: CollectionName): boolean {
    return this.writes.of(collection).size > 0 || (this.#base?.of(collection).size ?? 0) > 0;
  }

  /** The rows of a range in order: those of the database that nothing was written over, and those written since. */
  async *#rows(
    collection: CollectionName,
    index: string | undefined,
    bounds: PlaceBounds,
    way: Way,
  ): AsyncGenerator<FoundRow> {
    const written = this.#writtenRows(collection, index, bounds, way.reverse);
    const comesFirst = (a: Place, b: Place): boolean => comparePlaces(a, b) < 0 !== way.reverse;
    for await (const row of this.#storedRows(collection, index, bounds, way)) {
      if (this.#written(collection, index === undefined ? row.entry : row.key) !== undefined) continue;
      while (written.length > 0 && comesFirst(written.at(-1)!, row)) yield written.pop()!;
      yield row;
    }
    while (written.length > 0) yield written.pop()!;
  }

  async *#storedRows(
    collection: CollectionName,
    index: string | undefined,
    bounds: PlaceBounds,
    { reverse, limit, keysOnly }: Way,
  ): AsyncGenerator<FoundRow> {
    // One more than the page holds tells whether there is a next one.
    const size = limit + 1;
    for (let rest = bounds; ;) {
      const rows = await this.#session.scan(collection, index, rest, { reverse, limit: size, keysOnly });
      yield* rows;
      const last = rows.at(-1);
      if (last === undefined || rows.length < size) return;
      rest = reverse
        ? { lower: rest.lower, upper: { entry: last.entry, key: last.key } }
        : { lower: behind(last, index === undefined), upper: rest.upper };
    }
  }

  #written(collection: CollectionName, key: string) {
    return this.writes.get(collection, key) ?? this.#base?.get(collection, key);
  }

  /** In reverse, to be taken from the end. */
  #writtenRows(
    collection: CollectionName,
    index: string | undefined,
    bounds: PlaceBounds,
    reverse: boolean,
  ): FoundRow[] {
    const own = this.writes.of(collection);
    const before = this.#base?.places(collection, index, bounds, reverse) ?? [];
    const places = before.filter(({ entry, key }) => !own.has(index === undefined ? entry : key));
    places.push(...this.writes.places(collection, index, bounds, reverse));
    places.sort((a, b) => (reverse ? comparePlaces(a, b) : comparePlaces(b, a)));
    return places.map((place) => {
      const key = index === undefined ? place.entry : place.key;
      return { ...place, text: this.#written(collection, key)!.text! };
    });
  }
}

function parsed(text: string | undefined): JsonValue | undefined {
  return text === undefined ? undefined : (JSON.parse(text) as JsonValue);
}

/** A call nobody waits for fails with its transaction; that is no unhandled rejection of its own. */
export function quiet<P extends Promise<unknown>>(promise: P): P {
  promise.catch(() => undefined);
  return promise;
}
