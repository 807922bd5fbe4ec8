/**
 * Hears of commits in other processes: `NOTIFY` is the bell, what happened is read from the table. A poll finds what was
 * not rung for, so a lost connection or a process that died between its commit and the bell delays a change and loses
 * none.
 */
import { escapeIdentifier, Client, type ClientConfig } from 'pg';

export interface ListenerOptions {
  config: ClientConfig;
  channel: string;
  /** milliseconds between two looks without a bell */
  poll: number;
  random: () => number;
  /** the workspace something happened in; undefined when it may be any */
  onBell: (workspace: string | undefined) => void;
}

/** Milliseconds before connecting again: the first time, and at most. */
const pauses = { first: 100, most: 5000 };

export class Listener {
  readonly #options: ListenerOptions;
  #client: Client | undefined;
  #poll: ReturnType<typeof setInterval> | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #connecting: Promise<void> | undefined;
  #closing: Promise<unknown> = Promise.resolve();

  constructor(options: ListenerOptions) {
    this.#options = options;
  }

  start(): void {
    if (this.#poll !== undefined) return;
    this.#poll = setInterval(() => this.#options.onBell(undefined), this.#options.poll);
    this.#poll.unref();
    this.#connecting = this.#connect();
  }

  /** Resolves once the connection is gone. */
  async stop(): Promise<void> {
    clearInterval(this.#poll);
    clearTimeout(this.#again);
    this.#poll = undefined;
    this.#drop();
    await this.#connecting;
    this.#drop();
    await this.#closing;
  }

  async #connect(): Promise<void> {
    const { config, channel, onBell } = this.#options;
    const client = new Client(config);
    client.on('error', () => this.#lose(client));
    client.on('end', () => this.#lose(client));
    client.on('notification', ({ payload }) => onBell(payload));
    this.#client = client;
    try {
      await client.connect();
      await client.query(`listen ${escapeIdentifier(channel)}`);
      this.#failures = 0;
      // Something may have happened while nobody listened.
      onBell(undefined);
    } catch {
      this.#lose(client);
    }
  }

  #lose(client: Client): void {
    if (this.#client !== client) return;
    this.#drop();
    if (this.#poll === undefined) return;
    const pause = Math.min(pauses.first * 2 ** this.#failures++, pauses.most);
    this.#again = setTimeout(
      () => {
        this.#connecting = this.#connect();
      },
      pause * (0.5 + this.#options.random() / 2),
    );
    this.#again.unref();
  }

  #drop(): void {
    const client = this.#client;
    this.#client = undefined;
    if (client !== undefined) this.#closing = client.end().catch(() => undefined);
  }
}
