/** Where the sandbox's data lies: a folder of this machine, a PostgreSQL server, or memory for as long as it runs. */
import { memoryStorage, type StorageAdapter } from '@deskcard/core';
import { openPostgres, type PostgresDatabase } from '@deskcard/storage-postgres';

export type DataPlace = { folder: string } | { url: string } | 'memory';

export async function openDatabase(place: DataPlace): Promise<PostgresDatabase> {
  if (place === 'memory') return inMemory();
  if ('url' in place) return openPostgres({ connectionString: place.url });
  // A whole PostgreSQL, loaded only where it is used.
  const { openPglite } = await import('@deskcard/storage-postgres/pglite');
  return openPglite({ folder: place.folder });
}

function inMemory(): PostgresDatabase {
  const stores = new Map<string, StorageAdapter>();
  return {
    workspace(name) {
      const store = stores.get(name) ?? memoryStorage();
      stores.set(name, store);
      return store;
    },
    workspaceNames: () => Promise.resolve([...stores.keys()].sort()),
    ready: () => Promise.resolve(),
    async close() {
      for (const store of stores.values()) await store.close();
    },
  };
}
