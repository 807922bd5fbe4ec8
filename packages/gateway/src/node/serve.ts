/** A gateway as an HTTP server of Node that starts on loopback and stops without losing what is under way. */
import type { IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { serve, type ServerType } from '@hono/node-server';
import type { Gateway } from '../gateway.js';

export interface ServeOptions {
  /** 0 takes any free one; 8787 when absent */
  port?: number;
  /** `127.0.0.1` when absent: a server that others can reach is a decision */
  host?: string;
  /** how long requests under way may take when the server stops, in milliseconds; 10,000 when absent */
  graceMs?: number;
}

export interface RunningGateway {
  url: string;
  /** Refuses new requests, waits for those under way, then closes. */
  stop: () => Promise<void>;
}

export async function serveGateway(gateway: Gateway, options: ServeOptions = {}): Promise<RunningGateway> {
  const { port = 8787, host = '127.0.0.1', graceMs = 10_000 } = options;
  const server = await new Promise<ServerType>((resolve, reject) => {
    const answer = (request: Request, { incoming }: { incoming: { socket: Socket } }): Promise<Response> =>
      gateway.fetch(request, goneFrom(incoming.socket));
    const starting = serve({ fetch: answer, port, hostname: host }, () => resolve(starting));
    starting.once('error', reject);
  });
  const unused = unusedConnections(server);
  const { port: taken } = server.address() as AddressInfo;
  const shownHost = host.includes(':') ? `[${host}]` : host;
  let stopping: Promise<void> | undefined;
  return {
    url: `http://${shownHost}:${taken}`,
    stop: () => (stopping ??= stopServer(server, unused, gateway, graceMs)),
  };
}

const leaving = new WeakMap<Socket, AbortSignal>();

/** Aborts when the connection ends. One for all its requests, because Node takes long to make one and to let go of it. */
function goneFrom(socket: Socket): AbortSignal {
  const known = leaving.get(socket);
  if (known !== undefined) return known;
  const controller = new AbortController();
  leaving.set(socket, controller.signal);
  socket.once('close', () => controller.abort());
  return controller.signal;
}

/** Connections on which nothing was asked yet: browsers open some ahead, and Node does not count them as idle. */
function unusedConnections(server: ServerType): ReadonlySet<Socket> {
  const unused = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.on('request', ({ socket }: IncomingMessage) => unused.delete(socket));
  return unused;
}

async function stopServer(
  server: ServerType,
  unused: ReadonlySet<Socket>,
  gateway: Gateway,
  graceMs: number,
): Promise<void> {
  gateway.drain();
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // Connections that are kept alive without a request would hold the server open.
  const closeIdle = (): void => {
    if ('closeIdleConnections' in server) server.closeIdleConnections();
    for (const socket of unused) if (socket.bytesRead === 0) socket.destroy();
  };
  const idle = setInterval(closeIdle, 50);
  const late = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), graceMs);
  closeIdle();
  await closed;
  clearInterval(idle);
  clearTimeout(late);
}
