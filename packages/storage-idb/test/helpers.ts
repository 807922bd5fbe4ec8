/** What the tests of this package do to a store from outside of it. */
import type { JsonValue, StorageAdapter } from '@deskcard/core/ports';
import type { DeskError } from '@deskcard/core/errors';

export function uniqueName(): string {
  return `desk-${crypto.randomUUID()}`;
}

export function put(store: StorageAdapter, key: string, value: JsonValue = key): Promise<void> {
  return store.write((tx) => tx.put('grades', { key, value, indexes: {} }));
}

export function get(store: StorageAdapter, key: string): Promise<JsonValue | undefined> {
  return store.read((tx) => tx.get('grades', key));
}

/** Customer numbers, each put into a record as a desk does it. */
export function issue(store: StorageAdapter, count = 1): Promise<number[]> {
  return store.write(async (tx) => {
    const numbers: number[] = [];
    for (let i = 0; i < count; i++) numbers.push(await tx.nextNumber());
    await tx.put('grades', { key: `numbers ${numbers[0]}`, value: numbers, indexes: {} });
    return numbers;
  });
}

/** What a promise rejects with; a promise that resolves is an error. */
export async function failure(promise: Promise<unknown>): Promise<DeskError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error === undefined) throw new Error('it should have been refused, and was not');
  return error as DeskError;
}

/** Opens a database past the adapter, as an older or newer version of the code does, or another program. */
export function openRaw(name: string, version?: number, from: IDBFactory = indexedDB): Promise<IDBDatabase> {
  const request = from.open(name, version);
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error(`opening ${name} is blocked`));
  });
}

/** Deletes a database, as a browser does that evicts it; an error when somebody does not let go of it. */
export function wipe(name: string): Promise<void> {
  const request = indexedDB.deleteDatabase(name);
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error(`deleting ${name} is blocked`));
  });
}

/** What a database holds in one place. */
export async function peek(name: string, store: string, key: string): Promise<unknown> {
  const database = await openRaw(name);
  const request = database.transaction(store).objectStore(store).get(key);
  await new Promise((done) => (request.onsuccess = done));
  database.close();
  return request.result;
}

/** Replaces a method until `restore` is called. */
export function replace<T extends object, K extends keyof T>(
  owner: T,
  name: K,
  method: (original: T[K]) => T[K],
): { restore: () => void } {
  const original = owner[name];
  owner[name] = method(original);
  return { restore: () => void (owner[name] = original) };
}
