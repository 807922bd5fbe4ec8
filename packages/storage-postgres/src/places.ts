/** What a distributed PostgreSQL does not have, as far as statements have to know of it. */
import type { ClientBase } from 'pg';
import { databaseFailure } from './failures.js';
import type { Tables } from './tables.js';

/**
 * Whether a row can be found again by its `ctid`. YugabyteDB refuses to tell it
 * (https://github.com/yugabyte/yugabyte-db/issues/24843), and in a table that Citus has spread it says nothing without
 * the shard.
 */
export async function hasPlaces(client: Pick<ClientBase, 'query'>, { workspaces }: Tables): Promise<boolean> {
  const citus = await client.query(`select extname from pg_extension where extname = 'citus'`);
  if (citus.rows.length > 0) return false;
  try {
    await client.query(`select ctid from ${workspaces} limit 0`);
    return true;
  } catch (error) {
    // Whoever cannot answer just now, or may not, has said nothing about it.
    if (databaseFailure(error).code === 'storage_unavailable') throw error;
    return false;
  }
}
