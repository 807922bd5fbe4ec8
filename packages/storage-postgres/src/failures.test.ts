/** What a desk sees of a database that is away, slow, full or newer; and that it comes back by itself. */
import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { after, describe, it } from 'node:test';
import type { Change } from '@deskcard/core';
import { lineTo } from '@deskcard/tools/line';
import { ask, failure, get, increment, put, testDatabase, uniqueName, until } from '../test/helpers.js';
import { databaseFailure } from './failures.js';
import { openPostgres } from './index.js';

const { skip, database } = await testDatabase();

describe('a database that is restarted', { skip }, () => {
  for (const how of ['fast', 'crash'] as const) {
    it(`by a ${how === 'fast' ? 'shutdown' : 'crash'} is missed with a typed error, and used again when it is back`, async () => {
      const own = await database.open({ connectTimeout: 1000 });
      const store = own.workspace(uniqueName());
      const heard: Change[] = [];
      const unsubscribe = store.subscribe((change) => heard.push(change));
      await put(store, 'before');
      await own.ready();
      await database.server.stop(how);
      for (const call of [() => put(store, 'lost'), () => get(store, 'before'), () => own.ready()]) {
        const error = await failure(call());
        assert.equal(error.code, 'storage_unavailable');
        assert.match(error.hint, /Check that the database runs/);
      }
      await database.server.start();
      await until(() =>
        own.ready().then(
          () => true,
          () => false,
        ),
      );
      assert.equal(await get(store, 'before'), 'before');
      assert.equal(await get(store, 'lost'), undefined);
      await store.write(async (tx) => tx.publish({ type: 'gradesChanged' }));
      await until(() => heard.some(({ type }) => type === 'gradesChanged'));
      unsubscribe();
    });
  }

  it('in the middle of many writes loses none that was acknowledged, and stores none twice', async () => {
    const store = (await database.open()).workspace(uniqueName());
    await put(store, 'open');
    let acknowledged = 0;
    let asked = 0;
    let isOver = false;
    const client = async (): Promise<void> => {
      while (!isOver) {
        asked++;
        await increment(store, 'count').then(
          () => acknowledged++,
          (error: { details: { outcome?: string } }) => {
            if (error.details.outcome !== 'unknown') asked--;
          },
        );
      }
    };
    const clients = Promise.all([client(), client(), client()]);
    await until(() => acknowledged > 20);
    await database.server.stop('crash');
    await database.server.start();
    const before = acknowledged;
    await until(() => acknowledged > before + 20);
    isOver = true;
    await clients;
    const count = (await get(store, 'count')) as number;
    assert.ok(count >= acknowledged && count <= asked, `${acknowledged} <= ${count} <= ${asked}`);
  });
});

describe('a connection that breaks', { skip }, () => {
  it('before a commit was sent or behind it leaves every write done once', async () => {
    const line = await lineTo(database.server.url);
    after(() => line.close());
    const own = await database.open({ connectionString: line.url });
    const store = own.workspace(uniqueName());
    await put(store, 'a', 0);
    for (let i = 1; i <= 10; i++) {
      // The commit arrives, and its answer is lost: the database is asked what became of it.
      line.cutAfter(i % 2 === 0 ? 'begin' : 'commit\0');
      await increment(store, 'a');
      assert.equal(await get(store, 'a'), i);
    }
  });
});

describe('a database that does not answer', { skip }, () => {
  it('is given up in time, and so does whoever does not want to wait', async () => {
    const line = await lineTo(database.server.url);
    after(() => line.close());
    const own = await database.open({ connectionString: line.url, deadline: 500, connectTimeout: 500 });
    const store = own.workspace(uniqueName());
    await put(store, 'a');
    line.freeze(true);
    const caller = new AbortController();
    const given = store.write((tx) => tx.get('grades', 'a'), { signal: caller.signal });
    const patient = failure(get(store, 'a'));
    caller.abort();
    assert.equal((await failure(given)).code, 'aborted');
    assert.equal((await patient).code, 'storage_unavailable');
    assert.equal((await failure(own.ready())).code, 'storage_unavailable');
    line.freeze(false);
    await until(() =>
      own.ready().then(
        () => true,
        () => false,
      ),
    );
    assert.equal(await get(store, 'a'), 'a');
  });
});

describe('a line to the database that dies in silence', { skip }, () => {
  const limits = { deadline: 300, connectTimeout: 300 };

  it('keeps no page from being told what happens, once there is another', async () => {
    const line = await lineTo(database.server.url);
    after(() => line.close());
    const name = uniqueName();
    const elsewhere = (await database.open()).workspace(name);
    const own = await database.open({
      connectionString: line.url,
      connections: 1,
      pollInterval: 200,
      ...limits,
    });
    const heard: Change[] = [];
    own.workspace(name).subscribe((change) => heard.push(change));
    const happen = (): Promise<void> => elsewhere.write(async (tx) => tx.publish({ type: 'gradesChanged' }));
    await happen();
    await until(async () => {
      await happen();
      return heard.length > 0;
    });
    assert.equal(line.connections, 2, 'one to ask, one to listen');
    line.forget();
    const before = heard.length;
    await happen();
    await until(() => heard.length > before);
    // Both were replaced, also the one on which there is only something to hear.
    await until(() => line.connections >= 4);
  });

  it('keeps nobody from closing the database', async () => {
    const line = await lineTo(database.server.url);
    after(() => line.close());
    const own = await openPostgres({ connectionString: line.url, pollInterval: 60_000, ...limits });
    const name = uniqueName();
    const heard: Change[] = [];
    own.workspace(name).subscribe((change) => heard.push(change));
    const elsewhere = (await database.open()).workspace(name);
    await until(async () => {
      await elsewhere.write(async (tx) => tx.publish({ type: 'gradesChanged' }));
      return heard.length > 0;
    });
    line.forget();
    let isClosed = false;
    void own.close().then(() => (isClosed = true));
    await until(() => isClosed);
  });

  it('while a commit is on its way, has whoever waits for it told in time that its end is not known', async () => {
    const line = await lineTo(database.server.url);
    after(() => line.close());
    const own = await database.open({ connectionString: line.url, connections: 2, ...limits });
    const store = own.workspace(uniqueName());
    await put(store, 'a');
    line.freezeBehind('commit\0');
    const error = await failure(put(store, 'b'));
    assert.deepEqual([error.code, error.details], ['storage_unavailable', { outcome: 'unknown' }]);
    // Probes come and go meanwhile, and use nothing up.
    for (let i = 0; i < 4; i++) assert.equal((await failure(own.ready())).code, 'storage_unavailable');
    line.freeze(false);
    await until(() =>
      get(store, 'b').then(
        (value) => value === 'b',
        () => false,
      ),
    );
  });
});

describe('opening', { skip }, () => {
  const { server } = database ?? {};

  it('a database of a newer version says storage_newer, and changes nothing', async () => {
    await database.open({ schema: 'newer' });
    await ask(server.url, 'insert into newer.migrations (version) values (999)');
    const error = await failure(database.open({ schema: 'newer' }));
    assert.equal(error.code, 'storage_newer');
    assert.deepEqual(error.details, { found: 999, known: 3 });
  });

  it('what is not there says storage_unavailable, and tells no password', async () => {
    const wrong = [
      'postgres://mina:s3cret@127.0.0.1:1/postgres',
      'postgres://mina:s3cret@127.0.0.1:x/postgres',
      server.urlFor('nobody:s3cret'),
      server.urlFor('deskcard:s3cret', 'nowhere'),
    ];
    for (const connectionString of wrong) {
      const error = await failure(openPostgres({ connectionString }));
      assert.equal(error.code, 'storage_unavailable', connectionString);
      assert.doesNotMatch(inspect(error, { depth: 9, showHidden: true }), /s3cret/);
    }
  });

  it('as a user who may create nothing, in a database without a schema, says so', async () => {
    await ask(server.url, 'create role powerless login');
    const error = await failure(
      openPostgres({ connectionString: server.urlFor('powerless'), schema: 'none' }),
    );
    assert.equal(error.code, 'storage_unavailable');
    assert.match(error.hint, /owner/);
  });
});

describe('what PostgreSQL reports', () => {
  it('becomes a code that hosts can switch on, with the cause', () => {
    const codes = {
      '53100': 'storage_full',
      '40001': 'storage_aborted',
      '57P01': 'storage_unavailable',
      '53300': 'storage_unavailable',
      '08006': 'storage_unavailable',
      '28P01': 'storage_unavailable',
      ECONNREFUSED: 'storage_unavailable',
      '22P02': 'storage_aborted',
    };
    for (const [code, expected] of Object.entries(codes)) {
      const cause = Object.assign(new Error('of the driver'), { code });
      const error = databaseFailure(cause);
      assert.deepEqual([error.code, error.cause], [expected, cause], code);
    }
  });
});
