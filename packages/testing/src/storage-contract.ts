/**
 * The proof that a `StorageAdapter` does what Deskcard needs. A host that puts Deskcard on a database of its own runs
 * this suite against the adapter, with node:test, mocha or anything else that has `describe` and `it`; every title
 * says what the desk relies on.
 *
 * ```ts
 * import { describe, it } from 'node:test';
 * import { storageContract } from '@deskcard/testing/storage-contract';
 *
 * storageContract({ describe, it, open: () => myStorage(emptyDatabase()) });
 * ```
 */
import { changesContract } from './storage-contract/changes.js';
import { deskContract } from './storage-contract/desk.js';
import type { StorageContractOptions } from './storage-contract/harness.js';
import { hostileTextsContract } from './storage-contract/hostile-texts.js';
import { lifetimeContract } from './storage-contract/lifetime.js';
import { numbersContract } from './storage-contract/numbers.js';
import { pagesContract } from './storage-contract/pages.js';
import { recordsContract } from './storage-contract/records.js';
import { scansContract } from './storage-contract/scans.js';
import { transactionsContract } from './storage-contract/transactions.js';

export type { StorageContractOptions } from './storage-contract/harness.js';

/** Declares the whole suite under one `describe`. */
export function storageContract(options: StorageContractOptions): void {
  options.describe(options.name ?? 'the storage contract', () => {
    recordsContract(options);
    hostileTextsContract(options);
    scansContract(options);
    pagesContract(options);
    transactionsContract(options);
    numbersContract(options);
    changesContract(options);
    lifetimeContract(options);
    deskContract(options);
  });
}
