/**
 * Connections between two transactions. A transaction that only read ends with a rollback that nobody waits for; it
 * leaves with the first words of the next transaction where there is one at once, because to send it alone, and to
 * read its answer, costs as much as the reading did.
 */
import { giveBack, ignore, rollBack, type Client } from './client.js';

/** A connection, and what has to be said on it before anything else. */
export interface Rested {
  client: Client;
  leftover: string;
}

export class Resting {
  readonly #clients = new Map<Client, () => void>();
  readonly #isWanted: () => boolean;
  readonly #rest: number;

  /**
   * `isWanted` tells whether others wait for a connection; `rest` is how long one waits for the next transaction, in
   * milliseconds. Agents who are answered together ask again together, a few turns later: it covers that.
   */
  constructor(isWanted: () => boolean, rest = 4) {
    this.#isWanted = isWanted;
    this.#rest = rest;
  }

  /** One that was let go of just now. */
  take(): Rested | undefined {
    for (const [client, leave] of this.#clients) {
      leave();
      return { client, leftover: 'rollback; ' };
    }
    return undefined;
  }

  /** For whoever takes it in time; after that it is rolled back. */
  rest(client: Client, patience: number): void {
    if (this.#isWanted()) return void rollBack(client, patience);
    const leave = (): void => {
      clearTimeout(timer);
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
    const timer = setTimeout(() => {
      leave();
      void rollBack(client, patience);
    }, this.#rest);
  }
}
