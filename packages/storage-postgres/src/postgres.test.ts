import { describe, it } from 'node:test';
import type { StorageAdapter } from '@deskcard/core/ports';
import { storageContract } from '@deskcard/testing/storage-contract';
import { testDatabase, uniqueName } from '../test/helpers.js';
import type { PostgresDatabase } from './index.js';

const { skip, database } = await testDatabase();

if (skip !== false) {
  it('openPostgres keeps the storage contract', { skip }, () => undefined);
} else {
  // Two database objects with connections of their own, as in two processes.
  const [one, two] = [await database.open(), await database.open()];
  const names = new WeakMap<StorageAdapter, string>();
  const open = (from: PostgresDatabase, name: string): StorageAdapter => {
    const store = from.workspace(name);
    names.set(store, name);
    return store;
  };
  storageContract({
    describe,
    it,
    name: 'openPostgres keeps the storage contract',
    open: () => open(one, uniqueName()),
    reopen: (closed) => open(two, names.get(closed)!),
    beside: (other) => open(two, names.get(other)!),
  });
}
