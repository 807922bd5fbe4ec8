import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { sharedJson } from '@deskcard/tools/shared-data';
import { isMask, maskValue } from './mask.js';

const fields = ['phone', 'email', 'name', 'memberId', 'address'];
const naughty = await sharedJson<string[]>('security/blns.json');

describe('a mask (D13)', () => {
  const shown: [string, string, string][] = [
    ['phone', '010-1234-5678', '****5678'],
    ['phone', '+82 10 1234 5678', '****5678'],
    ['phone', '０１０－１２３４－５６７８', '****5678'],
    ['phone', '010-1111-2222 / 010-3333-4444', '****4444'],
    ['phone', '1588-123', '****'],
    ['phone', 'nobody', '****'],
    ['email', 'Mina.Kim@Example.com', 'M***@example.com'],
    ['email', 'm@example.com', '***@example.com'],
    ['email', '민아@한국.kr', '민***@xn--3e0b707e.kr'],
    ['email', 'mina at example.com', '******'],
    ['email', 'mina@010-1234-5678', '******'],
    ['name', '김미나', '김*나'],
    ['name', '김나', '김*'],
    ['name', '남궁민수', '남*수'],
    ['name', '김', '*'],
    ['name', '김미나', '김*나'],
    ['name', 'Mina Kim', 'M*** K**'],
    ['name', 'Bartholomew J Simpson', 'B*** * S***'],
    ['name', 'one two three four five', 'o** t** t*** f***'],
    ['name', '山田 太郎', '山* 太*'],
    ['name', '👨‍👩‍👧‍👦abc', '👨***'],
    ['memberId', 'mina.kim', 'm****'],
    ['memberId', 'abc', '****'],
    ['address', '서울시 종로구 1', '******'],
    ['address', 'x', '******'],
    ['name', '  ', ''],
    ['phone', '', ''],
  ];
  for (const [field, value, mask] of shown) {
    it(`of the ${field} ${JSON.stringify(value)} is ${JSON.stringify(mask)}`, () => {
      assert.equal(maskValue(field, value), mask);
    });
  }

  it('tells nothing of how long a value is, but for the shortest words', () => {
    for (const field of fields) {
      const masks = ['a', 'ab', 'abc'].map((start) =>
        [5, 9, 80].map((n) => maskValue(field, start.padEnd(n, 'x'))),
      );
      for (const same of masks) assert.equal(new Set(same).size, 1, field);
    }
  });

  const anything = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('*', '@', '.', 'a', '김', '5', ' ', '\u0301', '\u200d', '\ud83d') }),
    fc.emailAddress(),
    fc.constantFrom(...(naughty ?? [''])),
  );

  it('of a mask is itself, and known as one, so that none is ever kept as a value', () => {
    fc.assert(
      fc.property(fc.constantFrom(...fields), anything, (field, value) => {
        const mask = maskValue(field, value);
        assert.equal(maskValue(field, mask), mask);
        assert.equal(isMask(field, mask), mask !== '');
      }),
      { numRuns: 2000 },
    );
  });

  it('of a text that nobody would type is there at once', () => {
    for (const text of [`${'*'.repeat(1_000_000)}ab`, 'a'.repeat(1_000_000), 'ab '.repeat(300_000)]) {
      for (const field of fields) assert.ok(maskValue(field, text).length <= 64 || field === 'email');
    }
  });

  it('never fails and never gives a hostile value away', { skip: !naughty }, () => {
    for (const field of fields) {
      for (const value of [
        ...naughty!,
        'a'.repeat(100_000),
        `e${'\u0301'.repeat(5000)}`,
        '\ud83d'.repeat(50),
      ]) {
        const mask = maskValue(field, value);
        assert.ok(mask.length <= 64 || field === 'email', `${field} ${value.slice(0, 40)}`);
        const text = value.normalize('NFC').trim();
        if (text.length >= 4 && !/^\*+$/.test(text))
          assert.ok(!mask.includes(text), `${field} ${value.slice(0, 40)}`);
      }
    }
  });
});
