import { expect } from '@open-wc/testing';
import type { Change } from '@deskcard/core';
import type { StorageAdapter } from '@deskcard/core/ports';
import { failure, get, issue, openRaw, put, replace, uniqueName } from '../test/helpers.js';
import { otherTab } from '../test/other-tab.js';
import { idbStorage } from './index.js';

async function increment(store: StorageAdapter): Promise<void> {
  await store.write(async (tx) => {
    const count = ((await tx.get('grades', 'count')) as number | undefined) ?? 0;
    await tx.put('grades', { key: 'count', value: count + 1, indexes: {} });
  });
}

function nextChange(store: StorageAdapter): Promise<Change> {
  return new Promise((done) => {
    const unsubscribe = store.subscribe((change) => {
      unsubscribe();
      done(change);
    });
  });
}

describe('two tabs on one desk', () => {
  it('lose none of their writes when both write at once', async () => {
    const name = uniqueName();
    const tab = await otherTab();
    const [here, there] = [idbStorage({ name }), tab.idbStorage({ name })];
    await Promise.all(Array.from({ length: 40 }, () => [increment(here), increment(there)]).flat());
    expect(await get(here, 'count')).to.equal(80);
    expect(await get(there, 'count')).to.equal(80);
    await Promise.all([here.close(), there.close()]);
    tab.close();
  });

  it('never issue the same customer number (R9)', async () => {
    const name = uniqueName();
    const tab = await otherTab();
    const [here, there] = [idbStorage({ name }), tab.idbStorage({ name })];
    const rounds = Array.from({ length: 30 }, (_, i) => [issue(here, i + 1), issue(there, i + 1)]);
    const numbers = (await Promise.all(rounds.flat())).flat();
    expect(new Set(numbers).size).to.equal(930);
    await Promise.all([here.close(), there.close()]);
    tab.close();
  });

  it('tell each other what happened, and read it', async () => {
    const name = uniqueName();
    const tab = await otherTab();
    const [here, there] = [idbStorage({ name }), tab.idbStorage({ name })];
    const heard = nextChange(there);
    await here.write(async (tx) => {
      await tx.put('grades', { key: 'a', value: 'from here', indexes: {} });
      tx.publish({ type: 'gradesChanged' });
    });
    expect(await heard).to.deep.equal({ type: 'gradesChanged' });
    expect(await get(there, 'a')).to.equal('from here');
    const cleared = nextChange(here);
    await there.clear();
    expect(await cleared).to.deep.equal({ type: 'cleared' });
    expect(await get(here, 'a')).to.equal(undefined);
    await Promise.all([here.close(), there.close()]);
    tab.close();
  });

  it('do not understand what anything else says on their channel, and go on', async () => {
    const name = uniqueName();
    const store = idbStorage({ name });
    const heard = nextChange(store);
    const stranger = new BroadcastChannel(`${name}-changes`);
    for (const noise of ['text', 1, null, {}, [null, 1, { type: 5 }]]) stranger.postMessage(noise);
    stranger.postMessage([{ type: 'gradesChanged' }]);
    expect(await heard).to.deep.equal({ type: 'gradesChanged' });
    stranger.close();
    await store.close();
  });

  it('may have missed what happened while one lay in the history of its browser', async () => {
    const store = idbStorage({ name: uniqueName() });
    const heard: Change[] = [];
    const unsubscribe = store.subscribe((change) => heard.push(change));
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }));
    expect(heard).to.deep.equal([]);
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    expect(heard).to.deep.equal([{ type: 'missed' }]);
    unsubscribe();
    await store.close();
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    expect(heard).to.have.length(1);
  });

  it('write and listen where the browser forbids them to speak with each other', async () => {
    const refuse = function () {
      throw new DOMException('not allowed', 'SecurityError');
    };
    const forbidden = replace(globalThis, 'BroadcastChannel', () => refuse as never);
    const store = idbStorage({ name: uniqueName() });
    try {
      const heard: Change[] = [];
      store.subscribe((change) => heard.push(change));
      await store.write(async (tx) => {
        await tx.put('grades', { key: 'a', value: 'a', indexes: {} });
        tx.publish({ type: 'gradesChanged' });
      });
      expect(heard).to.deep.equal([{ type: 'gradesChanged' }]);
      expect(await get(store, 'a')).to.equal('a');
    } finally {
      forbidden.restore();
      await store.close();
    }
  });

  it('leave nothing half-written when one is closed in the middle of a write, and the other goes on', async () => {
    const name = uniqueName();
    const tab = await otherTab();
    const [here, there] = [idbStorage({ name }), tab.idbStorage({ name })];
    await put(here, 'before');
    await new Promise<void>((inTheMiddle) => {
      const keys = Array.from({ length: 2000 }, (_, i) => `r${i}`);
      void there.write(async (tx) => {
        for (const [i, key] of keys.entries()) {
          await tx.put('grades', { key, value: 'x'.repeat(500), indexes: {} });
          if (i === 200) inTheMiddle();
        }
      });
    });
    tab.close();
    await put(here, 'after');
    const page = await here.read((tx) => tx.scan('grades', undefined, { limit: 1000 }));
    expect(page.records.map(({ key }) => key)).to.deep.equal(['after', 'before']);
    await here.close();
  });
});

describe('an upgrade in another tab', () => {
  it('is not held up by an open desk, which says storage_newer from then on', async () => {
    const name = uniqueName();
    const tab = await otherTab();
    const store = idbStorage({ name });
    await put(store, 'a');
    const upgraded = await openRaw(name, 1000, tab.window.indexedDB);
    const error = await failure(get(store, 'a'));
    expect(error.code).to.equal('storage_newer');
    expect(error.hint).to.contain('Reload');
    expect((await failure(put(store, 'b'))).code).to.equal('storage_newer');
    upgraded.close();
    expect((await failure(get(store, 'a'))).code, 'until the page is loaded again').to.equal('storage_newer');
    await store.close();
    tab.close();
  });

  it('waits for a write under way, which is acknowledged and kept', async () => {
    const name = uniqueName();
    const tab = await otherTab();
    const store = idbStorage({ name });
    await put(store, 'a');
    let upgrade: Promise<IDBDatabase> | undefined;
    await store.write(async (tx) => {
      for (let i = 0; i < 100; i++) {
        await tx.put('grades', { key: `r${i}`, value: i, indexes: {} });
        if (i === 10) upgrade = openRaw(name, 1000, tab.window.indexedDB);
      }
    });
    const upgraded = await upgrade!;
    const request = upgraded.transaction('grades').objectStore('grades').count();
    await new Promise((done) => (request.onsuccess = done));
    expect(request.result).to.equal(101);
    upgraded.close();
    await store.close();
    tab.close();
  });

  it('that happened before says storage_newer too', async () => {
    const name = uniqueName();
    (await openRaw(name, 1000)).close();
    const store = idbStorage({ name });
    expect((await failure(get(store, 'a'))).code).to.equal('storage_newer');
    await store.close();
  });
});

describe('a database that another program does not let go of', () => {
  it('is waited for no longer than the host allows, and opens once it is free', async () => {
    const name = uniqueName();
    const holder = await openRaw(name);
    const deleting = indexedDB.deleteDatabase(name);
    await new Promise((done) => (deleting.onblocked = done));
    const store = idbStorage({ name, openTimeout: 50 });
    const error = await failure(get(store, 'a'));
    expect(error.code).to.equal('storage_blocked');
    expect(error.details).to.deep.equal({ milliseconds: 50 });
    expect((await failure(get(store, 'a'))).code).to.equal('storage_blocked');

    const patient = idbStorage({ name });
    const waiting = put(patient, 'a');
    holder.close();
    await waiting;
    expect(await get(store, 'a')).to.equal('a');
    await Promise.all([store.close(), patient.close()]);
  });

  it('can be given up on', async () => {
    const name = uniqueName();
    const holder = await openRaw(name);
    const deleting = indexedDB.deleteDatabase(name);
    await new Promise((done) => (deleting.onblocked = done));
    const store = idbStorage({ name });
    const caller = new AbortController();
    const read = store.read((tx) => tx.get('grades', 'a'), { signal: caller.signal });
    caller.abort();
    expect((await failure(read)).code).to.equal('aborted');
    holder.close();
    await store.close();
  });
});
