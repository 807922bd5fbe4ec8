import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TicketField } from '@deskcard/core';
import { connect, faultOf, putFirst, suggest } from './links.js';

const items = ['a', 'b', 'c'].map((itemId) => ({ itemId, screenName: itemId, dataName: itemId }));
const link = (resultItemId: string, fieldCode: string) => ({ resultItemId, fieldCode });
const field = (code: string, label: string, rest: Partial<TicketField> = {}): TicketField => ({
  code,
  label,
  type: 'text',
  maxLength: 0,
  ...rest,
});

test('A new link stands in the order of the result items, and what a person put first stays first (D11)', () => {
  const links = [link('c', 'memo')];
  assert.deepEqual(connect(links, items, 'a', '', 'memo'), [link('a', 'memo'), link('c', 'memo')]);
  const both = [link('a', 'memo'), link('b', 'name'), link('c', 'memo')];
  const swapped = putFirst(both, 'c', 'memo');
  assert.deepEqual(swapped, [link('c', 'memo'), link('a', 'memo'), link('b', 'name')]);
  assert.deepEqual(both[0], link('a', 'memo'), 'the list of before is what it was');
});

test('A field becomes another, or none, and the same pair never stands twice', () => {
  const links = [link('a', 'memo'), link('a', 'name')];
  assert.deepEqual(connect(links, items, 'a', 'memo', 'city'), [link('a', 'name'), link('a', 'city')]);
  assert.deepEqual(connect(links, items, 'a', 'memo', ''), [link('a', 'name')]);
  assert.deepEqual(connect(links, items, 'a', 'memo', 'name'), [link('a', 'name')]);
});

test('Names agree whatever their case, spaces and signs, by label, code or customer field', () => {
  const fields = [
    field('mail', 'E-mail', { customerField: 'email' }),
    field('usercode', '회원 아이디', { customerField: 'memberId' }),
    field('memo', 'Memo'),
    field('city', 'City', { type: 'dropdown' }),
  ];
  const resultItems = [
    { itemId: '1', screenName: 'Address', dataName: 'contact.eMail' },
    { itemId: '2', screenName: 'Number', dataName: 'member_id' },
    { itemId: '3', screenName: 'ＭＥＭＯ', dataName: 'x' },
    { itemId: '4', screenName: 'City', dataName: 'city' },
    { itemId: '5', screenName: 'Memo', dataName: 'memo' },
    { itemId: '6', screenName: '—', dataName: '.' },
  ];
  assert.deepEqual(
    [...suggest([], { resultItems }, fields)],
    [
      ['1', 'mail'],
      ['2', 'usercode'],
      ['3', 'memo'],
    ],
  );
  assert.deepEqual(
    [...suggest([link('1', 'memo')], { resultItems }, fields)],
    [['2', 'usercode']],
    'neither an item that has a field nor a field that has an item',
  );
});

test('A link to a field that is gone or takes no text any more is a mistake (R56)', () => {
  const fields = [field('memo', 'Memo'), field('city', 'City', { type: 'dropdown' })];
  assert.deepEqual(
    ['memo', 'city', 'gone'].map((code) => faultOf(code, fields)),
    [undefined, 'notLinkable', 'gone'],
  );
});
