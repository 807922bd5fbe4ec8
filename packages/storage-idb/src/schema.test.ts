import 'fake-indexeddb/auto';
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { collections } from '@deskcard/core/ports';
import { openDB } from 'idb';
import { get, put, uniqueName } from '../test/helpers.js';
import { idbStorage } from './index.js';
import { schemaVersion, upgrade } from './schema.js';

/** Every shape that was ever published, by its version. Old lines stay as they are. */
const published: Record<number, Record<string, readonly string[]>> = {
  1: {
    fragments: [],
    searches: ['token'],
    links: ['list'],
    identifiers: ['fragment'],
    merges: ['number'],
    suggestions: ['number'],
    tickets: ['created', 'customer', 'match'],
    grades: [],
    assignments: ['grade'],
    lookupApis: [],
    lookupKeys: [],
    connections: [],
    receipts: ['created'],
  },
  2: {
    fragments: ['list'],
    searches: ['token'],
    identifiers: ['fragment'],
    merges: ['number'],
    suggestions: ['number'],
    tickets: ['created', 'customer', 'match'],
    grades: [],
    assignments: ['grade'],
    lookupApis: [],
    lookupKeys: [],
    connections: [],
    receipts: ['created'],
  },
  3: {
    fragments: ['list'],
    searches: ['token'],
    identifiers: ['fragment'],
    merges: ['number'],
    suggestions: ['number'],
    tickets: ['created', 'customer', 'match'],
    grades: [],
    assignments: ['grade', 'id'],
    lookupApis: [],
    lookupKeys: [],
    connections: [],
    receipts: ['created'],
    audit: ['at', 'by', 'operation', 'subject'],
  },
  4: {
    fragments: ['list'],
    searches: ['token', 'likeness'],
    identifiers: ['fragment'],
    merges: ['number'],
    suggestions: ['number', 'likely'],
    scans: [],
    tickets: ['created', 'customer', 'match'],
    grades: [],
    assignments: ['grade', 'id'],
    lookupApis: [],
    lookupKeys: [],
    connections: [],
    receipts: ['created'],
    audit: ['at', 'by', 'operation', 'subject'],
  },
};

/** A database as an older version made it. */
async function olderDatabase(name: string, version: number, rows: Record<string, object[]>): Promise<void> {
  const database = await openDB(name, version, {
    upgrade(fresh) {
      fresh.createObjectStore('meta');
      for (const [collection, indexes] of Object.entries(published[version]!)) {
        const store = fresh.createObjectStore(collection, { keyPath: 'key' });
        for (const index of indexes) store.createIndex(index, `entries.${index}`, { multiEntry: true });
        for (const row of rows[collection] ?? []) void store.put(row);
      }
    },
  });
  database.close();
}

describe('the shape of the database', () => {
  it('has a version of its own: whoever changes the collections raises schemaVersion and adds a line here', () => {
    assert.deepEqual(collections, published[schemaVersion]);
    assert.equal(Object.keys(published).length, schemaVersion);
  });

  it('is brought about from an older one, whose records stay', async () => {
    const name = uniqueName();
    await olderDatabase(name, 1, { grades: [{ key: 'a', value: 'kept', entries: {} }] });
    const database = await openDB(name, schemaVersion, { upgrade });
    const transaction = database.transaction([...database.objectStoreNames]);
    for (const [collection, indexes] of Object.entries(collections)) {
      assert.deepEqual([...transaction.objectStore(collection).indexNames], [...indexes].sort(), collection);
    }
    assert.deepEqual([...database.objectStoreNames], [...Object.keys(collections), 'meta'].sort());
    assert.equal((await database.get('grades', 'a')).value, 'kept');
    database.close();
  });

  it('keeps where a number leads with its values, as versions from 2 on do', async () => {
    const name = uniqueName();
    await olderDatabase(name, 1, {
      fragments: [{ key: '7', value: { customerNumber: '7', values: { name: [] } }, entries: {} }],
      links: [{ key: '7', value: { customerNumber: '7', live: '7' }, entries: { list: ['007\x007'] } }],
    });
    const database = await openDB(name, schemaVersion, { upgrade });
    assert.deepEqual(await database.getFromIndex('fragments', 'list', '007\x007'), {
      key: '7',
      value: { customerNumber: '7', values: { name: [] }, live: '7' },
      entries: { list: ['007\x007'] },
    });
    database.close();
  });

  it('gets the audit trail from version 3 on, and what was there before is found as before', async () => {
    const name = uniqueName();
    await olderDatabase(name, 2, {
      assignments: [{ key: 'phone:+8210', value: ['kept'], entries: { grade: ['g|\0phone:+8210'] } }],
    });
    const store = idbStorage({ name });
    const found = await store.write(async (tx) => {
      await tx.put('audit', { key: 'e', value: 'new', indexes: { at: ['2026'], by: ['mina|2026'] } });
      return [
        await tx.scan('assignments', 'grade', { prefix: 'g|', limit: 10 }),
        await tx.scan('audit', 'by', { prefix: 'mina|', limit: 10 }),
      ];
    });
    assert.deepEqual(
      found.map(({ records }) => records.map(({ value }) => value)),
      [[['kept']], ['new']],
    );
    await store.close();
  });

  it('is the one a fresh store has', async () => {
    const name = uniqueName();
    const store = idbStorage({ name });
    await put(store, 'a');
    assert.equal(await get(store, 'a'), 'a');
    await store.close();
    const database = await openDB(name);
    assert.equal(database.version, schemaVersion);
    assert.deepEqual([...database.objectStoreNames], [...Object.keys(collections), 'meta'].sort());
    database.close();
  });
});
