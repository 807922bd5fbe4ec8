import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { signRequest } from '../lookup/protocol.js';
import { createProvider, nodeListener } from './provider.js';

const key = 'bf7769e5321448de88838cdb';
const named = { keyId: 'k1', secret: key };
const closing: (() => void)[] = [];
after(() => closing.forEach((close) => close()));

async function serve(handle: (request: Request) => Promise<Response>): Promise<string> {
  const server = createServer(nodeListener(handle)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/customer?lang=ko`;
}

async function call(baseUrl: string, body: string): Promise<Response> {
  const target = { baseUrl, security: { mode: 'signature', signedText: 'uri+body+timestamp' } } as const;
  const { headers } = await signRequest(target, body, named, Date.now());
  return fetch(baseUrl, { method: 'POST', headers, body });
}

test('A company’s Node server verifies the bytes and the path as they came (B16)', async () => {
  const url = await serve(
    createProvider({ keys: key, signedText: 'uri+body+timestamp', lookup: (inputs) => inputs }),
  );
  const response = await call(url, '{"name":"홍길동 🇰🇷"}');
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('Content-Type'), 'application/json; charset=utf-8');
  assert.deepEqual(await response.json(), { data: { name: '홍길동 🇰🇷' } });
  assert.equal((await fetch(url)).status, 405);
});

test('A body that is too large is answered with 413, and the next call on the connection is answered too', async () => {
  const url = await serve(createProvider({ keys: key, maxBodyBytes: 1000, lookup: () => ({}) }));
  const headers = { 'Content-Type': 'application/json' };
  for (let round = 0; round < 3; round++) {
    const response = await fetch(url, { method: 'POST', headers, body: 'x'.repeat(3_000_000) });
    assert.equal(response.status, 413);
    await response.arrayBuffer();
  }
  const unread = await fetch(url, { method: 'POST', body: 'x'.repeat(3_000_000) });
  assert.equal(unread.status, 415);
});

test('A long answer waits for a slow reader and stops when the reader leaves', async () => {
  let produced = 0;
  let cancelled: () => void = () => undefined;
  const stopped = new Promise<void>((done) => (cancelled = done));
  const endless = () => {
    const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
      produced++;
      controller.enqueue(new Uint8Array(65_536));
    };
    return Promise.resolve(new Response(new ReadableStream({ pull, cancel: () => cancelled() })));
  };
  const asking = httpRequest(await serve(endless)).end();
  const [answer] = (await once(asking, 'response')) as [NodeJS.ReadableStream];
  answer.pause();
  asking.destroy();
  await stopped;
  assert.ok(produced < 1000);
});

test('The handler learns that the caller has left; a handler that fails breaks the connection, not the server', async () => {
  let left: () => void = () => undefined;
  const noticed = new Promise<void>((done) => (left = done));
  const waiting = await serve(
    (request) =>
      new Promise((_, reject) =>
        request.signal.addEventListener('abort', () => (left(), reject(new Error()))),
      ),
  );
  const controller = new AbortController();
  const asked = fetch(waiting, { signal: controller.signal });
  setTimeout(() => controller.abort(), 20);
  await assert.rejects(asked, { name: 'AbortError' });
  await noticed;
  let calls = 0;
  const failing = await serve(() =>
    ++calls === 1 ? Promise.reject(new Error('bug')) : Promise.resolve(new Response('ok')),
  );
  await assert.rejects(fetch(failing));
  assert.equal(await (await fetch(failing)).text(), 'ok');
});
