/**
 * Brings a database to the shape this version needs, once, however many processes start at the same time. Tables of
 * collections and indexes are generated, so a new one needs no migration; whatever else changes is a numbered one. Where
 * nothing is missing, nothing is done, so a desk may run as a user who can create nothing.
 */
import { escapeIdentifier, escapeLiteral, type ClientBase } from 'pg';
import { newerSchema, unavailable } from './failures.js';
import { workspaceTables, type Tables } from './tables.js';

/** What a numbered migration does; never changed once it was published. */
const migrations: readonly ((tables: Tables) => string[])[] = [
  ({ workspaces, numbers, changes }) => [
    `create table ${workspaces} (workspace text collate "C" not null, born text collate "C" not null,
      position bigint not null, primary key (workspace))`,
    `create table ${numbers} (workspace text collate "C" not null, next bigint not null, primary key (workspace))`,
    `create table ${changes} (workspace text collate "C" not null, position bigint not null, change json not null,
      primary key (workspace, position))`,
  ],
  // Whoever keeps the database may ask which workspaces there are, by a setting that no desk makes; never for their rows.
  ({ workspaces }) => [
    `drop policy if exists every_name on ${workspaces}`,
    `create policy every_name on ${workspaces} for select using (current_setting('deskcard.names', true) = 'every')`,
  ],
  // The fences, which are put up behind each migration, are of another kind from here on.
  () => [],
];

/** The tables of the collections and their indexes. */
function generated({ collections }: Tables): string[] {
  return collections.flatMap(({ table, indexes }) => [
    `create table if not exists ${table} (workspace text collate "C" not null, key text collate "C" not null,
      value json not null, primary key (workspace, key))`,
    ...indexes.flatMap((index) => [
      `alter table ${table} add column if not exists ${index.column} text[] collate "C"`,
      `create table if not exists ${index.table} (workspace text collate "C" not null, entry text collate "C" not null,
        key text collate "C" not null, primary key (workspace, entry, key))`,
    ]),
  ]);
}

/**
 * Nobody sees a row of another workspace than the one the transaction named, not even the owner of the tables. No index
 * can answer it: the planner would read the whole workspace for rows whose place it was given.
 */
function fences(tables: Tables): string[] {
  const own = `(workspace = (select current_setting('deskcard.workspace', true))) is true`;
  return workspaceTables(tables).flatMap((table) => [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `drop policy if exists own_workspace on ${table}`,
    `create policy own_workspace on ${table} using (${own}) with check (${own})`,
  ]);
}

/** What row-level security does not hold for. */
const bypasses = `select rolsuper or rolbypassrls as bypasses, rolname from pg_roles where rolname = current_user`;

/** Migrates; gives the role that transactions have to step down to, if any. */
export async function migrate(
  client: ClientBase,
  tables: Tables,
  schema: string,
): Promise<string | undefined> {
  const { rows } = await client.query<{ bypasses: boolean; rolname: string }>(bypasses);
  const { bypasses: isFree, rolname } = rows[0]!;
  const role = isFree ? `${schema}_desk` : undefined;
  if (await isComplete(client, tables, role)) return quoted(role);
  await client.query('begin');
  try {
    await client.query(
      `select pg_advisory_xact_lock(hashtextextended(${escapeLiteral(`deskcard ${schema}`)}, 0))`,
    );
    if (!(await isComplete(client, tables, role))) await build(client, tables, role, rolname);
    await client.query('commit');
    return quoted(role);
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

const quoted = (role: string | undefined): string | undefined =>
  role === undefined ? undefined : escapeIdentifier(role);

async function build(
  client: ClientBase,
  tables: Tables,
  role: string | undefined,
  user: string,
): Promise<void> {
  const { schema } = tables;
  // `if not exists` would ask for the right to make one, also where there is one.
  const known = await client.query(
    'select from pg_namespace where quote_ident(nspname) = $1 or nspname = $2',
    [schema, schema.slice(1, -1)],
  );
  if (known.rows.length === 0) await client.query(`create schema ${schema}`);
  await client.query(
    `create table if not exists ${tables.migrations} (version int primary key, at timestamptz not null default now())`,
  );
  const version = await currentVersion(client, tables);
  for (const [i, migration] of migrations.entries()) {
    if (i < version) continue;
    for (const statement of migration(tables)) await client.query(statement);
    await client.query(`insert into ${tables.migrations} (version) values (${i + 1})`);
  }
  for (const statement of [...generated(tables), ...fences(tables)]) await client.query(statement);
  if (role !== undefined) await grant(client, tables, role, user);
}

async function grant(client: ClientBase, tables: Tables, role: string, user: string): Promise<void> {
  const name = escapeIdentifier(role);
  const known = await client.query(
    'select rolsuper or rolbypassrls as bypasses from pg_roles where rolname = $1',
    [role],
  );
  if (known.rows.length === 0) await client.query(`create role ${name} nologin nosuperuser nobypassrls`);
  else if (known.rows[0].bypasses) {
    throw unavailable(undefined, `The role ${role} must not bypass row-level security.`);
  }
  await client.query(`grant ${name} to ${escapeIdentifier(user)}`);
  await client.query(`grant usage on schema ${tables.schema} to ${name}`);
  await client.query(
    `grant select, insert, update, delete on ${workspaceTables(tables).join(', ')} to ${name}`,
  );
}

async function currentVersion(client: ClientBase, tables: Tables): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    `select coalesce(max(version), 0) as version from ${tables.migrations}`,
  );
  const version = rows[0]!.version;
  if (version > migrations.length) throw newerSchema(version, migrations.length);
  return version;
}

/** Whether everything is there that this version needs. */
async function isComplete(client: ClientBase, tables: Tables, role: string | undefined): Promise<boolean> {
  const exists = await client.query<{ there: boolean }>('select to_regclass($1) is not null as there', [
    tables.migrations,
  ]);
  if (!exists.rows[0]!.there || (await currentVersion(client, tables)) < migrations.length) return false;
  const columns = tables.collections.flatMap(({ table, indexes }) =>
    indexes.map(({ column }) => `${table} ${column}`),
  );
  const { rows } = await client.query<{ complete: boolean }>(
    `select (select bool_and(coalesce((select relforcerowsecurity from pg_class where oid = to_regclass(name)), false)
        and ($3::text is null or has_table_privilege($3, to_regclass(name), 'select, insert, update, delete')))
        from unnest($1::text[]) as name)
      and (select coalesce(bool_and(exists (select from pg_attribute where attrelid = to_regclass(split_part(name, ' ', 1))
        and quote_ident(attname) = trim(both '"' from split_part(name, ' ', 2)))), true) from unnest($2::text[]) as name) as complete`,
    [workspaceTables(tables), columns, role === undefined ? null : await knownRole(client, role)],
  );
  return rows[0]!.complete;
}

/** A role that does not exist has no privileges; `public` has none on these tables either. */
async function knownRole(client: ClientBase, role: string): Promise<string> {
  const { rows } = await client.query('select from pg_roles where rolname = $1', [role]);
  return rows.length > 0 ? role : 'public';
}
