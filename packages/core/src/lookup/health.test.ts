import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDesk } from '../../test/desk.js';
import { fakeTransport, membersApi } from '../../test/lookups.js';
import type { LookupMeasures, LookupTransport } from '../index.js';

const silent = fakeTransport(() => new Error('nothing is called here'));
const quiet = { calls: 3, failed: 1, breaker: 'closed', failures: 0, pausedMs: 0, underWay: 1 } as const;
const since = '2026-01-15T08:00:00.000Z';
const at = '2026-01-15T08:30:00.000Z';

/** A transport that has measured what a test says, by base URL. */
const measuring = (measures: Record<string, LookupMeasures>): LookupTransport => ({
  send: silent.send.bind(silent),
  health: (_, url) => measures[url],
});

test('An administrator sees how each lookup API fares, in their order; one that was not called says so (B9)', async () => {
  const url = 'https://members.example.com/one';
  const last = { at, durationMs: 120, status: 200 };
  const desk = testDesk({ transport: measuring({ [url]: { ...quiet, since, last } }) });
  const second = await desk.lookups.save(membersApi({ name: 'Second', baseUrl: 'https://two.example.com' }));
  const first = await desk.lookups.save(membersApi({ name: 'First', baseUrl: url }));
  await desk.lookups.reorder({ apiIds: [first.apiId, second.apiId] });
  assert.deepEqual(await desk.lookups.health(), {
    measured: true,
    items: [
      {
        apiId: first.apiId,
        since,
        calls: 3,
        failed: 1,
        underWay: 1,
        breaker: { state: 'closed', failures: 0 },
        last: { at, durationMs: 120, outcome: 'answered', status: 200 },
      },
      {
        apiId: second.apiId,
        calls: 0,
        failed: 0,
        underWay: 0,
        breaker: { state: 'closed', failures: 0 },
      },
    ],
  });
});

test('The last call is told in the terms of the protocol, and only with reasons that have words', async () => {
  const { baseUrl } = membersApi();
  const cases: [object, object][] = [
    [{ status: 400 }, { outcome: 'answered', status: 400 }],
    [{ status: 401 }, { outcome: 'notAllowed', status: 401 }],
    [{ status: 404 }, { outcome: 'providerError', status: 404 }],
    [{ status: 503 }, { outcome: 'serverError', status: 503 }],
    [{ status: 204 }, { outcome: 'malformed', status: 204 }],
    [
      { code: 'lookup_timeout', reason: 'noReply' },
      { outcome: 'timeout', reason: 'noReply' },
    ],
    [
      { code: 'lookup_blocked', reason: 'redirect' },
      { outcome: 'blocked', reason: 'redirect' },
    ],
    [{ code: 'lookup_malformed', reason: '10.0.0.7' }, { outcome: 'malformed' }],
    [{ code: 'lookup_too_large' }, { outcome: 'tooLarge' }],
    [{ code: 'lookup_network' }, { outcome: 'network' }],
    [{ code: 'internal' }, { outcome: 'network' }],
  ];
  for (const [call, told] of cases) {
    const last = { at, durationMs: 5, ...call };
    const desk = testDesk({ transport: measuring({ [baseUrl]: { ...quiet, since, last } }) });
    await desk.lookups.save(membersApi());
    const { items } = await desk.lookups.health();
    assert.deepEqual(items[0]!.last, { at, durationMs: 5, ...told });
  }
});

test('While calls are paused it is said until when', async () => {
  const { baseUrl } = membersApi();
  const paused = { ...quiet, since, breaker: 'open', failures: 5, pausedMs: 20_000 } as const;
  const desk = testDesk({ transport: measuring({ [baseUrl]: paused }) });
  await desk.lookups.save(membersApi());
  const before = desk.clock.time;
  const { items } = await desk.lookups.health();
  const { state, failures, until } = items[0]!.breaker;
  assert.deepEqual([state, failures], ['open', 5]);
  const left = Date.parse(until!) - before;
  assert.ok(left >= 20_000 && left <= 30_000, String(left));
});

test('Where nothing measures, nothing is made up', async () => {
  const desk = testDesk({ transport: silent });
  await desk.lookups.save(membersApi());
  assert.deepEqual(await desk.lookups.health(), { measured: false, items: [] });
});

test('It is for administrators, while OPEN API is on (R2, R3)', async () => {
  const desk = testDesk({ transport: silent });
  await assert.rejects(desk.as({ user: 'jun', role: 'agent' }).lookups.health(), { code: 'not_permitted' });
  const off = desk.as({ user: 'mina', role: 'admin' }, { openApi: false });
  await assert.rejects(off.lookups.health(), { code: 'open_api_disabled' });
});
