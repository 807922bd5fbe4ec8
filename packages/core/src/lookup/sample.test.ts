import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectedValues, planFill } from './connect.js';
import { sampleValues } from './sample.js';

const items = [
  { itemId: 'n', screenName: 'Name', dataName: 'name' },
  { itemId: 'o', screenName: 'Order', dataName: 'orders[0].id' },
];
const texts = (sample: string): unknown => sampleValues(sample, items)?.map(({ text }) => text);

test('A pasted reply is read as a real one is: a whole reply, or its data alone (D12)', () => {
  assert.deepEqual(texts('{"data":{"name":"Kim","orders":[{"id":12345678901234567890}]}}'), [
    'Kim',
    '12345678901234567890',
  ]);
  assert.deepEqual(texts('{"name":"Kim"}'), ['Kim', undefined]);
  assert.deepEqual(texts('{"data":"x","name":"Kim"}'), ['Kim', undefined]);
});

test('What is no reply gives nothing at all', () => {
  for (const sample of ['', 'Kim', '[1]', '"Kim"', '{', 'null', '{"a":'.repeat(200)]) {
    assert.equal(sampleValues(sample, items), undefined, sample);
  }
  assert.deepEqual(texts('{"data":{"__proto__":{"name":"x"}}}'), [undefined, undefined]);
});

test('What it would fill is what a lookup would fill (R54, D11)', () => {
  const links = [
    { resultItemId: 'o', fieldCode: 'subject' },
    { resultItemId: 'n', fieldCode: 'subject' },
  ];
  const connected = connectedValues(links, sampleValues('{"name":"Kim","orders":[{"id":7}]}', items)!);
  const fields = [{ code: 'subject', label: 'Subject', type: 'text', maxLength: 200 } as const];
  assert.deepEqual(planFill({ connected, fields, draft: {} }), {
    fills: [{ fieldCode: 'subject', itemId: 'o', text: '7' }],
    problems: [{ fieldCode: 'subject', itemId: 'n', reason: 'hasValue' }],
  });
});
