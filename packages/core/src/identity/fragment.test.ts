import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasFragment } from './fragment.js';

test('what somebody types of a value is in it as a search finds it (R14, D3)', () => {
  const has = [
    '김 | 김민서',
    '민ㅅ | 김민서',
    'ㅁㅅ | 김민서',
    'emi | Émile',
    'PORT | Jane Porter',
    'bc | ＡＢＣ',
  ];
  for (const each of has) {
    const [typed, value] = each.split(' | ') as [string, string];
    assert.equal(hasFragment(value, typed), true, each);
  }
  assert.equal(hasFragment('김민서', 'ㅅㅁ'), false);
  assert.equal(hasFragment('Ann', '  '), false);
  assert.equal(hasFragment('a.b', '.*'), false);
});

test('of a phone number with a country in front the end is enough', () => {
  assert.equal(hasFragment('010-2345-6789', '+82 10-2345', true), true);
  assert.equal(hasFragment('010-2345-6789', '23456', true), true);
  assert.equal(hasFragment('010-2345-6789', '99', true), false);
  assert.equal(hasFragment('010-2345-6789', '23456'), false);
});
