/** The way to the database: connections from the pool, and the words with which a transaction begins. */
import { escapeLiteral, type Pool, type PoolClient } from 'pg';
import type { Statements } from './statements.js';
import { databaseFailure, unavailable } from './failures.js';
import { Session, within, type Client } from './session.js';

export interface ConnectionOptions {
  pool: Pool;
  statements: Statements;
  /** the role that row-level security holds for, where it does not hold for whoever is logged in */
  role: string | undefined;
  /** how long a transaction may take, in milliseconds */
  deadline: number;
  /** how long to wait for a connection, in milliseconds */
  patience: number;
}

/**
 * Every statement finds its rows by a key, so plans are made once and never read a whole table, also when a table has
 * grown since its statistics were taken.
 */
const planning = ['plan_cache_mode = force_generic_plan', 'jit = off', 'enable_seqscan = off'];

export class Connections {
  readonly statements: Statements;
  readonly deadline: number;
  readonly #pool: Pool;
  readonly #role: string | undefined;
  readonly #patience: number;

  constructor({ pool, statements, role, deadline, patience }: ConnectionOptions) {
    this.#pool = pool;
    this.statements = statements;
    this.#role = role;
    this.deadline = deadline;
    this.#patience = patience;
  }

  /** What stands at the beginning of each transaction: `SET LOCAL`, because a session goes back to the pool. */
  opening(workspace: string, mode: string, deadline = this.deadline): string {
    const settings = [
      ...(this.#role === undefined ? [] : [`role ${this.#role}`]),
      `deskcard.workspace = ${escapeLiteral(workspace)}`,
      `statement_timeout = ${deadline}`,
      `idle_in_transaction_session_timeout = ${deadline}`,
      ...planning,
    ];
    return [`begin ${mode}`, ...settings.map((each) => `set local ${each}`)].join('; ');
  }

  /** A connection on which nothing has been said yet. */
  async session(workspace: string): Promise<Session> {
    return new Session(await this.#connect(), workspace, this.statements);
  }

  /** Statements without parameters in a transaction of their own; the rows of the last one. */
  async once(workspace: string, statement: string): Promise<string[][]> {
    const session = await this.session(workspace);
    try {
      const opening = this.opening(workspace, 'isolation level read committed read write');
      const begun = session.run(opening);
      const result = session.run(statement);
      const all = Promise.all([begun, result, session.commit()]);
      const [, { rows }] = await within(this.deadline, all);
      return rows;
    } finally {
      await session.end(this.#patience);
    }
  }

  /** Resolves when the database answers. */
  async ping(): Promise<void> {
    const session = await this.session('');
    try {
      await session.run('select 1');
    } catch (error) {
      throw databaseFailure(error);
    } finally {
      void session.end(this.#patience);
    }
  }

  end(session: Session): Promise<void> {
    return session.end(this.#patience);
  }

  async #connect(): Promise<Client> {
    const client = await connect(this.#pool, this.#patience);
    // Statements of one turn travel together; the pool gives the connection to nobody else meanwhile.
    (client as { pipeline: boolean }).pipeline = true;
    return client;
  }
}

/** A connection of the pool, or `storage_unavailable`. */
export async function connect(pool: Pool, patience: number): Promise<PoolClient> {
  const connecting = pool.connect();
  try {
    return await within(patience, connecting);
  } catch (error) {
    // A connection that comes too late goes back.
    connecting.then((client) => client.release()).catch(() => undefined);
    const failure = databaseFailure(error);
    throw failure.code === 'storage_aborted' ? unavailable(error) : failure;
  }
}
