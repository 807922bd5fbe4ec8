import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { csvText } from './csv.js';
import { readCustomerFile, repetitions, roughIdentifiers } from './customer-csv.js';

const fields = ['memberId', 'name', 'phone', 'email'];

describe('a file of customers', () => {
  it('has columns in any order and spelling, under the names a screen shows as well', () => {
    const text = '전화번호; Name ;customerNumber;비고\r\n010-1111-2222;김미나;10000001;단골\r\n';
    assert.deepEqual(readCustomerFile(text, fields, { 전화번호: 'phone', 이름: 'name' }), {
      columns: [
        { heading: '전화번호', reads: 'phone' },
        { heading: ' Name ', reads: 'name' },
        { heading: 'customerNumber', reads: 'customerNumber' },
        { heading: '비고' },
      ],
      rows: [{ line: 2, customerNumber: '10000001', values: { phone: '010-1111-2222', name: '김미나' } }],
      uneven: [],
    });
  });

  it('names lines as an editor counts them, also behind a cell of several lines and empty ones', () => {
    const { rows, uneven } = readCustomerFile('name,phone\n"a\nb",1\n\n,\nc,2,3\n', fields);
    assert.deepEqual(rows, [
      { line: 2, values: { name: 'a\nb', phone: '1' } },
      { line: 6, values: { name: 'c', phone: '2' } },
    ]);
    assert.deepEqual(uneven, [6]);
  });

  it('reads a column that is there twice only once, and a file without columns as nothing', () => {
    const { columns, rows } = readCustomerFile('name,name\na,b\n', fields);
    assert.deepEqual(columns, [{ heading: 'name', reads: 'name' }, { heading: 'name' }]);
    assert.deepEqual(rows, [{ line: 2, values: { name: 'a' } }]);
    assert.deepEqual(readCustomerFile('', fields), { columns: [], rows: [], uneven: [] });
    assert.deepEqual(readCustomerFile('a,__proto__\n1,2\n', fields).rows, [{ line: 2, values: {} }]);
  });

  it('is read in UTF-8 with or without a mark, in UTF-16 and as Korean spreadsheets save it', () => {
    const text = 'name\r\n김미나';
    const utf8 = new TextEncoder().encode(text);
    const utf16 = new Uint8Array(
      new Uint16Array([...`\ufeff${text}`].map((each) => each.charCodeAt(0))).buffer,
    );
    const korean = new Uint8Array([
      ...new TextEncoder().encode('name\r\n'),
      0xb1,
      0xe8,
      0xb9,
      0xcc,
      0xb3,
      0xaa,
    ]);
    const marked = new Uint8Array([0xef, 0xbb, 0xbf, ...utf8]);
    for (const bytes of [utf8, marked, utf16, korean]) {
      assert.deepEqual(readCustomerFile(csvText(bytes), fields).rows, [
        { line: 2, values: { name: '김미나' } },
      ]);
    }
  });
});

describe('rows that name the same identifier (trap 12)', () => {
  it('are found over the whole file with all their lines, in whatever spelling', () => {
    const { rows } = readCustomerFile(
      [
        'name,phone,email,memberId,customerNumber',
        'a,010-1111-2222,A@example.com,,1',
        "b,'+82 10 1111 2222,b@example.com,m1,2",
        'c,0082-10-1111-2222 / 02-123-4567,,m1,',
        'd,02 123 4567,a@EXAMPLE.com,,2',
        'e,1588,e@example.com,,',
        'f,1588,f@example.com,,',
      ].join('\n'),
      fields,
    );
    const named = rows.map((row) => ({ line: row.line, identifiers: roughIdentifiers(row) }));
    assert.deepEqual(repetitions(named), [
      { field: 'email', lines: [2, 5] },
      { field: 'phone', lines: [2, 3, 4] },
      { field: 'customerNumber', lines: [3, 5] },
      { field: 'memberId', lines: [3, 4] },
      { field: 'phone', lines: [4, 5] },
    ]);
  });
});
