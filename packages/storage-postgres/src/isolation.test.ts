/** Writes of one moment share a commit, and are as if one had come after the other all the same. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryStorage, type Change } from '@deskcard/core';
import type { Hop, JsonValue, ScanRange, StorageAdapter, WriteTransaction } from '@deskcard/core/ports';
import fc from 'fast-check';
import { Pool } from 'pg';
import { get, increment, put, testDatabase, uniqueName } from '../test/helpers.js';

const { skip, database } = await testDatabase();

/** A pool that counts how often something is sent to the database and how many transactions there are. */
function countingPool(): { pool: Pool; sent: string[] } {
  const pool = new Pool({ connectionString: database.server.url });
  const sent: string[] = [];
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    Object.assign(client, {
      query: (first: string | { text: string }, ...rest: unknown[]) => {
        sent.push(typeof first === 'string' ? first : first.text);
        return query(first, ...rest);
      },
    });
  });
  return { pool, sent };
}

describe('writes at the same moment', { skip }, () => {
  it('share one commit, however many they are', async () => {
    const { pool, sent } = countingPool();
    const store = (await database.open({ pool })).workspace(uniqueName());
    await put(store, 'open');
    sent.length = 0;
    await Promise.all(Array.from({ length: 50 }, (_, i) => put(store, `k${i}`)));
    assert.equal(sent.filter((text) => text === 'commit').length, 1);
    sent.length = 0;
    await Promise.all(Array.from({ length: 50 }, () => increment(store, 'count')));
    assert.equal(sent.filter((text) => text === 'commit').length, 1);
    assert.equal(await get(store, 'count'), 50);
    await pool.end();
  });

  const onCall = (store: StorageAdapter, own: string, other: string): Promise<boolean> =>
    store.write(async (tx) => {
      const [mine, theirs] = await tx.getMany('grades', [own, other]);
      if (mine !== true || theirs !== true) return false;
      await tx.put('grades', { key: own, value: false, indexes: {} });
      return true;
    });

  it('do not both act on what the other one changes', async () => {
    const store = (await database.open()).workspace(uniqueName());
    await Promise.all([put(store, 'a', true), put(store, 'b', true)]);
    const left = await Promise.all([onCall(store, 'a', 'b'), onCall(store, 'b', 'a')]);
    assert.deepEqual(left.sort(), [false, true]);
  });

  const finders: Record<string, (tx: WriteTransaction) => Promise<number>> = {
    scan: async (tx) => (await tx.scan('tickets', 'match', { prefix: 'k', limit: 10 })).records.length,
    count: (tx) => tx.count('tickets', 'match', { prefix: 'k', limit: 10 }),
  };
  for (const [name, find] of Object.entries(finders)) {
    it(`do not both find a range empty (${name}) and fill it`, async () => {
      const store = (await database.open()).workspace(uniqueName());
      const fill = (key: string): Promise<boolean> =>
        store.write(async (tx) => {
          if ((await find(tx)) > 0) return false;
          await tx.put('tickets', { key, value: 1, indexes: { match: [`k${key}`] } });
          return true;
        });
      const filled = await Promise.all(['a', 'b', 'c', 'd'].map(fill));
      assert.equal(filled.filter(Boolean).length, 1);
    });
  }

  it('fail each for itself: one that the database refuses takes no other along', async () => {
    const store = (await database.open()).workspace(uniqueName());
    // A number that JSON knows and the type of the column does not refuse, in an index entry that is too long for it.
    const writes = [
      put(store, 'a'),
      store.write(() => Promise.reject(new RangeError('of the host'))),
      put(store, 'b'),
    ];
    const outcomes = await Promise.allSettled(writes);
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    assert.equal((outcomes[1] as PromiseRejectedResult).reason.name, 'RangeError');
  });

  it('of which one is given up after its work was done leave nothing of that one', async () => {
    const store = (await database.open()).workspace(uniqueName());
    await put(store, 'count', 0);
    const caller = new AbortController();
    const given = store.write(async (tx) => tx.put('grades', { key: 'given up', value: 1, indexes: {} }), {
      signal: caller.signal,
    });
    const slow = store.write(async (tx) => {
      await tx.get('grades', 'given up');
      caller.abort();
      await tx.put('grades', { key: 'slow', value: 1, indexes: {} });
    });
    await assert.rejects(given, { code: 'aborted' });
    await slow;
    assert.equal(await get(store, 'given up'), undefined);
    assert.equal(await get(store, 'slow'), 1);
  });
});

describe('a transaction', { skip }, () => {
  const key = fc.constantFrom('', 'a', 'aa', 'ab', 'b', '가', '각', '\ud7ff', '\ue000', '\uffff', '😀', 'z');
  const range = fc.record(
    {
      prefix: fc.option(key, { nil: undefined }),
      reverse: fc.boolean(),
      limit: fc.integer({ min: 1, max: 4 }),
    },
    { requiredKeys: ['limit'] },
  );
  const step = fc.oneof(
    fc.record({ do: fc.constant('put' as const), key, entries: fc.array(key, { maxLength: 3 }) }),
    fc.record({ do: fc.constant('delete' as const), key }),
    fc.record({ do: fc.constant('get' as const), key }),
    fc.record({ do: fc.constant('scan' as const), range, primary: fc.boolean() }),
    fc.record({ do: fc.constant('count' as const), range, primary: fc.boolean() }),
  );

  /** Every page of a scan. */
  async function pages(
    tx: WriteTransaction,
    index: 'match' | undefined,
    given: ScanRange,
  ): Promise<JsonValue[]> {
    const found: JsonValue[] = [];
    for (let after: string | undefined; ;) {
      const page = await tx.scan('tickets', index, { ...given, after });
      found.push(page.records.map((each) => each.key));
      if ((after = page.cursor) === undefined) return found;
    }
  }

  async function run(
    store: StorageAdapter,
    steps: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[],
  ) {
    return store.write(async (tx) => {
      const answers: JsonValue[] = [];
      for (const [i, each] of steps.entries()) {
        if (each.do === 'put')
          await tx.put('tickets', { key: each.key, value: i, indexes: { match: each.entries } });
        else if (each.do === 'delete') await tx.delete('tickets', each.key);
        else if (each.do === 'get') answers.push((await tx.get('tickets', each.key)) ?? null);
        else if (each.do === 'scan')
          answers.push(await pages(tx, each.primary ? undefined : 'match', each.range));
        else answers.push(await tx.count('tickets', each.primary ? undefined : 'match', each.range));
      }
      return answers;
    });
  }

  it('sees what it has written among what was there, like a store in memory does', async () => {
    const own = await database.open();
    const transactions = fc.array(fc.array(step, { maxLength: 8 }), { minLength: 1, maxLength: 3 });
    // U+FFFF and pairs stand the other way round in memory, which compares half pairs.
    const isAlike = (text: string | undefined): boolean =>
      text === undefined || !/[\ue000-\uffff]/.test(text);
    const comparable = transactions.map((all) =>
      all.map((steps) =>
        steps.filter(
          (each) =>
            !('key' in each && !isAlike(each.key)) &&
            !('entries' in each && !each.entries.every(isAlike)) &&
            !('range' in each && !isAlike(each.range.prefix)),
        ),
      ),
    );
    await fc.assert(
      fc.asyncProperty(comparable, async (all) => {
        const [memory, store] = [memoryStorage(), own.workspace(uniqueName())];
        for (const steps of all) assert.deepEqual(await run(store, steps), await run(memory, steps));
      }),
      { numRuns: 80 },
    );
  });

  it('answers from memory what it was told is about to be read', async () => {
    const { pool, sent } = countingPool();
    const store = (await database.open({ pool })).workspace(uniqueName());
    await store.write(async (tx) => {
      const records: [string, JsonValue][] = [
        ['1', { live: '2', absorbed: [] }],
        ['2', { live: '2', absorbed: ['1', '3'] }],
        ['3', { live: '2', absorbed: 7 }],
      ];
      for (const [each, value] of records) await tx.put('fragments', { key: each, value, indexes: {} });
      await tx.put('identifiers', { key: 'phone:1', value: { owner: '1' }, indexes: {} });
    });
    const hops: Hop[] = [
      { from: 0, member: 'owner', collection: 'fragments' },
      { from: 1, member: 'live', collection: 'fragments' },
      { from: 2, member: 'absorbed', collection: 'fragments' },
    ];
    sent.length = 0;
    const found = await store.read(async (tx) => {
      await tx.prefetch!('identifiers', ['phone:1', 'phone:none'], hops);
      return [
        await tx.getMany('identifiers', ['phone:1', 'phone:none']),
        await tx.getMany('fragments', ['1', '2', '3']),
      ];
    });
    assert.deepEqual(found[0], [{ owner: '1' }, undefined]);
    assert.deepEqual(found[1]!.length, 3);
    assert.deepEqual(found[1]![2], { live: '2', absorbed: 7 });
    assert.equal(sent.filter((text) => text.includes('$1')).length, 1, 'one statement answers everything');
    await pool.end();
  });
});

describe('changes', { skip }, () => {
  const changes = (count: number): Change[] =>
    Array.from({ length: count }, () => ({ type: 'gradesChanged' }));
  const publish = (store: StorageAdapter, count: number): Promise<void> =>
    store.write(async (tx) => changes(count).forEach((each) => tx.publish(each)));

  /** What is told first to whoever goes on from a position. */
  function first(store: StorageAdapter, after?: string): Promise<[Change, string]> {
    return new Promise((done) => {
      const stop = store.subscribe((change, at) => (stop(), done([change, at!])), { after });
    });
  }

  it('are kept for those who were away; whoever was away too long has missed some, and is told so', async () => {
    const store = (await database.open()).workspace(uniqueName());
    const told = first(store);
    await publish(store, 1);
    const [, position] = await told;
    const at = (number: number): string => position.replace(/\d+$/, String(number));
    await publish(store, 11_999);
    assert.deepEqual(await first(store, at(1)), [{ type: 'missed' }, at(12_000)]);
    assert.deepEqual(await first(store, at(2000)), [{ type: 'gradesChanged' }, at(2001)]);
    assert.deepEqual(await first(store, at(12_001)), [{ type: 'missed' }, at(12_000)]);
  });

  it('of another workspace mean nothing here', async () => {
    const own = await database.open();
    const [one, two] = [own.workspace(uniqueName()), own.workspace(uniqueName())];
    const told = first(one);
    await Promise.all([publish(one, 2), publish(two, 2)]);
    const [, position] = await told;
    assert.deepEqual((await first(two, position))[0], { type: 'missed' });
  });
});
