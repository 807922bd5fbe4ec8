import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeTransport, membersApi } from '../../test/lookups.js';
import {
  createDesk,
  DeskError,
  memoryStorage,
  type Desk,
  type ErrorCode,
  type LookupTransport,
} from '../index.js';

/** An administrator and an agent on one store with one lookup API whose values are linked to ticket fields. */
async function office(transport: LookupTransport) {
  const storage = memoryStorage();
  let time = 1_764_031_689_400;
  const shared = { storage, transport, clock: { now: () => (time += 1) }, checkAnswers: true };
  const admin = createDesk({ ...shared, principal: { user: 'mina', role: 'admin' } });
  const agent = createDesk({ ...shared, principal: { user: 'jun', role: 'agent' } });
  const { apiId } = await admin.lookups.save(membersApi());
  const links = [
    { resultItemId: 'r1', fieldCode: 'name' },
    { resultItemId: 'r2', fieldCode: 'subject' },
  ];
  await admin.connections.save({ apiId, links });
  return { admin, agent, apiId };
}

const search = (desk: Desk, apiId: string) =>
  desk.lookups.search({ apiId, inputs: { phone: '01012345678' } });

test('An information search sends what was typed and shows the values with their names (R49, R50, D9)', async () => {
  const transport = fakeTransport(() => ({ data: { name: '<b>홍길동</b>', points: null, more: 1 } }));
  const { agent, apiId } = await office(transport);
  const result = await search(agent, apiId);
  assert.equal(transport.calls.length, 1);
  assert.equal(transport.calls[0]?.url, 'https://members.example.com/customer');
  assert.equal(transport.calls[0]?.body, '{"phone":"01012345678"}');
  const { at, durationMs, asOf, ...rest } = result;
  assert.deepEqual(rest, {
    apiId,
    apiName: 'Members',
    outcome: 'found',
    values: [
      { itemId: 'r1', screenName: 'Name', dataName: 'name', text: '<b>홍길동</b>' },
      { itemId: 'r2', screenName: 'Points', dataName: 'points' },
    ],
    connected: [{ fieldCode: 'name', itemId: 'r1', text: '<b>홍길동</b>' }],
    cached: false,
  });
  assert.ok(durationMs > 0);
  assert.match(at, /^2025-11-25T/);
  assert.ok(asOf !== undefined && asOf < at);
});

test('A mistake in the input is named before anything is sent', async () => {
  const transport = fakeTransport(() => ({ data: {} }));
  const { agent, apiId } = await office(transport);
  await assert.rejects(
    agent.lookups.search({ apiId, inputs: { memberId: 'x', other: 'y' } }),
    (error: DeskError) => {
      assert.deepEqual(
        error.issues.map(({ path, code }) => [path, code]),
        [
          [['inputs', 'phone'], 'required'],
          [['inputs', 'other'], 'unknown'],
        ],
      );
      return true;
    },
  );
  await assert.rejects(agent.lookups.search({ apiId: 'gone', inputs: {} }), { code: 'lookup_api_not_found' });
  assert.equal(transport.calls.length, 0);
});

test('A variable called "__proto__" reaches the provider as its own key', async () => {
  const transport = fakeTransport(() => ({ data: {} }));
  const { admin } = await office(transport);
  const [item] = membersApi().searchItems;
  const searchItems = [{ ...item!, variableName: '__proto__', required: true }];
  const { apiId } = await admin.lookups.save(membersApi({ searchItems }));
  await admin.lookups.search({ apiId, inputs: { ['__proto__']: 'value' } });
  assert.equal(transport.calls[0]?.body, '{"__proto__":"value"}');
});

test('Everything that can happen to a call is an outcome with a name (trap 11)', async () => {
  const failed = (code: ErrorCode) => new DeskError(code, 'as a transport says it');
  const http = (status: number, body = '') => ({ status, body, contentType: 'text/html' });
  const cases = [
    [http(400), 'noResult'],
    [http(401), 'notAllowed'],
    [http(403), 'notAllowed'],
    [http(404), 'providerError'],
    [http(422), 'providerError'],
    [http(503), 'serverError'],
    [http(302), 'blocked'],
    [http(200, '<html></html>'), 'malformed'],
    [
      http(200, JSON.stringify({ data: { name: 'x'.repeat(600_000), points: 'y'.repeat(600_000) } })),
      'tooLarge',
    ],
    [failed('lookup_timeout'), 'timeout'],
    [failed('lookup_network'), 'network'],
    [failed('lookup_blocked'), 'blocked'],
    [failed('lookup_malformed'), 'malformed'],
    [failed('lookup_too_large'), 'tooLarge'],
    [failed('lookup_busy'), 'busy'],
    [failed('lookup_paused'), 'paused'],
  ] as const;
  let answer: (typeof cases)[number][0] = cases[0][0];
  const { agent, apiId } = await office(fakeTransport(() => answer));
  for (const [given, outcome] of cases) {
    answer = given;
    const result = await search(agent, apiId);
    assert.deepEqual([result.outcome, result.values, result.connected], [outcome, [], []]);
  }
});

test('An agent who gives up is told so, and a transport that breaks is not taken for a provider', async () => {
  let answer = new DeskError('aborted', 'gone') as Error;
  const { agent, apiId } = await office(fakeTransport(() => answer));
  await assert.rejects(search(agent, apiId), { code: 'aborted' });
  answer = new DOMException('gone', 'AbortError') as unknown as Error;
  await assert.rejects(search(agent, apiId), { code: 'aborted' });
  answer = new TypeError('a mistake in the transport');
  await assert.rejects(search(agent, apiId), { code: 'internal' });
});

test('A call that is given up while it runs ends at once, and one given up before is never sent', async () => {
  const controller = new AbortController();
  let received: AbortSignal | undefined;
  const transport: LookupTransport = {
    send: (_call, { signal }) => {
      received = signal;
      return new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(new DeskError('aborted', 'gone')));
        controller.abort();
      });
    },
  };
  const { agent, apiId } = await office(transport);
  const inputs = { phone: '1' };
  await assert.rejects(agent.lookups.search({ apiId, inputs }, { signal: controller.signal }), {
    code: 'aborted',
  });
  assert.equal(received?.aborted, true);
  received = undefined;
  await assert.rejects(agent.lookups.search({ apiId, inputs }, { signal: controller.signal }), {
    code: 'aborted',
  });
  assert.equal(received, undefined);
});

test('The provider’s own words are for administrators only', async () => {
  const body = JSON.stringify({ error: { code: 'E7', message: 'table members is locked', detail: null } });
  const { admin, agent, apiId } = await office(
    fakeTransport(() => ({ status: 500, body, contentType: 'application/json' })),
  );
  assert.equal((await search(admin, apiId)).providerMessage, 'E7: table members is locked');
  assert.ok(!JSON.stringify(await search(agent, apiId)).includes('locked'));
});

test('Why a call was refused is for administrators only, and only in words of the list (B9, D15)', async () => {
  let reason: unknown = 'privateAddress';
  const refusal = () => new DeskError('lookup_blocked', 'refused', { details: { reason, host: '10.0.0.1' } });
  const { admin, agent, apiId } = await office(fakeTransport(refusal));
  assert.equal((await search(admin, apiId)).reason, 'privateAddress');
  assert.doesNotMatch(JSON.stringify(await search(agent, apiId)), /private|10\.0\.0\.1/);
  reason = 'the database at 10.0.0.1';
  assert.doesNotMatch(JSON.stringify(await search(admin, apiId)), /10\.0\.0\.1/);
});

test('A transport is told which lookup API calls, and not when it is not saved yet (D15)', async () => {
  const told: (string | undefined)[] = [];
  const transport: LookupTransport = {
    send: async (_call, options) => {
      told.push(options.apiId);
      return { status: 400, body: '', contentType: '' };
    },
  };
  const { admin, apiId } = await office(transport);
  await search(admin, apiId);
  const api = membersApi({ security: { mode: 'none', signedText: 'body+timestamp' } });
  await admin.lookups.test({ api, inputs: { phone: '1' } });
  assert.deepEqual(told, [apiId, undefined]);
});

test('A test call shows the raw exchange and offers what it found as result items (B10)', async () => {
  const body = '{"data":{"name":"Kim","level":{"name":"gold"}}}';
  const transport = fakeTransport(() => ({ status: 200, body, contentType: 'application/json' }));
  const { admin, apiId } = await office(transport);
  const api = { ...membersApi({ name: 'Draft', resultItems: [] }), apiId };
  const tested = await admin.lookups.test({ api, inputs: { phone: '1' } });
  assert.deepEqual(tested.request, transport.calls[0]);
  assert.match(tested.request.headers['Authorization'] ?? '', /^[\w+/]{43}=$/);
  assert.deepEqual(tested.reply, { status: 200, body, contentType: 'application/json' });
  assert.deepEqual(tested.found, [
    { dataName: 'name', text: 'Kim' },
    { dataName: 'level', text: '{"name":"gold"}' },
    { dataName: 'level.name', text: 'gold' },
  ]);
  assert.deepEqual(
    [tested.result.outcome, tested.result.apiName, tested.result.values],
    ['found', 'Draft', []],
  );
  assert.equal((await admin.lookups.list()).items[0]?.name, 'Members');
});

test('A test call without a reply says why there is none', async () => {
  const { admin, apiId } = await office(fakeTransport(() => new DeskError('lookup_timeout', 'too late')));
  const tested = await admin.lookups.test({ api: { ...membersApi(), apiId }, inputs: { phone: '1' } });
  assert.equal('reply' in tested, false);
  assert.deepEqual([tested.found, tested.result.outcome], [[], 'timeout']);
});

test('A test call of a definition with mistakes names them below `api`; signing needs a saved key', async () => {
  const transport = fakeTransport(() => ({ data: {} }));
  const { admin } = await office(transport);
  const inputs = { phone: '1' };
  const wrong = membersApi({ baseUrl: 'nowhere' });
  await assert.rejects(admin.lookups.test({ api: wrong, inputs }), (error: DeskError) => {
    assert.deepEqual(error.issues[0]?.path, ['api', 'baseUrl']);
    return true;
  });
  await assert.rejects(admin.lookups.test({ api: membersApi(), inputs }), { code: 'lookup_key_missing' });
  assert.equal(transport.calls.length, 0);
  const plain = membersApi({ security: { mode: 'none', signedText: 'body+timestamp' } });
  assert.equal((await admin.lookups.test({ api: plain, inputs })).result.outcome, 'found');
});
