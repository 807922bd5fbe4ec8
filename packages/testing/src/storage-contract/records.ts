/** Records come back as they were put, and nobody outside the store can change them. */
import { expect } from 'chai';
import {
  get,
  index,
  keysIn,
  put,
  record,
  storeTest,
  tickets,
  type StorageContractOptions,
} from './harness.js';

export function recordsContract(options: StorageContractOptions): void {
  options.describe('records', () => {
    storeTest(options, 'a record comes back as it was put', async (store) => {
      const value = { text: '홍길동', number: -1.5, yes: true, nothing: null, list: [1, [2, {}]], empty: '' };
      await put(store, 'fragments', [record('a', value)]);
      expect(await get(store, 'fragments', 'a')).to.deep.equal(value);
    });

    storeTest(
      options,
      'a value can be any JSON: text, number, boolean, null, list or object',
      async (store) => {
        for (const value of ['', 'text', 0, 12.25, false, null, [], {}]) {
          await put(store, 'grades', [record('a', value)]);
          expect(await get(store, 'grades', 'a')).to.deep.equal(value);
        }
      },
    );

    storeTest(options, 'what is not there is undefined and no error', async (store) => {
      expect(await get(store, 'fragments', 'a')).to.equal(undefined);
    });

    storeTest(options, 'putting again replaces the whole record', async (store) => {
      await put(store, 'fragments', [record('a', { first: 1 })]);
      await put(store, 'fragments', [record('a', { second: 2 })]);
      expect(await get(store, 'fragments', 'a')).to.deep.equal({ second: 2 });
    });

    storeTest(options, 'the last of two puts in one transaction stands', async (store) => {
      await store.write(async (tx) => {
        await tx.put('tickets', record('a', 1, { [index]: ['old'] }));
        await tx.put('tickets', record('a', 2, { [index]: ['new'] }));
      });
      expect(await get(store, 'tickets', 'a')).to.equal(2);
      expect(await keysIn(store, { prefix: '' })).to.deep.equal(['a']);
      expect(await keysIn(store, { prefix: 'old' })).to.deep.equal([]);
    });

    storeTest(options, 'a deleted record is gone, and deleting it again is no error', async (store) => {
      await put(store, 'grades', [record('a'), record('b')]);
      for (let times = 0; times < 2; times++) await store.write((tx) => tx.delete('grades', 'a'));
      expect(await get(store, 'grades', 'a')).to.equal(undefined);
      expect(await get(store, 'grades', 'b')).to.deep.equal({ key: 'b' });
    });

    storeTest(options, 'many records come in the order they were asked for', async (store) => {
      await put(store, 'grades', [record('a'), record('b'), record('c')]);
      const found = await store.read((tx) => tx.getMany('grades', ['c', 'none', 'a', 'c']));
      expect(found).to.deep.equal([{ key: 'c' }, undefined, { key: 'a' }, { key: 'c' }]);
      expect(await store.read((tx) => tx.getMany('grades', []))).to.deep.equal([]);
    });

    storeTest(options, 'are the same whether they were fetched in advance or not', async (store) => {
      await put(store, 'identifiers', [
        record('phone:1', { owner: 'a' }),
        record('phone:2', { owner: 'gone' }),
      ]);
      await put(store, 'fragments', [
        record('a', { live: 'b' }),
        record('b', { live: 'b', absorbed: ['a', 'c', 'gone'] }),
        record('c', { live: 'b', mergeId: 'm', absorbed: [] }),
      ]);
      await put(store, 'merges', [record('m', { at: 1 })]);
      const keys = ['phone:1', 'phone:2', 'phone:3'];
      const all = await store.write(async (tx) => {
        await tx.put('fragments', record('c', { live: 'b', mergeId: 'm', changed: true }));
        await tx.prefetch?.('identifiers', keys, [
          { from: 0, member: 'owner', collection: 'fragments' },
          { from: 1, member: 'live', collection: 'fragments' },
          { from: 2, member: 'absorbed', collection: 'fragments' },
          { from: 3, member: 'mergeId', collection: 'merges' },
        ]);
        await tx.delete('fragments', 'a');
        return Promise.all([
          tx.getMany('identifiers', keys),
          tx.getMany('fragments', ['a', 'b', 'c', 'gone']),
          tx.get('merges', 'm'),
        ]);
      });
      expect(all).to.deep.equal([
        [{ owner: 'a' }, { owner: 'gone' }, undefined],
        [
          undefined,
          { live: 'b', absorbed: ['a', 'c', 'gone'] },
          { live: 'b', mergeId: 'm', changed: true },
          undefined,
        ],
        { at: 1 },
      ]);
    });

    storeTest(options, 'a record whose key was just made is kept and found like any other', async (store) => {
      const seen = await store.write(async (tx) => {
        tx.issued?.('tickets', 'new');
        const before = await tx.get('tickets', 'new');
        await tx.put('tickets', { key: 'new', value: 1, indexes: { created: ['at'], match: ['m', 'n'] } });
        await tx.put('tickets', { key: 'new', value: 2, indexes: { created: ['at'], match: ['n', 'o'] } });
        return [before, await tx.get('tickets', 'new')];
      });
      expect(seen).to.deep.equal([undefined, 2]);
      const found = (prefix: string): Promise<number> =>
        store.read((tx) => tx.count('tickets', 'match', { prefix, limit: 10 }));
      expect(await Promise.all(['m', 'n', 'o'].map(found))).to.deep.equal([0, 1, 1]);
      await store.write((tx) => tx.put('tickets', { key: 'new', value: 3, indexes: { match: ['m'] } }));
      expect(await get(store, 'tickets', 'new')).to.equal(3);
      expect(await Promise.all(['m', 'n', 'o'].map(found))).to.deep.equal([1, 0, 0]);
    });

    storeTest(
      options,
      'a key said to be new that somebody has fails, alone, where it is looked at',
      async (store) => {
        await put(store, 'grades', [record('taken', 'first')]);
        let isLookedAt = false;
        const failing = store.write(async (tx) => {
          isLookedAt = tx.issued !== undefined;
          tx.issued?.('grades', 'taken');
          await tx.put('grades', record('taken', 'second'));
          await tx.put('grades', record('beside', 'second'));
        });
        const other = store.write((tx) => tx.put('grades', record('other', 'kept')));
        const [failed] = await Promise.allSettled([failing, other]);
        expect(await get(store, 'grades', 'other')).to.equal('kept');
        expect(failed.status).to.equal(isLookedAt ? 'rejected' : 'fulfilled');
        expect(await get(store, 'grades', 'taken')).to.equal(isLookedAt ? 'first' : 'second');
        expect(await get(store, 'grades', 'beside')).to.equal(isLookedAt ? undefined : 'second');
      },
    );

    storeTest(options, 'collections do not see each other', async (store) => {
      await put(store, 'grades', [record('a', 'grade')]);
      await put(store, 'connections', [record('a', 'connection')]);
      await store.write((tx) => tx.delete('connections', 'a'));
      expect(await get(store, 'grades', 'a')).to.equal('grade');
      expect(await get(store, 'connections', 'a')).to.equal(undefined);
    });

    storeTest(options, 'changing an object after it was put changes nothing in the store', async (store) => {
      const given = { name: 'before', list: [1] };
      const under = ['before'];
      await store.write(async (tx) => {
        const done = tx.put('tickets', record('a', given, { [index]: under }));
        given.name = 'after';
        given.list.push(2);
        under[0] = 'after';
        await done;
      });
      expect(await get(store, 'tickets', 'a')).to.deep.equal({ name: 'before', list: [1] });
      expect(await keysIn(store, { prefix: 'before' })).to.deep.equal(['a']);
      await put(store, 'tickets', []);
      await store.write((tx) => tx.delete('tickets', 'a'));
      expect(await keysIn(store, { prefix: '' })).to.deep.equal([]);
    });

    storeTest(options, 'changing an object that was read changes nothing in the store', async (store) => {
      await put(store, 'tickets', [record('a', { list: [1] }, { [index]: ['a'] })]);
      const read = (await get(store, 'tickets', 'a')) as { list: number[] };
      const scanned = await store.read((tx) => tx.scan('tickets', index, { prefix: 'a', limit: 1 }));
      const many = await store.read((tx) => tx.getMany('tickets', ['a', 'a']));
      for (const value of [read, scanned.records[0]!.value, ...many]) {
        (value as { list: number[] }).list.push(2);
      }
      expect(await get(store, 'tickets', 'a')).to.deep.equal({ list: [1] });
    });

    storeTest(options, 'thousands of records with many keys fit into one transaction', async (store) => {
      const names = Array.from({ length: 2000 }, (_, i) => String(i).padStart(5, '0'));
      const under = (name: string) => Array.from({ length: 10 }, (_, i) => `${i}${name}`);
      await put(store, 'tickets', tickets(Object.fromEntries(names.map((name) => [name, under(name)]))));
      const found = await store.read((tx) => tx.getMany('tickets', names));
      expect(found).to.deep.equal(names.map((key) => ({ key })));
      expect(await keysIn(store, { prefix: '7', limit: 1000 })).to.deep.equal(names.slice(0, 1000));
      await store.write(async (tx) => {
        await Promise.all(names.map((name) => tx.delete('tickets', name)));
      });
      expect(await keysIn(store, { prefix: '' })).to.deep.equal([]);
    });
  });
}
