/** Row-level security is the second fence: whatever a statement forgets, it stays in its workspace. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Pool } from 'pg';
import { ask, failure, get, put, testDatabase, uniqueName } from '../test/helpers.js';
import { tablesOf, workspaceTables } from './tables.js';

const { skip, database } = await testDatabase();
const tables = workspaceTables(tablesOf('deskcard'));

/** Fills every kind of table. */
async function fill(
  store: ReturnType<Awaited<ReturnType<typeof database.open>>['workspace']>,
): Promise<void> {
  await store.write(async (tx) => {
    const number = await tx.nextNumber();
    await tx.put('tickets', {
      key: 't',
      value: number,
      indexes: { created: ['c'], customer: ['c'], match: ['m'] },
    });
    tx.publish({ type: 'gradesChanged' });
  });
}

/** The workspaces that a statement sees which names none. */
function seen(table: string): string {
  return `select distinct workspace from ${table}`;
}

describe('a statement that names no workspace', { skip }, () => {
  it('sees the rows of its transaction alone, whoever is logged in, and none where there is no setting', async () => {
    const own = await database.open();
    for (const name of ['a', 'b']) await fill(own.workspace(name));
    const filled = ['workspaces', 'numbers', 'changes', 'tickets', 'tickets_by_match'].map(
      (each) => `"deskcard"."${each}"`,
    );
    for (const table of filled) {
      const asA = await ask(
        database.server.url,
        'begin',
        'set local role deskcard_desk',
        `set local deskcard.workspace = 'a'`,
        seen(table),
      );
      assert.deepEqual(asA, [{ workspace: 'a' }], table);
    }
    for (const table of tables) {
      const asNobody = await ask(database.server.url, 'begin', 'set local role deskcard_desk', seen(table));
      assert.deepEqual(asNobody, [], table);
    }
  });

  it('cannot write into another workspace', async () => {
    await database.open();
    const error = await failure(
      ask(
        database.server.url,
        'begin',
        'set local role deskcard_desk',
        `set local deskcard.workspace = 'a'`,
        `insert into deskcard.grades (workspace, key, value) values ('b', 'k', '1')`,
      ),
    );
    assert.match(error.message, /row-level security/);
  });

  it('finds nothing left of the transaction before it on the same connection', async () => {
    const pool = new Pool({ connectionString: database.server.url, max: 1 });
    const own = await database.open({ pool });
    const store = own.workspace('a');
    await put(store, 'k');
    await get(store, 'k');
    await failure(store.write(() => Promise.reject(new Error('fails'))));
    const { rows } = await pool.query(
      `select current_setting('deskcard.workspace', true) as workspace, current_user as user, current_setting('enable_seqscan') as scan`,
    );
    assert.deepEqual(rows, [{ workspace: '', user: 'deskcard', scan: 'on' }]);
    await own.close();
    await pool.query('select 1');
    await pool.end();
  });
});

describe('a user without special rights', { skip }, () => {
  it('may own the schema and is fenced in all the same', async () => {
    await ask(
      database.server.url,
      'create role owner_of_desk login',
      'create schema owned authorization owner_of_desk',
    );
    const connectionString = database.server.urlFor('owner_of_desk');
    const own = await database.open({ connectionString, schema: 'owned' });
    for (const name of ['a', 'b']) await fill(own.workspace(name));
    const rows = await ask(
      connectionString,
      `begin`,
      `set local deskcard.workspace = 'b'`,
      seen('owned.tickets'),
    );
    assert.deepEqual(rows, [{ workspace: 'b' }]);
    assert.deepEqual(await ask(connectionString, seen('owned.tickets')), []);
  });

  it('needs no right to create anything once somebody else has brought the schema up to date', async () => {
    const all = `select, insert, update, delete on all tables in schema plain to user_of_desk`;
    await database.open({ schema: 'plain' });
    await ask(
      database.server.url,
      'create role user_of_desk login',
      'grant usage on schema plain to user_of_desk',
      `grant ${all}`,
    );
    const connectionString = database.server.urlFor('user_of_desk');
    const own = await database.open({ connectionString, schema: 'plain' });
    const store = own.workspace(uniqueName());
    await fill(store);
    assert.equal(await store.read((tx) => tx.get('tickets', 't')), 10_000_001);
  });
});

describe('whoever keeps the database', { skip }, () => {
  it('learns which workspaces there are, and nothing else of them', async () => {
    await ask(
      database.server.url,
      'create role keeper_of_desk login',
      'create schema kept authorization keeper_of_desk',
    );
    const connectionString = database.server.urlFor('keeper_of_desk');
    for (const options of [{ schema: 'kept', connectionString }, { schema: 'kept_by_root' }]) {
      const own = await database.open(options);
      assert.deepEqual(await own.workspaceNames(), []);
      for (const name of ['beta', '가', 'alpha']) await fill(own.workspace(name));
      assert.deepEqual(await own.workspaceNames(), ['alpha', 'beta', '가']);
      const { schema } = options;
      const all = tables.map((each) => each.replace('"deskcard"', `"${schema}"`));
      const role = 'connectionString' in options ? [] : [`set local role ${schema}_desk`];
      for (const table of all.filter((each) => !each.endsWith('"workspaces"'))) {
        const rows = await ask(
          options.connectionString ?? database.server.url,
          'begin',
          ...role,
          `set local deskcard.names = 'every'`,
          seen(table),
        );
        assert.deepEqual(rows, [], table);
      }
    }
  });
});

describe('the name of a workspace', { skip }, () => {
  it('may hold whatever people type, and is only ever a name', async () => {
    const own = await database.open();
    const names = [`a'; drop schema deskcard cascade; --`, 'a\\', '홍길동', ' ', '$1', '__proto__'];
    for (const name of names) await put(own.workspace(name), 'name', name);
    for (const name of names) assert.equal(await get(own.workspace(name), 'name'), name);
  });

  it('that cannot be kept is refused', async () => {
    const own = await database.open();
    for (const name of ['', 'a\0', '\ud800', '가'.repeat(67)]) {
      assert.throws(() => own.workspace(name), { code: 'invalid_input' });
    }
  });
});
