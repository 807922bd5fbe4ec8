import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { ServerResponse } from 'node:http';
import { test } from 'node:test';
import type { DeskError } from '@deskcard/core';
import {
  authority,
  callTo,
  ok,
  provider,
  publicAddress,
  rawProvider,
  transportToTest,
} from '../../../test/provider.js';
import { egressLimits, guardedTransport, transportOver, type GuardedTransport } from './guarded-transport.js';

/** A provider that holds every call back until it is told what to answer. */
async function patientProvider() {
  const waiting: ServerResponse[] = [];
  let told = (): void => undefined;
  const { port, received } = await provider((response) => {
    waiting.push(response);
    told();
  });
  const arrived = async (count: number): Promise<void> => {
    while (waiting.length < count) await new Promise<void>((resolve) => (told = resolve));
  };
  const answer = (status = 200): void => {
    for (const response of waiting.splice(0)) response.writeHead(status).end(ok);
  };
  return { port, received, arrived, answer };
}

const fates = (calls: Promise<{ status: number }>[]) =>
  Promise.all(
    calls.map((call) =>
      call.then(
        ({ status }) => status,
        (error: DeskError) => error.code,
      ),
    ),
  );

test('The provider receives exactly the bytes, path and headers that were signed, under its own name (D15)', async () => {
  const { port, received } = await provider((response) =>
    response.writeHead(200, { 'Content-Type': 'Application/JSON; charset=UTF-8' }).end(`\ufeff${ok}`),
  );
  const transport = transportToTest();
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'X-TC-Timestamp': '1',
    Authorization: 'a+/=',
  };
  const body = '{"name":"홍길동"}';
  const reply = await transport.send({ ...callTo(port), headers, body }, { apiId: 'a' });
  assert.deepEqual(reply, { status: 200, body: ok, contentType: 'application/json' });
  const [{ headers: got, ...rest } = { headers: {} }] = received;
  assert.deepEqual(rest, { method: 'POST', path: '/customer?a=1', body });
  assert.deepEqual(got, {
    host: `provider.test:${port}`,
    connection: 'close',
    accept: 'application/json',
    'accept-encoding': 'identity',
    'content-type': 'application/json; charset=utf-8',
    'x-tc-timestamp': '1',
    authorization: 'a+/=',
    'content-length': String(Buffer.byteLength(body)),
  });
  assert.deepEqual(transport.dialled, [publicAddress]);
});

test('Whatever status a provider answers with is its answer', async () => {
  let status = 200;
  const { port } = await provider((response) => response.writeHead(status).end('{}'));
  for (status of [200, 204, 400, 401, 404, 429, 500, 503]) {
    assert.equal((await transportToTest().send(callTo(port), {})).status, status);
  }
});

test('How long an answer may be kept is passed on as the provider said it (B11)', async () => {
  const { port } = await provider((response) =>
    response.writeHead(200, { 'Cache-Control': ['private', 'max-age=60'] }).end('{}'),
  );
  assert.equal((await transportToTest().send(callTo(port), {})).cacheControl, 'private, max-age=60');
});

test('A connection that fails is tried once more, because nothing was sent', async () => {
  const { port, received } = await provider();
  let dials = 0;
  const ports = [1, port];
  const transport = transportOver((_, to) => connect({ host: '127.0.0.1', port: ports[dials++] ?? to }), {
    ca: [authority],
    resolve: async () => [publicAddress],
  });
  assert.equal((await transport.send(callTo(port), {})).body, ok);
  assert.deepEqual([dials, received.length], [2, 1]);
  dials = -10;
  ports.length = 0;
  await assert.rejects(transport.send(callTo(1), {}), { details: { reason: 'refused' } });
  assert.equal(dials, -8, 'twice, not more');
});

test('An agent who gives up ends the call at once, wherever it stands, and the connection with it', async () => {
  const gone = new AbortController();
  gone.abort();
  const transport = transportToTest();
  await assert.rejects(transport.send(callTo(1), { signal: gone.signal }), { code: 'aborted' });
  assert.deepEqual(transport.dialled, []);

  const waiting = new AbortController();
  const { port, connections } = await rawProvider((socket) => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{');
    waiting.abort();
  });
  await assert.rejects(transport.send(callTo(port), { signal: waiting.signal, apiId: 'a' }), {
    code: 'aborted',
  });
  if (!connections[0]!.closed) await once(connections[0]!, 'close');
  assert.equal(transport.health('a')?.failures, 0, 'which says nothing about the provider');

  const early = new AbortController();
  const stuck = transportToTest({ resolve: () => (early.abort(), new Promise(() => undefined)) });
  await assert.rejects(stuck.send(callTo(1), { signal: early.signal }), { code: 'aborted' });
});

test('Of one lookup API 20 calls run at once; the next is refused at once, and other APIs are not (D15)', async () => {
  const { port, arrived, answer, received } = await patientProvider();
  const transport = transportToTest();
  const calls = Array.from({ length: 20 }, () => transport.send(callTo(port), { apiId: 'a' }));
  await assert.rejects(transport.send(callTo(port), { apiId: 'a' }), {
    code: 'lookup_busy',
    details: { reason: 'tooManyCalls' },
  });
  const others = [transport.send(callTo(port), { apiId: 'b' }), transport.send(callTo(port), {})];
  await arrived(22);
  assert.equal(transport.health('a')?.underWay, 20);
  answer();
  assert.deepEqual(new Set(await fates([...calls, ...others])), new Set([200]));
  const next = transport.send(callTo(port), { apiId: 'a' });
  await arrived(1);
  answer();
  assert.equal((await next).status, 200);
  assert.equal(received.length, 23);
});

test('All lookup APIs together have a bound too, and those that are not saved share one', async () => {
  const { port, arrived, answer } = await patientProvider();
  const transport = transportToTest({ limits: { concurrentPerApi: 2, concurrentInAll: 3 } });
  const send = (apiId?: string) => transport.send(callTo(port), { apiId });
  const calls = [send(), send()];
  await assert.rejects(send(), { code: 'lookup_busy' });
  calls.push(send('a'));
  await assert.rejects(send('b'), { code: 'lookup_busy' });
  await arrived(3);
  answer();
  assert.deepEqual(await fates(calls), [200, 200, 200]);
});

/** A clock that stands still until a test moves it. */
const standingClock = () => ({
  time: 1_764_031_689_400,
  now(): number {
    return this.time;
  },
});

async function unreliable() {
  const clock = standingClock();
  const script = { status: 200, calls: 0 };
  const { port } = await provider((response) => {
    script.calls += 1;
    response.writeHead(script.status).end(ok);
  });
  const transport = transportToTest({ clock, limits: { failuresToPause: 3, pauseMs: 1000 } });
  const send = (url = callTo(port).url) => transport.send({ ...callTo(port), url }, { apiId: 'a' });
  const times = async (count: number) => {
    const ends: unknown[] = [];
    for (let call = 0; call < count; call++) ends.push(...(await fates([send()])));
    return ends;
  };
  return { clock, script, port, transport, send, times };
}

test('A provider that fails again and again is left alone, and one call tries again after the pause (D15)', async () => {
  const { clock, script, port, transport, send, times } = await unreliable();
  script.status = 503;
  assert.deepEqual(await times(5), [503, 503, 503, 'lookup_paused', 'lookup_paused']);
  assert.equal(script.calls, 3);
  await assert.rejects(send(), { code: 'lookup_paused', details: { retryAfterMs: 1000 } });
  const { last, ...state } = transport.health('a')!;
  const since = '2025-11-25T00:48:09.400Z';
  const counts = { since, calls: 3, failed: 3, underWay: 0 };
  assert.deepEqual(state, { ...counts, breaker: 'open', failures: 3, pausedMs: 1000 });
  assert.deepEqual(last, { at: '2025-11-25T00:48:09.400Z', durationMs: 0, status: 503 });

  clock.time += 999;
  assert.deepEqual(await times(1), ['lookup_paused']);
  clock.time += 1;
  assert.equal(transport.health('a')?.breaker, 'halfOpen');
  assert.deepEqual(await times(2), [503, 'lookup_paused'], 'the trial failed: another pause');

  clock.time += 1000;
  script.status = 400;
  const trials = [send(), send(), send()];
  assert.deepEqual(await fates(trials), [400, 'lookup_paused', 'lookup_paused'], 'one tries, for all');
  assert.equal(transport.health('a')?.breaker, 'closed');
  assert.deepEqual(await times(2), [400, 400]);
  assert.equal((await transport.send(callTo(port), { apiId: 'b' })).status, 400);
});

test('Only failures in a row count, and only those of the provider', async () => {
  const { script, transport, times } = await unreliable();
  for (const status of [500, 500, 200, 500, 500, 401, 503, 503, 302]) {
    script.status = status;
    await times(1);
  }
  assert.deepEqual([transport.health('a')?.breaker, transport.health('a')?.failures], ['closed', 0]);
});

test('Unreachable providers are left alone too; what we refuse ourselves is never held against one', async () => {
  const { transport, send } = await unreliable();
  const outcomes = [];
  for (let call = 0; call < 4; call++) outcomes.push(...(await fates([send('https://provider.test:1/')])));
  assert.deepEqual(outcomes, ['lookup_network', 'lookup_network', 'lookup_network', 'lookup_paused']);
  assert.deepEqual(transport.health('a')?.last?.reason, 'refused');

  const refused = await fates(Array.from({ length: 6 }, () => send('https://127.0.0.1/')));
  assert.deepEqual(new Set(refused), new Set(['lookup_blocked']));
  assert.deepEqual(
    [transport.health('a')?.breaker, transport.health('a')?.last?.code],
    ['closed', 'lookup_blocked'],
  );
});

test('Whoever corrects the base URL need not wait for the pause of the old one', async () => {
  const { port, send, times, script } = await unreliable();
  script.status = 500;
  assert.deepEqual((await times(4)).at(-1), 'lookup_paused');
  script.status = 200;
  assert.equal((await send(`${callTo(port).url}&corrected`)).status, 200);
});

test('Trials of lookup APIs that are not saved do not pause one another', async () => {
  const { port, transport, script } = await unreliable();
  script.status = 500;
  for (let call = 0; call < 6; call++) assert.equal((await transport.send(callTo(port), {})).status, 500);
});

test('A trial that is given up decides nothing, and the next call may try', async () => {
  const { clock, script, transport, port, times } = await unreliable();
  script.status = 500;
  await times(3);
  clock.time += 1000;
  const gone = new AbortController();
  const trial = transport.send(callTo(port), { apiId: 'a', signal: gone.signal });
  gone.abort();
  assert.deepEqual(await fates([trial]), ['aborted']);
  script.status = 200;
  assert.deepEqual(await times(2), [200, 200]);
});

test('A clock that is set back does not make a pause longer', async () => {
  const { clock, script, times } = await unreliable();
  script.status = 500;
  await times(3);
  clock.time -= 3_600_000;
  script.status = 200;
  assert.deepEqual(await times(1), [200]);
});

test('Nothing is known of a lookup API that was not called', () => {
  assert.equal(transportToTest().health('a'), undefined);
});

test('A transport that is closed lets its calls end and takes no more', async () => {
  const { port, arrived, answer } = await patientProvider();
  const transport: GuardedTransport = transportToTest();
  const call = transport.send(callTo(port), { apiId: 'a' });
  await arrived(1);
  let isClosed = false;
  const closing = transport.close().then(() => (isClosed = true));
  await assert.rejects(transport.send(callTo(port), {}), { code: 'lookup_busy' });
  assert.equal(isClosed, false);
  answer();
  assert.equal((await call).status, 200);
  await closing;
});

test('The published limits can be tightened and never loosened', () => {
  for (const name of ['timeoutMs', 'replyBytes', 'headerBytes'] as const) {
    assert.throws(() => guardedTransport({ limits: { [name]: egressLimits[name] + 1 } }), {
      code: 'invalid_input',
    });
    assert.ok(guardedTransport({ limits: { [name]: 1 } }));
  }
  for (const value of [0, -1, 1.5, NaN, Infinity]) {
    assert.throws(() => guardedTransport({ limits: { concurrentPerApi: value } }), { code: 'invalid_input' });
  }
  assert.ok(guardedTransport({ limits: { concurrentPerApi: 100 } }));
  assert.deepEqual([egressLimits.timeoutMs, egressLimits.replyBytes], [15_000, 1_048_576]);
});

test('What was measured is of one base URL: after a correction it begins anew (B9)', async () => {
  const { port, send, times, transport, script, clock } = await unreliable();
  const { url } = callTo(port);
  script.status = 500;
  await times(2);
  script.status = 401;
  await times(1);
  assert.deepEqual([transport.health('a', url)?.calls, transport.health('a', url)?.failed], [3, 2]);
  assert.equal(transport.health('a', `${url}&corrected`), undefined);
  clock.time += 60_000;
  await send(`${url}&corrected`);
  assert.equal(transport.health('a', url), undefined);
  const { calls, failed, since, last } = transport.health('a', `${url}&corrected`)!;
  assert.deepEqual({ calls, failed, since }, { calls: 1, failed: 0, since: '2025-11-25T00:49:09.400Z' });
  assert.equal(last?.status, 401);
});
