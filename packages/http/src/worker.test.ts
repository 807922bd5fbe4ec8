import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createDesk, memoryStorage, type Change, type Desk, type StorageAdapter } from '@deskcard/core';
import { DeskError } from '@deskcard/core/errors';
import { deskInWorker, serveDesk, type WorkerDesk } from './worker.js';

const admin = { user: 'mina', role: 'admin' } as const;
const call = { channelId: 'call', fields: { phone: '010-2345-6789', name: '홍길동' } };

const failure = (promise: Promise<unknown>): Promise<DeskError> =>
  promise.then(
    () => assert.fail('it succeeded'),
    (error: unknown) => {
      assert.ok(error instanceof DeskError, String(error));
      return error;
    },
  );

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

/** A storage whose reads end only when their caller gives up. */
function endless(storage: StorageAdapter): StorageAdapter {
  const read: StorageAdapter['read'] = (_, { signal } = {}) =>
    new Promise((_, reject) => signal!.addEventListener('abort', () => reject(signal!.reason as Error)));
  return Object.assign(Object.create(storage) as StorageAdapter, { read });
}

describe('a desk at the other end of a port', () => {
  let ports: MessageChannel;
  let inner: Desk;
  let desk: WorkerDesk;
  let stop: () => void;

  before(() => {
    ports = new MessageChannel();
    inner = createDesk({ storage: memoryStorage(), principal: admin });
    stop = serveDesk(ports.port1, Promise.resolve(inner));
    desk = deskInWorker(ports.port2);
  });
  after(() => {
    desk.close();
    stop();
    ports.port1.close();
  });

  it('answers as the desk itself does', async () => {
    const { ticket } = await desk.tickets.intake(call);
    const { customerNumber } = ticket;
    assert.deepEqual(
      await desk.customers.get({ customerNumber }),
      await inner.customers.get({ customerNumber }),
    );
    assert.deepEqual(await desk.service.describe(), await inner.service.describe());
  });

  it('gives the errors of the desk, with what an element needs to show them', async () => {
    const wrong = { customerNumber: 'nobody' };
    const [here, there] = [
      await failure(desk.customers.get(wrong)),
      await failure(inner.customers.get(wrong)),
    ];
    assert.deepEqual(here.toJSON(), there.toJSON());
    assert.ok(here.issues.length > 0);
    assert.equal(
      (await failure(desk.customers.get({ customerNumber: '9999999' }))).code,
      'customer_not_found',
    );
  });

  it('does a write with one idempotency key once', async () => {
    const twice = { idempotencyKey: 'same' };
    const [a, b] = [await desk.tickets.intake(call, twice), await desk.tickets.intake(call, twice)];
    assert.equal(a.ticket.ticketId, b.ticket.ticketId);
  });

  it('takes what a framework wrapped in a proxy', async () => {
    const draft = new Proxy({ ...call, fields: new Proxy(call.fields, {}) }, {});
    assert.equal((await desk.tickets.intake(draft)).outcome, 'found');
  });

  it('tells each change once to each who listens, until they no longer want to know', async () => {
    const heard: string[] = [];
    const seen = (who: string) => (change: Change) => void heard.push(`${who} ${change.type}`);
    const ends = [desk.changes.subscribe(seen('a')), desk.changes.subscribe(seen('b'))];
    await desk.tickets.intake({ channelId: 'call', fields: { phone: '010-9999-1111' } });
    // Changes and answers come through one port, in order.
    assert.deepEqual(heard, ['a customerCreated', 'b customerCreated', 'a ticketArrived', 'b ticketArrived']);
    ends[0]!();
    await desk.tickets.intake({ channelId: 'call', fields: { phone: '010-9999-1111' } });
    assert.deepEqual(heard.slice(4), ['b ticketArrived']);
    ends[1]!();
    await desk.tickets.intake({ channelId: 'call', fields: { phone: '010-9999-1111' } });
    assert.equal(heard.length, 5);
  });

  it('says that changes may have been missed when it cannot know', async () => {
    const first = await new Promise((done) => desk.changes.subscribe(done, { after: '7' }));
    assert.deepEqual(first, { type: 'missed' });
  });

  it('serves two pages without mixing them up', async () => {
    const other = deskInWorker(ports.port2);
    const [a, b] = await Promise.all([desk.service.describe(), other.customers.search({ text: '홍길동' })]);
    assert.equal(a.user, 'mina');
    assert.equal(b.items.length, 1);
    other.close();
    assert.equal((await failure(other.service.describe())).code, 'desk_unreachable');
    assert.equal((await desk.service.describe()).user, 'mina');
  });
});

describe('a call to a worker', () => {
  it('ends in the worker too when its caller gives up', async () => {
    const { port1, port2 } = new MessageChannel();
    const stop = serveDesk(port1, createDesk({ storage: endless(memoryStorage()), principal: admin }));
    const desk = deskInWorker(port2);
    const giveUp = new AbortController();
    const waiting = failure(desk.tickets.list({}, { signal: giveUp.signal }));
    giveUp.abort();
    assert.equal((await waiting).code, 'aborted');
    assert.equal((await failure(desk.tickets.list({}, { signal: giveUp.signal }))).code, 'aborted');
    desk.close();
    stop();
    port1.close();
  });

  it('does not wait for ever for one that says nothing', async () => {
    const { port1, port2 } = new MessageChannel();
    const desk = deskInWorker(port2, { timeoutMs: 20 });
    assert.equal((await failure(desk.service.describe())).code, 'desk_unreachable');
    desk.close();
    port1.close();
  });

  it('fails when the other end goes away, also when it was under way', async () => {
    const { port1, port2 } = new MessageChannel();
    const stop = serveDesk(port1, createDesk({ storage: endless(memoryStorage()), principal: admin }));
    const desk = deskInWorker(port2);
    const underWay = failure(desk.tickets.list());
    stop();
    port1.close();
    assert.equal((await underWay).code, 'desk_unreachable');
    desk.close();
  });

  it('ends when its page is gone, with everything the page listened to', async () => {
    const { port1, port2 } = new MessageChannel();
    let [isListening, isAsked, hasGivenUp] = [false, false, false];
    const storage: StorageAdapter = Object.assign(memoryStorage(), {
      read: (_: unknown, { signal }: { signal: AbortSignal }) =>
        new Promise<never>((_, reject) => {
          isAsked = true;
          signal.addEventListener('abort', () => {
            hasGivenUp = true;
            reject(signal.reason as Error);
          });
        }),
      subscribe: () => {
        isListening = true;
        return () => void (isListening = false);
      },
    });
    serveDesk(port1, createDesk({ storage, principal: admin }));
    const desk = deskInWorker(port2);
    desk.changes.subscribe(() => undefined);
    const underWay = failure(desk.tickets.list());
    while (!isListening || !isAsked) await turn();
    port2.close();
    while (isListening || !hasGivenUp) await turn();
    assert.equal((await underWay).code, 'desk_unreachable');
  });

  it('fails with the reason why the desk could not be made', async () => {
    const { port1, port2 } = new MessageChannel();
    const reason = new DeskError('storage_unavailable', 'There is no storage.');
    const stop = serveDesk(port1, Promise.reject(reason));
    const desk = deskInWorker(port2);
    assert.equal((await failure(desk.service.describe())).code, 'storage_unavailable');
    desk.changes.subscribe(() => undefined)();
    desk.close();
    stop();
    port1.close();
  });
});
