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
        const send = super.query as (...all: unknown[]) => Promise<unknown>;
        return record(this.#connection, all[0] as Sent['query'], () => send.apply(this, all)) as never;
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

  readonly #record = (
    connection: number,
    query: Sent['query'],
    send: () => Promise<unknown>,
  ): Promise<unknown> => {
    const sent = this.#sent;
    if (this.#isOn) {
      const kept = typeof query === 'string' ? query : { ...query };
      sent.push({ connection, query: kept, after: this.#answered.splice(0) });
    }
    const place = sent.length - 1;
    const answer = send();
    if (this.#isOn && answer instanceof Promise) {
      answer.then(
        () => void (sent === this.#sent && this.#answered.push(place)),
        (error: unknown) => (this.#failure ??= error),
      );
    }
    return answer;
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
        query:
          typeof query === 'string'
            ? this.#rename(query)
            : { ...query, text: this.#rename(query.text), values: query.values?.map(this.#renameValue) },
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
