import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe, it, type TestContext } from 'node:test';
import { createGateway, deskPrincipal } from '@deskcard/gateway';
import { serveGateway } from '@deskcard/gateway/node';
import { Capability, createDesk, memoryStorage, operationNames, type Change } from '@deskcard/core';
import { httpDesk, type HttpDesk, type HttpDeskOptions } from './index.js';

const cleanUps: (() => unknown)[] = [];
after(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
});

const mina = {
  workspace: 'acme',
  user: 'mina',
  role: 'admin',
  capabilities: Capability.options,
} as const;

/** A gateway on a port of this machine, with one desk in memory. */
async function startGateway(port = 0, storage = memoryStorage()) {
  const gateway = createGateway({
    authenticate: (request) =>
      request.headers.get('authorization') === 'Bearer good'
        ? { ...mina, capabilities: [...mina.capabilities] }
        : undefined,
    deskFor: (principal) => createDesk({ storage, principal: deskPrincipal(principal), checkAnswers: true }),
  });
  const running = await serveGateway(gateway, { port, graceMs: 1000 });
  cleanUps.push(running.stop);
  return { ...running, storage };
}

function open(url: string, options: HttpDeskOptions = {}): HttpDesk {
  const desk = httpDesk(`${url}/api`, { headers: () => ({ authorization: 'Bearer good' }), ...options });
  cleanUps.push(() => desk.close());
  return desk;
}

async function startServer(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  cleanUps.push(() => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((done) => setTimeout(done, 5));
}

describe('a desk over HTTP', () => {
  it('offers every operation and tells the same story as one in the page', async () => {
    const { url } = await startGateway();
    const desk = open(url);
    for (const name of operationNames) {
      const [group, short] = name.split('.') as [string, string];
      const calls = (desk as unknown as Record<string, Record<string, unknown>>)[group]!;
      assert.equal(typeof calls[short], 'function', name);
    }
    const { ticket } = await desk.tickets.intake({
      channelId: 'call',
      fields: { phone: '010-1234-5678', name: '김미나' },
    });
    const found = await desk.customers.search({ text: '5678' });
    assert.deepEqual(
      found.items.map((each) => each.customerNumber),
      [ticket.customerNumber],
    );
    const list = await desk.tickets.list({ limit: 1 });
    assert.deepEqual(list.items, [ticket]);
    const grade = await desk.grades.save({ name: 'VIP', color: '#aa0000' });
    await desk.grades.remove({ gradeId: grade.gradeId });
    assert.deepEqual(await desk.grades.list(), { items: [] });
  });

  it('gives the errors of a desk in the page, with issues, hint and details', async () => {
    const { url } = await startGateway();
    const desk = open(url);
    await assert.rejects(desk.customers.get({ customerNumber: '404' }), {
      name: 'DeskError',
      code: 'customer_not_found',
      details: { customerNumber: '404' },
    });
    await assert.rejects(
      desk.grades.save({ name: 'VIP', color: 'reddish' }),
      (error: { issues: unknown }) => {
        assert.deepEqual(error.issues, [
          { path: ['color'], code: 'invalidColour', message: 'must be a colour such as #1f8a70' },
        ]);
        return true;
      },
    );
    await assert.rejects(open(url, { headers: () => ({}) }).service.describe(), { code: 'unauthenticated' });
  });

  it('sends a write again after the connection broke, and it happens once', async () => {
    const { url } = await startGateway();
    let broken = 0;
    const flaky: typeof fetch = async (input, init) => {
      const response = await fetch(input, init);
      if (broken++ > 0) return response;
      // The gateway has done it, and the answer never arrives.
      throw new TypeError('Failed to fetch');
    };
    const desk = open(url, { fetch: flaky });
    await desk.tickets.intake({ channelId: 'call', fields: { phone: '010-1234-5678' } });
    assert.equal(broken, 2);
    assert.equal((await desk.tickets.list({ limit: 10 })).items.length, 1);
  });

  it('says when the gateway cannot be reached, answers too late, or is something else', async () => {
    const nobody = await startServer(() => undefined);
    await assert.rejects(open(nobody, { timeoutMs: 60 }).grades.list(), {
      code: 'desk_unreachable',
      message: /in time/,
    });
    const page = await startServer((_, response) => response.end('<h1>Welcome</h1>'));
    await assert.rejects(open(page).grades.list(), { code: 'desk_unreachable', hint: /base URL/ });
    const proxy = await startServer((_, response) => response.writeHead(500).end('oops'));
    await assert.rejects(open(proxy).grades.list(), { code: 'desk_unreachable', details: { status: 500 } });
    const refused: typeof fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    await assert.rejects(open('http://127.0.0.1:1', { fetch: refused, timeoutMs: 4000 }).grades.list(), {
      code: 'desk_unreachable',
    });
  });

  it('gives up at once when the caller does', async () => {
    const nobody = await startServer(() => undefined);
    const leave = new AbortController();
    const call = open(nobody).grades.list({}, { signal: leave.signal });
    leave.abort();
    await assert.rejects(call, { code: 'aborted' });
  });

  it('waits no longer than for the gateway when the host never says which headers to send', async () => {
    const silent = { headers: () => new Promise<never>(() => undefined) };
    await assert.rejects(open('http://127.0.0.1:1', { ...silent, timeoutMs: 60 }).grades.list(), {
      code: 'desk_unreachable',
      message: /in time/,
    });
    const leave = new AbortController();
    const call = open('http://127.0.0.1:1', silent).grades.list({}, { signal: leave.signal });
    leave.abort();
    await assert.rejects(call, { code: 'aborted' });
  });

  it('says that the gateway cannot be reached when the host cannot say which headers to send', async () => {
    const headers = (): never => {
      throw new Error('nobody is signed in');
    };
    await assert.rejects(open('http://127.0.0.1:1', { headers }).grades.list(), {
      code: 'desk_unreachable',
      message: /could not be reached/,
    });
  });
});

describe('changes over HTTP', () => {
  it('reach everyone who listens, from whoever made them', async () => {
    const { url } = await startGateway();
    const [one, other] = [open(url), open(url)];
    const heard: Change[] = [];
    other.changes.subscribe((change) => heard.push(change));
    // The stream may open after the first change; those who come late see later ones.
    while (heard.length === 0) await one.tickets.intake({ channelId: 'call', fields: {} });
    assert.ok(['customerCreated', 'ticketArrived'].includes(heard[0]!.type));
  });

  it('go on after the gateway was restarted, and say that some were missed', async () => {
    const first = await startGateway();
    const desk = open(first.url);
    const heard: Change[] = [];
    desk.changes.subscribe((change) => heard.push(change));
    while (heard.length === 0) await desk.tickets.intake({ channelId: 'call', fields: {} });
    await first.stop();
    heard.length = 0;
    await startGateway(Number(new URL(first.url).port), first.storage);
    await until(() => heard.length > 0);
    assert.deepEqual(heard[0], { type: 'missed' });
    heard.length = 0;
    while (!heard.some((each) => each.type === 'ticketArrived')) {
      await desk.tickets.intake({ channelId: 'call', fields: {} });
    }
  });

  it('go on behind the last position, whichever gateway answers', async () => {
    const asked: (string | undefined)[] = [];
    const url = await startServer((request, response) => {
      asked.push(request.headers['last-event-id'] as string | undefined);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const id = asked.length;
      response.end(`: open\n\nid: ${id}\nevent: change\ndata: {"type":"gradesChanged"}\n\n`);
    });
    const desk = open(url);
    const heard: [string, string | undefined][] = [];
    desk.changes.subscribe((change, position) => heard.push([change.type, position]));
    await until(() => heard.length >= 3);
    assert.deepEqual(asked.slice(0, 3), [undefined, '1', '2']);
    assert.deepEqual(heard.slice(0, 3), [
      ['gradesChanged', '1'],
      ['gradesChanged', '2'],
      ['gradesChanged', '3'],
    ]);
  });

  it('are asked for again when the host never said which headers to send', async (t: TestContext) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    let asked = 0;
    const headers = (): Promise<never> => {
      asked++;
      return new Promise(() => undefined);
    };
    open('http://127.0.0.1:1', { headers }).changes.subscribe(() => undefined);
    while (asked < 2) {
      t.mock.timers.tick(60_000);
      await new Promise((done) => setImmediate(done));
    }
  });

  it('may have been missed when the first attempts to listen failed', async () => {
    let asked = 0;
    const url = await startServer((_, response) => {
      if (++asked === 1) return void response.writeHead(503).end();
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': open\n\n');
      response.write('event: change\ndata: {"type":"gradesChanged"}\n\n');
    });
    const heard: string[] = [];
    open(url).changes.subscribe(({ type }) => heard.push(type));
    await until(() => heard.includes('gradesChanged'));
    assert.deepEqual(heard, ['missed', 'gradesChanged']);
  });

  it('are no sign-in page: whoever listens is not told again and again to read everything', async (t: TestContext) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    let asked = 0;
    const heard: Change[] = [];
    const fetch = (): Promise<Response> => {
      asked++;
      const headers = { 'content-type': 'text/html' };
      return Promise.resolve(new Response('<!doctype html><title>Sign in</title>', { headers }));
    };
    open('http://desk.example.com', { fetch }).changes.subscribe((change) => heard.push(change));
    while (asked < 4) {
      t.mock.timers.tick(60_000);
      await new Promise((done) => setImmediate(done));
    }
    assert.deepEqual(heard, []);
  });

  it('cost one stream however many listen, and none when nobody does', async () => {
    let open_ = 0;
    let opened = 0;
    const url = await startServer((request, response) => {
      open_++;
      opened++;
      request.on('close', () => open_--);
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': open\n\n');
    });
    const desk = open(url);
    const stops = [1, 2, 3].map(() => desk.changes.subscribe(() => undefined));
    await until(() => open_ === 1);
    for (const stop of stops) stop();
    await until(() => open_ === 0);
    assert.equal(opened, 1);
  });
});
