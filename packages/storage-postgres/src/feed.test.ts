import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { Pool } from 'pg';
import { get, put, testDatabase, uniqueName, until } from '../test/helpers.js';

const { skip, database } = await testDatabase();

type Callback = (...answer: unknown[]) => void;

/** A way to the database on which every answer takes its time. */
function farPool(): Pool {
  const pool = new Pool({ connectionString: database.server.url });
  const late =
    (callback: Callback): Callback =>
    (...answer) =>
      void setTimeout(() => callback(...answer), 20);
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    Object.assign(client, {
      query: (...args: unknown[]) =>
        query(...args.map((each) => (typeof each === 'function' ? late(each as Callback) : each))),
    });
  });
  return pool;
}

describe('a page that opens while others write all the time', { skip }, () => {
  it('is answered, and so is everybody else on its workspace', async () => {
    const pool = farPool();
    // Many looks are due before one is over, as where another gateway commits faster than that.
    const own = await database.open({ pool, pollInterval: 1 });
    after(() => pool.end());
    const store = own.workspace(uniqueName());
    await put(store, 'a');
    const close = store.subscribe(() => undefined);
    let answered = 0;
    const calls = [get(store, 'a'), put(store, 'b')].map((call) => call.then(() => answered++));
    await until(() => answered === calls.length).finally(close);
    assert.equal(await get(store, 'b'), 'b');
  });
});
