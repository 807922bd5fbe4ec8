import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { StorageAdapter } from '@deskcard/core/ports';
import { storageContract } from '@deskcard/testing/storage-contract';
import { failure, get, put, uniqueName } from '../test/helpers.js';
import { openPglite } from './pglite.js';

const database = await openPglite();
after(() => database.close());

const names = new WeakMap<StorageAdapter, string>();
const open = (name: string): StorageAdapter => {
  const store = database.workspace(name);
  names.set(store, name);
  return store;
};

storageContract({
  describe,
  it,
  name: 'openPglite keeps the storage contract',
  open: () => open(uniqueName()),
  reopen: (closed) => open(names.get(closed)!),
  beside: (other) => open(names.get(other)!),
});

describe('a database in a folder', () => {
  const parent = mkdtempSync(join(tmpdir(), 'deskcard-pglite-'));
  after(() => rmSync(parent, { recursive: true, force: true }));

  it('is there again after a restart, with its numbers, and belongs to one at a time', async () => {
    const folder = join(parent, 'new', 'desk');
    const first = await openPglite({ folder });
    const store = first.workspace('main');
    await put(store, 'a', { kept: true });
    const number = await store.write((tx) => tx.nextNumber());
    const refused = await failure(openPglite({ folder }));
    assert.equal(refused.code, 'storage_blocked');
    assert.match(refused.hint, /Stop the other process/);
    await first.ready();
    await first.close();
    assert.equal(existsSync(`${folder}.lock`), false);
    assert.equal((await failure(get(store, 'a'))).code, 'storage_closed');

    const second = await openPglite({ folder });
    const again = second.workspace('main');
    assert.deepEqual(await get(again, 'a'), { kept: true });
    const next = await again.write((tx) => tx.nextNumber());
    assert.ok(next > number, `${next} comes behind ${number}`);
    await second.close();
  });

  it('that cannot be made says storage_unavailable, and leaves no lock', async () => {
    const error = await failure(openPglite({ folder: '/dev/null/desk' }));
    assert.equal(error.code, 'storage_unavailable');
  });
});

describe('a work that does not come to an end', () => {
  it('fails with storage_aborted, and keeps nobody else from the only connection', async () => {
    const own = await openPglite({ deadline: 300 });
    const store = own.workspace('main');
    const stuck = store.write(async (tx) => {
      await tx.put('grades', { key: 'stuck', value: 1, indexes: {} });
      await new Promise(() => undefined);
    });
    const beside = put(store, 'beside');
    const error = await failure(stuck);
    assert.equal(error.code, 'storage_aborted');
    await beside;
    assert.equal(await get(store, 'beside'), 'beside');
    assert.equal(await get(store, 'stuck'), undefined);
    await own.close();
  });
});
