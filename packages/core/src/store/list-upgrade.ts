/**
 * Customers that an earlier version wrote stand in the list by their number alone. Whoever first opens the list has
 * them brought to the present form, some at a time, so that giving up half-way loses nothing.
 */
import type { ReadTransaction, StorageAdapter } from '../ports.js';
import { putFragment, type Fragment } from './fragment.js';
import { outdatedPlaces } from './listing.js';

const batch = 200;

const outdated = (tx: ReadTransaction, limit: number) =>
  tx.scan('fragments', 'list', { ...outdatedPlaces, limit });

export async function upgradeList(
  storage: Pick<StorageAdapter, 'read' | 'write'>,
  options: { signal?: AbortSignal | undefined } = {},
): Promise<void> {
  const { signal } = options;
  const call = signal === undefined ? {} : { signal };
  let left = (await storage.read((tx) => outdated(tx, 1), call)).records.length;
  while (left > 0) {
    left = await storage.write(async (tx) => {
      const { records } = await outdated(tx, batch);
      for (const { value } of records) await putFragment(tx, value as unknown as Fragment);
      return records.length;
    }, call);
  }
}
