import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matched } from './matched.js';

const marked = (value: string, query: string, isPhone = false): string =>
  matched(value, query, isPhone)
    .map(({ text, hit }) => (hit ? `[${text}]` : text))
    .join('');

test('the part of a name that was typed is marked, whatever its capitals (R21)', () => {
  assert.equal(marked('Jane Porter', 'PORT'), 'Jane [Port]er');
  assert.equal(marked('김민서', '민서'), '김[민서]');
  assert.equal(marked('Jane Porter', 'porter jane'), '[Jane] [Porter]');
});

test('half-typed syllables and first consonants mark the syllables they stand for (R21, D3)', () => {
  assert.equal(marked('김민서', '김ㅁ'), '[김민]서');
  assert.equal(marked('김민서', '미'), '김[민]서');
  assert.equal(marked('김민서', 'ㅁㅅ'), '김[민서]');
});

test('a phone number is marked by its digits, with or without the country (R21, D3)', () => {
  assert.equal(marked('010-2345-6789', '23456', true), '010-[2345-6]789');
  assert.equal(marked('010-2345-6789', '+82 10-2345-6789', true), '0[10-2345-6789]');
  assert.equal(marked('+82 10-2345-6789', '01023456789', true), '+82 [10-2345-6789]');
  assert.equal(marked('010-2345-6789', '９９', true), '010-2345-6789');
});

test('full-width letters and characters beyond the first plane keep their places', () => {
  assert.equal(marked('ＡＢＣ', 'bc'), 'Ａ[ＢＣ]');
  assert.equal(marked('😀 Ann', 'ann'), '😀 [Ann]');
});

test('nothing is marked when nothing fits, and hostile text is only text', () => {
  assert.equal(marked('Ann', 'zoe'), 'Ann');
  assert.equal(marked('a.b', '.*'), 'a.b');
  assert.equal(marked('<b>x</b>', '<b>'), '[<b>]x</b>');
  assert.equal(marked('', 'x'), '');
  assert.equal(marked('Ann', '  '), 'Ann');
});
