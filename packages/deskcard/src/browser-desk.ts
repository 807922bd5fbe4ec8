/**
 * The shortest way to a working desk: everything in this browser, no server. The data lies in IndexedDB and is shared
 * by all tabs of the origin; lookups go out by `fetch`, so a provider must allow the page's origin. Whoever can open
 * the developer tools can read everything, the keys of lookup APIs too: for demonstrations, prototypes and single
 * users; a team works on a gateway.
 */
import { createDesk, type CreateDeskOptions, type Desk, type StorageAdapter } from '@deskcard/core';
import { fetchTransport } from '@deskcard/http/fetch-transport';
import { idbStorage } from '@deskcard/storage-idb';

export interface BrowserDeskOptions extends Partial<CreateDeskOptions> {
  /** name of the database; desks with the same name share their data; `deskcard` when absent */
  database?: string;
  /** replaces the database in this browser */
  storage?: StorageAdapter;
}

/** A desk for one agent unless `principal` says otherwise. */
export function browserDesk({ database, storage, ...options }: BrowserDeskOptions = {}): Desk {
  const allowInsecure = options.settings?.allowInsecureProviders ?? false;
  return createDesk({
    principal: { user: 'agent', role: 'agent' },
    transport: fetchTransport({ allowInsecure }),
    ...options,
    storage: storage ?? idbStorage(database === undefined ? {} : { name: database }),
  });
}
