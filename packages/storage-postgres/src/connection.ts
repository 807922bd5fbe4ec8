/** The way to the database: connections from the pool, and the words with which a transaction begins. */
import { escapeLiteral, type Pool, type PoolClient } from 'pg';
import type { Statements } from './statements.js';
import { databaseFailure, unavailable } from './failures.js';
import { within } from './client.js';
import { Resting, type Rested } from './resting.js';
import { Session } from './session.js';

export interface ConnectionOptions {
  pool: Pool;
  statements: Statements;
  /** the role that row-level security holds for, where it does not hold for whoever is logged in */
  role: string | undefined;
  /** how long a transaction may take, in milliseconds */
  deadline: number;
  /** whether the database itself ends what takes longer, for the case that this process no longer can */
  hasTimers: boolean;
  /** how long to wait for a connection, in milliseconds */
  patience: number;
}

/**
 * Every statement finds its rows by a key, so plans are made once and never read a whole table, also when a table has
 * grown since its statistics were taken.
 */
const planning = ['plan_cache_mode = force_generic_plan', 'jit = off', 'enable_seqscan = off'];

const timers = ['statement_timeout', 'idle_in_transaction_session_timeout'];

export class Connections {
  readonly statements: Statements;
  readonly deadline: number;
  readonly #pool: Pool;
  readonly #role: string | undefined;
  readonly #patience: number;
  readonly #hasTimers: boolean;
  readonly #resting: Resting;

  constructor({ pool, statements, role, deadline, patience, hasTimers }: ConnectionOptions) {
    this.#pool = pool;
    this.statements = statements;
    this.#role = role;
    this.deadline = deadline;
    this.#patience = patience;
    this.#hasTimers = hasTimers;
    this.#resting = new Resting(() => pool.waitingCount > 0);
  }

  /** What stands at the beginning of each transaction: `SET LOCAL`, because a session goes back to the pool. */
  opening(workspace: string, mode: string, deadline = this.deadline): string {
    const settings = [
      ...(this.#role === undefined ? [] : [`role ${this.#role}`]),
      `deskcard.workspace = ${escapeLiteral(workspace)}`,
      ...(this.#hasTimers ? timers.map((timer) => `${timer} = ${deadline}`) : []),
      ...planning,
    ];
    return [`begin ${mode}`, ...settings.map((each) => `set local ${each}`)].join('; ');
  }

  /**
   * A connection for one transaction that ends in time, whatever happens: when the deadline comes, whoever waits is told.
   * The connection goes back to the pool, or is thrown away when nobody answers on it any more.
   */
  async use<T>(
    workspace: string,
    body: (session: Session) => Promise<T>,
    deadline = this.deadline,
  ): Promise<T> {
    const connection = this.#resting.take() ?? (await this.#connect(Math.min(this.#patience, deadline)));
    const session = new Session(connection, workspace, this.statements, this.#resting);
    const timer = setTimeout(() => session.expire(deadline), deadline);
    try {
      return await body(session);
    } finally {
      clearTimeout(timer);
      // A connection that is broken, or still owes an answer, takes its time; nobody waits for that.
      void session.end(this.#patience);
    }
  }

  /** Statements without parameters in a transaction of their own; the rows of the last one. */
  once(workspace: string, statement: string, deadline = this.deadline): Promise<string[][]> {
    const opening = this.opening(workspace, 'isolation level read committed read write', deadline);
    const all = async (session: Session): Promise<string[][]> => {
      const sent = [session.run(opening), session.run(statement), session.commit()] as const;
      const [, { rows }] = await Promise.all(sent);
      return rows;
    };
    return this.use(workspace, all, deadline);
  }

  /** Resolves when the database answers within this time. */
  async ping(deadline: number): Promise<void> {
    try {
      await this.use('', (session) => session.run('select 1'), deadline);
    } catch (error) {
      throw databaseFailure(error);
    }
  }

  /** Lets go of a session before its time, for whoever needs another connection to go on. */
  end(session: Session): Promise<void> {
    return session.end(this.#patience);
  }

  async #connect(patience: number): Promise<Rested> {
    const client = await connect(this.#pool, patience);
    // Statements of one turn travel together; the pool gives the connection to nobody else meanwhile.
    (client as { pipeline: boolean }).pipeline = true;
    return { client, leftover: '' };
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
