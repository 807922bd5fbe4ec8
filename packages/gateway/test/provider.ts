/**
 * Providers on loopback for tests of outgoing calls, with real TLS. The key in test/tls is for these names and this
 * folder alone; the key of its authority was thrown away after it had signed it (openssl, P-256, 100 years).
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer as createHttps, type Server } from 'node:https';
import {
  connect,
  createServer as createTcp,
  type AddressInfo,
  type Server as TcpServer,
  type Socket,
} from 'node:net';
import { createServer as createTls } from 'node:tls';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { after } from 'node:test';
import type { Dial } from '../src/node/egress/connect.js';
import { transportOver, type GuardedTransportOptions } from '../src/node/egress/guarded-transport.js';

const pem = (name: string): string => readFileSync(new URL(`./tls/${name}.pem`, import.meta.url), 'utf8');
export const authority = pem('authority');
const identity = { key: pem('provider.key'), cert: pem('provider') };

/** An address of the public internet, to which no test ever sends a byte. */
export const publicAddress = '93.184.215.14';

export const ok = '{"data":{"name":"Kim"}}';

export interface Listening {
  port: number;
  /** connections that were opened, encrypted or not */
  connections: Socket[];
}

/** As long as the test file; connections are broken off then. */
async function listening(server: TcpServer): Promise<Listening> {
  const connections: Socket[] = [];
  server.on('connection', (socket: Socket) => {
    socket.on('error', () => undefined);
    connections.push(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  after(() => {
    server.close();
    for (const socket of connections) socket.destroy();
  });
  return { port: (server.address() as AddressInfo).port, connections };
}

export interface Received {
  headers: IncomingMessage['headers'];
  method: string | undefined;
  path: string | undefined;
  body: string;
}

export type Answer = (response: ServerResponse, received: Received) => void;

/** A provider that speaks HTTP over TLS as it should; what it received is kept. */
export async function provider(
  answer: Answer = (response) => response.end(ok),
): Promise<Listening & { received: Received[] }> {
  const received: Received[] = [];
  const server: Server = createHttps(identity, (request, response) => {
    response.on('error', () => undefined);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { headers, method, url: path } = request;
      const one = { headers, method, path, body: Buffer.concat(chunks).toString() };
      received.push(one);
      answer(response, one);
    });
  });
  return { ...(await listening(server)), received };
}

/** A provider that says whatever it likes on each encrypted connection, once the call has begun to come in. */
export async function rawProvider(
  speak: (socket: Socket) => void,
): Promise<Listening & { called: () => number }> {
  let calls = 0;
  const server = createTls(identity, (socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      calls += 1;
      speak(socket);
    });
  });
  return { ...(await listening(server)), called: () => calls };
}

/** A server without TLS, and without a word. */
export async function silentServer(
  onConnect: (socket: Socket) => void = () => undefined,
): Promise<Listening> {
  return listening(createTcp(onConnect));
}

/** Connects to loopback, whatever address it is given, and remembers which that was. */
export function pretendDial(): { dial: Dial; dialled: string[] } {
  const dialled: string[] = [];
  return {
    dialled,
    dial: (address, port) => {
      dialled.push(address);
      return connect({ host: '127.0.0.1', port });
    },
  };
}

/** A transport for which `provider.test` stands on the public internet, and is really on loopback. */
export function transportToTest(options: GuardedTransportOptions = {}) {
  const { dial, dialled } = pretendDial();
  const resolve = async (): Promise<string[]> => [publicAddress];
  return { ...transportOver(dial, { ca: [authority], resolve, ...options }), dialled };
}

export const callOf = (url: string, body = '{"phone":"01012345678"}') => ({
  url,
  headers: { 'Content-Type': 'application/json; charset=utf-8' },
  body,
});
export const callTo = (port: number, host = 'provider.test') =>
  callOf(`https://${host}:${port}/customer?a=1`);
