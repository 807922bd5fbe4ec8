/** A long scan is read page by page, and no record is lost or invented between two pages. */
import { expect } from 'chai';
import type { ScanRange, StorageAdapter } from '@deskcard/core/ports';
import {
  expectCode,
  index,
  keysIn,
  put,
  storeTest,
  tickets,
  type StorageContractOptions,
} from './harness.js';

/** The keys of each page, following the cursors to the end; every page in a transaction of its own. */
async function pages(store: StorageAdapter, range: ScanRange, most = 200): Promise<string[][]> {
  const found: string[][] = [];
  let after: string | undefined;
  do {
    const page = await store.read((tx) => tx.scan('tickets', index, { ...range, after }));
    found.push(page.records.map(({ key }) => key));
    after = page.cursor;
    expect(page.records.length).to.be.at.most(range.limit);
    expect(after === undefined || page.records.length > 0, 'a page with a cursor has records').to.equal(true);
    expect(found.length, 'pages that lead on without end').to.be.at.most(most);
  } while (after !== undefined);
  return found;
}

const numbered = (count: number, under: (i: number) => string[]): Record<string, string[]> =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`r${String(i).padStart(3, '0')}`, under(i)]));

export function pagesContract(options: StorageContractOptions): void {
  options.describe('pages', () => {
    storeTest(
      options,
      'a page has at most as many records as asked for, and the last one no cursor',
      async (store) => {
        await put(store, 'tickets', tickets(numbered(5, (i) => [`k${i}`])));
        const page = await store.read((tx) => tx.scan('tickets', index, { prefix: 'k', limit: 2 }));
        expect(page.records.map(({ key }) => key)).to.deep.equal(['r000', 'r001']);
        expect(page.cursor).to.be.a('string');
        const whole = await store.read((tx) => tx.scan('tickets', index, { prefix: 'k', limit: 1000 }));
        expect(whole.records).to.have.length(5);
        expect(whole.cursor).to.equal(undefined);
      },
    );

    for (const reverse of [false, true]) {
      const way = reverse ? 'backwards' : 'forwards';
      storeTest(options, `pages of any size add up to the whole scan, ${way}`, async (store) => {
        await put(store, 'tickets', tickets(numbered(23, (i) => [`k${String(i % 7)}`, `other${i}`])));
        const whole = await keysIn(store, { prefix: 'k', reverse });
        expect(whole).to.have.length(23);
        for (const limit of [1, 2, 3, 5, 22, 23, 24]) {
          expect(
            (await pages(store, { prefix: 'k', reverse, limit })).flat(),
            `limit ${limit}`,
          ).to.deep.equal(whole);
        }
      });

      storeTest(options, `pages go through records with the same index key, ${way}`, async (store) => {
        await put(store, 'tickets', tickets(numbered(25, () => ['same'])));
        const expected = Object.keys(numbered(25, () => []));
        if (reverse) expected.reverse();
        for (const range of [{ prefix: 'same' }, { from: 'same', to: 'same!' }]) {
          expect((await pages(store, { ...range, reverse, limit: 4 })).flat()).to.deep.equal(expected);
        }
      });

      storeTest(
        options,
        `a record with several keys in the range stands once on a page, ${way}`,
        async (store) => {
          const many = numbered(6, (i) => Array.from({ length: 8 }, (_, k) => `k${(i * 3 + k * 5) % 16}`));
          await put(store, 'tickets', tickets(many));
          for (const limit of [1, 2, 3, 6]) {
            const found = await pages(store, { prefix: 'k', reverse, limit });
            for (const page of found) expect(new Set(page).size, page.join()).to.equal(page.length);
            expect([...new Set(found.flat())].sort()).to.deep.equal(Object.keys(many));
          }
        },
      );

      storeTest(options, `where only keys are wanted the pages are the same, ${way}`, async (store) => {
        const many = numbered(12, (i) => [`k${i % 5}`, ...(i % 4 === 0 ? [`k${i}`, `k9${i}`] : [])]);
        await put(store, 'tickets', tickets(many));
        for (const by of [index, undefined] as const) {
          for (const limit of [1, 2, 5, 11, 12, 30]) {
            let after: string | undefined;
            do {
              const range = { limit, reverse, after, ...(by === undefined ? {} : { prefix: 'k' }) };
              const whole = await store.read((tx) => tx.scan('tickets', by, range));
              const keys = await store.read((tx) => tx.scan('tickets', by, { ...range, keysOnly: true }));
              expect(keys).to.deep.equal({
                ...whole,
                records: whole.records.map(({ key }) => ({ key, value: null })),
              });
              after = whole.cursor;
            } while (after !== undefined);
          }
        }
      });

      storeTest(options, `pages by primary key add up too, ${way}`, async (store) => {
        await put(store, 'tickets', tickets(numbered(7, () => [])));
        const keys: string[] = [];
        let after: string | undefined;
        do {
          const page = await store.read((tx) => tx.scan('tickets', undefined, { limit: 3, reverse, after }));
          keys.push(...page.records.map(({ key }) => key));
          after = page.cursor;
        } while (after !== undefined && keys.length < 20);
        const expected = Object.keys(numbered(7, () => []));
        expect(keys).to.deep.equal(reverse ? expected.reverse() : expected);
      });
    }

    storeTest(options, 'a cursor stays good when the records around it come and go', async (store) => {
      await put(store, 'tickets', tickets({ a: ['k'], b: ['k'], d: ['k'], e: ['l'] }));
      const first = await store.read((tx) => tx.scan('tickets', index, { from: 'k', limit: 2 }));
      await store.write(async (tx) => {
        await tx.delete('tickets', 'b');
        await tx.delete('tickets', 'd');
        for (const each of tickets({ '0': ['k'], c: ['k'], f: ['kk'] })) await tx.put('tickets', each);
      });
      const rest = await keysIn(store, { from: 'k', after: first.cursor });
      expect(rest).to.deep.equal(['c', 'f', 'e']);
    });

    storeTest(options, 'a count begins behind the cursor it is given', async (store) => {
      await put(store, 'tickets', tickets(numbered(9, () => ['k'])));
      const left = await store.read(async (tx) => {
        const { cursor } = await tx.scan('tickets', index, { prefix: 'k', limit: 4 });
        return tx.count('tickets', index, { prefix: 'k', limit: 100, after: cursor });
      });
      expect(left).to.equal(5);
    });

    storeTest(options, 'a text that is no cursor is refused with invalid_input', async (store) => {
      await put(store, 'tickets', tickets({ a: ['k'] }));
      for (const after of [
        '',
        'nonsense',
        '[]',
        '{}',
        'null',
        '[1]',
        '["a",{}]',
        '["a","b","c"]',
        "' or 1=1",
      ]) {
        const scan = store.read((tx) => tx.scan('tickets', index, { prefix: 'k', limit: 1, after }));
        await expectCode(scan, 'invalid_input');
      }
    });
  });
}
