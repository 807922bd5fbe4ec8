/**
 * What the storage sends to PostgreSQL, and when, to be sent again by pg alone: the same statements with the same values
 * over the same connections, and each only after what had been answered before it the first time, so in the same round
 * trips. What is left out is the desk and the storage that thought them up.
 */
import { Client, Pool, type PoolConfig } from 'pg';

interface Sent {
  connection: number;
  query: string | { text: string; values?: unknown[] };
  /** which statements had been answered since the one before */
  after: number[];
}

export class Recording {
  readonly pool: Pool;
  #sent: Sent[] = [];
  #answered: number[] = [];
  #isOn = false;
  #failure: unknown;

  constructor(config: PoolConfig) {
    const record = this.#record;
    let connections = 0;
    class RecordedClient extends Client {
      readonly #connection = connections++;
      override query = (...all: unknown[]): never => {
        const tell = record(this.#connection, all[0] as Sent['query']);
        const ask = all.at(-1);
        if (typeof ask === 'function') {
          all[all.length - 1] = (error: unknown, result: unknown): void => {
            tell(error);
            ask(error, result);
          };
        }
        const send = super.query as (...all: unknown[]) => unknown;
        const answer = send.apply(this, all);
        if (answer instanceof Promise) answer.then(() => tell(null), tell);
        return answer as never;
      };
    }
    this.pool = new Pool({ ...config, Client: RecordedClient } as PoolConfig);
  }

  start(): void {
    this.#isOn = true;
  }

  /** What was sent since the last time. */
  take(): Sent[] {
    if (this.#failure !== undefined) throw this.#failure as Error;
    const sent = this.#sent;
    this.#sent = [];
    this.#answered = [];
    return sent;
  }

  /** Keeps what is sent; what it gives is to be called with the answer's error, or `null`. */
  readonly #record = (connection: number, query: Sent['query']): ((error: unknown) => void) => {
    const sent = this.#sent;
    if (!this.#isOn) return () => undefined;
    const place = sent.push({ connection, query, after: this.#answered.splice(0) }) - 1;
    return (error) => {
      if (error !== null) this.#failure ??= error;
      else if (sent === this.#sent) this.#answered.push(place);
    };
  };
}

/** Sends recorded statements again, to another workspace. */
export class Replay {
  readonly #config: PoolConfig;
  readonly #clients = new Map<number, Promise<Client>>();
  readonly #rename: (text: string) => string;

  constructor(config: PoolConfig, from: string, to: string) {
    this.#config = config;
    this.#rename = (text) => text.replaceAll(`'${from}'`, `'${to}'`);
    this.#renameValue = (value) => (value === from ? to : value);
  }

  readonly #renameValue: (value: unknown) => unknown;

  /** Milliseconds from the first statement to the last answer. */
  async run(recorded: readonly Sent[]): Promise<number> {
    const ready = await Promise.all(
      recorded.map(async ({ connection, query, after }) => ({
        client: await this.#client(connection),
        after,
        query: typeof query === 'string' ? this.#rename(query) : this.#renamed(query),
      })),
    );
    const answers: Promise<unknown>[] = [];
    const start = performance.now();
    for (const { client, query, after } of ready) {
      for (const place of after) await answers[place];
      const answer = client.query(query as { text: string });
      answer.catch(() => undefined);
      answers.push(answer);
    }
    await Promise.all(answers);
    return performance.now() - start;
  }

  /** As it was, also in what it has by its class. */
  #renamed(query: { text: string; values?: unknown[] }): object {
    const copy = Object.create(Object.getPrototypeOf(query) as object) as object;
    const [text, values] = [this.#rename(query.text), query.values?.map(this.#renameValue)];
    return Object.assign(copy, query, { text, values });
  }

  async end(): Promise<void> {
    for (const client of this.#clients.values()) await (await client).end();
  }

  #client(connection: number): Promise<Client> {
    let client = this.#clients.get(connection);
    if (client === undefined) {
      client = this.#connect();
      this.#clients.set(connection, client);
    }
    return client;
  }

  async #connect(): Promise<Client> {
    const client = new Client(this.#config);
    await client.connect();
    (client as unknown as { pipeline: boolean }).pipeline = true;
    return client;
  }
}
