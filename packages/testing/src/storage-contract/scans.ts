/** Records are found by their index keys, in order, and by no key they no longer have. */
import { expect } from 'chai';
import type { ScanRange } from '@deskcard/core/ports';
import { index, keysIn, put, record, storeTest, tickets, type StorageContractOptions } from './harness.js';

/** In the order of their code units, which is also the order of their bytes. */
const ordered = [
  '',
  '\t',
  ' ',
  '!',
  '"',
  '#',
  '%',
  '-',
  '0',
  '00',
  '1',
  '10',
  '2',
  ':',
  'A',
  'B',
  'Z',
  '_',
].concat([
  'a',
  'a ',
  'a!',
  'a-b',
  'aA',
  'aa',
  'ab',
  'b',
  'z',
  '|',
  '~',
  'É',
  'é',
  'ÿ',
  'ㄱ',
  'ㅎ',
  '가',
  '각',
  '힣',
]);

export function scansContract(options: StorageContractOptions): void {
  options.describe('scans', () => {
    storeTest(
      options,
      'an index is in the order of code units, whatever the language of the machine',
      async (store) => {
        const shuffled = [...ordered].sort((a, b) => (a + 'x').localeCompare(b + 'x')).reverse();
        await put(
          store,
          'tickets',
          shuffled.map((text) => record(text, text, { [index]: [text] })),
        );
        expect(await keysIn(store, { prefix: '' })).to.deep.equal(ordered);
        expect(await keysIn(store, {})).to.deep.equal(ordered);
        expect(await keysIn(store, { reverse: true })).to.deep.equal([...ordered].reverse());
        const primary = await store.read((tx) => tx.scan('tickets', undefined, { limit: 1000 }));
        expect(primary.records.map(({ key }) => key)).to.deep.equal(ordered);
      },
    );

    storeTest(options, 'a prefix finds every key that begins with it and no other', async (store) => {
      await put(
        store,
        'tickets',
        ordered.map((text) => record(text, text, { [index]: [text] })),
      );
      for (const prefix of ['', 'a', 'aa', 'a!', '0', '%', '_', '가', '힣', 'none', 'ÿ']) {
        const expected = ordered.filter((text) => text.startsWith(prefix));
        expect(await keysIn(store, { prefix }), prefix).to.deep.equal(expected);
        expect(await keysIn(store, { prefix, reverse: true }), prefix).to.deep.equal(expected.reverse());
      }
    });

    storeTest(options, 'a range begins with its first key and ends before its last', async (store) => {
      await put(
        store,
        'tickets',
        ordered.map((text) => record(text, text, { [index]: [text] })),
      );
      const ranges: [string | undefined, string | undefined][] = [
        ...[
          ['1', 'a'],
          ['a', 'a'],
          ['a', 'a!'],
          ['b', 'a'],
          ['0z', '1z'],
          ['', ''],
          ['', 'A'],
        ],
        ...[
          ['가', undefined],
          [undefined, '0'],
          [undefined, undefined],
          ['\uffff', undefined],
        ],
      ] as [string | undefined, string | undefined][];
      for (const [from, to] of ranges) {
        const within = (text: string) => text >= (from ?? '') && (to === undefined || text < to);
        const expected = ordered.filter(within);
        expect(await keysIn(store, { from, to }), `${from} to ${to}`).to.deep.equal(expected);
        expect(await keysIn(store, { from, to, reverse: true })).to.deep.equal(expected.reverse());
      }
    });

    storeTest(
      options,
      'records with the same index key are in the order of their primary keys',
      async (store) => {
        await put(store, 'tickets', tickets({ '10': ['k'], '2': ['k'], '1': ['k'], a: ['j', 'l'] }));
        expect(await keysIn(store, { prefix: 'k' })).to.deep.equal(['1', '10', '2']);
        expect(await keysIn(store, { prefix: 'k', reverse: true })).to.deep.equal(['2', '10', '1']);
      },
    );

    storeTest(
      options,
      'a record with several keys in the range stands once, where its first one is',
      async (store) => {
        await put(store, 'tickets', tickets({ a: ['k2', 'k4'], b: ['k1', 'k5'], c: ['k3'], d: ['x'] }));
        expect(await keysIn(store, { prefix: 'k' })).to.deep.equal(['b', 'a', 'c']);
        expect(await keysIn(store, { prefix: 'k', reverse: true })).to.deep.equal(['b', 'a', 'c']);
        expect(await keysIn(store, { from: 'k2', to: 'k4' })).to.deep.equal(['a', 'c']);
      },
    );

    storeTest(options, 'a scan gives whole records', async (store) => {
      await put(store, 'tickets', [record('a', { name: '홍' }, { [index]: ['k'] })]);
      const page = await store.read((tx) => tx.scan('tickets', index, { prefix: 'k', limit: 10 }));
      expect(page).to.deep.equal({ records: [{ key: 'a', value: { name: '홍' } }] });
    });

    storeTest(
      options,
      'a put takes away the keys that are no longer given and adds the new ones',
      async (store) => {
        await put(store, 'tickets', tickets({ a: ['old', 'kept'], b: ['old'] }));
        await put(store, 'tickets', tickets({ a: ['kept', 'new'] }));
        expect(await keysIn(store, { prefix: 'old' })).to.deep.equal(['b']);
        expect(await keysIn(store, { prefix: 'kept' })).to.deep.equal(['a']);
        expect(await keysIn(store, { prefix: 'new' })).to.deep.equal(['a']);
        await put(store, 'tickets', [record('a')]);
        expect(await keysIn(store, { prefix: '' })).to.deep.equal(['b']);
      },
    );

    storeTest(options, 'a deleted record is found by none of its keys', async (store) => {
      await put(store, 'tickets', tickets({ a: ['x', 'y'], b: ['x'] }));
      await store.write((tx) => tx.delete('tickets', 'a'));
      expect(await keysIn(store, { prefix: '' })).to.deep.equal(['b']);
    });

    storeTest(options, 'the indexes of a collection do not see each other', async (store) => {
      await put(store, 'tickets', [record('a', 1, { created: ['c'], customer: ['c'], match: ['m'] })]);
      expect(await keysIn(store, { prefix: 'c' })).to.deep.equal([]);
      const created = await store.read((tx) => tx.scan('tickets', 'created', { prefix: 'c', limit: 9 }));
      expect(created.records.map(({ key }) => key)).to.deep.equal(['a']);
    });

    storeTest(options, 'the same key given twice counts once', async (store) => {
      await put(store, 'tickets', tickets({ a: ['k', 'k'] }));
      const count = await store.read((tx) => tx.count('tickets', index, { prefix: 'k', limit: 10 }));
      expect(count).to.equal(1);
      await store.write((tx) => tx.delete('tickets', 'a'));
      expect(await keysIn(store, { prefix: 'k' })).to.deep.equal([]);
    });

    storeTest(
      options,
      'a count is of entries, within the range, and goes no further than its limit',
      async (store) => {
        await put(store, 'tickets', tickets({ a: ['k1', 'k2', 'x'], b: ['k1'], c: ['k3'] }));
        const count = (range: Partial<ScanRange>) =>
          store.read((tx) => tx.count('tickets', index, { limit: 1000, ...range }));
        expect(await count({ prefix: 'k' })).to.equal(4);
        expect(await count({ prefix: 'k', limit: 2 })).to.equal(2);
        expect(await count({ prefix: 'k', limit: 4, reverse: true })).to.equal(4);
        expect(await count({ from: 'k2', to: 'x' })).to.equal(2);
        const primary = store.read((tx) => tx.count('tickets', undefined, { from: 'b', limit: 1000 }));
        expect(await primary).to.equal(2);
        expect(await count({ prefix: 'none' })).to.equal(0);
        expect(await count({ from: 'x', to: 'a' })).to.equal(0);
      },
    );
  });
}
