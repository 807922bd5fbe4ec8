/** The contract is worth what it catches: each adapter here has one fault that hosts are known to build in. */
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { memoryStorage } from '@deskcard/core';
import type { ReadTransaction, StorageAdapter, WriteTransaction } from '@deskcard/core/ports';
import { storageContract } from './storage-contract.js';

type Fault = (store: StorageAdapter) => StorageAdapter;

/** The titles of the tests that fail for adapters with this fault. */
async function failures(fault: Fault): Promise<string[]> {
  const tests: [string, () => Promise<void>][] = [];
  const path: string[] = [];
  storageContract({
    describe(title, body) {
      path.push(title);
      body();
      path.pop();
    },
    it: (title, body) => tests.push([[...path.slice(1), title].join(' '), body]),
    open: () => fault(memoryStorage()),
    reopen: (closed) => closed,
    beside: (open) => open,
  });
  const failed: string[] = [];
  for (const [title, body] of tests) {
    // A change that never comes would be waited for without end.
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, fail) => (timer = setTimeout(fail, 2000, new Error('late'))));
    await Promise.race([body(), late]).catch(() => failed.push(title));
    clearTimeout(timer);
  }
  return failed;
}

/** An adapter whose transactions are changed by `change`; everything else stays. */
function withTransactions(change: (tx: WriteTransaction) => Partial<WriteTransaction>): Fault {
  const wrap = <T>(tx: ReadTransaction): T => {
    const faulty = change(tx as WriteTransaction) as Record<string, unknown>;
    const own = tx as unknown as Record<string, (...args: unknown[]) => unknown>;
    const get = (_: object, name: string) => faulty[name] ?? own[name]?.bind(tx);
    return new Proxy({}, { get }) as T;
  };
  return (store) => ({
    read: (work, options) => store.read((tx) => work(wrap(tx)), options),
    write: (work, options) => store.write((tx) => work(wrap(tx)), options),
    subscribe: (listener) => store.subscribe(listener),
    clear: () => store.clear(),
    close: () => store.close(),
  });
}

const changed = (store: StorageAdapter, change: Partial<StorageAdapter>): StorageAdapter => ({
  read: (work, options) => store.read(work, options),
  write: (work, options) => store.write(work, options),
  subscribe: (listener) => store.subscribe(listener),
  clear: () => store.clear(),
  close: () => store.close(),
  ...change,
});

const faults: [what: string, caughtBy: RegExp, fault: Fault][] = [
  [
    'keeps what a failed transaction wrote',
    /when `work` throws, nothing remains/,
    (store) =>
      changed(store, {
        async write(work, options) {
          const [failed, result] = await store.write(
            (tx) =>
              work(tx).then(
                (value) => [false, value] as const,
                (error: unknown) => [true, error] as const,
              ),
            options,
          );
          if (failed) throw result;
          return result as never;
        },
      }),
  ],
  [
    'runs reads and writes of one transaction in transactions of their own',
    /increments at the same time are never lost/,
    (store) =>
      changed(store, {
        write: (work) => {
          const each =
            (name: keyof WriteTransaction) =>
            (...args: unknown[]) =>
              store.write((tx) => (tx[name] as (...args: unknown[]) => Promise<unknown>)(...args));
          // Hints may be left out.
          const isHint = (name: string | symbol): boolean => name === 'prefetch' || name === 'issued';
          const get = (_: object, name: string | symbol): unknown =>
            isHint(name) ? undefined : each(name as keyof WriteTransaction);
          const tx = new Proxy({}, { get });
          return work(tx as WriteTransaction);
        },
      }),
  ],
  [
    'wraps the errors of the caller',
    /the error comes through as it is/,
    (store) =>
      changed(store, {
        write: (work, options) =>
          store.write(work, options).catch((cause: unknown) => {
            throw new Error('storage', { cause });
          }),
      }),
  ],
  [
    'pays no heed to the signal',
    /in the middle gets `aborted`/,
    (store) => changed(store, { write: (work) => store.write(work), read: (work) => store.read(work) }),
  ],
  [
    'counts the highest number in use instead of remembering it',
    /customer numbers do not begin again when the data is removed/,
    (store) => {
      let number = 0;
      return changed(withTransactions(() => ({ nextNumber: () => Promise.resolve(++number) }))(store), {
        clear: async () => {
          number = 0;
          await store.clear();
        },
      });
    },
  ],
  [
    'takes numbers back with a failed transaction',
    /customer numbers that were given in a failed transaction/,
    (store) => {
      let number = 0;
      return changed(store, {
        write: (work, options) => {
          const before = number;
          const counting = withTransactions(() => ({ nextNumber: () => Promise.resolve(++number) }))(store);
          return counting.write(work, options).catch((error: unknown) => {
            number = before;
            throw error;
          });
        },
      });
    },
  ],
  [
    'treats % and _ of a prefix as wildcards',
    /a prefix finds every key that begins with it/,
    withTransactions((tx) => ({
      scan: (collection, index, range) =>
        tx.scan(collection, index, { ...range, prefix: range.prefix?.replace(/^[%_]/, '') }),
    })),
  ],
  [
    'includes the end of a range',
    /a range begins with its first key and ends before its last/,
    withTransactions((tx) => ({
      scan: (collection, index, range) =>
        tx.scan(collection, index, {
          ...range,
          to: range.to === undefined ? undefined : `${range.to}\u0001`,
        }),
    })),
  ],
  [
    'sorts numbers by their value',
    /order of their primary keys/,
    withTransactions((tx) => ({
      scan: async (...scan) => {
        const page = await tx.scan(...scan);
        return { ...page, records: page.records.sort((a, b) => Number(a.key) - Number(b.key)) };
      },
    })),
  ],
  [
    'pages by index key alone and so loses records that share one',
    /pages go through records with the same index key/,
    withTransactions((tx) => ({
      scan: (collection, index, { after, ...range }) => {
        if (after === undefined) return tx.scan(collection, index, range);
        const [key] = JSON.parse(after) as [string];
        return tx.scan(collection, index, { ...range, prefix: undefined, from: `${key}\u0001` });
      },
    })),
  ],
  [
    'forgets to take away old index keys',
    /takes away the keys that are no longer given/,
    withTransactions((tx) => ({
      put: async (collection, record) => {
        const kept = { ...record.indexes, match: [...(record.indexes['match'] ?? []), 'old'] };
        await tx.put(collection, { ...record, indexes: collection === 'tickets' ? kept : record.indexes });
      },
    })),
  ],
  [
    'hands out the object it keeps',
    /changing an object that was read changes nothing/,
    (store) => {
      const kept = new Map<string, never>();
      return withTransactions((tx) => ({
        get: async (collection, key) => {
          const value = await tx.get(collection, key);
          const known = kept.get(key);
          if (known === undefined && value !== undefined) kept.set(key, value as never);
          return known ?? value;
        },
      }))(store);
    },
  ],
  [
    'cuts long texts',
    /a value of 10,000 characters comes back whole/,
    withTransactions((tx) => ({
      put: (collection, record) => {
        const value = JSON.parse(
          JSON.stringify(record.value).replace(/"([^"\\]{5000})[^"\\]*"/g, '"$1"'),
        ) as never;
        return tx.put(collection, { ...record, value });
      },
    })),
  ],
  [
    'tells of changes before they are committed',
    /changes of a failed transaction are never told/,
    (store) => {
      const listeners = new Set<Parameters<StorageAdapter['subscribe']>[0]>();
      return changed(
        withTransactions(() => ({ publish: (change) => listeners.forEach((tell) => tell(change)) }))(store),
        {
          subscribe: (listener) => {
            listeners.add(listener);
            return () => void listeners.delete(listener);
          },
        },
      );
    },
  ],
  [
    'is still open after close',
    /refuses every call with storage_closed/,
    (store) => changed(store, { close: () => Promise.resolve() }),
  ],
];

describe('the storage contract catches an adapter that', () => {
  for (const [what, caughtBy, fault] of faults) {
    it(what, async () => {
      const failed = await failures(fault);
      assert.ok(
        failed.some((title) => caughtBy.test(title)),
        `caught by:\n${failed.join('\n')}`,
      );
    });
  }
});
