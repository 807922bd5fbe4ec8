/**
 * The shape of the database: an object store for each collection, in it one multi-entry index for each index of the
 * collection, over entries that hold index key and primary key. A store of its own remembers the numbers.
 */
import { collections, type CollectionName, type JsonValue, type StoredRecord } from '@deskcard/core/ports';
import { indexEntry } from '@deskcard/core/storage-kit';
import type { IDBPDatabase, IDBPTransaction } from 'idb';

/**
 * Grows whenever the collections or their indexes change; an older tab then lets go of the database and says
 * `storage_newer`.
 */
export const schemaVersion = 4;

/** The store that transactions share with the memory of numbers. */
export const metaStore = 'meta';

/** In the meta store: when the database was made, so that a wiped one is noticed. */
export const bornKey = 'born';

/** In the meta store: the highest number that may have been given out. */
export const lastNumberKey = 'lastNumber';

export const collectionStores = Object.keys(collections) as CollectionName[];
export const allStores: readonly string[] = [...collectionStores, metaStore];

/** A record as it lies in its object store. */
export interface Row {
  key: string;
  value: JsonValue;
  /** index name → entries; only indexes that have any */
  entries: Record<string, string[]>;
}

export function toRow(collection: CollectionName, { key, value, indexes }: StoredRecord): Row {
  const entries: Row['entries'] = {};
  for (const index of collections[collection] as readonly string[]) {
    const keys = indexes[index];
    if (keys !== undefined && keys.length > 0) entries[index] = keys.map((each) => indexEntry(each, key));
  }
  return { key, value, entries };
}

/** Brings a database of any older version, or none, to the present shape. */
export function upgrade(
  database: IDBPDatabase,
  oldVersion: number,
  _newVersion: number | null,
  transaction: IDBPTransaction<unknown, string[], 'versionchange'>,
): void {
  // Whoever opens the database learns of a failure; nobody waits for this promise.
  transaction.done.catch(() => undefined);
  const stores = database.objectStoreNames;
  if (!stores.contains(metaStore)) database.createObjectStore(metaStore);
  for (const name of collectionStores) {
    const store = stores.contains(name)
      ? transaction.objectStore(name)
      : database.createObjectStore(name, { keyPath: 'key' });
    const wanted: readonly string[] = collections[name];
    for (const index of store.indexNames) if (!wanted.includes(index)) store.deleteIndex(index);
    for (const index of wanted) {
      if (!store.indexNames.contains(index))
        store.createIndex(index, `entries.${index}`, { multiEntry: true });
    }
  }
  if (oldVersion === 1) void foldLinks(database, transaction);
}

/** Version 1 kept where a number leads in a store beside its values. */
async function foldLinks(
  database: IDBPDatabase,
  transaction: IDBPTransaction<unknown, string[], 'versionchange'>,
): Promise<void> {
  const fragments = transaction.objectStore('fragments');
  const links = transaction.objectStore('links');
  for (const link of (await links.getAll()) as Row[]) {
    const fragment = (await fragments.get(link.key)) as Row;
    const value = { ...(fragment.value as object), ...(link.value as object) };
    await fragments.put!({ ...fragment, value, entries: link.entries });
  }
  database.deleteObjectStore('links');
}
