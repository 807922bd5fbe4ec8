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
};

describe('the shape of the database', () => {
  it('has a version of its own: whoever changes the collections raises schemaVersion and adds a line here', () => {
    assert.deepEqual(collections, published[schemaVersion]);
    assert.equal(Object.keys(published).length, schemaVersion);
  });

  it('is brought about from an older one, whose records stay', async () => {
    const name = uniqueName();
    const older = await openDB(name, 1, {
      upgrade(database) {
        database.createObjectStore('meta');
        const grades = database.createObjectStore('grades', { keyPath: 'key' });
        grades.createIndex('dropped', 'entries.dropped', { multiEntry: true });
        void grades.put({ key: 'a', value: 'kept', entries: {} });
      },
    });
    older.close();
    const database = await openDB(name, 2, { upgrade });
    const transaction = database.transaction([...database.objectStoreNames]);
    for (const [collection, indexes] of Object.entries(collections)) {
      assert.deepEqual([...transaction.objectStore(collection).indexNames], [...indexes].sort(), collection);
    }
    assert.equal((await database.get('grades', 'a')).value, 'kept');
    database.close();
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
