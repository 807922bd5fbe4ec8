import { expect } from '@open-wc/testing';
import { failure, openRaw, uniqueName, wipe } from '../test/helpers.js';
import { Connection } from './connection.js';

const upgrade = (database: { createObjectStore(name: string): unknown }) =>
  void database.createObjectStore('store');

describe('opening a newer version while another tab holds the older one', () => {
  it('asks the other tab to let go, and opens at once when it does', async () => {
    const name = uniqueName();
    const older = new Connection({ name, version: 1, upgrade, patience: 10_000 });
    await older.open();
    const newer = new Connection({ name, version: 2, upgrade: () => undefined, patience: 10_000 });
    expect((await newer.open()).version).to.equal(2);
    expect((await failure(older.open())).code).to.equal('storage_newer');
    newer.close();
  });

  it('says storage_blocked when it does not, and opens when it is gone', async () => {
    const name = uniqueName();
    const stubborn = await openRaw(name);
    const newer = new Connection({ name, version: 2, upgrade, patience: 50 });
    const error = await failure(newer.open());
    expect(error.code).to.equal('storage_blocked');
    expect(error.hint).to.contain('Close the other tabs');
    const patient = new Connection({ name, version: 2, upgrade, patience: 10_000 });
    const waiting = patient.open();
    stubborn.close();
    expect((await waiting).version).to.equal(2);
    expect((await newer.open()).version).to.equal(2);
    newer.close();
    patient.close();
  });

  it('is let go of again when the desk was closed meanwhile', async () => {
    const name = uniqueName();
    const stubborn = await openRaw(name);
    const connection = new Connection({ name, version: 2, upgrade, patience: 10_000 });
    const opening = failure(connection.open());
    connection.close();
    stubborn.close();
    expect((await opening).code).to.equal('storage_closed');
    const next = await openRaw(name, 3);
    expect(next.version).to.equal(3);
    next.close();
  });

  it('leaves the older version as it was when the browser breaks the upgrade off', async () => {
    const name = uniqueName();
    (await openRaw(name)).close();
    const broken = new Connection({
      name,
      version: 2,
      patience: 10_000,
      upgrade(database, _old, _new, transaction) {
        transaction.done.catch(() => undefined);
        database.createObjectStore('store');
        transaction.abort();
      },
    });
    expect((await failure(broken.open())).code).to.equal('storage_aborted');
    const older = await openRaw(name);
    expect([older.version, older.objectStoreNames.length]).to.deep.equal([1, 0]);
    older.close();
  });
});

describe('a database that is deleted while it is being opened', () => {
  it('is opened anew', async () => {
    const name = uniqueName();
    let greetings = 0;
    const connection = new Connection({
      name,
      version: 1,
      upgrade,
      patience: 10_000,
      async greet(database) {
        if (++greetings === 1) await wipe(name);
        await database.get('store', 'key');
      },
    });
    const database = await connection.open();
    expect(database.transaction('store').objectStore('store').name).to.equal('store');
    expect(greetings).to.equal(2);
    connection.close();
  });
});
