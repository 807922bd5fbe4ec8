import { expect } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import type { StorageAdapter } from '@deskcard/core/ports';
import { failure, get, issue, put, replace, uniqueName } from '../test/helpers.js';
import { idbStorage } from './index.js';

async function withStore(body: (store: StorageAdapter) => Promise<void>): Promise<void> {
  const store = idbStorage({ name: uniqueName() });
  await put(store, 'before');
  try {
    await body(store);
  } finally {
    await store.close();
  }
}

async function expectUntouched(store: StorageAdapter): Promise<void> {
  const found = await store.read(async (tx) => ({
    grades: await tx.scan('grades', undefined, { limit: 10 }),
    tickets: await tx.scan('tickets', 'match', { prefix: '', limit: 10 }),
  }));
  expect(found.grades.records.map(({ key }) => key)).to.deep.equal(['before']);
  expect(found.tickets.records).to.deep.equal([]);
  await put(store, 'after');
  expect(await get(store, 'after')).to.equal('after');
}

/** A disk that fails when everything has been asked and is about to be kept. */
function failingCommit(error: DOMException | undefined): { restore: () => void } {
  return replace(
    IDBTransaction.prototype,
    'commit',
    () =>
      function (this: IDBTransaction) {
        if (error !== undefined) Object.defineProperty(this, 'error', { value: error });
        this.abort();
      },
  );
}

describe('storage that fails', () => {
  it('for want of space, told by an abort alone, says storage_full, and nothing remains', () =>
    withStore(async (store) => {
      const full = new DOMException('no space', 'QuotaExceededError');
      const broken = failingCommit(full);
      const error = await failure(put(store, 'a')).finally(broken.restore);
      expect(error.code).to.equal('storage_full');
      expect(error.cause).to.equal(full);
      await expectUntouched(store);
    }));

  it('for another reason says storage_aborted with the cause, and nothing remains', () =>
    withStore(async (store) => {
      const unknown = new DOMException('the disk is broken', 'UnknownError');
      for (const cause of [unknown, undefined]) {
        const broken = failingCommit(cause);
        const error = await failure(put(store, 'a')).finally(broken.restore);
        expect(error.code).to.equal('storage_aborted');
        expect(error.cause ?? undefined).to.equal(cause);
      }
      await expectUntouched(store);
    }));

  it('half-way through a write leaves nothing half-written, in no index either', () =>
    withStore(async (store) => {
      let puts = 0;
      const broken = replace(
        IDBObjectStore.prototype,
        'put',
        (original) =>
          function (this: IDBObjectStore, ...args) {
            const request = original.apply(this, args);
            if (++puts === 50) this.transaction.abort();
            return request;
          },
      );
      const write = store.write(async (tx) => {
        await tx.delete('grades', 'before');
        for (let i = 0; i < 100; i++) {
          await tx.put('tickets', { key: `t${i}`, value: i, indexes: { match: ['k', `k${i}`] } });
        }
      });
      const error = await failure(write).finally(broken.restore);
      expect(error.code).to.equal('storage_aborted');
      expect(puts).to.equal(50);
      await expectUntouched(store);
    }));

  it('in one call fails the whole transaction, even when `work` goes on as if nothing had happened', () =>
    withStore(async (store) => {
      let inside: unknown;
      // A record that must not be there yet, and is.
      const broken = replace(
        IDBObjectStore.prototype,
        'put',
        () =>
          function (this: IDBObjectStore, value) {
            return this.add(value);
          },
      );
      const write = store.write(async (tx) => {
        await tx.put('tickets', { key: 't', value: 1, indexes: { match: ['k'] } });
        inside = await failure(tx.put('grades', { key: 'before', value: 1, indexes: {} }));
      });
      const error = await failure(write).finally(broken.restore);
      expect(error.code).to.equal('storage_aborted');
      expect((error.cause as DOMException).name).to.equal('ConstraintError');
      expect(inside).to.have.property('code', 'storage_aborted');
      await expectUntouched(store);
    }));

  it('while a call is not awaited fails the write and raises no error nobody can catch', () =>
    withStore(async (store) => {
      const unhandled: unknown[] = [];
      const listen = (event: PromiseRejectionEvent) => unhandled.push(event.reason);
      addEventListener('unhandledrejection', listen);
      const thrown = new Error('of the host');
      const write = store.write(async (tx) => {
        void tx.put('tickets', { key: 't', value: 1, indexes: {} });
        void tx.scan('tickets', 'match', { prefix: '', limit: 10 });
        void tx.nextNumber();
        throw thrown;
      });
      expect(await failure(write)).to.equal(thrown);
      await expectUntouched(store);
      await new Promise((done) => setTimeout(done));
      removeEventListener('unhandledrejection', listen);
      expect(unhandled).to.deep.equal([]);
    }));

  it('where numbers are reserved fails the transaction that wants one, and no other', () =>
    withStore(async (store) => {
      const cause = new DOMException('the disk is broken', 'UnknownError');
      const broken = replace(
        IDBDatabase.prototype,
        'transaction',
        (original) =>
          function (this: IDBDatabase, names, ...rest) {
            if (names === 'memory') throw cause;
            return original.call(this, names, ...rest);
          },
      );
      const error = await failure(issue(store)).finally(broken.restore);
      expect([error.code, error.cause]).to.deep.equal(['storage_aborted', cause]);
      await expectUntouched(store);
      expect(await issue(store)).to.have.length(1);
    }));
});

describe('a browser that allows no storage', () => {
  it('says storage_unavailable with the cause, and is asked again by the next call', async () => {
    const refusal = new DOMException('not allowed', 'SecurityError');
    const broken = replace(IDBFactory.prototype, 'open', () => () => {
      throw refusal;
    });
    const store = idbStorage({ name: uniqueName() });
    const error = await failure(put(store, 'a')).finally(broken.restore);
    expect(error.code).to.equal('storage_unavailable');
    expect(error.cause).to.equal(refusal);
    await put(store, 'a');
    await store.close();
  });
});

describe('a connection that the browser takes away', () => {
  it('is opened again by the next call when the data was cleared, and no number comes back', async () => {
    // The clock stands still, so that only this page remembers.
    const name = uniqueName();
    const store = idbStorage({ name, now: () => Date.UTC(2027, 0, 1) });
    // Two whole blocks, so that none of their numbers is left.
    const numbers = await issue(store, 30);
    await executeServerCommand('clear-site-data');
    localStorage.removeItem(`${name}-numbers`);
    expect(await get(store, `numbers ${numbers[0]}`)).to.equal(undefined);
    numbers.push(...(await issue(store, 30)));
    expect(new Set(numbers).size).to.equal(60);
    await store.close();
  });

  it('without saying so is opened again by the call that finds out', () =>
    withStore(async (store) => {
      let calls = 0;
      const broken = replace(
        IDBDatabase.prototype,
        'transaction',
        (original) =>
          function (this: IDBDatabase, ...args) {
            if (++calls === 1) this.close();
            return original.apply(this, args);
          },
      );
      expect(await get(store, 'before').finally(broken.restore)).to.equal('before');
      expect(calls).to.be.above(1);
    }));

  it('without saying so is opened again by the customer number that finds out', () =>
    withStore(async (store) => {
      const numbers = await issue(store, 10);
      let calls = 0;
      const broken = replace(
        IDBDatabase.prototype,
        'transaction',
        (original) =>
          function (this: IDBDatabase, names, ...rest) {
            if (names === 'memory' && ++calls === 1) this.close();
            return original.call(this, names, ...rest);
          },
      );
      numbers.push(...(await issue(store, 30).finally(broken.restore)));
      expect(new Set(numbers).size).to.equal(40);
    }));

  it('again and again says storage_closed', () =>
    withStore(async (store) => {
      const broken = replace(
        IDBDatabase.prototype,
        'transaction',
        (original) =>
          function (this: IDBDatabase, names, ...rest) {
            if (names !== 'meta') this.close();
            return original.call(this, names, ...rest);
          },
      );
      const error = await failure(get(store, 'before')).finally(broken.restore);
      expect(error.code).to.equal('storage_closed');
      expect(await get(store, 'before')).to.equal('before');
    }));

  it('and does not give back says storage_closed with the cause', () =>
    withStore(async (store) => {
      let database: IDBDatabase | undefined;
      const spy = replace(
        IDBDatabase.prototype,
        'transaction',
        (original) =>
          function (this: IDBDatabase, ...args) {
            database = this;
            return original.apply(this, args);
          },
      );
      await get(store, 'before').finally(spy.restore);
      database!.close();
      database!.dispatchEvent(new Event('close'));
      const broken = replace(IDBFactory.prototype, 'open', () => () => {
        throw new DOMException('gone', 'UnknownError');
      });
      const error = await failure(get(store, 'before')).finally(broken.restore);
      expect(error.code).to.equal('storage_closed');
      expect(error.cause).to.have.property('code', 'storage_unavailable');
      expect(await get(store, 'before')).to.equal('before');
    }));
});

describe('a transaction', () => {
  it('asks the browser nothing but what the desk asks', () =>
    withStore(async (store) => {
      const asked: string[] = [];
      const spies = (['get', 'put'] as const).map((name) =>
        replace(
          IDBObjectStore.prototype,
          name,
          (original: IDBObjectStore['get'] & IDBObjectStore['put']) =>
            function (this: IDBObjectStore, ...args: [never]) {
              asked.push(`${name} ${this.name}`);
              return original.apply(this, args);
            },
        ),
      );
      await store.write(async (tx) => {
        await tx.get('tickets', 'a');
        const steps = async () => tx.put('tickets', { key: 'a', value: 1, indexes: {} });
        await Promise.all([steps(), steps().then(() => tx.get('grades', 'b'))]);
      });
      for (const { restore } of spies.reverse()) restore();
      expect(asked).to.deep.equal(['get tickets', 'put tickets', 'put tickets', 'get grades']);
    }));

  it('writes with strict durability, so that what was acknowledged outlives a crash', () =>
    withStore(async (store) => {
      const modes: string[] = [];
      const spy = replace(
        IDBDatabase.prototype,
        'transaction',
        (original) =>
          function (this: IDBDatabase, ...args) {
            const transaction = original.apply(this, args);
            if (transaction.mode === 'readwrite') modes.push(transaction.durability);
            return transaction;
          },
      );
      await issue(store).finally(spy.restore);
      expect(modes).to.deep.equal(['strict', 'strict']);
    }));
});
