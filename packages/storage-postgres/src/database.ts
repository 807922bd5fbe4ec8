/** A database of many workspaces: what its adapters share in this process. */
import { randomUUID } from 'node:crypto';
import type { ChangeListener, SubscribeOptions } from '@deskcard/core';
import { DeskError } from '@deskcard/core/errors';
import type { StorageAdapter } from '@deskcard/core/ports';
import { closed, isStorable } from '@deskcard/core/storage-kit';
import { escapeLiteral, type ClientConfig, type Pool } from 'pg';
import { abilitiesOf, type Abilities } from './abilities.js';
import { Adapter } from './adapter.js';
import { connect, Connections } from './connection.js';
import { databaseFailure } from './failures.js';
import { Feed } from './feed.js';
import { Listener } from './listener.js';
import { migrate } from './migrate.js';
import { Statements } from './statements.js';
import { tablesOf } from './tables.js';
import { Workspace } from './workspace.js';

export interface DatabaseOptions {
  /** the schema of PostgreSQL that holds everything; `deskcard` when absent */
  schema?: string;
  /** the first customer number of a new workspace; 10,000,001 when absent */
  firstNumber?: number;
  /** how long a transaction may take, in milliseconds; 15,000 when absent */
  deadline?: number;
  /** how long to wait for a connection, in milliseconds; 5,000 when absent */
  connectTimeout?: number;
  /**
   * how often to look for changes of other processes without being told of them, in milliseconds; when absent 5,000,
   * and 500 where the database cannot tell
   */
  pollInterval?: number;
  /** between 0 and 1, for pauses before trying again; `Math.random` when absent */
  random?: () => number;
}

export interface PostgresDatabase {
  /** The data of one workspace. Costs nothing: make one for each request if that is handy. */
  workspace(name: string): StorageAdapter;
  /** The names of all workspaces that hold or held anything, for whoever keeps the database. */
  workspaceNames(): Promise<string[]>;
  /** Resolves when the database answers; `storage_unavailable` within two seconds when it does not. */
  ready(): Promise<void>;
  /** Waits for what is under way and lets go of every connection that it opened. */
  close(): Promise<void>;
}

/** How to reach the database, and what is special about it. */
export interface Access {
  pool: Pool;
  /** for a connection that listens to other processes; none where there can be none */
  listen: ClientConfig | undefined;
  /** whether the database ends transactions whose time is over */
  hasTimers: boolean;
  /** lets go of everything */
  release(): Promise<void>;
}

/** How long `ready` waits, in milliseconds. */
const readyPatience = 2000;

/** How often to look for changes, in milliseconds: where the database rings for them, and where it does not. */
const usualPolls = { ringing: 5000, silent: 500 };

/** The longest name of a workspace, in bytes of UTF-8: beside two keys it fits into one index row. */
const nameBytes = 200;

interface Shared {
  workspace: Workspace;
  feed: Feed;
}

class Database implements PostgresDatabase {
  readonly #access: Access;
  readonly #options: DatabaseOptions;
  readonly #connections: Connections;
  readonly #channel: string;
  readonly #canRing: boolean;
  /** listens while anybody subscribes */
  #listener: Listener | undefined;
  readonly #stopping = new Set<Promise<void>>();
  readonly #shared = new Map<string, Shared>();
  #isClosed: Promise<void> | undefined;

  constructor(
    access: Access,
    connections: Connections,
    channel: string,
    canRing: boolean,
    options: DatabaseOptions,
  ) {
    this.#access = access;
    this.#options = options;
    this.#connections = connections;
    this.#channel = channel;
    this.#canRing = canRing;
  }

  workspace(name: string): StorageAdapter {
    const { workspace, feed } = this.#sharedOf(name);
    return new Adapter({
      workspace,
      subscribe: (listener, options) => this.#subscribe(feed, listener, options),
      isClosed: () => this.#isClosed !== undefined,
    });
  }

  async workspaceNames(): Promise<string[]> {
    if (this.#isClosed !== undefined) throw closed();
    const { workspaces } = this.#connections.statements.tables;
    const names = `set local deskcard.names = 'every'; select workspace from ${workspaces} order by workspace`;
    try {
      const rows = await this.#connections.once('', names);
      return rows.map(([name]) => name!);
    } catch (error) {
      throw databaseFailure(error);
    }
  }

  async ready(): Promise<void> {
    if (this.#isClosed !== undefined) throw closed();
    await this.#connections.ping(readyPatience);
  }

  close(): Promise<void> {
    this.#isClosed ??= this.#close();
    return this.#isClosed;
  }

  async #close(): Promise<void> {
    for (const { feed } of this.#shared.values()) feed.clear();
    this.#stopListening();
    await Promise.all(this.#stopping);
    await Promise.all([...this.#shared.values()].map(({ workspace }) => workspace.settled()));
    await this.#access.release();
  }

  #sharedOf(name: string): Shared {
    const known = this.#shared.get(name);
    if (known !== undefined) return known;
    assertName(name);
    const { firstNumber = 10_000_001, random = Math.random } = this.#options;
    const feed = new Feed(name, this.#connections);
    const notify = `select pg_notify(${escapeLiteral(this.#channel)}, ${escapeLiteral(name)})`;
    const workspace = new Workspace({
      name,
      connections: this.#connections,
      firstNumber,
      random,
      newIdentity: randomUUID,
      notify: this.#access.listen !== undefined && this.#canRing ? notify : undefined,
      onChanges: () => feed.wake(),
      whenListening: () => feed.whenListening(),
    });
    const shared = { workspace, feed };
    this.#shared.set(name, shared);
    return shared;
  }

  #subscribe(feed: Feed, listener: ChangeListener, options?: SubscribeOptions): () => void {
    const unsubscribe = feed.add(listener, options);
    this.#listener ??= this.#listen();
    return () => {
      unsubscribe();
      const isNeeded = [...this.#shared.values()].some((each) => each.feed.size > 0);
      if (!isNeeded) this.#stopListening();
    };
  }

  #listen(): Listener | undefined {
    const { listen: config } = this.#access;
    if (config === undefined) return undefined;
    const usual = this.#canRing ? usualPolls.ringing : usualPolls.silent;
    const { pollInterval: poll = usual, random = Math.random } = this.#options;
    const onBell = (workspace: string | undefined): void => this.#wake(workspace);
    return new Listener({
      config: this.#canRing ? config : undefined,
      channel: this.#channel,
      poll,
      random,
      onBell,
    });
  }

  #stopListening(): void {
    const stopped = this.#listener?.stop();
    this.#listener = undefined;
    if (stopped === undefined) return;
    const done = (): void => void this.#stopping.delete(stopped);
    this.#stopping.add(stopped);
    stopped.then(done, done);
  }

  #wake(name: string | undefined): void {
    if (name !== undefined) return this.#shared.get(name)?.feed.wake();
    for (const { feed } of this.#shared.values()) feed.wake();
  }
}

function assertName(name: string): void {
  const isGood = name !== '' && isStorable(name) && new TextEncoder().encode(name).length <= nameBytes;
  if (isGood) return;
  const message = `is not the name of a workspace: 1 to ${nameBytes} bytes, no U+0000`;
  throw new DeskError('invalid_input', `This ${message}.`, {
    issues: [{ path: ['workspace'], code: 'invalid', message }],
  });
}

/** Brings the database to its present shape and opens it; when that fails, everything is let go of. */
export async function openDatabase(access: Access, options: DatabaseOptions): Promise<PostgresDatabase> {
  const { schema = 'deskcard', deadline = 15_000, connectTimeout: patience = 5000 } = options;
  const tables = tablesOf(schema);
  try {
    const channel = `${schema}_changes`;
    const { role, ...abilities } = await prepared(access.pool, schema, channel, patience);
    const statements = new Statements(tables, abilities);
    const { pool, hasTimers } = access;
    const connections = new Connections({ pool, statements, role, deadline, patience, hasTimers });
    return new Database(access, connections, channel, abilities.canRing, options);
  } catch (error) {
    await access.release();
    throw databaseFailure(error);
  }
}

/** What there is to know of a database that is in its present shape. */
interface Prepared extends Abilities {
  role: string | undefined;
}

async function prepared(pool: Pool, schema: string, channel: string, patience: number): Promise<Prepared> {
  const client = await connect(pool, patience);
  const ignore = (): void => undefined;
  client.on('error', ignore);
  try {
    const tables = tablesOf(schema);
    const role = await migrate(client, tables, schema);
    return { role, ...(await abilitiesOf(client, tables, channel)) };
  } finally {
    client.off('error', ignore);
    client.release();
  }
}
