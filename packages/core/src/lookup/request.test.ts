import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { DeskError, Issue } from '../errors.js';
import type { GeneralSearchItem, SearchItem } from '../model/lookup-api.js';
import { sharedJson } from '@deskcard/tools/shared-data';
import { buildBody } from './request.js';

const item = (variableName: string, rest: Partial<GeneralSearchItem> = {}): GeneralSearchItem => ({
  itemId: variableName,
  division: 'general',
  control: 'text',
  required: false,
  screenName: `Name of ${variableName}`,
  variableName,
  dataLength: 0,
  ...rest,
});

function issuesOf(items: SearchItem[], inputs: Record<string, string>): readonly Issue[] {
  try {
    buildBody(items, inputs);
  } catch (error) {
    assert.equal((error as DeskError).code, 'invalid_input');
    return (error as DeskError).issues;
  }
  return [];
}

const naughty = await sharedJson<string[]>('security/blns.json');
const skip = naughty ? false : 'the list of naughty strings is not on this machine';

test('The body is one flat object of texts in the order of the search items, empty optional values left out', () => {
  const items = [item('nation'), item('2'), item('1'), item('memo'), item('callNum')];
  const inputs = { callNum: '1', '1': 'one', '2': 'two', nation: 'korea', memo: '' };
  assert.equal(buildBody(items, inputs), '{"nation":"korea","2":"two","1":"one","callNum":"1"}');
  assert.equal(buildBody([item('memo')], { memo: ' \n\t ' }), '{}');
  assert.equal(buildBody([item('memo')], {}), '{}');
});

test('A value goes out exactly as it was typed', () => {
  assert.equal(buildBody([item('q')], { q: '  홍길동 \n' }), '{"q":"  홍길동 \\n"}');
});

test('An empty required value is named at its own field (R39)', () => {
  const items = [item('a', { required: true }), item('b', { required: true }), item('c', { required: true })];
  const issues = issuesOf(items, { a: '', b: '   ' });
  assert.deepEqual(
    issues.map(({ path, code }) => [path, code]),
    [
      [['inputs', 'a'], 'required'],
      [['inputs', 'b'], 'required'],
      [['inputs', 'c'], 'required'],
    ],
  );
});

test('A value longer than its data length is refused and never cut, counted in code points (R42, D14)', () => {
  const items = [item('q', { dataLength: 3 })];
  assert.equal(buildBody(items, { q: '🇰🇷😀' }), '{"q":"🇰🇷😀"}');
  const [issue] = issuesOf(items, { q: '가나다라' });
  assert.deepEqual([issue?.path, issue?.code, issue?.maximum], [['inputs', 'q'], 'tooLong', 3]);
});

test('A drop-down sends only what it offers (R38, R43)', () => {
  const nation = item('nation', {
    control: 'dropdown',
    options: [{ value: 'kr', label: 'Korea' }],
  });
  assert.equal(buildBody([nation], { nation: 'kr' }), '{"nation":"kr"}');
  assert.deepEqual(issuesOf([nation], { nation: 'Korea' })[0]?.path, ['inputs', 'nation']);
});

test('An input that no search item knows is refused', () => {
  const issues = issuesOf([item('a')], { a: '1', constructor: 'x', ['__proto__']: 'y' });
  assert.deepEqual(
    issues.map(({ path, code }) => [path[1], code]),
    [
      ['constructor', 'unknown'],
      ['__proto__', 'unknown'],
    ],
  );
});

test('A variable may be called anything, "__proto__" too, and inherited names are nobody’s value', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '#{x}', '"', '홍'];
  const inputs = Object.fromEntries(names.map((name) => [name, `value of ${name}`]));
  const body = buildBody(
    names.map((name) => item(name)),
    inputs,
  );
  assert.deepEqual(Object.entries(JSON.parse(body) as object), Object.entries(inputs));
  assert.equal(
    buildBody(
      names.map((name) => item(name)),
      {},
    ),
    '{}',
  );
});

test('Hostile terms are only ever a value (trap 9)', () => {
  const hostile = [
    '#{T(java.lang.Runtime)}',
    '{{7*7}}',
    '&x=1',
    '","admin":"1',
    'a\r\nX: y',
    '\u0000',
    'x'.repeat(10_000),
  ];
  for (const value of hostile) {
    const body = buildBody([item('q'), item('z')], { q: value, z: 'end' });
    assert.deepEqual(JSON.parse(body), { q: value, z: 'end' });
  }
});

test('Every naughty string arrives as the value that was typed (trap 9)', { skip }, () => {
  for (const value of naughty ?? []) {
    const expected = value.trim() === '' ? {} : { q: value };
    assert.deepEqual(JSON.parse(buildBody([item('q')], { q: value })), expected);
  }
});

test('Any names and any texts survive the way out, lone surrogates included', () => {
  const text = fc.string({ unit: 'binary', minLength: 1 });
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(text, text), { selector: ([name]) => name }), (pairs) => {
      const inputs = Object.fromEntries(pairs);
      const body = buildBody(
        pairs.map(([name]) => item(name)),
        inputs,
      );
      const sent = pairs.filter(([, value]) => value.trim() !== '');
      assert.deepEqual(JSON.parse(body), Object.fromEntries(sent));
      assert.equal(new TextDecoder().decode(new TextEncoder().encode(body)), body);
    }),
  );
});
