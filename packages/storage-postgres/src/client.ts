/** One connection of the pool: how it is given back, and what becomes of one that no longer answers. */
import type { Writable } from 'node:stream';
import type { ClientBase } from 'pg';
import { tooSlow } from './failures.js';

export interface Client extends ClientBase {
  release(destroy?: boolean): void;
}

/** Rolls back and gives the connection to the pool; one that does not answer in time is thrown away. */
export async function rollBack(client: Client, patience: number): Promise<void> {
  client.on('error', ignore);
  const isWell = await within(patience, client.query('rollback')).then(
    () => true,
    () => false,
  );
  if (isWell) client.off('error', ignore);
  giveBack(client, isWell);
}

/** Stays with a connection that is thrown away, which may still fail when nobody else listens. */
export const ignore = (): void => undefined;

/** To the pool, or out of it. */
export function giveBack(client: Client, isWell: boolean): void {
  client.release(!isWell);
  if (!isWell) cut(client);
}

/** Gives up a connection on which a goodbye may never be answered; left alone it would keep its process for ever. */
export function cut(client: ClientBase): void {
  const { connection } = client as unknown as { connection: { stream: Partial<Writable> } };
  connection.stream.destroy?.();
}

/** What the promise gives, or `storage_unavailable` when it takes too long. */
export async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooSlow(milliseconds)), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
