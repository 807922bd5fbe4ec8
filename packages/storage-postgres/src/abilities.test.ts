/** A distributed PostgreSQL can do less than one server; everything is kept there all the same. */
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { lineTo } from '@deskcard/tools/line';
import fc from 'fast-check';
import { Client } from 'pg';
import { contractOver } from '../test/contract.js';
import { poorPool, refusal } from '../test/poor-pool.js';
import { failure, get, increment, testDatabase, uniqueName, until } from '../test/helpers.js';
import { abilitiesOf } from './abilities.js';
import { Statements } from './statements.js';
import { tablesOf } from './tables.js';

const { skip, database } = await testDatabase();
const tables = tablesOf('deskcard');

// Opened before the first test is named: what is awaited later may outlast those that are named by then, and all ends.
const poor = () => poorPool({ connectionString: database.server.url });
const pools = skip === false ? [poor(), poor()] : [];
const [one, two] = await Promise.all(pools.map(({ pool }) => database.open({ pool })));
const stores = one && two ? ([one, two] as const) : undefined;
const asAtOpening = pools.map(({ refused }) => refused.length);

describe('what a database can do', () => {
  /** A database that answers, or refuses with what it says. */
  const asked = (answer: (text: string) => { rows: object[] }) => {
    const query = async (text: string): Promise<{ rows: object[] }> => answer(text);
    return abilitiesOf({ query } as unknown as Client, tables, 'deskcard_changes');
  };

  it(
    'is everything for PostgreSQL, which is left as it was: nobody is told, and nothing listens',
    { skip },
    async () => {
      await database.open();
      const client = new Client({ connectionString: database.server.url });
      await client.connect();
      let heard = 0;
      client.on('notification', () => heard++);
      assert.deepEqual(await abilitiesOf(client, tables, 'deskcard_changes'), {
        isOneServer: true,
        canRing: true,
      });
      const { rows } = await client.query('select pg_listening_channels()');
      assert.deepEqual([rows, heard], [[], 0]);
      await client.end();
    },
  );

  it('is told apart by what it refuses, and by Citus, which may have spread the tables', async () => {
    const poor = (text: string): { rows: object[] } => {
      const error = refusal(text);
      if (error !== undefined) throw error;
      return { rows: [] };
    };
    assert.deepEqual(await asked(poor), { isOneServer: false, canRing: false });
    assert.deepEqual(await asked(() => ({ rows: [{ extname: 'citus' }] })), {
      isOneServer: false,
      canRing: true,
    });
  });

  for (const [reason, code] of [
    ['the connection breaks', '08006'],
    ['the answer takes too long', '57014'],
    ['the user may not look', '42501'],
  ] as const) {
    for (const ability of ['ctid', 'listen']) {
      it(`is not known when ${reason} at the question for ${ability}`, async () => {
        const refused = (text: string): { rows: object[] } => {
          if (text.includes(ability)) throw Object.assign(new Error(reason), { code });
          return { rows: [] };
        };
        await assert.rejects(asked(refused), { code });
      });
    }
  }
});

if (stores !== undefined) {
  contractOver('openPostgres on a database that can do less keeps the storage contract', ...stores);
  it('and asks for what it cannot do at its opening alone', () => {
    assert.deepEqual(asAtOpening, [2, 2]);
    assert.deepEqual(
      pools.map(({ refused }) => refused.length),
      asAtOpening,
    );
  });
}

describe('on a database that can do less', { skip }, () => {
  it('a commit whose answer is lost is said to be unknown, and is not asked after in vain', async () => {
    const line = await lineTo(database.server.url);
    after(() => line.close());
    const { pool, refused } = poorPool({ connectionString: line.url });
    const store = (await database.open({ pool })).workspace(uniqueName());
    await increment(store, 'a');
    line.cutAfter('commit\0');
    const error = await failure(increment(store, 'a'));
    assert.deepEqual([error.code, error.details], ['storage_unavailable', { outcome: 'unknown' }]);
    assert.equal(refused.length, 2, 'the questions of the opening');
    // What it was, is seen by looking.
    await until(() =>
      get(store, 'a').then(
        (value) => value === 2,
        () => false,
      ),
    );
  });

  const key = fc.constantFrom('a', 'b', 'c', 'é', '{"');
  const entries = fc.array(fc.constantFrom('x', 'y', 'z', 'x y', '😀'), { maxLength: 4 });
  const step = fc.oneof(
    fc.record({ do: fc.constant('put' as const), key, entries }),
    fc.record({ do: fc.constant('delete' as const), key }),
  );

  it('the same records and entries go and stay as on one server', async () => {
    await database.open();
    const client = new Client({ connectionString: database.server.url });
    after(() => client.end());
    await client.connect();
    const ways = {
      place: new Statements(tables, { isOneServer: true }),
      key: new Statements(tables, { isOneServer: false }),
    };
    const left = async (workspace: string): Promise<object[]> => {
      const { rows } = await client.query(
        `select 'record' as what, key, value::text as value from deskcard.assignments where workspace = $1
         union all select 'entry', key, entry from deskcard.assignments_by_grade where workspace = $1 order by 1, 2, 3`,
        [workspace],
      );
      return rows;
    };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        await client.query('begin');
        try {
          for (const [workspace, statements] of Object.entries(ways)) {
            for (const [i, each] of steps.entries()) {
              if (each.do === 'delete') {
                await client.query(statements.delete('assignments').text, [workspace, [each.key]]);
                continue;
              }
              const given = `{${[...new Set(each.entries)].map((entry) => JSON.stringify(entry)).join(',')}}`;
              const values = [workspace, [each.key], `[${i}]`, [given], ['{}']];
              await client.query(statements.put('assignments').text, values);
            }
          }
          assert.deepEqual(await left('key'), await left('place'));
        } finally {
          await client.query('rollback');
        }
      }),
      { numRuns: 60 },
    );
  });
});
