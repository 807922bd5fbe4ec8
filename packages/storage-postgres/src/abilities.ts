/** What a distributed PostgreSQL cannot do, as far as this package has to know of it. Found out once, at the opening. */
import { escapeIdentifier, escapeLiteral, type ClientBase } from 'pg';
import { databaseFailure } from './failures.js';
import type { Tables } from './tables.js';

export interface Abilities {
  /**
   * One server keeps the rows: they can be found again by their `ctid`, and transactions have numbers by which the
   * server knows what became of them. YugabyteDB has neither (https://github.com/yugabyte/yugabyte-db/issues/24843 and
   * /15638); in tables that Citus has spread both are a node's own, and say nothing without it.
   */
  isOneServer: boolean;
  /** `NOTIFY` rings for whoever listens. */
  canRing: boolean;
}

type Asked = Pick<ClientBase, 'query'>;

export async function abilitiesOf(client: Asked, tables: Tables, channel: string): Promise<Abilities> {
  const citus = await client.query(`select extname from pg_extension where extname = 'citus'`);
  return {
    isOneServer:
      citus.rows.length === 0 && (await can(client, `select ctid from ${tables.workspaces} limit 0`)),
    // Rolled back, so that nobody hears of it and nothing goes on listening.
    canRing: await can(
      client,
      `begin; listen ${escapeIdentifier(channel)}; select pg_notify(${escapeLiteral(channel)}, ''); rollback`,
    ),
  };
}

async function can(client: Asked, statement: string): Promise<boolean> {
  try {
    await client.query(statement);
    return true;
  } catch (error) {
    // Whoever cannot answer just now, or may not, has said nothing about it.
    if (databaseFailure(error).code === 'storage_unavailable') throw error;
    await client.query('rollback');
    return false;
  }
}
