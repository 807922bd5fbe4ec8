/** On a database whose rows have no place to be found again by, the same rows go all the same. */
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { Client, Pool } from 'pg';
import { testDatabase, uniqueName } from '../test/helpers.js';
import { hasPlaces } from './places.js';
import { Statements } from './statements.js';
import { tablesOf } from './tables.js';

const { skip, database } = await testDatabase();
const tables = tablesOf('deskcard');

describe('whether rows have a place', () => {
  /** A database that answers, or refuses with what it says. */
  const asked = (answer: (text: string) => { rows: object[] }) => {
    const query = async (text: string): Promise<{ rows: object[] }> => answer(text);
    return hasPlaces({ query } as unknown as Client, tables);
  };
  const refuse = (code: string, message: string): never => {
    throw Object.assign(new Error(message), { code });
  };

  it('is what PostgreSQL says of itself', { skip }, async () => {
    await database.open();
    const client = new Client({ connectionString: database.server.url });
    await client.connect();
    assert.equal(await hasPlaces(client, tables), true);
    await client.end();
  });

  it('is no where ctid is refused, and where Citus may have spread the tables', async () => {
    const noCtid = (text: string): { rows: object[] } =>
      text.includes('ctid') ? refuse('0A000', 'System column "ctid" is not supported yet') : { rows: [] };
    assert.equal(await asked(noCtid), false);
    assert.equal(await asked(() => ({ rows: [{ extname: 'citus' }] })), false);
  });

  for (const [reason, code] of [
    ['the connection breaks', '08006'],
    ['the answer takes too long', '57014'],
    ['the user may not look', '42501'],
  ] as const) {
    it(`is not known when ${reason}`, async () => {
      const refused = (text: string): { rows: object[] } =>
        text.includes('ctid') ? refuse(code, reason) : { rows: [] };
      await assert.rejects(asked(refused), { code });
    });
  }
});

describe('without places', { skip }, () => {
  const key = fc.constantFrom('a', 'b', 'c', 'é', '{"');
  const entries = fc.array(fc.constantFrom('x', 'y', 'z', 'x y', '😀'), { maxLength: 4 });
  const step = fc.oneof(
    fc.record({ do: fc.constant('put' as const), key, entries }),
    fc.record({ do: fc.constant('delete' as const), key }),
  );
  const clients: Client[] = [];
  after(() => Promise.all(clients.map((each) => each.end())));

  it('records are replaced and removed without a word of them', async () => {
    const pool = new Pool({ connectionString: database.server.url });
    const sent: string[] = [];
    pool.on('connect', (client) => {
      const query = client.query.bind(client) as (...args: unknown[]) => unknown;
      const noCtid = (first: string | { text: string }, ...rest: unknown[]): unknown => {
        const text = typeof first === 'string' ? first : first.text;
        if (/^select ctid/.test(text)) return Promise.reject(new Error('no such column'));
        sent.push(text);
        return query(first, ...rest);
      };
      Object.assign(client, { query: noCtid });
    });
    const store = (await database.open({ pool })).workspace(uniqueName());
    const put = (grade: string): Promise<void> =>
      store.write((tx) => tx.put('assignments', { key: 'a', value: grade, indexes: { grade: [grade] } }));
    const found = (grade: string): Promise<number> =>
      store.read((tx) => tx.count('assignments', 'grade', { prefix: grade, limit: 9 }));
    await put('vip');
    await put('regular');
    assert.deepEqual([await found('vip'), await found('regular')], [0, 1]);
    await store.write((tx) => tx.delete('assignments', 'a'));
    assert.equal(await found('regular'), 0);
    assert.ok(sent.some((text) => text.includes('delete from')));
    assert.deepEqual(
      sent.filter((text) => text.includes('ctid')),
      [],
    );
    await pool.end();
  });

  it('the same records and entries go and stay', async () => {
    await database.open();
    const client = new Client({ connectionString: database.server.url });
    clients.push(client);
    await client.connect();
    const ways = { place: new Statements(tables, true), key: new Statements(tables, false) };
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
