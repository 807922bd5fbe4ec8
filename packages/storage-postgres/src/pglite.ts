/**
 * A desk's data in a folder of this machine, without a server: PostgreSQL inside this process (PGlite). The same SQL and
 * the same transactions as on a server, on one connection, for one process.
 */
import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { Pool, type PoolConfig } from 'pg';
import { openDatabase, type DatabaseOptions, type PostgresDatabase } from './database.js';
import { databaseFailure, unavailable } from './failures.js';
import { lockFolder, type FolderLock } from './folder-lock.js';

export interface PgliteOptions extends Omit<DatabaseOptions, 'pollInterval'> {
  /** where the data lies; made when it is not there. Without one the data is in memory and ends with the process. */
  folder?: string;
}

/** Opens the folder for this process alone: `storage_blocked` while another one uses it. */
export async function openPglite(options: PgliteOptions = {}): Promise<PostgresDatabase> {
  const folder = options.folder === undefined ? undefined : resolve(options.folder);
  const lock = folder === undefined ? undefined : locked(folder);
  try {
    const engine = await start(folder);
    const pool = new Pool({ ...(createPgConfig(engine) as PoolConfig), max: 1, idleTimeoutMillis: 0 });
    pool.on('error', () => undefined);
    const release = async (): Promise<void> => {
      await pool.end();
      await engine.close();
      lock?.release();
    };
    // PGlite cannot end its only session: where a timer wants it to, it says so for ever and takes the process along.
    return await openDatabase({ pool, listen: undefined, hasTimers: false, release }, options);
  } catch (error) {
    lock?.release();
    throw databaseFailure(error);
  }
}

function locked(folder: string): FolderLock {
  try {
    mkdirSync(dirname(folder), { recursive: true });
  } catch (error) {
    throw unavailable(error, 'The folder of the database cannot be made.');
  }
  return lockFolder(folder);
}

async function start(folder: string | undefined): Promise<PGlite> {
  try {
    return await PGlite.create(folder === undefined ? {} : { dataDir: folder });
  } catch (error) {
    throw unavailable(error, 'The database in the folder does not start.');
  }
}
