import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readableJson } from './json.js';

test('An object is read with a line for each member (D12)', () => {
  assert.equal(
    readableJson('{"city":"서울","lines":["양화로 45","1203호"],"none":{},"empty":[]}'),
    [
      '{',
      '  "city": "서울",',
      '  "lines": [',
      '    "양화로 45",',
      '    "1203호"',
      '  ],',
      '  "none": {},',
      '  "empty": []',
      '}',
    ].join('\n'),
  );
});

test('Only white space is added: numbers and signs inside texts stay as they came', () => {
  const text = '{"n":12345678901234567890,"f":1.10,"s":"a,b:{c}[\\"d\\"] \\\\","z": [ 1 , 2 ] }';
  const readable = readableJson(text)!;
  assert.equal(readable.replace(/\s/g, ''), text.replace(/\s/g, ''));
  assert.match(readable, /12345678901234567890/);
  assert.match(readable, /"s": "a,b:\{c\}\[\\"d\\"\] \\\\"/);
});

test('A text that is no JSON stays what it is', () => {
  for (const text of ['', 'Kim', '{Kim}', '[1', '12', '"Kim"', '{"a":1}x']) {
    assert.equal(readableJson(text), undefined, text);
  }
});

test('A value that nobody would read through is not taken apart (trap 11)', () => {
  assert.equal(readableJson(JSON.stringify(['x'.repeat(200_000)])), undefined);
  assert.ok(readableJson('['.repeat(2_000) + ']'.repeat(2_000)));
});
