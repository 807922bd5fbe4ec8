/**
 * A taken port is no reason to fail: the next one does as well. Everything listens on this machine alone.
 */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export const HOST = '127.0.0.1';

/** How many ports are tried before it is said that something else is wrong. */
const ATTEMPTS = 50;

/** Calls `start` with `port`, and with the next one as long as the port is taken. 0 means any free port. */
export async function onFreePort<T>(port: number, start: (port: number) => Promise<T>): Promise<T> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    try {
      return await start(port === 0 ? 0 : port + attempt);
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
  throw new Error(`The ports ${port} to ${port + ATTEMPTS - 1} are all taken; free one or ask for another.`);
}

/** Listens on one port of this machine; gives the port. Rejects when it is taken. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, HOST, () => {
      server.off('error', fail);
      done((server.address() as AddressInfo).port);
    });
  });
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
}
