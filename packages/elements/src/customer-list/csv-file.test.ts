import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCsvFile, recognise } from './csv-file.js';

const file = (content: BlobPart, name = 'c.csv'): File => new File([content], name);
const fields = [
  { code: 'customerNumber', label: '고객번호' },
  { code: 'memberId', label: '회원 아이디' },
  { code: 'name', label: '이름' },
  { code: 'phone', label: '전화번호' },
  { code: 'email', label: '이메일' },
  { code: 'city', label: 'City' },
];

test('a file gives its heads and its rows with the lines they stand in, blank ones left out', async () => {
  const read = await readCsvFile(file('Name,Phone\r\n김민서,010-2345-6789\r\n,\r\n"a\nb",1\r\n'));
  assert.deepEqual(read, {
    name: 'c.csv',
    heads: ['Name', 'Phone'],
    rows: [
      { line: 2, cells: ['김민서', '010-2345-6789'] },
      { line: 4, cells: ['a\nb', '1'] },
    ],
  });
});

test('a file as a Korean spreadsheet saves it is read in its encoding', async () => {
  // "이름" and "김민서" in CP949.
  const bytes = new Uint8Array([0xc0, 0xcc, 0xb8, 0xa7, 10, 0xb1, 0xe8, 0xb9, 0xce, 0xbc, 0xad]);
  const read = await readCsvFile(file(bytes));
  assert.ok('heads' in read);
  assert.deepEqual([read.heads, read.rows[0]!.cells], [['이름'], ['김민서']]);
});

test('what cannot be read is named, with the line where it begins', async () => {
  assert.deepEqual(await readCsvFile(file('Name\nfine\n"never closed')), { fault: 'notRead', line: 3 });
  assert.deepEqual(await readCsvFile(file('Name,Phone\n')), { fault: 'noRows' });
  assert.deepEqual(await readCsvFile(file('')), { fault: 'noRows' });
});

test('columns are recognised by code, by label, and by what people call them, each field once', () => {
  assert.deepEqual(recognise(['customerNumber', 'E-Mail', '휴대폰 번호', '성명', 'CITY', 'Note'], fields), [
    'customerNumber',
    'email',
    'phone',
    'name',
    'city',
    '',
  ]);
  assert.deepEqual(recognise(['이름', '이름', ''], fields), ['name', '', '']);
});
