/** A transaction happens as a whole or not at all, and as if it were alone. */
import { expect } from 'chai';
import type { StorageAdapter, WriteTransaction } from '@deskcard/core/ports';
import {
  expectCode,
  get,
  index,
  keysIn,
  put,
  record,
  rejection,
  storeTest,
  tickets,
  type StorageContractOptions,
} from './harness.js';

async function increment(tx: WriteTransaction, key: string): Promise<void> {
  const count = ((await tx.get('grades', key)) as number | undefined) ?? 0;
  await tx.put('grades', record(key, count + 1));
}

/** Checks that the store has exactly these tickets under their index keys, and works. */
async function expectTickets(store: StorageAdapter, ...keys: string[]): Promise<void> {
  expect(await keysIn(store, { prefix: '' })).to.deep.equal(keys);
  const primary = await store.read((tx) => tx.scan('tickets', undefined, { limit: 1000 }));
  expect(primary.records.map(({ key }) => key)).to.deep.equal(keys);
}

export function transactionsContract(options: StorageContractOptions): void {
  options.describe('transactions', () => {
    storeTest(options, 'what `work` returns is what the caller gets', async (store) => {
      expect(await store.read(() => Promise.resolve('read'))).to.equal('read');
      expect(await store.write(() => Promise.resolve('written'))).to.equal('written');
      expect(await store.write((tx) => tx.put('grades', record('a')))).to.equal(undefined);
    });

    storeTest(
      options,
      'a transaction sees what it has written itself, in every kind of call',
      async (store) => {
        await put(store, 'tickets', tickets({ a: ['k1'], b: ['k2'] }));
        await store.write(async (tx) => {
          await tx.put('tickets', record('c', 'new', { [index]: ['k0'] }));
          await tx.put('tickets', record('a', 'moved', { [index]: ['k3'] }));
          await tx.delete('tickets', 'b');
          expect(await tx.get('tickets', 'c')).to.equal('new');
          expect(await tx.getMany('tickets', ['a', 'b'])).to.deep.equal(['moved', undefined]);
          expect(await keysIn(tx, { prefix: 'k' })).to.deep.equal(['c', 'a']);
          expect(await keysIn(tx, { prefix: 'k', reverse: true })).to.deep.equal(['a', 'c']);
          expect(await tx.count('tickets', index, { prefix: 'k', limit: 10 })).to.equal(2);
        });
      },
    );

    storeTest(options, 'calls of one transaction may be made all at once', async (store) => {
      const names = Array.from({ length: 100 }, (_, i) => `r${i}`);
      const values = await store.write(async (tx) => {
        const puts = names.map((name) => tx.put('grades', record(name, name)));
        const gets = names.map((name) => tx.get('grades', name));
        await Promise.all(puts);
        return Promise.all(gets);
      });
      expect(values).to.deep.equal(names);
    });

    storeTest(
      options,
      'when `work` throws, nothing remains and the error comes through as it is',
      async (store) => {
        await put(store, 'tickets', tickets({ a: ['k'], b: ['k'] }));
        const thrown = new RangeError('of the host');
        const write = store.write(async (tx) => {
          await tx.put('tickets', record('a', 'changed', { [index]: ['x'] }));
          await tx.put('tickets', record('a', 'again', { [index]: ['y'] }));
          await tx.put('tickets', record('c', 'new', { [index]: ['k'] }));
          await tx.delete('tickets', 'b');
          throw thrown;
        });
        expect(await rejection(write)).to.equal(thrown);
        await expectTickets(store, 'a', 'b');
        expect(await get(store, 'tickets', 'a')).to.deep.equal({ key: 'a' });
        expect(await keysIn(store, { prefix: 'k' })).to.deep.equal(['a', 'b']);
      },
    );

    storeTest(
      options,
      'a `work` that throws before its first call leaves nothing behind either',
      async (store) => {
        const thrown = { not: 'an Error' };
        const throws = () => Promise.reject(thrown as unknown as Error);
        expect(await rejection(store.write(throws))).to.equal(thrown);
        expect(await rejection(store.read(throws))).to.equal(thrown);
        await put(store, 'tickets', tickets({ a: ['k'] }));
        await expectTickets(store, 'a');
      },
    );

    storeTest(
      options,
      'a thousand writes that throw in the middle leave nothing half-written',
      async (store) => {
        await put(store, 'tickets', tickets({ a: ['k'] }));
        const write = store.write(async (tx) => {
          for (let i = 0; i < 1000; i++)
            await tx.put('tickets', record(`r${i}`, i, { [index]: ['k', `k${i}`] }));
          await tx.delete('tickets', 'a');
          throw new Error('half-way');
        });
        await rejection(write);
        await expectTickets(store, 'a');
      },
    );

    storeTest(options, 'increments at the same time are never lost', async (store) => {
      await Promise.all(Array.from({ length: 50 }, () => store.write((tx) => increment(tx, 'count'))));
      expect(await get(store, 'grades', 'count')).to.equal(50);
    });

    storeTest(options, 'nobody sees a half-done write', async (store) => {
      const move = (amount: number) =>
        store.write(async (tx) => {
          const [a, b] = (await tx.getMany('grades', ['a', 'b'])) as [number, number];
          await tx.put('grades', record('a', a - amount));
          await tx.put('grades', record('b', b + amount));
        });
      const sum = () =>
        store.read(async (tx) => {
          const a = (await tx.get('grades', 'a')) as number;
          const b = (await tx.get('grades', 'b')) as number;
          return a + b;
        });
      await put(store, 'grades', [record('a', 100), record('b', 0)]);
      const sums = await Promise.all(
        Array.from({ length: 30 }, (_, i) => move(i).then(() => sum())).concat(
          Array.from({ length: 30 }, () => sum()),
        ),
      );
      expect(new Set(sums)).to.deep.equal(new Set([100]));
    });

    storeTest(options, 'one of two writes that both find a place empty fills it', async (store) => {
      const claim = (name: string) =>
        store.write(async (tx) => {
          if ((await tx.get('identifiers', 'phone:1')) !== undefined) return false;
          await tx.put('identifiers', record('phone:1', name));
          return true;
        });
      const claims = await Promise.all(['a', 'b', 'c', 'd'].map(claim));
      expect(claims.filter(Boolean)).to.have.length(1);
    });

    storeTest(options, 'a failed write does not hinder the others', async (store) => {
      const writes = Array.from({ length: 10 }, (_, i) =>
        store.write(async (tx) => {
          await increment(tx, 'count');
          if (i % 2 === 0) throw new Error('fails');
        }),
      );
      const outcomes = await Promise.allSettled(writes);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).to.have.length(5);
      expect(await get(store, 'grades', 'count')).to.equal(5);
    });

    storeTest(
      options,
      'a transaction that awaits something else holds as a whole or fails as a whole',
      async (store) => {
        const write = store.write(async (tx) => {
          await tx.put('tickets', record('a', 1, { [index]: ['k'] }));
          await new Promise((done) => setTimeout(done, 50));
          await tx.put('tickets', record('b', 1, { [index]: ['k'] }));
        });
        const worked = await write.then(
          () => true,
          () => false,
        );
        if (!worked) await expectCode(write, 'storage_aborted');
        await expectTickets(store, ...(worked ? ['a', 'b'] : []));
      },
    );

    storeTest(
      options,
      'a transaction that is used after its end is refused and changes nothing',
      async (store) => {
        let late!: WriteTransaction;
        await store.write((tx) => {
          late = tx;
          return Promise.resolve();
        });
        await expectCode(late.put('tickets', record('a', 1, { [index]: ['k'] })), 'storage_aborted');
        await expectCode(late.get('tickets', 'a'), 'storage_aborted');
        await expectCode(late.nextNumber(), 'storage_aborted');
        await expectTickets(store);
      },
    );
  });

  options.describe('a caller who gives up', () => {
    storeTest(options, 'before the start gets `aborted`, and `work` never runs', async (store) => {
      let ran = false;
      const work = () => {
        ran = true;
        return Promise.resolve();
      };
      const signal = AbortSignal.abort();
      await expectCode(store.write(work, { signal }), 'aborted');
      await expectCode(store.read(work, { signal }), 'aborted');
      expect(ran).to.equal(false);
    });

    storeTest(options, 'in the middle gets `aborted`, and nothing remains', async (store) => {
      const reason = new Error('moved on');
      const caller = new AbortController();
      const write = store.write(
        async (tx) => {
          await tx.put('tickets', record('a', 1, { [index]: ['k'] }));
          caller.abort(reason);
          await tx.put('tickets', record('b', 1, { [index]: ['k'] }));
        },
        { signal: caller.signal },
      );
      const error = await expectCode(write, 'aborted');
      expect(error.cause).to.equal(reason);
      await expectTickets(store);
    });

    storeTest(options, 'at the very end of `work` gets `aborted`, and nothing remains', async (store) => {
      const caller = new AbortController();
      const write = store.write(
        async (tx) => {
          await tx.put('tickets', record('a', 1, { [index]: ['k'] }));
          caller.abort();
        },
        { signal: caller.signal },
      );
      await expectCode(write, 'aborted');
      await expectTickets(store);
    });

    storeTest(options, 'while others are at work gets `aborted`, and they go on', async (store) => {
      await put(store, 'grades', [record('the store is open')]);
      const caller = new AbortController();
      const writes = Array.from({ length: 10 }, () => store.write((tx) => increment(tx, 'count')));
      const given = store.write((tx) => increment(tx, 'count'), { signal: caller.signal });
      const later = store.write((tx) => increment(tx, 'count'));
      caller.abort();
      await expectCode(given, 'aborted');
      await Promise.all([...writes, later]);
      expect(await get(store, 'grades', 'count')).to.equal(11);
    });

    storeTest(options, 'from a read gets `aborted`', async (store) => {
      const caller = new AbortController();
      const read = store.read(
        async (tx) => {
          await tx.get('grades', 'a');
          caller.abort();
          return tx.get('grades', 'a');
        },
        { signal: caller.signal },
      );
      await expectCode(read, 'aborted');
    });

    storeTest(options, 'after the end changes nothing', async (store) => {
      const caller = new AbortController();
      const work = (tx: WriteTransaction) => tx.put('tickets', record('a', 1, { [index]: ['k'] }));
      await store.write(work, { signal: caller.signal });
      caller.abort();
      await expectTickets(store, 'a');
    });
  });
}
