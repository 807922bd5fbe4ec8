/** How the database goes about a statement: by the keys that it names, whatever it believes of its tables. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Hop, StorageAdapter } from '@deskcard/core/ports';
import { Pool } from 'pg';
import { ask, testDatabase, uniqueName, until } from '../test/helpers.js';
import { poorPool } from '../test/poor-pool.js';

const { skip, database } = await testDatabase();
const records = 3000;

describe('a workspace that has grown since the database last looked at its tables', { skip }, () => {
  const workspace = uniqueName();
  const record = (i: number) => ({
    key: `k${i}`,
    value: { owner: `k${i + 1}` },
    indexes: { match: [`m${i}`, 'all'] },
  });
  const fill = (store: StorageAdapter, from: number, to: number): Promise<void> =>
    store.write(async (tx) => {
      for (let i = from; i < to; i++) await tx.put('tickets', record(i));
    });

  /** How many rows of indexes are read meanwhile; a session tells when it ends. */
  async function rowsRead(pool: Pool, work: (store: StorageAdapter) => Promise<unknown>): Promise<number> {
    const count = async (): Promise<number> => {
      const all = `select sum(idx_tup_read)::int as rows from pg_stat_user_indexes where schemaname = 'deskcard'`;
      const [found] = await ask<{ rows: number }>(database.server.url, all);
      return found!.rows;
    };
    const before = await count();
    await work((await database.open({ pool })).workspace(workspace));
    await pool.end();
    const left = `select pid from pg_stat_activity where application_name = 'counted'`;
    await until(async () => (await ask(database.server.url, left)).length === 0);
    return (await count()) - before;
  }

  const config = { connectionString: database?.server.url, application_name: 'counted' };
  const ways = {
    '': { pool: () => new Pool(config), replaced: 'k1', gone: 'k2' },
    ', where the database can do less': { pool: () => poorPool(config).pool, replaced: 'k3', gone: 'k4' },
  };
  const hop: Hop = { from: 0, member: 'owner', collection: 'tickets' };
  type Work = (store: StorageAdapter, replaced: string, gone: string) => Promise<unknown>;
  const works: Record<string, Work> = {
    'a few records by their keys': (store) => store.read((tx) => tx.getMany('tickets', ['k6', 'k5', 'none'])),
    'what a record leads to': (store) => store.read((tx) => tx.prefetch!('tickets', ['k6', 'k5'], [hop])),
    'a page of an index': (store) =>
      store.read((tx) => tx.scan('tickets', 'match', { prefix: 'm7', limit: 5 })),
    'the entries of a record that is replaced': (store, key) =>
      store.write((tx) => tx.put('tickets', { key, value: 1, indexes: { match: ['new'] } })),
    'a record that goes': (store, _, key) => store.write((tx) => tx.delete('tickets', key)),
  };
  before(async () => {
    const store = (await database.open()).workspace(workspace);
    for (const name of Array.from({ length: 8 }, uniqueName)) {
      await fill((await database.open()).workspace(name), 0, 3);
    }
    await fill(store, 0, 3);
    await ask(database.server.url, 'alter table deskcard.tickets set (autovacuum_enabled = off)', 'analyze');
    await fill(store, 3, records);
    assert.equal(await store.read((tx) => tx.count('tickets', undefined, { limit: 10_000 })), records);
  });
  for (const [way, { pool, replaced, gone }] of Object.entries(ways)) {
    for (const [name, work] of Object.entries(works)) {
      it(`is read for ${name} only as far as it has to${way}`, async () => {
        const rows = await rowsRead(pool(), (store) => work(store, replaced, gone));
        assert.ok(rows > 0 && rows < 100, `${rows} rows were read`);
      });
    }
  }
});
