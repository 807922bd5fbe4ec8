import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { createDesk, memoryStorage } from '@deskcard/core';
import { createProvider, nodeListener } from '@deskcard/core/provider';
import { fetchTransport, type FetchTransportOptions } from './fetch-transport.js';

type Answer = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;

const closing: (() => void)[] = [];
after(() => closing.forEach((close) => close()));

/** The origin of a server on loopback that lives as long as this file. */
async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A provider that answers what a test tells it to; `seen` are the calls that reached it. */
async function provider(answer: Answer): Promise<{ url: string; seen: IncomingMessage[] }> {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    seen.push(request);
    response.on('error', () => undefined);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => answer(request, response, Buffer.concat(chunks)));
  });
  return { url: `${await listening(server)}/customer`, seen };
}

const send = (url: string, options: FetchTransportOptions = {}, signal?: AbortSignal) =>
  fetchTransport({ allowInsecure: true, ...options }).send({ url, headers: {}, body: '{}' }, { signal });

const json = (response: ServerResponse, body: string | Buffer, headers = {}) =>
  response.writeHead(200, { 'Content-Type': 'application/json; charset=UTF-8', ...headers }).end(body);

test('The provider receives exactly the bytes and headers that were signed, and no cookies', async () => {
  let received = '';
  const { url, seen } = await provider((_request, response, body) => {
    received = body.toString('utf8');
    json(response, '{"data":{"name":"홍길동"}}');
  });
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'X-TC-Timestamp': '1',
    Authorization: 'abc=',
  };
  const call = { url, headers, body: '{"name":"홍길동 🇰🇷"}' };
  const reply = await fetchTransport({ allowInsecure: true }).send(call, {});
  assert.equal(received, call.body);
  assert.equal(seen[0]?.method, 'POST');
  assert.equal(seen[0]?.url, '/customer');
  assert.equal(seen[0]?.headers['x-tc-timestamp'], '1');
  assert.equal(seen[0]?.headers.authorization, 'abc=');
  assert.equal(seen[0]?.headers['content-type'], 'application/json; charset=utf-8');
  assert.equal(seen[0]?.headers.cookie, undefined);
  assert.equal(seen[0]?.headers.referer, undefined);
  assert.deepEqual(reply, {
    status: 200,
    body: '{"data":{"name":"홍길동"}}',
    contentType: 'application/json',
  });
});

test('What the provider says about keeping its answer comes along with it (B11)', async () => {
  const { url } = await provider((_request, response) =>
    json(response, '{"data":{}}', { 'Cache-Control': 'private, max-age=60' }),
  );
  assert.equal((await send(url)).cacheControl, 'private, max-age=60');
});

test('A desk finds a customer at a real server over a verified signature (B16)', async () => {
  let key = '';
  const handler = createProvider({
    keys: () => key,
    lookup: ({ id }) => (id === '7' ? { name: '홍길동' } : undefined),
  });
  const server = await listening(createServer(nodeListener(handler)));
  const url = `${server}/customer`;
  const desk = createDesk({
    storage: memoryStorage(),
    principal: { user: 'mina', role: 'admin' },
    transport: fetchTransport({ allowInsecure: true }),
    settings: { allowInsecureProviders: true },
  });
  const item = { division: 'general', control: 'text', required: true, dataLength: 0 } as const;
  const { apiId } = await desk.lookups.save({
    name: 'Members',
    baseUrl: url,
    security: { mode: 'signature', signedText: 'body+timestamp' },
    searchItems: [{ ...item, itemId: 's', screenName: 'Id', variableName: 'id' }],
    resultItems: [{ itemId: 'r', screenName: 'Name', dataName: 'name' }],
  });
  assert.equal((await desk.lookups.search({ apiId, inputs: { id: '7' } })).outcome, 'notAllowed');
  key = (await desk.lookups.showKey({ apiId })).key;
  const result = await desk.lookups.search({ apiId, inputs: { id: '7' } });
  assert.deepEqual([result.outcome, result.values[0]?.text], ['found', '홍길동']);
  assert.equal((await desk.lookups.search({ apiId, inputs: { id: '8' } })).outcome, 'noResult');
});

test('Only https may be called; the development switch opens plain http to this machine alone (D15)', async () => {
  const { url, seen } = await provider((_request, response) => json(response, '{}'));
  const blocked = { code: 'lookup_blocked' };
  await assert.rejects(send(url, { allowInsecure: false }), blocked);
  await assert.rejects(send(url.replace('http://', 'http://user:secret@')), blocked);
  const elsewhere = [
    'http://example.com/',
    'http://10.0.0.1/',
    'http://127.0.0.1.example.com/',
    'http://[::2]/',
  ];
  const spellings = ['file:///etc/passwd', 'data:application/json,{}', 'ftp://127.0.0.1/', 'localhost', ''];
  for (const address of [...elsewhere, ...spellings, 'http://localhost.example.com/', 'http://0.0.0.0/']) {
    await assert.rejects(send(address), blocked, address);
  }
  assert.equal(seen.length, 0);
  for (const host of ['localhost', '127.1']) {
    assert.equal((await send(url.replace('127.0.0.1', host))).status, 200);
  }
});

test('A provider that never answers ends as a timeout (trap 11)', async () => {
  const { url } = await provider(() => undefined);
  await assert.rejects(send(url, { timeoutMs: 40 }), { code: 'lookup_timeout' });
});

test('A reply that drips byte by byte ends at the same deadline (trap 11)', async () => {
  const { url } = await provider((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    const drip = setInterval(() => response.write(' '), 5);
    response.on('close', () => clearInterval(drip));
  });
  await assert.rejects(send(url, { timeoutMs: 120 }), { code: 'lookup_timeout' });
});

test('A reply larger than the bound is refused while it streams, whatever length it claims (trap 11)', async () => {
  let closed: Promise<unknown> = Promise.resolve();
  const { url } = await provider((_request, response) => {
    closed = once(response, 'close');
    response.writeHead(200, { 'Content-Type': 'application/json' });
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(65_536)));
    };
    response.on('drain', more);
    more();
  });
  await assert.rejects(send(url, { replyBytes: 100_000 }), { code: 'lookup_too_large' });
  await closed;
  const { url: exact } = await provider((_request, response) => json(response, 'x'.repeat(1000)));
  assert.equal((await send(exact, { replyBytes: 1000 })).body.length, 1000);
  await assert.rejects(send(exact, { replyBytes: 999 }), { code: 'lookup_too_large' });
});

test('A small compressed reply that unpacks to a huge one is refused', async () => {
  const bomb = gzipSync(Buffer.alloc(5_000_000, 'x'));
  assert.ok(bomb.length < 100_000);
  const { url } = await provider((_request, response) =>
    json(response, bomb, { 'Content-Encoding': 'gzip' }),
  );
  await assert.rejects(send(url, { replyBytes: 100_000 }), { code: 'lookup_too_large' });
});

test('No redirect is followed, least of all to a metadata address (trap 11)', async () => {
  const metadata = await provider((_request, response) => json(response, '{"data":{"role":"secret"}}'));
  for (const status of [301, 302, 303, 307, 308]) {
    const { url } = await provider((_request, response) => {
      response.writeHead(status, { Location: metadata.url }).end();
    });
    await assert.rejects(send(url), { code: 'lookup_blocked' });
  }
  assert.equal(metadata.seen.length, 0);
  const hidden = () => Promise.resolve(Response.error());
  await assert.rejects(send(metadata.url, { fetch: hidden }), { code: 'lookup_blocked' });
});

test('A connection that breaks after the call went out is not called again', async () => {
  const { url, seen } = await provider((request) => request.socket.destroy());
  await assert.rejects(send(url), { code: 'lookup_network' });
  assert.equal(seen.length, 1);
  const half = await provider((request, response) => {
    response.writeHead(200, { 'Content-Length': '100' }).write('{"data"');
    setImmediate(() => request.socket.destroy());
  });
  await assert.rejects(send(half.url), { code: 'lookup_network' });
  assert.equal(half.seen.length, 1);
});

test('A connection that did not come about is tried once more, and only once (D15)', async () => {
  const { url, seen } = await provider((_request, response) => json(response, '{"data":{}}'));
  let attempts = 0;
  const failing = (times: number, cause?: unknown): typeof fetch => {
    attempts = 0;
    return (...given) =>
      ++attempts > times ? fetch(...given) : Promise.reject(new TypeError('failed', { cause }));
  };
  const refused = { code: 'ECONNREFUSED' };
  assert.equal((await send(url, { fetch: failing(1, refused) })).body, '{"data":{}}');
  assert.deepEqual([attempts, seen.length], [2, 1]);
  await assert.rejects(send(url, { fetch: failing(2, refused) }), { code: 'lookup_network' });
  assert.deepEqual([attempts, seen.length], [2, 1]);
  await assert.rejects(send(url, { fetch: failing(1) }), { code: 'lookup_network' });
  assert.equal(attempts, 1);
});

test('Nobody listening is a network error', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  await assert.rejects(send(`http://127.0.0.1:${port}/`), { code: 'lookup_network' });
});

test('Bytes that are not UTF-8 are malformed; a leading byte order mark is not part of the text', async () => {
  const { url } = await provider((_request, response) =>
    json(response, Buffer.from([0x7b, 0xc7, 0xd1, 0x7d])),
  );
  await assert.rejects(send(url), { code: 'lookup_malformed' });
  const marked = await provider((_request, response) => json(response, '\ufeff{"data":{}}'));
  assert.equal((await send(marked.url)).body, '{"data":{}}');
});

test('Pages, errors and empty replies come back as they are, for the core to judge', async () => {
  const html = await provider((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'Text/HTML; charset=utf-8' }).end('<h1>Login</h1>');
  });
  assert.deepEqual(await send(html.url), { status: 200, contentType: 'text/html', body: '<h1>Login</h1>' });
  for (const status of [204, 400, 401, 404, 500, 503]) {
    const { url, seen } = await provider((_request, response) => response.writeHead(status).end());
    assert.deepEqual(await send(url), { status, contentType: '', body: '' });
    assert.equal(seen.length, 1, `${status} is not retried`);
  }
});

test('Whoever gives up is told so at once, before, during and after the reply began', async () => {
  const aborted = { code: 'aborted' };
  const never = await provider(() => undefined);
  await assert.rejects(send(never.url, {}, AbortSignal.abort()), aborted);
  assert.equal(never.seen.length, 0);
  for (const begin of [false, true]) {
    const controller = new AbortController();
    const { url } = await provider((_request, response) => {
      if (begin) response.writeHead(200).write('{');
      setTimeout(() => controller.abort(), 20);
    });
    await assert.rejects(send(url, {}, controller.signal), aborted);
  }
});
