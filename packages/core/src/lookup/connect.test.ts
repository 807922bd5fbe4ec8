import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { systemTicketFields, type TicketField } from '../model/field.js';
import { isLinkable, planFill } from './connect.js';

const fields: TicketField[] = [
  ...systemTicketFields,
  { code: 'memo', label: 'Memo', type: 'textarea', maxLength: 0 },
  { code: 'kind', label: 'Kind', type: 'dropdown', maxLength: 0 },
  { code: 'constructor', label: 'Builder', type: 'text', maxLength: 5 },
];
const value = (fieldCode: string, text: string, itemId = `item-${fieldCode}`) => ({
  fieldCode,
  itemId,
  text,
});

test('An empty field is filled, a field with a value is left alone and reported (R54, R55)', () => {
  const connected = [value('name', '홍길동'), value('phone', '010-1234-5678')];
  const plan = planFill({ connected, fields, draft: { name: '', phone: '02-123-4567' } });
  assert.deepEqual(plan.fills, [value('name', '홍길동')]);
  assert.deepEqual(plan.problems, [{ fieldCode: 'phone', itemId: 'item-phone', reason: 'hasValue' }]);
});

test('A field of nothing but white space counts as empty, and inherited names are nobody’s value', () => {
  const connected = [value('name', '홍길동'), value('constructor', 'x')];
  assert.equal(planFill({ connected, fields, draft: { name: ' \n\u3000' } }).fills.length, 2);
});

test('Nothing is said about a field that already holds the same, and nothing empty is filled in', () => {
  const connected = [value('name', '홍길동'), value('subject', '  ')];
  const plan = planFill({ connected, fields, draft: { name: '홍길동' } });
  assert.deepEqual(plan, { fills: [], problems: [] });
});

test('A value longer than the field is reported with its length and never cut (D11, D14)', () => {
  const connected = [value('constructor', '😀😀😀😀😀😀'), value('name', '가'.repeat(100))];
  const plan = planFill({ connected, fields, draft: {} });
  assert.deepEqual(plan.problems, [
    { fieldCode: 'constructor', itemId: 'item-constructor', reason: 'tooLong', maximum: 5 },
  ]);
  assert.equal(plan.fills[0]?.text.length, 100);
  const fits = planFill({ connected: [value('constructor', '😀😀😀😀😀')], fields, draft: {} });
  assert.equal(fits.fills.length, 1);
});

test('New lines become spaces in a text box and stay lines in a text area (D11)', () => {
  const text = 'Seoul\r\nJung-gu\nrm 12\u2028b';
  const plan = planFill({ connected: [value('subject', text), value('memo', text)], fields, draft: {} });
  assert.deepEqual(
    plan.fills.map((fill) => fill.text),
    ['Seoul Jung-gu rm 12 b', 'Seoul\nJung-gu\nrm 12\u2028b'],
  );
});

test('The first fill of a field wins (D11)', () => {
  const connected = [
    value('phone', ' ', 'mobile'),
    value('phone', '010', 'home'),
    value('phone', '02', 'work'),
  ];
  const plan = planFill({ connected, fields, draft: {} });
  assert.deepEqual(plan.fills, [value('phone', '010', 'home')]);
  assert.deepEqual(plan.problems, [{ fieldCode: 'phone', itemId: 'work', reason: 'hasValue' }]);
});

test('Only text boxes and text areas can be linked (R56)', () => {
  assert.deepEqual(
    (['text', 'textarea', 'dropdown', 'checkbox', 'date', 'file', 'caption'] as const).filter(isLinkable),
    ['text', 'textarea'],
  );
  const plan = planFill({ connected: [value('kind', 'vip'), value('gone', 'x')], fields, draft: {} });
  assert.deepEqual(
    plan.problems.map((problem) => problem.reason),
    ['notLinkable', 'unknownField'],
  );
  assert.deepEqual(plan.fills, []);
});

test('Whatever comes back, a value that stood in a field is still there and no fill exceeds its field', () => {
  const codes = fc.constantFrom(...fields.map((field) => field.code), 'gone', '__proto__');
  const text = fc.string({ unit: 'binary', maxLength: 40 });
  const connected = fc.array(fc.record({ fieldCode: codes, itemId: fc.string(), text }));
  fc.assert(
    fc.property(connected, fc.dictionary(codes, text), (values, draft) => {
      const { fills } = planFill({ connected: values, fields, draft });
      assert.equal(new Set(fills.map((fill) => fill.fieldCode)).size, fills.length);
      for (const fill of fills) {
        const field = fields.find((each) => each.code === fill.fieldCode);
        assert.ok(field !== undefined && isLinkable(field.type));
        assert.ok(!Object.hasOwn(draft, fill.fieldCode) || draft[fill.fieldCode]?.trim() === '');
        assert.ok(field.maxLength === 0 || [...fill.text].length <= field.maxLength);
        if (field.type === 'text') assert.doesNotMatch(fill.text, /[\r\n]/);
      }
    }),
  );
});

test('The module an element imports has no dependency but the lengths', () => {
  const source = readFileSync(new URL('./connect.ts', import.meta.url), 'utf8');
  const imports = [...source.matchAll(/^import (?!type).*from '(.*)';$/gm)].map((match) => match[1]);
  assert.deepEqual(imports, ['../limits.js']);
});
