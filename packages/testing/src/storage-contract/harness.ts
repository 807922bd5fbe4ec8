/** What the parts of the storage contract share. */
import { expect } from 'chai';
import { isDeskError, type DeskError, type ErrorCode } from '@deskcard/core/errors';
import type {
  CollectionName,
  JsonValue,
  ReadTransaction,
  ScanRange,
  StorageAdapter,
  StoredRecord,
} from '@deskcard/core/ports';

export interface StorageContractOptions {
  describe(title: string, body: () => void): unknown;
  it(title: string, body: () => Promise<void>): unknown;
  /** the title of the suite */
  name?: string;
  /** An adapter on an empty store of its own. The suite closes it. */
  open(): StorageAdapter | Promise<StorageAdapter>;
  /**
   * A new adapter on the store of one that the suite has closed, as after a restart. Leave it out when the store ends
   * with its adapter; nothing is proved about durability then.
   */
  reopen?(closed: StorageAdapter): StorageAdapter | Promise<StorageAdapter>;
  /**
   * A second adapter on the store of one that is still open, as in another tab or process. Leave it out when a store
   * can have only one.
   */
  beside?(open: StorageAdapter): StorageAdapter | Promise<StorageAdapter>;
}

/** Declares a test that gets an adapter on an empty store and closes it afterwards. */
export function storeTest(
  { it, open }: StorageContractOptions,
  title: string,
  body: (store: StorageAdapter) => Promise<void>,
): void {
  it(title, async () => {
    const store = await open();
    try {
      await body(store);
    } finally {
      await store.close();
    }
  });
}

export function record(
  key: string,
  value: JsonValue = { key },
  indexes: StoredRecord['indexes'] = {},
): StoredRecord {
  return { key, value, indexes };
}

/** Puts all records in one transaction. */
export function put(
  store: StorageAdapter,
  collection: CollectionName,
  records: readonly StoredRecord[],
): Promise<void> {
  return store.write(async (tx) => {
    await Promise.all(records.map((each) => tx.put(collection, each)));
  });
}

export function get(store: StorageAdapter, collection: CollectionName, key: string) {
  return store.read((tx) => tx.get(collection, key));
}

/** The index of tickets that the suite fills; keys may be anything. */
export const index = 'match';

/** Tickets under index keys: `{ a: ['x', 'y'] }` is the ticket `a` under `x` and `y`. */
export function tickets(keys: Record<string, readonly string[]>): StoredRecord[] {
  return Object.entries(keys).map(([key, under]) => record(key, { key }, { [index]: under }));
}

/** The primary keys a scan finds, in its order, on one page. */
export async function keysIn(
  where: StorageAdapter | ReadTransaction,
  range: Partial<ScanRange>,
): Promise<string[]> {
  const scan = async (tx: ReadTransaction) => {
    const page = await tx.scan('tickets', index, { limit: 1000, ...range });
    return page.records.map(({ key }) => key);
  };
  return 'read' in where ? where.read(scan) : scan(where);
}

/** What a promise rejects with; fails when it resolves. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  const outcome = await promise.then(
    () => ({ failed: false as const }),
    (error: unknown) => ({ failed: true as const, error }),
  );
  if (!outcome.failed) expect.fail('it should have been refused, and was not');
  return outcome.error;
}

/** Checks that a promise rejects with a `DeskError` of one of these codes. */
export async function expectCode(promise: Promise<unknown>, ...codes: ErrorCode[]): Promise<DeskError> {
  const error = await rejection(promise);
  expect(isDeskError(error), `a DeskError, not ${String(error)}`).to.equal(true);
  expect((error as DeskError).code).to.be.oneOf(codes);
  return error as DeskError;
}
