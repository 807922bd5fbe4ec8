/** A desk's data on a PostgreSQL server, shared by any number of processes. */
import type { DeskError } from '@deskcard/core/errors';
import { Client, Pool, type ClientConfig, type PoolClient, type PoolConfig } from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';
import { openDatabase, type DatabaseOptions, type PostgresDatabase } from './database.js';
import { unavailable } from './failures.js';
import { cut, ignore, within } from './client.js';

export interface PostgresOptions extends DatabaseOptions {
  /** where the database is: `postgres://user:password@host:5432/database` */
  connectionString?: string;
  /** or a pool of your own, for everything else `pg` can be told; `close` leaves it open */
  pool?: Pool;
  /** the most connections of the pool made for `connectionString`; 10 when absent */
  connections?: number;
}

/** Opens the database and brings it to its present shape, once, however many processes do so at the same time. */
export function openPostgres(options: PostgresOptions): Promise<PostgresDatabase> {
  const { pool } = options;
  if (pool !== undefined) {
    const release = outlive(pool);
    return openDatabase({ pool, listen: pool.options, hasTimers: true, release }, options);
  }
  return openOwn(options);
}

/**
 * An error that nobody listens for ends the process. So somebody listens for those of idle connections, and for those of
 * connections on their way from the pool to whoever asked for one: the server's welcome and its farewell may come at once.
 * Whoever uses a connection that broke is told. Gives what leaves the pool as it was.
 */
function outlive(pool: Pool): () => Promise<void> {
  const onConnect = (client: PoolClient): void => void client.on('error', ignore);
  pool.on('error', ignore).on('connect', onConnect);
  return async () => void pool.off('error', ignore).off('connect', onConnect);
}

async function openOwn(options: PostgresOptions): Promise<PostgresDatabase> {
  const { connectionString, connections = 10, connectTimeout = 5000 } = options;
  const config: PoolConfig = {
    application_name: 'deskcard',
    ...parsed(connectionString),
    connectionTimeoutMillis: connectTimeout,
    max: connections,
    pipeline: true,
    keepAlive: true,
  };
  const pool = poolOf(config);
  outlive(pool);
  const clients = new Set<PoolClient>();
  pool.on('connect', (client) => clients.add(client)).on('remove', (client) => clients.delete(client));
  const release = async (): Promise<void> => {
    // Everybody is done; whoever does not answer a goodbye any more is not waited for.
    await within(connectTimeout, pool.end()).catch(() => undefined);
    clients.forEach(cut);
  };
  return openDatabase({ pool, listen: config, hasTimers: true, release }, options);
}

/**
 * Read once, with the certificates that it names: the driver would read them for each connection, and a file that is
 * missing for a moment would end the process.
 */
function parsed(connectionString: string | undefined): ClientConfig {
  if (connectionString === undefined || connectionString === '') return {};
  try {
    return parseIntoClientConfig(connectionString);
  } catch {
    throw illegible();
  }
}

function poolOf(config: PoolConfig): Pool {
  try {
    new Client(config);
    return new Pool(config);
  } catch {
    throw illegible();
  }
}

/** What is wrong with a connection string is not told with the string, which holds a password. */
function illegible(): DeskError {
  return unavailable(undefined, 'The connection string of the database cannot be read.');
}
