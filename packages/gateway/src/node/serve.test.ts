import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { after, describe, it } from 'node:test';
import type { CallOptions, Desk } from '@deskcard/core';
import { testGateway } from '../../test/gateway.js';
import { prometheusMetrics, requestLog, serveGateway, type RunningGateway } from './index.js';

const running: RunningGateway[] = [];
after(() => Promise.all(running.map(({ stop }) => stop())));

const headers = { authorization: 'Bearer mina:admin' };

describe('a gateway as a server', () => {
  it('listens on this machine only, unless it is told otherwise', async () => {
    const server = await serveGateway(testGateway(), { port: 0 });
    running.push(server);
    assert.match(server.url, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.equal((await fetch(`${server.url}/api/grades`, { headers })).status, 200);
  });

  it('says that a port is taken', async () => {
    const server = await serveGateway(testGateway(), { port: 0 });
    running.push(server);
    const port = Number(new URL(server.url).port);
    await assert.rejects(serveGateway(testGateway(), { port }), { code: 'EADDRINUSE' });
  });

  it('finishes what is under way before it stops, and ends streams', async () => {
    let arrived = (): void => undefined;
    let goOn = (): void => undefined;
    const inside = new Promise<void>((done) => (arrived = done));
    const held = new Promise<void>((done) => (goOn = done));
    const { stores: _, ...gateway } = testGateway({
      ready: () => (arrived(), held),
    });
    const server = await serveGateway(gateway, { port: 0 });
    const stream = await fetch(`${server.url}/api/changes`, { headers });
    const slow = fetch(`${server.url}/readyz`);
    await inside;
    const stopped = server.stop();
    assert.match(await stream.text(), /^: open/);
    goOn();
    assert.equal((await slow).status, 200);
    await stopped;
    await assert.rejects(fetch(`${server.url}/healthz`));
  });

  it(
    'does not wait for connections that a browser opened ahead and asked nothing on',
    { timeout: 20_000 },
    async () => {
      const server = await serveGateway(testGateway(), { port: 0, graceMs: 60_000 });
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
      await once(socket, 'connect');
      // Only once it has answered another one, it surely knows of this one.
      assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
      const closed = once(socket, 'close');
      socket.resume();
      await server.stop();
      await closed;
    },
  );

  it('cuts off what takes longer than its patience', async () => {
    let arrived = (): void => undefined;
    const inside = new Promise<void>((done) => (arrived = done));
    const gateway = testGateway({ ready: () => (arrived(), new Promise(() => undefined)) });
    const server = await serveGateway(gateway, { port: 0, graceMs: 20 });
    const endless = fetch(`${server.url}/readyz`);
    await Promise.all([inside, assert.rejects(endless), inside.then(server.stop)]);
  });
});

/** A gateway whose customers.identify does what a test says, with the signal that it was called with. */
async function serveIdentify(identify: (signal: AbortSignal) => Promise<unknown>): Promise<string> {
  const deskFor = (): Desk =>
    ({ customers: { identify: (_: unknown, { signal }: CallOptions) => identify(signal!) } }) as never;
  const server = await serveGateway(testGateway({ deskFor }), { port: 0 });
  running.push(server);
  return server.url;
}

const question = {
  method: 'POST',
  headers: { ...headers, 'content-type': 'application/json' },
  body: JSON.stringify({ kind: 'phone', value: '010-1234-5678' }),
};

describe('a caller who leaves', () => {
  it('is not worked for any longer', { timeout: 20_000 }, async () => {
    let begin = (): void => undefined;
    let end = (): void => undefined;
    const begun = new Promise<void>((done) => (begin = done));
    const ended = new Promise<void>((done) => (end = done));
    const url = await serveIdentify((signal) => {
      signal.addEventListener('abort', end);
      begin();
      return new Promise(() => undefined);
    });
    const caller = new AbortController();
    const asked = fetch(`${url}/api/customers/identify`, { ...question, signal: caller.signal });
    await begun;
    caller.abort();
    await assert.rejects(asked, { name: 'AbortError' });
    await ended;
  });

  it(
    'has not left while the next question may come on the same connection',
    { timeout: 20_000 },
    async () => {
      const signals: AbortSignal[] = [];
      const url = await serveIdentify(async (signal) => {
        signals.push(signal);
        return {};
      });
      const { method, headers: own, body } = question;
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      for (let i = 0; i < 3; i++) {
        const asked = request(`${url}/api/customers/identify`, { agent, method, headers: own }).end(body);
        const [answer] = (await once(asked, 'response')) as [IncomingMessage];
        await once(answer.resume(), 'end');
      }
      const [signal] = signals;
      assert.deepEqual(
        signals.map((each) => each === signal && !each.aborted),
        [true, true, true],
      );
      const left = once(signal!, 'abort');
      agent.destroy();
      await left;
    },
  );
});

describe('what whoever runs a gateway sees', () => {
  it('is a line for each request, without anything of whom it was about', async () => {
    const lines: string[] = [];
    const now = (): Date => new Date('2026-01-15T09:00:00Z');
    const gateway = testGateway({ observers: [requestLog({ write: (line) => lines.push(line), now })] });
    const fields = { phone: '010-1234-5678', name: '김미나' };
    await gateway.ask('POST /api/tickets', { channelId: 'call', fields }, { 'x-request-id': 'r-7' });
    await gateway.ask('GET /api/customers/010-1234-5678?secret=hunter2');
    await gateway.ask('GET /healthz');
    assert.equal(lines.length, 2);
    const { ms, ...first } = JSON.parse(lines[0]!) as Record<string, unknown>;
    assert.equal(typeof ms, 'number');
    assert.deepEqual(first, {
      time: '2026-01-15T09:00:00.000Z',
      level: 'info',
      requestId: 'r-7',
      method: 'POST',
      status: 200,
      operation: 'tickets.intake',
      workspace: 'acme',
    });
    assert.doesNotMatch(lines.join(''), /1234|미나|hunter2|Bearer/);
  });

  it('is counted for Prometheus, open streams too', async () => {
    const metrics = prometheusMetrics();
    const gateway = testGateway({ observers: [metrics], metrics: metrics.respond });
    await gateway.ask('GET /api/grades');
    await gateway.ask('POST /api/tickets', {});
    const stream = await gateway.ask('GET /api/changes');
    const text = await (await gateway.ask('GET /metrics')).text();
    assert.match(text, /deskcard_request_seconds_count\{operation="grades\.list",status="200"\} 1/);
    assert.match(text, /deskcard_request_seconds_count\{operation="tickets\.intake",status="422"\} 1/);
    assert.match(text, /deskcard_event_streams 1/);
    await stream.body?.cancel();
    assert.match(await (await gateway.ask('GET /metrics')).text(), /deskcard_event_streams 0/);
  });
});
