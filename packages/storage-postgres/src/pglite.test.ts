import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { StorageAdapter } from '@deskcard/core/ports';
import { storageContract } from '@deskcard/testing/storage-contract';
import { failure, get, put, uniqueName } from '../test/helpers.js';
import { openPglite } from './pglite.js';

// Starting takes seconds, so all tests share one folder, and one restart.
const parent = mkdtempSync(join(tmpdir(), 'deskcard-pglite-'));
const folder = join(parent, 'new', 'desk');
let database = await openPglite({ folder });
after(async () => {
  await database.close();
  rmSync(parent, { recursive: true, force: true });
});

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

describe('a workspace in PGlite', () => {
  it('is fenced like on a server, although everybody is a superuser there', async () => {
    const [a, b] = [database.workspace('a'), database.workspace('b')];
    await Promise.all([put(a, 'k', 'of a'), put(b, 'k', 'of b')]);
    await a.clear();
    assert.equal(await get(a, 'k'), undefined);
    assert.equal(await get(b, 'k'), 'of b');
  });
});

describe('a database in a folder', () => {
  it('belongs to one at a time, and is there again after a restart, with its numbers', async () => {
    const store = database.workspace('main');
    await put(store, 'a', { kept: true });
    const number = await store.write((tx) => tx.nextNumber());
    const refused = await failure(openPglite({ folder }));
    assert.equal(refused.code, 'storage_blocked');
    assert.match(refused.hint, /Stop the other process/);
    await database.ready();
    await database.close();
    assert.equal(existsSync(`${folder}.lock`), false);
    assert.equal((await failure(get(store, 'a'))).code, 'storage_closed');
    assert.equal((await failure(database.ready())).code, 'storage_closed');

    database = await openPglite({ folder, deadline: 2000 });
    const again = database.workspace('main');
    assert.deepEqual(await get(again, 'a'), { kept: true });
    const next = await again.write((tx) => tx.nextNumber());
    assert.ok(next > number, `${next} comes behind ${number}`);
  });

  it('that cannot be made says storage_unavailable, and leaves no lock', async () => {
    const error = await failure(openPglite({ folder: '/dev/null/desk' }));
    assert.equal(error.code, 'storage_unavailable');
  });
});

describe('a work that does not come to an end', () => {
  it('fails with storage_aborted, and keeps nobody else from the only connection', async () => {
    const store = database.workspace('main');
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
  });

  it('fails the same when the process was busy while its time ran out', async () => {
    const busy = await openPglite({ deadline: 300 });
    const store = busy.workspace('main');
    await put(store, 'kept');
    const stuck = store.write(async (tx) => {
      await tx.get('grades', 'stuck');
      setTimeout(() => {
        const end = Date.now() + 200;
        while (Date.now() < end);
      }, 250);
      await new Promise(() => undefined);
    });
    assert.equal((await failure(stuck)).code, 'storage_aborted');
    assert.equal(await get(store, 'kept'), 'kept');
    await busy.close();
  });
});
