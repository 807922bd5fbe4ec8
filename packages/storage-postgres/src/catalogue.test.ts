/** The rules for a distributed PostgreSQL, held against what the catalogue says of the tables. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { ask, testDatabase } from '../test/helpers.js';
import { tablesOf, workspaceTables } from './tables.js';

const { skip, database } = await testDatabase();

describe('the tables', { skip }, () => {
  const named = workspaceTables(tablesOf('deskcard')).map((each) => each.replaceAll('"', '').split('.')[1]!);
  const inSchema = `(select oid from pg_namespace where nspname = 'deskcard')`;
  const query = async <R extends object>(text: string): Promise<R[]> => {
    await database.open();
    return ask<R>(database.server.url, text);
  };

  it('are those of the collections, and each is fenced by its workspace', async () => {
    const found = await query<{ name: string; fenced: boolean; policy: string }>(
      `select relname as name, relrowsecurity and relforcerowsecurity as fenced,
        (select pg_get_expr(polqual, polrelid) || ' / ' || pg_get_expr(polwithcheck, polrelid) from pg_policy where polrelid = c.oid and polname = 'own_workspace') as policy
      from pg_class c where relnamespace = ${inSchema} and relkind in ('r', 'p') and relname <> 'migrations'`,
    );
    assert.deepEqual(found.map(({ name }) => name).sort(), [...named].sort());
    for (const { name, fenced, policy } of found) {
      assert.ok(fenced, name);
      assert.equal(policy.match(/workspace = /g)?.length, 2, name);
    }
    const more = await query<{ name: string; at: string; command: string }>(
      `select polname as name, polrelid::regclass::text as at, polcmd as command from pg_policy p
      join pg_class c on c.oid = p.polrelid where c.relnamespace = ${inSchema} and polname <> 'own_workspace'`,
    );
    const [policy, ...others] = more;
    assert.deepEqual(others, [], 'nothing else sees past the fence');
    assert.equal(policy!.name, 'every_name');
    assert.match(policy!.at, /\bworkspaces$/);
    assert.equal(policy!.command, 'r', 'only reading');
  });

  it('have the workspace first in every key and index', async () => {
    const indexes = await query<{ name: string; first: string; at: string }>(
      `select i.indexrelid::regclass::text as name, i.indrelid::regclass::text as at,
        (select attname from pg_attribute where attrelid = i.indrelid and attnum = i.indkey[0]) as first
      from pg_index i join pg_class c on c.oid = i.indrelid where c.relnamespace = ${inSchema} and c.relname <> 'migrations'`,
    );
    assert.equal(indexes.length, named.length);
    for (const { name, first } of indexes) assert.equal(first, 'workspace', name);
  });

  it('are all spread over the nodes of Citus by what deployment.md says, but for the list of migrations', async () => {
    const page = readFileSync(new URL('../../../docs/deployment.md', import.meta.url), 'utf8');
    const [, statement] = /```sql\s+(select create_distributed_table.*?);/s.exec(page)!;
    await database.open();
    const spread = await ask<{ create_distributed_table: string }>(
      database.server.url,
      `create function pg_temp.create_distributed_table(regclass, text) returns text
        language sql as $$ select attrelid::regclass::text from pg_attribute where attrelid = $1 and attname = $2 $$`,
      statement!.replace('create_distributed_table', 'pg_temp.create_distributed_table'),
    );
    const names = spread.map(({ create_distributed_table: name }) => name.replace('deskcard.', ''));
    assert.deepEqual(names.sort(), [...named].sort());
  });

  it('compare texts by byte', async () => {
    const columns = await query<{ name: string }>(
      `select attrelid::regclass || '.' || attname as name from pg_attribute a join pg_class c on c.oid = attrelid
      where c.relnamespace = ${inSchema} and c.relkind = 'r' and attnum > 0 and attcollation <> 0
        and (select collname from pg_collation where oid = attcollation) <> 'C'`,
    );
    assert.deepEqual(columns, []);
  });

  it('need no sequence, trigger, function, deferrable or foreign constraint', async () => {
    const found = await query<{ what: string }>(
      `select 'sequence ' || relname as what from pg_class where relnamespace = ${inSchema} and relkind = 'S'
      union all select 'function ' || proname from pg_proc where pronamespace = ${inSchema}
      union all select 'trigger ' || tgname from pg_trigger join pg_class c on c.oid = tgrelid where c.relnamespace = ${inSchema}
      union all select 'constraint ' || conname from pg_constraint where connamespace = ${inSchema} and (condeferrable or contype not in ('p', 'n'))`,
    );
    assert.deepEqual(found, []);
  });

  it('hold values as the text they came as', async () => {
    const columns = await query<{ name: string }>(
      `select attrelid::regclass || '.' || attname as name from pg_attribute a join pg_class c on c.oid = attrelid
      where c.relnamespace = ${inSchema} and c.relkind = 'r' and attname in ('value', 'change') and atttypid <> 'json'::regtype`,
    );
    assert.deepEqual(columns, []);
  });
});
