/**
 * What transactions have written and the database does not know yet, and what they have read, precisely enough to say
 * whether one would have gone otherwise had another gone first.
 */
import { collections, type CollectionName, type StoredRecord } from '@deskcard/core/ports';
import { comparePlaces, isWithin, type Place, type PlaceBounds } from './texts.js';

/** A record as it was put; one without text was deleted. */
export interface Written {
  text?: string;
  /** index name → entries */
  entries: Readonly<Record<string, readonly string[]>>;
}

const deleted: Written = { entries: {} };

export function writtenRecord(collection: CollectionName, { value, indexes }: StoredRecord): Written {
  const entries: Record<string, readonly string[]> = {};
  for (const name of collections[collection]) entries[name] = [...new Set(indexes[name])];
  return { text: JSON.stringify(value), entries };
}

type RecordsOf<T> = Map<CollectionName, Map<string, T>>;

export class Overlay {
  readonly #records: RecordsOf<Written> = new Map();
  readonly #issued = new Set<string>();

  get isEmpty(): boolean {
    return this.#records.size === 0;
  }

  get(collection: CollectionName, key: string): Written | undefined {
    return this.#records.get(collection)?.get(key);
  }

  set(collection: CollectionName, key: string, written: Written | undefined): void {
    let records = this.#records.get(collection);
    if (records === undefined) this.#records.set(collection, (records = new Map()));
    records.set(key, written ?? deleted);
  }

  /** Whatever will be written under this key is new to the database. */
  issue(collection: CollectionName, key: string): void {
    this.#issued.add(`${collection} ${key}`);
  }

  wasIssued(collection: CollectionName, key: string): boolean {
    return this.#issued.size > 0 && this.#issued.has(`${collection} ${key}`);
  }

  of(collection: CollectionName): ReadonlyMap<string, Written> {
    return this.#records.get(collection) ?? new Map<string, Written>();
  }

  collections(): CollectionName[] {
    return [...this.#records.keys()];
  }

  /** Everything of the other one comes on top. */
  absorb(other: Overlay): void {
    for (const issued of other.#issued) this.#issued.add(issued);
    for (const [collection, records] of other.#records) {
      for (const [key, written] of records) this.set(collection, key, written);
    }
  }

  /** The places of written records in a range, in the order of a scan. */
  places(
    collection: CollectionName,
    index: string | undefined,
    bounds: PlaceBounds,
    reverse: boolean,
  ): Place[] {
    const places: Place[] = [];
    for (const [key, written] of this.of(collection)) {
      places.push(...placesOf(key, written, index).filter((place) => isWithin(place, bounds)));
    }
    places.sort(comparePlaces);
    return reverse ? places.reverse() : places;
  }
}

function placesOf(key: string, { text, entries }: Written, index: string | undefined): Place[] {
  if (text === undefined) return [];
  if (index === undefined) return [{ entry: key, key: '' }];
  return (entries[index] ?? []).map((entry) => ({ entry, key }));
}

interface Range {
  collection: CollectionName;
  index: string | undefined;
  bounds: PlaceBounds;
}

/** What a transaction knows of the store. */
export class Footprint {
  readonly #keys = new Map<CollectionName, Set<string>>();
  readonly #ranges: Range[] = [];
  readonly #counted = new Set<CollectionName>();

  key(collection: CollectionName, key: string): void {
    let keys = this.#keys.get(collection);
    if (keys === undefined) this.#keys.set(collection, (keys = new Set()));
    keys.add(key);
  }

  /** Which records were found in the range is told by `key`; this is for those that would have been. */
  range(collection: CollectionName, index: string | undefined, bounds: PlaceBounds): void {
    this.#ranges.push({ collection, index, bounds });
  }

  /** A count does not tell which records it met. */
  counted(collection: CollectionName): void {
    this.#counted.add(collection);
  }

  /** Whether anything that was read here would have been read otherwise after these writes. */
  isTouchedBy(writes: Overlay): boolean {
    return writes.collections().some((collection) => {
      if (this.#counted.has(collection)) return true;
      const [keys, written] = [this.#keys.get(collection), writes.of(collection)];
      for (const key of written.keys()) if (keys?.has(key)) return true;
      const ranges = this.#ranges.filter((range) => range.collection === collection);
      return ranges.some(({ index, bounds }) => writes.places(collection, index, bounds, false).length > 0);
    });
  }
}
