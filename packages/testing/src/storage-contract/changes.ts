/** B8: everybody on a store is told of what happened, and of nothing that did not. */
import { expect } from 'chai';
import type { Change } from '@deskcard/core';
import type { StorageAdapter } from '@deskcard/core/ports';
import { get, keysIn, record, rejection, storeTest, type StorageContractOptions } from './harness.js';

const created = (customerNumber: string): Change => ({ type: 'customerCreated', customerNumber });
const edited = (customerNumber: string): Change => ({ type: 'customerEdited', customerNumber });

/** Publishes from a write that also puts a record under the same number. */
function publish(store: StorageAdapter, ...changes: Change[]): Promise<void> {
  return store.write(async (tx) => {
    for (const change of changes) {
      tx.publish(change);
      if ('customerNumber' in change) await tx.put('grades', record(change.customerNumber));
    }
  });
}

/** Remembers changes; `next` waits until as many have come. */
function listenTo(store: StorageAdapter): { heard: Change[]; until: (count: number) => Promise<Change[]> } {
  const heard: Change[] = [];
  let wake = (): void => undefined;
  store.subscribe((change) => {
    heard.push(change);
    wake();
  });
  const until = async (count: number): Promise<Change[]> => {
    while (heard.length < count) await new Promise<void>((done) => (wake = done));
    return heard;
  };
  return { heard, until };
}

export function changesContract(options: StorageContractOptions): void {
  const { beside } = options;

  options.describe('changes', () => {
    storeTest(
      options,
      'are told once they are committed, in the order they were published',
      async (store) => {
        const { until } = listenTo(store);
        await publish(store, created('1'), edited('1'));
        await publish(store, created('2'));
        expect(await until(3)).to.deep.equal([created('1'), edited('1'), created('2')]);
      },
    );

    storeTest(options, 'are not told while their transaction is still at work', async (store) => {
      const { heard, until } = listenTo(store);
      await store.write(async (tx) => {
        tx.publish(created('1'));
        for (let i = 0; i < 20; i++) await tx.get('grades', 'a');
        expect(heard).to.deep.equal([]);
      });
      await until(1);
    });

    storeTest(
      options,
      'that came while nobody listened are told later, or said to be missed',
      async (store) => {
        let position: string | undefined;
        const first = new Promise<void>((done) => {
          const stop = store.subscribe((_, at) => {
            position = at;
            stop();
            done();
          });
        });
        await publish(store, created('1'));
        await first;
        await publish(store, created('2'));
        const told = await new Promise<Change>((done) => {
          const stop = store.subscribe((change) => (stop(), done(change)), { after: position ?? 'unknown' });
        });
        expect(told).to.deep.equal(position === undefined ? { type: 'missed' } : created('2'));
      },
    );

    storeTest(options, 'behind a position that nobody gave are said to be missed', async (store) => {
      const told = await new Promise<Change>((done) => {
        const stop = store.subscribe((change) => (stop(), done(change)), { after: 'no such position' });
      });
      expect(told).to.deep.equal({ type: 'missed' });
    });

    storeTest(options, 'can be read by whoever is told', async (store) => {
      const seen = new Promise((done, fail) => {
        store.subscribe(() => void get(store, 'grades', '1').then(done, fail));
      });
      await publish(store, created('1'));
      expect(await seen).to.deep.equal({ key: '1' });
    });

    storeTest(options, 'of a failed transaction are never told', async (store) => {
      const { until } = listenTo(store);
      const write = store.write(async (tx) => {
        tx.publish(created('1'));
        await tx.put('grades', record('1'));
        throw new Error('fails');
      });
      await rejection(write);
      await publish(store, created('2'));
      expect(await until(1)).to.deep.equal([created('2')]);
    });

    storeTest(options, 'are told to every listener until it unsubscribes', async (store) => {
      const first: Change[] = [];
      const unsubscribe = store.subscribe((change) => void first.push(change));
      const { until } = listenTo(store);
      await publish(store, created('1'));
      await until(1);
      unsubscribe();
      unsubscribe();
      await publish(store, created('2'));
      await until(2);
      expect(first).to.deep.equal([created('1')]);
    });

    storeTest(options, 'are not told to whom an earlier listener took away', async (store) => {
      const after: Change[] = [];
      let unsubscribe = (): void => undefined;
      store.subscribe(() => unsubscribe());
      unsubscribe = store.subscribe((change) => void after.push(change));
      const { until } = listenTo(store);
      await publish(store, created('1'), created('2'));
      await until(2);
      expect(after).to.deep.equal([]);
    });

    storeTest(options, 'include that all data was removed', async (store) => {
      const { until } = listenTo(store);
      await store.write((tx) => tx.put('tickets', record('a', 1, { match: ['k'] })));
      await store.clear();
      expect(await until(1)).to.deep.equal([{ type: 'cleared' }]);
      expect(await get(store, 'tickets', 'a')).to.equal(undefined);
      expect(await keysIn(store, { prefix: '' })).to.deep.equal([]);
    });

    if (beside) {
      storeTest(
        options,
        'reach another tab or process on the same store, which can read them',
        async (store) => {
          const other = await beside(store);
          try {
            const { until } = listenTo(other);
            // Whoever listens is told of everything that comes after what they read.
            await get(other, 'grades', 'none');
            await rejection(
              store.write((tx) => {
                tx.publish(created('0'));
                return Promise.reject(new Error('fails'));
              }),
            );
            await publish(store, created('1'), edited('1'));
            expect(await until(2)).to.deep.equal([created('1'), edited('1')]);
            expect(await get(other, 'grades', '1')).to.deep.equal({ key: '1' });
          } finally {
            await other.close();
          }
        },
      );
    }
  });
}
