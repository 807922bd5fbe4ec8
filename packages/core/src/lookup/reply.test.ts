import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { lookupLimits } from '../ports.js';
import { sharedJson } from '@deskcard/tools/shared-data';
import { offeredNames, resultValues, valueAt, type JsonObject } from './data.js';
import { readReply } from './reply.js';

const reply = (status: number, body: string, contentType = 'application/json') => ({
  status,
  body,
  contentType,
});
const ok = (body: unknown) => readReply(reply(200, JSON.stringify(body)));
const item = (dataName: string) => ({ itemId: `r-${dataName}`, screenName: dataName, dataName });

/** What the agent sees for each data name; `undefined` is drawn as a dash. */
function shown(body: string, ...names: string[]): (string | undefined)[] {
  const { outcome, data } = readReply(reply(200, body));
  assert.equal(outcome, 'found', body);
  return resultValues(data as JsonObject, names.map(item))!.map((value) => value.text);
}

test('Status 200 with a data object is found; every other reply with 200 is malformed (trap 11)', () => {
  assert.equal(ok({ data: {} }).outcome, 'found');
  assert.equal(readReply(reply(200, '{"data":{"a":1}}', 'text/plain')).outcome, 'found');
  const others = [
    '',
    '<!doctype html><h1>Login</h1>',
    '{"data":',
    'null',
    '[]',
    '"data"',
    '{}',
    '{"data":null}',
  ];
  others.push('{"data":[{"a":1}]}', '{"data":"x"}', '{"Data":{}}', '{"error":{"code":1}}', '\u0000');
  for (const body of others) assert.equal(readReply(reply(200, body)).outcome, 'malformed', body);
});

test('A reply nested beyond all reason is malformed and breaks nothing', () => {
  for (const depth of [101, 500_000]) {
    const body = `{"data":{"a":${'['.repeat(depth)}${']'.repeat(depth)}}}`;
    assert.equal(readReply(reply(200, body)).outcome, 'malformed');
  }
  const body = `{"data":{"a":${'['.repeat(90)}${']'.repeat(90)}}}`;
  assert.equal(readReply(reply(200, body)).outcome, 'found');
});

test('The status decides when it is not 200, whatever the body says', () => {
  const body = JSON.stringify({ data: { name: 'x' } });
  for (const [status, outcome] of [
    [400, 'noResult'],
    [401, 'notAllowed'],
    [404, 'providerError'],
    [500, 'serverError'],
    [302, 'blocked'],
  ] as const) {
    const read = readReply(reply(status, body));
    assert.deepEqual(read, { outcome });
  }
});

test('The provider’s own words are read from its error, of any type and never longer than 500 characters', () => {
  const words = (error: unknown) => readReply(reply(500, JSON.stringify({ error }))).providerMessage;
  assert.equal(words({ code: 'E1', message: 'no member', detail: 'id 7' }), 'E1: no member (id 7)');
  assert.equal(words({ code: 400, message: 'no member', detail: null }), '400: no member');
  assert.equal(words({ detail: { field: 'id' } }), '({"field":"id"})');
  assert.equal(words('plain words'), 'plain words');
  assert.equal(words(['a', 1]), '["a",1]');
  assert.equal(words(null), undefined);
  assert.equal(words({}), undefined);
  assert.equal(words({ message: 'a\u0000b\ud800' }), 'a\ufffdb\ufffd');
  const long = words({ code: '😀'.repeat(600), message: 'x'.repeat(100_000) });
  assert.equal([...long!].length, 500);
  assert.equal(readReply(reply(500, '<h1>Oops</h1>')).providerMessage, undefined);
  assert.equal(ok({ error: { message: 'off' } }).providerMessage, 'off');
});

test('A data name finds the exact key first, then a dotted path and a list index (D12)', () => {
  const body = JSON.stringify({
    data: {
      'a.b': 'exact',
      a: { b: 'path', c: { d: 'deep' } },
      orders: [{ id: 'first' }, { id: 'second' }],
      'orders[1].id': 'exact again',
      '': 'no name',
    },
  });
  assert.deepEqual(
    shown(body, 'a.b', 'a.c.d', 'orders.0.id', 'orders[0].id', 'orders[1].id', 'orders.1.id'),
    ['exact', 'deep', 'first', 'first', 'exact again', 'second'],
  );
  assert.deepEqual(
    shown(body, 'orders.2.id', 'orders.01.id', 'orders.-1', 'a.x', 'a.b.c', 'a..b', '.', 'a.'),
    [...Array<undefined>(8).fill(undefined)],
  );
});

test('Only what the reply itself has is found: inherited names and "__proto__" find nothing (D12)', () => {
  const body = '{"data":{"a":[1,2],"t":"text","__proto__":{"x":1},"o":{"__proto__":"y"}}}';
  const names = [
    '__proto__',
    '__proto__.x',
    'o.__proto__',
    'constructor',
    'toString',
    'a.length',
    't.length',
    't.0',
  ];
  assert.deepEqual(shown(body, ...names, 'hasOwnProperty', 'a.map'), Array(10).fill(undefined));
  assert.deepEqual(shown('{"data":{"constructor":"Kim"}}', 'constructor', 'constructor.name'), [
    'Kim',
    undefined,
  ]);
});

test('Scalars are text, objects JSON text, null and missing ones a dash (D12)', () => {
  const body =
    '{"data":{"s":"x","n":12.5,"t":true,"f":false,"z":0,"e":"","null":null,"o":{"a":[1,"b"]},"l":[]}}';
  assert.deepEqual(shown(body, 's', 'n', 't', 'f', 'z', 'e', 'null', 'o', 'l', 'missing'), [
    'x',
    '12.5',
    'true',
    'false',
    '0',
    '',
    undefined,
    '{"a":[1,"b"]}',
    '[]',
    undefined,
  ]);
});

test('A number reaches the agent with every digit the provider wrote', () => {
  const body = String.raw`{"data":{"id": 12345678901234567890,"p":1.50,"e":1E3,"m":-0,"q":"say \"1.50\"","k":[20000000000000001]}}`;
  assert.deepEqual(shown(body, 'id', 'p', 'e', 'm', 'q', 'k.0'), [
    '12345678901234567890',
    '1.50',
    '1E3',
    '-0',
    'say "1.50"',
    '20000000000000001',
  ]);
});

test('Values that would be larger than a whole reply are refused together, and none is ever cut', () => {
  const large = 'x'.repeat(lookupLimits.replyBytes / 2);
  const { data } = ok({ data: { large } });
  assert.equal(resultValues(data!, [item('large')])![0]!.text, large);
  assert.equal(resultValues(data!, [item('large'), item('large'), item('large')]), undefined);
});

test('Hostile results stay the text they are (trap 10)', () => {
  const hostile = [
    '<img src=x onerror=alert(1)>',
    '<script>alert(1)</script>',
    '{{7*7}}',
    'javascript:alert(1)',
    '"',
  ];
  for (const text of hostile) assert.deepEqual(shown(JSON.stringify({ data: { v: text } }), 'v'), [text]);
});

const naughty = await sharedJson<string[]>('security/blns.json');
const skip = naughty ? false : 'the list of naughty strings is not on this machine';

test('Every naughty string of a reply is shown as it is, as a value and as a name', { skip }, () => {
  for (const text of naughty ?? []) {
    assert.deepEqual(shown(JSON.stringify({ data: { v: text } }), 'v'), [text]);
    if (text === '') continue;
    assert.deepEqual(shown(JSON.stringify({ data: { [text]: 'here' } }), text), ['here']);
  }
});

test('NUL and half surrogate pairs become the replacement character, which every database takes', () => {
  assert.deepEqual(shown(String.raw`{"data":{"v":"a\u0000b\ud83d\udc00\ud83dc\udc00"}}`, 'v'), [
    'a\ufffdb\u{1f400}\ufffdc\ufffd',
  ]);
});

test('Whatever a provider sends, reading it never throws and every value is storable text', () => {
  const anything = fc.oneof(fc.json({ maxDepth: 6 }), fc.string({ unit: 'binary' }));
  const body = fc.oneof(
    anything,
    anything.map((data) => `{"data":${data},"error":${data}}`),
  );
  const name = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a.b', '0', '__proto__', 'a[0]'));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999 }), body, fc.array(name), (status, text, names) => {
      for (const code of [200, status]) {
        const read = readReply(reply(code, text));
        assert.equal(read.data !== undefined, read.outcome === 'found');
        if (read.data === undefined) continue;
        for (const value of resultValues(read.data, names.map(item))!) {
          assert.doesNotMatch(value.text ?? '', /[\0\p{Surrogate}]/u);
        }
        for (const { dataName } of offeredNames(read.data)) {
          assert.notEqual(valueAt(read.data, dataName), undefined);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('A test call offers every name that finds a value, nested ones too, and no more than 300 (B10)', () => {
  const data = ok({
    data: {
      name: 'Kim',
      gone: null,
      a: { 'x.y': 1, z: [true] },
      'a.z': 'shadow',
      long: 'x'.repeat(2000),
      '': 1,
    },
  }).data!;
  const offered = offeredNames(data);
  assert.deepEqual(
    offered.map(({ dataName }) => dataName),
    ['name', 'a', 'a.z', 'long'],
  );
  assert.equal(offered.find(({ dataName }) => dataName === 'a.z')?.text, 'shadow');
  assert.equal(offered.find(({ dataName }) => dataName === 'long')?.text, `${'x'.repeat(500)}…`);
  const many = ok({ data: Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`k${i}`, { a: 1 }])) });
  assert.equal(offeredNames(many.data!).length, 300);
});
