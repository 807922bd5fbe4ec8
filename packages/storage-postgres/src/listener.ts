/**
 * Hears of commits in other processes: `NOTIFY` is the bell, what happened is read from the table. A poll finds what was
 * not rung for, so a lost connection or a process that died between its commit and the bell delays a change and loses
 * none. Where there is no bell, there is only the poll.
 */
import { escapeIdentifier, Client, type ClientConfig } from 'pg';
import { cut, within } from './client.js';

export interface ListenerOptions {
  /** how to reach the database; none where it cannot ring */
  config: ClientConfig | undefined;
  channel: string;
  /** milliseconds between two looks without a bell */
  poll: number;
  random: () => number;
  /** the workspace something happened in; undefined when it may be any */
  onBell: (workspace: string | undefined) => void;
}

/** Milliseconds before connecting again: the first time, and at most. */
const pauses = { first: 100, most: 5000 };
/** How long an answer may take before the connection is taken for dead, in milliseconds. */
const longestSilence = 2000;
/** How long connecting may take, in milliseconds. */
const longestConnecting = 10_000;

/** Listens from its making until `stop`. */
export class Listener {
  readonly #options: ListenerOptions;
  readonly #poll: ReturnType<typeof setInterval>;
  #again: ReturnType<typeof setTimeout> | undefined;
  #client: Client | undefined;
  #failures = 0;
  #isStopped = false;
  #isProbing = false;
  /** settles when the last attempt to connect has succeeded or failed */
  #connecting: Promise<void>;

  constructor(options: ListenerOptions) {
    this.#options = options;
    this.#poll = setInterval(() => {
      options.onBell(undefined);
      void this.#probe();
    }, options.poll);
    this.#poll.unref();
    this.#connecting = this.#connect();
  }

  /** Resolves once the connection is gone. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#poll);
    clearTimeout(this.#again);
    // A client that is told to end while it connects would never say how that went.
    await this.#connecting;
    const client = this.#client;
    if (client === undefined) return;
    await within(longestSilence, client.end()).catch(() => undefined);
    cut(client);
  }

  async #connect(): Promise<void> {
    const { config, channel, onBell } = this.#options;
    if (config === undefined) return;
    const client = clientOf(config);
    if (client === undefined) return this.#connectLater();
    client.on('error', () => this.#lose(client));
    client.on('end', () => this.#lose(client));
    client.on('notification', ({ payload }) => onBell(payload));
    this.#client = client;
    try {
      await within(longestConnecting, client.connect());
      await within(longestSilence, client.query(`listen ${escapeIdentifier(channel)}`));
    } catch {
      this.#lose(client);
      return;
    }
    this.#failures = 0;
    // Something may have happened while nobody listened.
    onBell(undefined);
  }

  /** A connection that was cut in silence, as firewalls do with those that are idle, would never say so. */
  async #probe(): Promise<void> {
    const client = this.#client;
    if (client === undefined || this.#isProbing) return;
    this.#isProbing = true;
    try {
      await this.#connecting;
      await within(longestSilence, client.query('select 1'));
    } catch {
      this.#lose(client);
    } finally {
      this.#isProbing = false;
    }
  }

  /** Connects again after a while, once for each connection. */
  #lose(client: Client): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    client.end().catch(() => undefined);
    cut(client);
    this.#connectLater();
  }

  #connectLater(): void {
    if (this.#isStopped) return;
    const pause = Math.min(pauses.first * 2 ** this.#failures++, pauses.most);
    this.#again = setTimeout(
      () => {
        this.#connecting = this.#connect();
      },
      pause * (0.5 + this.#options.random() / 2),
    );
    this.#again.unref();
  }
}

/** None while something that the driver reads first cannot be read, as a certificate that is being replaced. */
function clientOf(config: ClientConfig): Client | undefined {
  try {
    return new Client(config);
  } catch {
    return undefined;
  }
}
