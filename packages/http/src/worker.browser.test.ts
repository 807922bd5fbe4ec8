import { expect } from '@open-wc/testing';
import { createDesk, memoryStorage, type Change } from '@deskcard/core';
import type { DeskError } from '@deskcard/core/errors';
import { idbStorage } from '@deskcard/storage-idb';
import { deskInWorker, serveDesk, type WorkerDesk } from './worker.js';

const call = { channelId: 'call', fields: { phone: '010-2345-6789', name: '홍길동' } };
const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (value) => value,
    ({ code }: DeskError) => code,
  );

/** A page that listens to the changes of the desk at the other end of the port. */
async function otherPage(port: MessagePort): Promise<HTMLIFrameElement> {
  const frame = document.createElement('iframe');
  frame.srcdoc = `<script type="module">
    import { deskInWorker } from '${new URL('./worker.ts', import.meta.url).href}';
    addEventListener('message', ({ ports: [port] }) => deskInWorker(port).changes.subscribe(() => undefined));
    parent.postMessage('ready', '*');
  </script>`;
  const ready = new Promise((done) => addEventListener('message', done, { once: true }));
  document.body.append(frame);
  await ready;
  frame.contentWindow!.postMessage('listen', '*', [port]);
  return frame;
}

async function pagesWaitedFor(): Promise<number> {
  const { pending = [] } = await navigator.locks.query();
  return pending.filter(({ name }) => name?.startsWith('deskcard-page-')).length;
}

describe('a desk in a worker of the page', () => {
  let worker: Worker;
  let desk: WorkerDesk;
  let database: string;

  beforeEach(() => {
    database = `deskcard-worker-${crypto.randomUUID()}`;
    worker = new Worker(new URL('../test/desk.worker.ts', import.meta.url), {
      type: 'module',
      name: database,
    });
    desk = deskInWorker(worker);
  });

  afterEach(() => {
    desk.close();
    worker.terminate();
    indexedDB.deleteDatabase(database);
  });

  it('shares its data and its changes with the desks of other tabs', async () => {
    const other = createDesk({
      storage: idbStorage({ name: database }),
      principal: { user: 'jin', role: 'agent' },
    });
    const heard = new Promise<Change>((done) => other.changes.subscribe(done));
    const own = new Promise<Change>((done) => desk.changes.subscribe(done));
    const { ticket } = await desk.tickets.intake(call);
    const { customerNumber } = ticket;
    expect((await other.customers.get({ customerNumber })).values['name']).to.equal('홍길동');
    expect(await heard).to.deep.equal({ type: 'customerCreated', customerNumber });
    expect(await own).to.deep.equal({ type: 'customerCreated', customerNumber });
  });

  it('says so at once when the worker ends, to calls under way and to those that follow', async () => {
    await desk.service.describe();
    const underWay = codeOf(desk.tickets.list());
    worker.terminate();
    expect(await underWay).to.equal('desk_unreachable');
    expect(await codeOf(desk.tickets.list())).to.equal('desk_unreachable');
  });

  it('may have missed what happened while its page lay in the history of the browser', async () => {
    const heard: Change[] = [];
    desk.changes.subscribe((change) => heard.push(change));
    desk.changes.subscribe((change) => heard.push(change));
    await desk.service.describe();
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }));
    expect(heard).to.deep.equal([]);
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    expect(heard).to.deep.equal([{ type: 'missed' }, { type: 'missed' }]);
    desk.close();
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    expect(heard).to.have.length(2);
  });

  it('lets go of a page that was closed, with everything it listened to', async () => {
    const { port1, port2 } = new MessageChannel();
    const storage = memoryStorage();
    let told = (_isListening: boolean): void => undefined;
    storage.subscribe = () => (told(true), () => told(false));
    const next = (): Promise<boolean> => new Promise((done) => (told = done));
    const stop = serveDesk(port1, createDesk({ storage, principal: { user: 'jin', role: 'agent' } }));
    const listening = next();
    const page = await otherPage(port2);
    expect(await listening).to.equal(true);
    const left = next();
    // Of the desk that every test has, and of this one.
    while ((await pagesWaitedFor()) < 2) continue;
    page.remove();
    expect(await left).to.equal(false);
    stop();
  });

  it('says so when the worker cannot be loaded', async () => {
    const missing = new Worker('/there-is-no-such-worker.js', { type: 'module' });
    const lost = deskInWorker(missing);
    expect(await codeOf(lost.service.describe())).to.equal('desk_unreachable');
    lost.close();
    missing.terminate();
  });
});
