import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { sharedJson } from '@deskcard/tools/shared-data';
import { byteOrderMark, csvText, readCsv, readCsvRows, writeCsv } from './csv.js';

const cases = await sharedJson<{ dangerous: string[]; legit_must_roundtrip: string[] }>(
  'security/csv_cases.json',
);

describe('a table as CSV', () => {
  it('is what RFC 4180 describes', () => {
    assert.equal(writeCsv([['a', 'b,c', 'say "hi"', 'x\ny', '']]), 'a,"b,c","say ""hi""","x\ny",\r\n');
  });

  it('is read with any line end, with or without one at the end, and without the mark in front', () => {
    for (const text of ['a,b\r\nc,"d\r\ne"\r\n', 'a,b\nc,"d\r\ne"', `${byteOrderMark}a,b\rc,"d\r\ne"\r`]) {
      assert.deepEqual(readCsv(text), [
        ['a', 'b'],
        ['c', 'd\r\ne'],
      ]);
    }
    assert.deepEqual(readCsv('a,\r\n,b'), [
      ['a', ''],
      ['', 'b'],
    ]);
    assert.deepEqual(readCsv(''), []);
  });

  it('is read with the semicolons or tabs of other spreadsheets, whichever its first row has most', () => {
    assert.deepEqual(readCsv('a;"b;c";"d,e"\n1,5;2;3'), [
      ['a', 'b;c', 'd,e'],
      ['1,5', '2', '3'],
    ]);
    assert.deepEqual(readCsv('a\tb\n1\t2,3'), [
      ['a', 'b'],
      ['1', '2,3'],
    ]);
  });

  it('may say in a line of its own what stands between its cells', () => {
    const rows = readCsvRows(`${byteOrderMark}sep=;\r\nname;phone\r\n"Kim, Mina";1`);
    assert.deepEqual(rows, [
      { line: 2, cells: ['name', 'phone'] },
      { line: 3, cells: ['Kim, Mina', '1'] },
    ]);
    assert.deepEqual(readCsv('SEP=\t\na,b\tc'), [['a,b', 'c']]);
    assert.deepEqual(readCsv('sep=,'), []);
    assert.deepEqual(readCsv(writeCsv([['sep=', '']])), [['sep=', '']]);
    assert.deepEqual(readCsv('sep=x;a\n'), [['sep=x', 'a']]);
  });

  it('stays in its encoding where another program cut a letter in half', () => {
    const [text, rest] = ['이름,메모\n김민서,서울특별시 강남', '\n이하나,부산'].map((part) =>
      new TextEncoder().encode(part),
    );
    const cut = Uint8Array.from([...text!.subarray(0, -1), ...rest!]);
    assert.deepEqual(readCsv(csvText(cut)), [
      ['이름', '메모'],
      ['김민서', '서울특별시 강\ufffd'],
      ['이하나', '부산'],
    ]);
  });

  it('is split by no spreadsheet in such a way that a part of a cell becomes a formula', () => {
    assert.equal(writeCsv([['a;=1+1', 'a\t=1+1']]), '"a;=1+1","a\t=1+1"\r\n');
  });

  it('has rows that say in which line they begin, and so does a complaint', () => {
    const rows = readCsvRows('a,"x\r\ny"\r\nb,c\n');
    assert.deepEqual(
      rows.map(({ line }) => line),
      [1, 3],
    );
    assert.throws(() => readCsvRows('a,"x\ny"\nb,"c'), { details: { line: 3 } });
  });

  it('says which row has broken quotes', () => {
    for (const text of ['a\r\n"b', 'a\r\n"b"c', 'a\r\n""",']) {
      assert.throws(() => readCsv(text), { code: 'invalid_input', issues: [issueAt(1)] });
    }
  });

  it('runs no formula in a spreadsheet, and gives every cell back (trap 12)', { skip: !cases }, () => {
    for (const cell of cases!.dangerous) {
      const text = writeCsv([[cell]]);
      assert.match(text, /^"?'/, cell);
      assert.deepEqual(readCsv(text), [[cell]]);
    }
    for (const cell of cases!.legit_must_roundtrip) assert.deepEqual(readCsv(writeCsv([[cell]])), [[cell]]);
  });

  it('comes back as it was, whatever stands in it', () => {
    const piece = fc.constantFrom(
      "'",
      '"',
      '=',
      '+',
      '-',
      '＝',
      ',',
      ';',
      '\r',
      '\n',
      '\t',
      ' ',
      '\u200b',
      'a',
    );
    const cell = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: piece }));
    const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 4 });
    fc.assert(
      fc.property(rows, (table) => {
        const text = writeCsv(table);
        assert.deepEqual(readCsv(byteOrderMark + text), table);
        for (const written of table.flat()) {
          const shown = writeCsv([[written]]).replace(/^"/, '');
          assert.doesNotMatch(shown, /^[\s\p{Cf}]*[=+\-@＝＋－＠]/u);
        }
      }),
    );
  });
});

function issueAt(row: number) {
  return { path: ['csv', row], code: 'invalid', message: 'has text beside or no end of its quotes' };
}
