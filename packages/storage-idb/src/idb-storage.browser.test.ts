import type { StorageAdapter } from '@deskcard/core/ports';
import { storageContract } from '@deskcard/testing/storage-contract';
import { idbStorage } from './index.js';

const names = new WeakMap<StorageAdapter, string>();

function open(name = `desk-${crypto.randomUUID()}`): StorageAdapter {
  const store = idbStorage({ name });
  names.set(store, name);
  return store;
}

storageContract({
  describe,
  it,
  name: 'idbStorage keeps the storage contract in a real browser',
  open: () => open(),
  reopen: (closed) => open(names.get(closed)),
  beside: (other) => open(names.get(other)),
});
