/** A desk's data on a PostgreSQL server, shared by any number of processes. */
import { Client, Pool, type PoolClient, type PoolConfig } from 'pg';
import { openDatabase, type DatabaseOptions, type PostgresDatabase } from './database.js';
import { unavailable } from './failures.js';
import { cut, within } from './client.js';

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
    // A pool that nobody listens to would end the process when an idle connection breaks.
    const ignore = (): void => undefined;
    pool.on('error', ignore);
    const release = async (): Promise<void> => void pool.off('error', ignore);
    return openDatabase({ pool, listen: pool.options, hasTimers: true, release }, options);
  }
  return openOwn(options);
}

async function openOwn(options: PostgresOptions): Promise<PostgresDatabase> {
  const { connectionString, connections = 10, connectTimeout = 5000 } = options;
  const config: PoolConfig = {
    connectionString,
    connectionTimeoutMillis: connectTimeout,
    max: connections,
    pipeline: true,
    keepAlive: true,
    application_name: 'deskcard',
  };
  const pool = poolOf(config);
  pool.on('error', () => undefined);
  const clients = new Set<PoolClient>();
  pool.on('connect', (client) => clients.add(client)).on('remove', (client) => clients.delete(client));
  const release = async (): Promise<void> => {
    // Everybody is done; whoever does not answer a goodbye any more is not waited for.
    await within(connectTimeout, pool.end()).catch(() => undefined);
    clients.forEach(cut);
  };
  return openDatabase({ pool, listen: config, hasTimers: true, release }, options);
}

/** What is wrong with a connection string is not told with the string, which holds a password. */
function poolOf(config: PoolConfig): Pool {
  try {
    new Client(config);
    return new Pool(config);
  } catch {
    throw unavailable(undefined, 'The connection string of the database cannot be read.');
  }
}
