/**
 * Connections between two transactions. A transaction that only read ends with a rollback that nobody waits for; it
 * leaves with the first words of the next transaction where there is one at once, because to send it alone, and to
 * read its answer, costs as much as the reading did.
 */
import type { Writable } from 'node:stream';
import type { ClientBase } from 'pg';
import { tooSlow } from './failures.js';

export interface Client extends ClientBase {
  release(destroy?: boolean): void;
}

/** A connection, and what has to be said on it before anything else. */
export interface Rested {
  client: Client;
  leftover: string;
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
const ignore = (): void => undefined;

/** To the pool, or out of it. */
export function giveBack(client: Client, isWell: boolean): void {
  client.release(!isWell);
  if (!isWell) cut(client);
}

export class Resting {
  readonly #clients = new Map<Client, () => void>();
  readonly #isWanted: () => boolean;

  /** `isWanted` tells whether others wait for a connection. */
  constructor(isWanted: () => boolean) {
    this.#isWanted = isWanted;
  }

  /** One that was let go of just now. */
  take(): Rested | undefined {
    for (const [client, leave] of this.#clients) {
      leave();
      return { client, leftover: 'rollback; ' };
    }
    return undefined;
  }

  /** For whoever takes it in this turn or the next one; after that it is rolled back. */
  rest(client: Client, patience: number): void {
    if (this.#isWanted()) return void rollBack(client, patience);
    const leave = (): void => {
      this.#clients.delete(client);
      client.off('error', breaks);
    };
    const breaks = (): void => {
      leave();
      client.on('error', ignore);
      giveBack(client, false);
    };
    client.on('error', breaks);
    this.#clients.set(client, leave);
    inTwoTurns(() => {
      if (this.#clients.get(client) !== leave) return;
      leave();
      void rollBack(client, patience);
    });
  }
}

function inTwoTurns(work: () => void): void {
  setImmediate(() => setImmediate(work));
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
