/** A gateway as an HTTP server of Node that starts on loopback and stops without losing what is under way. */
import type { AddressInfo } from 'node:net';
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
    const starting = serve({ fetch: gateway.fetch, port, hostname: host }, () => resolve(starting));
    starting.once('error', reject);
  });
  const { port: taken } = server.address() as AddressInfo;
  const shownHost = host.includes(':') ? `[${host}]` : host;
  let stopping: Promise<void> | undefined;
  return {
    url: `http://${shownHost}:${taken}`,
    stop: () => (stopping ??= stopServer(server, gateway, graceMs)),
  };
}

async function stopServer(server: ServerType, gateway: Gateway, graceMs: number): Promise<void> {
  gateway.drain();
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // Connections that are kept alive without a request would hold the server open.
  const idle = setInterval(() => 'closeIdleConnections' in server && server.closeIdleConnections(), 50);
  const late = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), graceMs);
  await closed;
  clearInterval(idle);
  clearTimeout(late);
}
