/**
 * Servers that do everything a provider should not (trap 11, D15). Each call ends with a name for what happened, within
 * its deadline, and having taken no more than its limits.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { after, test } from 'node:test';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { createDesk, DeskError, memoryStorage } from '@deskcard/core';
import { callTo, ok, provider, rawProvider, silentServer, transportToTest } from '../../../test/provider.js';
import type { GuardedTransport } from './guarded-transport.js';

const deadline = 400;
/** A machine under load may be late; a call that never ends would still be found. */
const generous = 10_000;

/** Sends one call and gives how it ended; fails when that took longer than any deadline allows. */
async function fate(
  port: number,
  transport: GuardedTransport = transportToTest({ limits: { timeoutMs: deadline } }),
) {
  const started = performance.now();
  const end = await transport.send(callTo(port), {}).then(
    ({ status, contentType, body }) => ({ status, contentType, body }),
    (error: unknown) => {
      assert.ok(error instanceof DeskError, String(error));
      assert.doesNotMatch(JSON.stringify(error), /127\.0\.0\.1|93\.184/);
      return { code: error.code, ...error.details };
    },
  );
  assert.ok(performance.now() - started < generous);
  return end;
}

/** Writes on until the other side is gone; gives how many bytes the other side may have taken. */
function pour(socket: Socket, piece: Buffer): void {
  const more = (): void => {
    while (!socket.destroyed && socket.write(piece));
  };
  socket.on('drain', more);
  more();
}

const head = (...lines: string[]): string =>
  `HTTP/1.1 200 OK\r\n${lines.map((line) => `${line}\r\n`).join('')}\r\n`;
const mebi = 1_048_576;

/** No more than the limit, what framing it may have, and what sockets on both sides hold back. */
const assertBounded = ([socket]: Socket[], bytes: number): void => {
  assert.ok(socket!.bytesWritten < bytes + 8 * mebi, `${socket!.bytesWritten} bytes were taken`);
};

test('A provider that accepts a connection and never speaks TLS', async () => {
  const { port } = await silentServer();
  assert.deepEqual(await fate(port), { code: 'lookup_timeout', reason: 'noConnection' });
});

test('A provider that hangs before its headers', async () => {
  const { port, connections } = await rawProvider(() => undefined);
  assert.deepEqual(await fate(port), { code: 'lookup_timeout', reason: 'noReply' });
  assert.equal(connections.length, 1, 'the call is not made a second time');
});

test('A provider that drips its headers, or its body, byte by byte', async () => {
  const drip = (text: string, from: number) =>
    rawProvider((socket) => {
      let at = from;
      socket.write(text.slice(0, at));
      const timer = setInterval(() => socket.write(text[at++ % text.length]!), 20);
      after(() => clearInterval(timer));
    });
  const headers = await drip(head(`X: ${'x'.repeat(5000)}`), 0);
  assert.deepEqual(await fate(headers.port), { code: 'lookup_timeout', reason: 'noReply' });
  const start = head('Content-Length: 1000000');
  const body = await drip(start + 'x'.repeat(5000), start.length);
  assert.deepEqual(await fate(body.port), { code: 'lookup_timeout', reason: 'slowReply' });
});

test('A provider whose body never ends, with and without saying so', async () => {
  const x = Buffer.alloc(65_536, 'x');
  const chunk = Buffer.concat([Buffer.from('10000\r\n'), x, Buffer.from('\r\n')]);
  const bodies = [
    [head('Connection: close'), x],
    [head('Transfer-Encoding: chunked'), chunk],
    [head(`Content-Length: ${mebi + 1}`), x],
    [head('Content-Length: 99999999999'), x],
  ] as const;
  for (const [start, piece] of bodies) {
    const { port, connections } = await rawProvider((socket) => {
      socket.write(start);
      pour(socket, piece);
    });
    assert.deepEqual(await fate(port, transportToTest()), { code: 'lookup_too_large', reason: 'largeBody' });
    assertBounded(connections, 2 * mebi);
  }
});

test('A provider that never comes to its point: endless chunk extensions, endless interim replies', async () => {
  const endless = [
    [`${head('Transfer-Encoding: chunked')}1;`, 'x'.repeat(60_000)],
    ['', 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'.repeat(1000)],
  ] as const;
  for (const [start, piece] of endless) {
    const { port, connections } = await rawProvider((socket) => {
      socket.write(start);
      pour(socket, Buffer.from(piece));
    });
    const end = await fate(port, transportToTest());
    assert.ok('code' in end && /^lookup_(too_large|malformed|network)$/.test(end.code), JSON.stringify(end));
    assertBounded(connections, 3 * mebi);
  }
});

test('A body of exactly 1 MiB arrives whole, in chunks of any size; one byte more does not', async () => {
  const { port } = await provider((response, { body }) => {
    const [length = 0, piece = 1] = JSON.parse(body) as number[];
    response.writeHead(200, { 'Content-Type': 'application/json' });
    for (let at = 0; at < length; at += piece) response.write('x'.repeat(Math.min(piece, length - at)));
    response.end();
  });
  const transport = transportToTest();
  const send = (...body: number[]) => transport.send({ ...callTo(port), body: JSON.stringify(body) }, {});
  assert.equal((await send(mebi, 65_536)).body.length, mebi);
  assert.equal((await send(mebi, 16)).body.length, mebi);
  await assert.rejects(send(mebi + 1, 65_536), {
    code: 'lookup_too_large',
    details: { reason: 'largeBody' },
  });
});

test('A bomb: what is compressed is refused unread, whatever it would become', async () => {
  const zeros = Buffer.alloc(64 * mebi);
  const bombs = {
    gzip: gzipSync(zeros),
    deflate: deflateSync(zeros),
    br: brotliCompressSync(Buffer.alloc(mebi)),
  };
  for (const [encoding, bomb] of Object.entries(bombs)) {
    const { port, received } = await provider((response) =>
      response.writeHead(200, { 'Content-Encoding': encoding }).end(bomb),
    );
    const before = process.memoryUsage().arrayBuffers;
    assert.deepEqual(await fate(port), { code: 'lookup_malformed', reason: 'compressed' });
    assert.ok(process.memoryUsage().arrayBuffers - before < 32 * mebi);
    assert.equal(received[0]!.headers['accept-encoding'], 'identity');
  }
  const layered = await provider((response) =>
    response.writeHead(200, { 'Content-Encoding': 'identity, gzip' }).end(bombs.gzip),
  );
  assert.deepEqual(await fate(layered.port), { code: 'lookup_malformed', reason: 'compressed' });
  const plain = await provider((response) =>
    response.writeHead(200, { 'Content-Encoding': 'Identity' }).end(ok),
  );
  assert.deepEqual(await fate(plain.port), { status: 200, contentType: '', body: ok });
});

test('Headers without end, in one line or in many', async () => {
  for (const piece of ['x'.repeat(1000), 'a: b\r\n'.repeat(200)]) {
    const { port, connections } = await rawProvider((socket) => {
      socket.write('HTTP/1.1 200 OK\r\na: ');
      pour(socket, Buffer.from(piece));
    });
    assert.deepEqual(await fate(port, transportToTest()), {
      code: 'lookup_too_large',
      reason: 'largeHeaders',
    });
    assertBounded(connections, 65_536);
  }
});

test('Connections that break: reset, half-closed without a word, a reply cut short', async () => {
  const cut = { code: 'lookup_network', reason: 'brokenOff' };
  const speeches: ((socket: Socket) => void)[] = [
    (socket) => void socket.destroy(),
    (socket) => void socket.end(),
    (socket) => void socket.end('HTTP/1.1 200 OK\r\nContent-'),
    (socket) => void socket.end(`${head('Content-Length: 100')}{"data":`),
    (socket) => void socket.end(`${head('Transfer-Encoding: chunked')}ff\r\n{"data":`),
    (socket) => void socket.end(`${head('Transfer-Encoding: chunked')}8\r\n{"data":\r\n`),
  ];
  for (const [index, speak] of speeches.entries()) {
    const { port, called } = await rawProvider(speak);
    assert.deepEqual(await fate(port, transportToTest()), cut, `speech ${index}`);
    assert.equal(called(), 1, 'what was sent is never sent again');
  }
  const reset = await silentServer((socket) => void socket.resetAndDestroy());
  const end = await fate(reset.port, transportToTest());
  assert.equal('code' in end && end.code, 'lookup_network');
  assert.equal(reset.connections.length, 2, 'nothing was sent, so it was tried once more');
});

test('What is no HTTP, and a reply that claims two lengths', async () => {
  for (const words of [
    'SSH-2.0-OpenSSH_9.2\r\n',
    'HTTP/9.9 200 OK\r\n\r\n',
    head('Content-Length: -1'),
    '\0\0\0\0\r\n',
  ]) {
    const { port } = await rawProvider((socket) => void socket.end(words));
    assert.deepEqual(
      await fate(port, transportToTest()),
      { code: 'lookup_malformed', reason: 'notHttp' },
      words,
    );
  }
  const both = head('Content-Length: 2', 'Transfer-Encoding: chunked');
  const { port } = await rawProvider((socket) => void socket.end(`${both}2\r\n{}\r\n0\r\n\r\n`));
  const end = await fate(port, transportToTest());
  assert.ok('code' in end && end.code === 'lookup_network', 'a reply of two lengths');
});

test('A second reply on the same connection is nobody’s answer', async () => {
  const { port } = await rawProvider((socket) => {
    const one = (body: string): string => head(`Content-Length: ${body.length}`) + body;
    socket.write(one('{"data":{"name":"first"}}') + one('{"data":{"name":"second"}}'));
  });
  const transport = transportToTest();
  for (let call = 0; call < 3; call++) {
    const end = await transport.send(callTo(port), {});
    assert.equal(end.body, '{"data":{"name":"first"}}');
  }
});

test('Bytes that are not UTF-8', async () => {
  const latin1 = Buffer.from('{"data":{"name":"Kim H\xf6ng"}}', 'latin1');
  for (const bytes of [
    latin1,
    Buffer.from([0xed, 0xa0, 0x80]),
    Buffer.from([0xc0, 0xaf]),
    Buffer.from([0xf0, 0x9f]),
  ]) {
    const { port } = await provider((response) => response.end(bytes));
    assert.deepEqual(await fate(port), { code: 'lookup_malformed', reason: 'notUtf8' });
  }
});

test('Five redirects are refused, and a sixth without a target', async () => {
  for (const status of [301, 302, 303, 307, 308, 304]) {
    const { port, connections } = await provider((response) =>
      response.writeHead(status, { Location: 'https://169.254.169.254/latest/meta-data/' }).end(),
    );
    assert.deepEqual(await fate(port), { code: 'lookup_blocked', reason: 'redirect' });
    assert.equal(connections.length, 1);
  }
});

test('What an agent and an administrator read when a reply is HTML, of another type, or nested without end', async () => {
  const deep = '['.repeat(500_000);
  const replies = [
    ['text/html', '<!doctype html><h1>Please log in</h1>', 'malformed'],
    ['image/png', '\x89PNG', 'malformed'],
    ['application/json', `{"data":${deep}`, 'malformed'],
    ['application/json', `{"data":{"name":${deep}${']'.repeat(500_000)}}}`, 'malformed'],
    ['application/json', `${'{"data":'.repeat(100_000)}1${'}'.repeat(100_000)}`, 'malformed'],
    ['text/plain', ok, 'found'],
  ] as const;
  let [contentType, body]: readonly [string, string, ...unknown[]] = replies[0];
  const { port } = await provider((response) =>
    response.writeHead(200, { 'Content-Type': contentType }).end(body),
  );
  const base = { storage: memoryStorage(), transport: transportToTest(), checkAnswers: true };
  const admin = createDesk({ ...base, principal: { user: 'mina', role: 'admin' } });
  const agent = createDesk({ ...base, principal: { user: 'jun', role: 'agent' } });
  const { apiId } = await admin.lookups.save({
    name: 'Members',
    baseUrl: callTo(port).url,
    security: { mode: 'none', signedText: 'body+timestamp' },
    searchItems: [],
    resultItems: [{ itemId: 'r1', screenName: 'Name', dataName: 'name' }],
  });
  for (const [type, text, outcome] of replies) {
    [contentType, body] = [type, text];
    assert.equal((await agent.lookups.search({ apiId, inputs: {} })).outcome, outcome, type);
  }
  const { port: away } = await provider((response) => response.writeHead(302, { Location: '/' }).end());
  const api = { ...(await admin.lookups.list()).items[0]!, baseUrl: callTo(away).url };
  await admin.lookups.save(api);
  const seen = [admin, agent].map((desk) => desk.lookups.search({ apiId, inputs: {} }));
  assert.deepEqual(
    (await Promise.all(seen)).map(({ outcome, reason }) => [outcome, reason]),
    [
      ['blocked', 'redirect'],
      ['blocked', undefined],
    ],
  );
});

test('However a call ends early, whatever kind of reply is under way, the server stays up', async () => {
  const kinds = [[], ['Connection: close'], ['Content-Length: 500000'], ['Transfer-Encoding: chunked']];
  const starts = [
    'HTTP/1.1 200 OK',
    'HTTP/1.0 200 OK',
    'HTTP/1.1 302 Found',
    'HTTP/1.1 200 OK\r\nContent-Encoding: gzip',
  ];
  const endings: ((socket: Socket, agent: AbortController) => void)[] = [
    () => undefined,
    (_, agent) => agent.abort(),
    (socket) => void socket.end(),
    (socket) => void socket.destroy(),
    (socket) => pour(socket, Buffer.alloc(65_536, '1')),
    (socket, agent) => {
      socket.end();
      agent.abort();
    },
  ];
  const transport = transportToTest({ limits: { timeoutMs: 300, concurrentPerApi: 100 } });
  const runs = kinds.flatMap((lines) =>
    starts.flatMap((start) => endings.map((ending) => ({ lines, start, ending }))),
  );
  const known = /^(lookup_(timeout|network|blocked|malformed|too_large)|aborted)$/;
  const run = async ({ lines, start, ending }: (typeof runs)[number]): Promise<void> => {
    const agent = new AbortController();
    const { port, connections } = await rawProvider((socket) => {
      socket.write([start, ...lines, '', '5\r\n{"dat\r\n'].join('\r\n'));
      // In a later turn, so that the reply has begun.
      setTimeout(() => ending(socket, agent), 20);
    });
    const end = await transport.send(callTo(port), { signal: agent.signal }).then(
      // A body without a length ends where the connection does.
      ({ status }) => String(status),
      ({ code }: DeskError) => code,
    );
    assert.match(end, end === '200' ? /200/ : known);
    for (const socket of connections) if (!socket.closed) await once(socket, 'close');
  };
  for (let at = 0; at < runs.length; at += 12) await Promise.all(runs.slice(at, at + 12).map(run));
});
