/** What was acknowledged stays, and an adapter that was closed says so. */
import { expect } from 'chai';
import {
  expectCode,
  get,
  keysIn,
  put,
  record,
  storeTest,
  tickets,
  type StorageContractOptions,
} from './harness.js';

export function lifetimeContract(options: StorageContractOptions): void {
  const { reopen, beside } = options;

  options.describe('an adapter', () => {
    storeTest(options, 'refuses every call with storage_closed once it is closed', async (store) => {
      await put(store, 'grades', [record('a')]);
      await store.close();
      await expectCode(get(store, 'grades', 'a'), 'storage_closed');
      await expectCode(put(store, 'grades', [record('b')]), 'storage_closed');
      await expectCode(store.clear(), 'storage_closed');
      store.subscribe(() => undefined)();
    });

    storeTest(options, 'may be closed twice, and before it was ever used', async (store) => {
      await store.close();
      await store.close();
    });

    storeTest(options, 'finishes the transactions under way before it is closed', async (store) => {
      const writes = Array.from({ length: 5 }, (_, i) =>
        put(store, 'tickets', tickets({ [`r${i}`]: ['k'] })),
      );
      await store.close();
      const outcomes = await Promise.allSettled(writes);
      expect(outcomes.map(({ status }) => status)).to.deep.equal(outcomes.map(() => 'fulfilled'));
    });

    if (reopen) {
      storeTest(options, 'finds everything again after a restart', async (store) => {
        const long = '홍'.repeat(10_000);
        await put(store, 'tickets', tickets({ a: ['k1'], b: ['k2', 'k3'], c: ['k4'] }));
        await put(store, 'grades', [record('long', long)]);
        await store.write((tx) => tx.delete('tickets', 'a'));
        const underWay = put(store, 'tickets', tickets({ last: ['k5'] }));
        await store.close();
        await underWay;
        const again = await reopen(store);
        try {
          expect(await keysIn(again, { prefix: 'k' })).to.deep.equal(['b', 'c', 'last']);
          expect(await get(again, 'grades', 'long')).to.equal(long);
        } finally {
          await again.close();
        }
      });

      storeTest(options, 'finds nothing again of what was removed', async (store) => {
        await put(store, 'tickets', tickets({ a: ['k1'] }));
        await store.clear();
        await store.close();
        const again = await reopen(store);
        try {
          expect(await keysIn(again, { prefix: '' })).to.deep.equal([]);
        } finally {
          await again.close();
        }
      });
    }

    if (beside) {
      storeTest(options, 'shares its store with another one in another tab or process', async (store) => {
        const other = await beside(store);
        try {
          const increment = (each: typeof store) =>
            each.write(async (tx) => {
              const count = ((await tx.get('grades', 'count')) as number | undefined) ?? 0;
              await tx.put('grades', record('count', count + 1));
            });
          const both = Array.from({ length: 25 }, () => [increment(store), increment(other)]);
          await Promise.all(both.flat());
          expect(await get(store, 'grades', 'count')).to.equal(50);
          await store.close();
          expect(await get(other, 'grades', 'count')).to.equal(50);
        } finally {
          await other.close();
        }
      });
    }
  });
}
