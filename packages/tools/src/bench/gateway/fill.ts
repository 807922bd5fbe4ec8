/** A workspace with very many customers, in minutes instead of hours: rows first, indexes afterwards. */
import { openPostgres } from '@deskcard/storage-postgres';
import { Client } from 'pg';
import { runProgram } from './program.js';
import type { FillInput } from './fill.program.js';

export const firstNumber = 10_000_001;
const schema = 'deskcard';
const indexes = [
  { collection: 'fragments', column: 'by_list', table: 'fragments_by_list' },
  { collection: 'searches', column: 'by_token', table: 'searches_by_token' },
  { collection: 'identifiers', column: 'by_fragment', table: 'identifiers_by_fragment' },
];

/** The workspace must be empty. */
export async function fill(database: string, workspace: string, customers: number): Promise<void> {
  const storage = await openPostgres({ connectionString: database });
  // The first write makes what a workspace has beside its records.
  await storage.workspace(workspace).write(async (tx) => void (await tx.nextNumber()));
  await storage.close();
  const client = new Client({ connectionString: database });
  await client.connect();
  const run = (text: string): Promise<unknown> => client.query(text);
  const all = indexes.flatMap(({ collection, table }) => [collection, table]);
  try {
    // What would be lost with the power is made anew; until it is there, nothing has to be safe.
    await configure(run, { fsync: 'off', max_wal_size: '16GB' });
    for (const table of all) await run(`alter table ${schema}.${table} drop constraint ${table}_pkey`);
    const half = Math.ceil(customers / 2);
    const input = { database, workspace, firstNumber };
    await Promise.all([
      runProgram('fill', { ...input, from: 0, to: half } satisfies FillInput),
      runProgram('fill', { ...input, from: half, to: customers } satisfies FillInput),
    ]);
    await run(`set maintenance_work_mem = '1GB'`);
    await run('set max_parallel_maintenance_workers = 2');
    for (const { collection, column, table } of indexes) {
      await run(
        `insert into ${schema}.${table} (workspace, entry, key) select workspace, unnest(${column}), key from ${schema}.${collection} where workspace = '${workspace}'`,
      );
      await run(`alter table ${schema}.${table} add primary key (workspace, entry, key)`);
      await run(`alter table ${schema}.${collection} add primary key (workspace, key)`);
    }
    await run(
      `update ${schema}.numbers set next = ${firstNumber + customers} where workspace = '${workspace}'`,
    );
    for (const table of all) await run(`vacuum (analyze) ${schema}.${table}`);
    await configure(run, { fsync: 'on', max_wal_size: '1GB' });
    await run('checkpoint');
  } finally {
    await client.end();
  }
}

async function configure(
  run: (text: string) => Promise<unknown>,
  settings: Record<string, string>,
): Promise<void> {
  for (const [name, value] of Object.entries(settings)) await run(`alter system set ${name} = '${value}'`);
  await run('select pg_reload_conf()');
}
