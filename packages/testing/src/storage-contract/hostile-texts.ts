/** Whatever people type is only ever a value: as a key, under an index and inside a record. */
import { expect } from 'chai';
import {
  expectCode,
  get,
  index,
  keysIn,
  put,
  record,
  storeTest,
  tickets,
  type StorageContractOptions,
} from './harness.js';

/** Texts that databases, collations and careless code trip over; every one may be a key, an index key and a value. */
const hostileTexts: readonly string[] = [
  ...['', ' ', '  ', 'a', 'A', 'a ', ' a', '\u00e1', 'a\u0301', '\u00e4', 'ss', '\u00df', '\u0131', '\u0130'],
  ...['\uac00', '\uac01', '\u1100\u1161\u11a8', '\u3131', '\uff21', '\uff11'],
  ...['0', '00', '1', '01', '1e3', '-0', 'NaN', 'null', 'undefined', 'true', '[]', '{}', '["a","b"]'],
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'hasOwnProperty',
    'toString',
    'length',
    'then',
    'key',
    'value',
  ],
  ...["'", '"', '`', "''", "'; drop table tickets; --", '\\', '\\\\', '\\0', '\\u0000', '%', '_', '*', '?'],
  ...[
    '$1',
    '${a}',
    '#{a}',
    '{{a}}',
    '&x=1',
    '<b>a</b>',
    '../a',
    'a/b',
    'a|b',
    'a:b',
    'a,b',
    '?a',
    ':a',
    '@a',
  ],
  ...['\n', '\r\n', '\t', '\u0001', '\u001f', '\u007f', '\u0085', '\u2028', '\u200b', '\u202e', '\ufeffa'],
  ...['\ud7ff', '\ue000', '\ufffd', '\ufffe', '\uffff', '\uffffa'],
  ...['😀', '👩‍👩‍👧', '𝒳', 'a\u0300\u0301\u0302\u0303\u0304\u0305'],
];

/** Texts that not every database keeps. */
const refusedTexts = ['\0', 'a\0', 'a\0b', '\ud800', 'a\udc00', '\udc00\ud800', '😀\ud83d'];

export function hostileTextsContract(options: StorageContractOptions): void {
  options.describe('hostile texts', () => {
    storeTest(options, 'every text is its own key and finds its own record', async (store) => {
      await put(
        store,
        'tickets',
        hostileTexts.map((text, i) => record(text, { i, text })),
      );
      const expected = hostileTexts.map((text, i) => ({ i, text }));
      expect(await store.read((tx) => tx.getMany('tickets', hostileTexts))).to.deep.equal(expected);
    });

    storeTest(options, 'every text is its own index key', async (store) => {
      await put(
        store,
        'tickets',
        hostileTexts.map((text, i) => record(String(i), text, { [index]: [text] })),
      );
      for (const [i, text] of hostileTexts.entries()) {
        const page = await store.read((tx) => tx.scan('tickets', index, { prefix: text, limit: 1000 }));
        const expected = hostileTexts.filter((each) => each.startsWith(text));
        expect(
          page.records.map(({ value }) => value),
          JSON.stringify(text),
        ).to.have.members(expected);
        expect(page.records.map(({ key }) => key)).to.include(String(i));
      }
    });

    storeTest(options, 'every text can be the name of a property', async (store) => {
      const value = Object.fromEntries(hostileTexts.map((text, i) => [text, i]));
      await put(store, 'grades', [record('a', value)]);
      const read = (await get(store, 'grades', 'a')) as Record<string, number>;
      expect(Object.entries(read)).to.have.deep.members(Object.entries(value));
    });

    storeTest(options, 'a value of 10,000 characters comes back whole', async (store) => {
      const long = '홍길동😀'.repeat(2000);
      await put(store, 'fragments', [record('a', { long })]);
      expect(await get(store, 'fragments', 'a')).to.deep.equal({ long });
    });

    storeTest(options, 'a key of 1,200 bytes is kept', async (store) => {
      const long = '가'.repeat(399) + 'abc';
      await put(store, 'tickets', tickets({ [long]: [long] }));
      expect(await get(store, 'tickets', long)).to.deep.equal({ key: long });
      expect(await keysIn(store, { prefix: long })).to.deep.equal([long]);
    });

    storeTest(
      options,
      'a longer key is refused with invalid_input, and nothing of its transaction remains',
      async (store) => {
        const long = '가'.repeat(400) + 'a';
        for (const refused of [record(long), record('a', 1, { [index]: ['a', long] })]) {
          const write = store.write(async (tx) => {
            await tx.put('tickets', record('before'));
            await tx.put('tickets', refused);
          });
          await expectCode(write, 'invalid_input');
        }
        const page = await store.read((tx) => tx.scan('tickets', undefined, { limit: 1 }));
        expect(page.records).to.deep.equal([]);
      },
    );

    storeTest(
      options,
      'U+0000 and half a surrogate pair are refused with invalid_input wherever they stand',
      async (store) => {
        for (const text of refusedTexts) {
          const refused = [
            record(text),
            record('a', 1, { [index]: [text] }),
            record('a', text),
            record('a', { list: [{ text }] }),
            record('a', { [text]: 1 }),
          ];
          for (const each of refused) await expectCode(put(store, 'tickets', [each]), 'invalid_input');
        }
        expect(await get(store, 'tickets', 'a')).to.equal(undefined);
      },
    );

    storeTest(options, 'looking for a text that no record can have finds nothing', async (store) => {
      await put(store, 'tickets', tickets({ a: ['a', '😀'] }));
      for (const text of refusedTexts) {
        const found = await store.read(async (tx) => ({
          one: await tx.get('tickets', text),
          many: await tx.getMany('tickets', ['a', text]),
          page: await tx.scan('tickets', index, { prefix: text, limit: 10 }),
          count: await tx.count('tickets', index, { prefix: text, limit: 10 }),
        }));
        const nothing = { one: undefined, many: [{ key: 'a' }, undefined], page: { records: [] }, count: 0 };
        expect(found, JSON.stringify(text)).to.deep.equal(nothing);
      }
    });
  });
}
