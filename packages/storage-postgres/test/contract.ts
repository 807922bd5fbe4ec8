/** The storage contract over two database objects with connections of their own, as in two processes. */
import { describe, it } from 'node:test';
import type { StorageAdapter } from '@deskcard/core/ports';
import { storageContract } from '@deskcard/testing/storage-contract';
import type { PostgresDatabase } from '../src/index.js';
import { uniqueName } from './helpers.js';

export function contractOver(name: string, one: PostgresDatabase, two: PostgresDatabase): void {
  const names = new WeakMap<StorageAdapter, string>();
  const open = (from: PostgresDatabase, workspace: string): StorageAdapter => {
    const store = from.workspace(workspace);
    names.set(store, workspace);
    return store;
  };
  storageContract({
    describe,
    it,
    name,
    open: () => open(one, uniqueName()),
    reopen: (closed) => open(two, names.get(closed)!),
    beside: (other) => open(two, names.get(other)!),
  });
}
