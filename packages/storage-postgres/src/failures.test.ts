/** What a desk sees of a database that is away, slow, full or newer; and that it comes back by itself. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { after, describe, it } from 'node:test';
import type { Change } from '@deskcard/core';
import { lineTo } from '@deskcard/tools/line';
import { ask, failure, get, increment, put, testDatabase, uniqueName, until } from '../test/helpers.js';
import { Pool, type PoolClient } from 'pg';
import { databaseFailure, isRefusal } from './failures.js';
import { openPostgres } from './index.js';

const { skip, database } = await testDatabase();

const streamOf = (client: PoolClient): Socket =>
  (client as unknown as { connection: { stream: Socket } }).connection.stream;

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

describe('a commit that is stored, and whose answer is lost', { skip }, () => {
  const verdicts = ['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ERR_SSL_BAD_RECORD_MAC'];
  for (const code of verdicts) {
    it(`is no failed write when the connection ends with ${code}`, async () => {
      const line = await lineTo(database.server.url);
      const pool = new Pool({ connectionString: line.url });
      after(() => pool.end().then(() => line.close()));
      let client: PoolClient | undefined;
      pool.on('acquire', (each) => (client = each));
      const name = uniqueName();
      const store = (await database.open({ pool })).workspace(name);
      const elsewhere = (await database.open()).workspace(name);
      await put(store, 'before');
      line.freezeBehind('commit\0');
      const storing = put(store, 'a');
      await until(async () => (await get(elsewhere, 'a')) === 'a');
      line.freeze(false);
      streamOf(client!).destroy(Object.assign(new Error(`read ${code}`), { code }));
      await storing;
    });
  }
});

describe('a certificate that is missing for a moment, as while it is replaced', { skip }, () => {
  /** The server's address with a certificate, and the connections that were made with it. */
  const secured = () => {
    const folder = mkdtempSync(join(tmpdir(), 'deskcard-certificate-'));
    after(() => rmSync(folder, { recursive: true, force: true }));
    const certificate = join(folder, 'root.pem');
    writeFileSync(certificate, 'x');
    const name = uniqueName();
    const url = new URL(database.server.url);
    const search = { sslrootcert: certificate, sslmode: 'disable', application_name: name };
    url.search = new URLSearchParams(search).toString();
    const all = `from pg_stat_activity where application_name = '${name}'`;
    const count = async () => (await ask(database.server.url, `select pid ${all}`)).length;
    const cutAll = () => ask(database.server.url, `select pg_terminate_backend(pid) ${all}`);
    return { connectionString: url.href, certificate, count, cutAll };
  };

  it('keeps nobody from the database, also who waited for a connection or listened', async () => {
    const { connectionString, certificate, count, cutAll } = secured();
    const own = await database.open({ connectionString, connections: 1 });
    const [store, beside] = [own.workspace(uniqueName()), own.workspace(uniqueName())];
    await Promise.all([put(store, 'a'), put(beside, 'a')]);
    store.subscribe(() => undefined);
    await until(async () => (await count()) === 2);
    let begun = false;
    const working = store.write(async (tx) => {
      await tx.get('grades', 'a');
      if (begun) return;
      begun = true;
      await new Promise(() => undefined);
    });
    await until(() => begun);
    const waiting = put(beside, 'b');
    rmSync(certificate);
    await cutAll();
    await Promise.all([working, waiting]);
    await until(async () => (await count()) === 2);
  });

  it('keeps nobody from being told what happens through the pool of a host, once it is back', async () => {
    const { connectionString, certificate, count, cutAll } = secured();
    const pool = new Pool({ connectionString });
    after(() => pool.end());
    let pauses = 0;
    const own = await database.open({ pool, random: () => (pauses++, 0) });
    own.workspace(uniqueName()).subscribe(() => undefined);
    await until(async () => (await count()) === 2);
    rmSync(certificate);
    await cutAll();
    // A pause comes before each attempt: the connection was lost, and then the certificate was missed.
    await until(() => pauses >= 2);
    writeFileSync(certificate, 'x');
    await own.ready();
    await until(async () => (await count()) === 2);
  });
});

describe('a database that shuts down', () => {
  const message = (kind: string, body: string): Buffer => {
    const length = Buffer.alloc(4);
    length.writeInt32BE(4 + Buffer.byteLength(body));
    return Buffer.concat([Buffer.from(kind), length, Buffer.from(body)]);
  };
  const welcome = Buffer.concat([message('R', '\0\0\0\0'), message('Z', 'I')]);
  const farewell = message('E', 'SFATAL\0VFATAL\0C57P01\0Mterminating connection\0\0');

  for (const kind of ['its own pool', "the host's pool"]) {
    it(`in the very moment in which ${kind} has connected is an error, and not the end of the process`, async () => {
      const server = createServer((socket) => {
        socket.on('error', () => undefined);
        // Both arrive at once, as they do at a process that was busy meanwhile.
        socket.once('data', () => socket.end(Buffer.concat([welcome, farewell])));
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const connectionString = `postgres://deskcard@127.0.0.1:${(server.address() as AddressInfo).port}/postgres`;
      const pool = new Pool({ connectionString });
      const options = kind === 'its own pool' ? { connectionString } : { pool };
      assert.equal((await failure(openPostgres(options))).code, 'storage_unavailable');
      await pool.end();
      server.close();
    });
  }
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

  it('is certain when the database itself refused and goes on, and is asked after otherwise', () => {
    const reports: [object, boolean][] = [
      [{ severity: 'ERROR', code: '53100' }, true],
      [{ severity: 'PANIC', code: '53100' }, false],
      [{ severity: 'FATAL', code: '57P01' }, false],
      [{ severity: 'ERROR', code: '08006' }, false],
      [{ code: 'ETIMEDOUT' }, false],
    ];
    for (const [report, isCertain] of reports) {
      const error = Object.assign(new Error('of the driver'), report);
      assert.equal(isRefusal(error), isCertain, JSON.stringify(report));
    }
  });
});
