import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { storageContract } from '@deskcard/testing/storage-contract';
import { memoryStorage } from './memory-storage.js';
import type { StorageAdapter } from './ports.js';

storageContract({
  describe,
  it,
  name: 'memoryStorage keeps the storage contract',
  open: () => memoryStorage(),
});

describe('memoryStorage', () => {
  const issue = (store: StorageAdapter) => store.write((tx) => tx.nextNumber());

  it('issues customer numbers from 10,000,001 on, one after another, also after clear', async () => {
    const store = memoryStorage();
    assert.equal(await issue(store), 10_000_001);
    await store.clear();
    assert.equal(await issue(store), 10_000_002);
  });

  it('begins with the number the host names', async () => {
    assert.equal(await issue(memoryStorage({ firstNumber: 7 })), 7);
  });

  it('is a store of its own each time', async () => {
    const [one, two] = [memoryStorage(), memoryStorage()];
    await one.write((tx) => tx.put('grades', { key: 'a', value: 1, indexes: {} }));
    assert.equal(await two.read((tx) => tx.get('grades', 'a')), undefined);
  });

  it('passes a listener that throws by: the write succeeds and the next listener is told', async () => {
    const store = memoryStorage();
    const thrown = new Error('of a listener');
    const others = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    const surfaced = new Promise((done) => process.once('uncaughtException', done));
    let told = 0;
    store.subscribe(() => {
      throw thrown;
    });
    store.subscribe(() => told++);
    await store.write(async (tx) => tx.publish({ type: 'gradesChanged' }));
    assert.equal(told, 1);
    assert.equal(await surfaced, thrown);
    for (const other of others) process.on('uncaughtException', other);
  });

  it('stays quick with 100,000 records: a page out of the middle, counts and deletions', async () => {
    const store = memoryStorage();
    const total = 100_000;
    // 61 and 100,000 share no divisor, so every number comes once and out of order.
    const keyOf = (i: number) => String((i * 61) % total).padStart(6, '0');
    for (let start = 0; start < total; start += 5000) {
      await store.write(async (tx) => {
        for (let i = start; i < start + 5000; i++) {
          const key = keyOf(i);
          const indexes = { created: [key], match: [key.slice(3), `all|${key}`] };
          await tx.put('tickets', { key, value: { key }, indexes });
        }
      });
    }
    const found = await store.read(async (tx) => ({
      middle: await tx.scan('tickets', 'created', { from: '050000', limit: 3 }),
      before: await tx.scan('tickets', 'created', { to: '050000', limit: 2, reverse: true }),
      sharing: await tx.count('tickets', 'match', { prefix: '123', limit: 1000 }),
    }));
    const keys = (page: { records: { key: string }[] }) => page.records.map(({ key }) => key);
    assert.deepEqual(keys(found.middle), ['050000', '050001', '050002']);
    assert.deepEqual(keys(found.before), ['049999', '049998']);
    assert.equal(found.sharing, total / 1000);
    await store.write(async (tx) => {
      for (let i = 0; i < total; i += 2) await tx.delete('tickets', keyOf(i));
    });
    let after: string | undefined;
    let left = 0;
    do {
      const page = await store.read((tx) =>
        tx.scan('tickets', 'match', { prefix: 'all|', limit: 1000, after }),
      );
      left += page.records.length;
      after = page.cursor;
    } while (after !== undefined);
    assert.equal(left, total / 2);
  });
});
