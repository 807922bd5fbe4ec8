import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { describe, it } from 'node:test';
import { Client as PgClient } from 'pg';
import { ask, failure, get, put, testDatabase, until } from '../test/helpers.js';
import type { Client } from './client.js';
import { Resting } from './resting.js';

/** A connection that notes what is said on it. */
class Line extends EventEmitter {
  readonly said: string[] = [];
  released: 'to the pool' | 'thrown away' | undefined;
  readonly connection = { stream: { destroy: (): void => void this.said.push('cut') } };

  query(text: string): Promise<void> {
    this.said.push(text);
    return Promise.resolve();
  }

  release(isBroken: boolean): void {
    assert.equal(this.released, undefined, 'it is given back once');
    this.released = isBroken ? 'thrown away' : 'to the pool';
  }

  get client(): Client {
    return this as unknown as Client;
  }
}

const pass = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

describe('a connection whose transaction only read', () => {
  it('is taken on by the next one, with the rollback among its first words', async () => {
    const [resting, line] = [new Resting(() => false), new Line()];
    resting.rest(line.client, 100);
    assert.deepEqual(resting.take(), { client: line, leftover: 'rollback; ' });
    assert.equal(resting.take(), undefined);
    await pass(50);
    assert.deepEqual([line.said, line.released, line.listenerCount('error')], [[], undefined, 0]);
  });

  it('is rolled back and given to the pool when nobody comes', async () => {
    const [resting, line] = [new Resting(() => false), new Line()];
    resting.rest(line.client, 100);
    await pass(50);
    assert.deepEqual([line.said, line.released], [['rollback'], 'to the pool']);
    assert.equal(resting.take(), undefined);
  });

  it('waits for those who ask again when they have been answered', async () => {
    const [resting, line] = [new Resting(() => false, 60_000), new Line()];
    resting.rest(line.client, 100);
    await pass(20);
    assert.deepEqual(resting.take(), { client: line, leftover: 'rollback; ' });
    await pass(50);
    assert.deepEqual([line.said, line.released], [[], undefined]);
  });

  it('does not rest while somebody else waits for a connection', async () => {
    const [resting, line] = [new Resting(() => true), new Line()];
    resting.rest(line.client, 100);
    assert.equal(resting.take(), undefined);
    await pass(50);
    assert.deepEqual([line.said, line.released], [['rollback'], 'to the pool']);
  });

  it('is thrown away when it breaks, and may break again', async () => {
    const [resting, line] = [new Resting(() => false), new Line()];
    resting.rest(line.client, 100);
    line.emit('error', new Error('reset'));
    line.emit('error', new Error('reset once more'));
    assert.equal(resting.take(), undefined);
    await pass(50);
    assert.deepEqual([line.said, line.released], [['cut'], 'thrown away']);
  });
});

const { skip, database } = await testDatabase();

describe('who reads on PostgreSQL', { skip }, () => {
  it('leaves no transaction open', async () => {
    const own = await database.open();
    const store = own.workspace('reader');
    await put(store, 'a');
    for (let i = 0; i < 3; i++) assert.equal(await get(store, 'a'), 'a');
    const open = `select pid from pg_stat_activity where state like 'idle in transaction%'`;
    await until(async () => (await ask(database.server.url, open)).length === 0);
  });

  it('sees what was written meanwhile, and its own workspace alone', async () => {
    const own = await database.open();
    const [one, other] = [own.workspace('one'), own.workspace('other')];
    for (let i = 0; i < 20; i++) {
      await Promise.all([put(one, 'a', i), put(other, 'a', 100 - i)]);
      const seen = await Promise.all([one, other, one].map((store) => get(store, 'a')));
      assert.deepEqual(seen, [i, 100 - i, i]);
    }
  });

  it('and gives up while the database is still at it keeps nobody else waiting', async () => {
    const own = await database.open();
    const [one, other] = [own.workspace('gives up'), own.workspace('beside')];
    await put(other, 'a');
    // Whoever asks for a ticket now waits until this client is done.
    const slow = new PgClient({ connectionString: database.server.url });
    await slow.connect();
    await slow.query('begin; lock table deskcard.tickets');
    const caller = new AbortController();
    const given = failure(one.read((tx) => tx.get('tickets', 'a'), { signal: caller.signal }));
    const waiting = `select pid from pg_stat_activity where wait_event_type = 'Lock'`;
    await until(async () => (await ask(database.server.url, waiting)).length === 1);
    caller.abort();
    let found: unknown;
    const reading = get(other, 'a').then((value) => (found = value));
    await until(() => found === 'a').finally(() => slow.end());
    await reading;
    assert.equal((await given).code, 'aborted');
    await one.read((tx) => tx.get('tickets', 'a'));
  });
});
