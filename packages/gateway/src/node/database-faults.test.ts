/**
 * A database that is away, slow, silent or overloaded: a gateway says so, answers everybody in time with
 * `storage_unavailable`, and is well again by itself as soon as its database is.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Change } from '@deskcard/core';
import { openPostgres, type PostgresDatabase } from '@deskcard/storage-postgres';
import { lineTo, type Line } from '@deskcard/tools/line';
import { testServer } from '../../test/database.js';
import { GatewayProcess, isTelling, until } from '../../test/gateway-process.js';
import { allTickets, Ledger } from '../../test/ledger.js';

const { skip, server } = await testServer();
// One that takes connections and says nothing, as a firewall does; it is waited for while the other tests run.
const silent = createServer().listen(0, '127.0.0.1');
await once(silent, 'listening');
after(() => silent.close());
const refused = Promise.all(
  [1, (silent.address() as AddressInfo).port].map((port) =>
    GatewayProcess.refused({ DESKCARD_DATABASE: `postgres://mina:s3cret@127.0.0.1:${port}/desk` }),
  ),
);

describe('a gateway whose database fails', { skip }, () => {
  let gateway: GatewayProcess;
  let line: Line;
  const heard: Change[] = [];
  let calls = 0;

  const intake = (workspace = 'acme'): Promise<Response> =>
    gateway.ask('POST', '/api/tickets', call(), { workspace });
  const call = (): object => ({
    channelId: 'call',
    fields: { phone: `010-2000-${1000 + ++calls}`, subject: `subject ${calls}` },
  });
  const search = (workspace = 'acme'): Promise<Response> =>
    gateway.ask('POST', '/api/customers/search', { phone: '010-2000' }, { workspace });
  const isReady = async (): Promise<boolean> => (await gateway.ask('GET', '/readyz')).status === 200;

  async function assertUnavailable(response: Response): Promise<void> {
    const text = await response.text();
    assert.equal(response.status, 503, text);
    assert.equal(response.headers.get('content-type'), 'application/problem+json');
    const { code, hint } = JSON.parse(text) as { code: string; hint: string };
    assert.equal(code, 'storage_unavailable');
    assert.match(hint, /database|idempotency key/);
    assert.doesNotMatch(text, /127\.0\.0\.1|postgres|s3cret|select|010-/);
  }

  /** It lives, says that it cannot serve, and answers everybody. */
  async function assertFails(): Promise<void> {
    assert.equal((await gateway.ask('GET', '/healthz')).status, 200);
    await assertUnavailable(await gateway.ask('GET', '/readyz'));
    const answers = await Promise.all([intake(), search(), intake('other'), search('other'), intake('new')]);
    for (const answer of answers) await assertUnavailable(answer);
  }

  /** Everything works again in the process that saw the fault, and a page on it hears of it. */
  async function assertRecovers(): Promise<void> {
    await until(isReady);
    for (const workspace of ['acme', 'other', 'new']) {
      for (const answer of [await intake(workspace), await search(workspace)]) {
        assert.equal(answer.status, 200, await answer.clone().text());
      }
    }
    const answer = (await (await intake()).json()) as { ticket: { ticketId: string } };
    const { ticketId } = answer.ticket;
    await until(() =>
      heard.some((change) => change.type === 'ticketArrived' && change.ticketId === ticketId),
    );
    assert.ok(!gateway.hasEnded);
  }

  before(async () => {
    line = await lineTo(server.urlFor('deskcard:s3cret'));
    gateway = await GatewayProcess.start({
      DESKCARD_DATABASE: line.url,
      DESKCARD_DATABASE_DEADLINE_MS: '1000',
      DESKCARD_DATABASE_CONNECTIONS: '4',
    });
    gateway.desk().changes.subscribe((change) => heard.push(change));
    for (const workspace of ['acme', 'other']) assert.equal((await intake(workspace)).status, 200);
  });
  afterEach(() => line.freeze(false));
  after(async () => {
    await gateway.kill();
    await line.close();
  });

  it('by a shutdown serves again when it is back', async () => {
    await server.stop('fast');
    await assertFails();
    await server.start();
    await assertRecovers();
  });

  it('by a crash in the middle of writes has kept everything it acknowledged, once', async () => {
    const workspace = 'crashed';
    const desk = gateway.desk({ workspace });
    const ledger = new Ledger(Array.from({ length: 8 }, (_, i) => `010-3000-${1000 + i}`));
    const work = async (client: number): Promise<void> => {
      for (let i = 0; i < 20; i++) await ledger.act(client, i, () => desk);
    };
    const clients = Promise.all([0, 1, 2, 3].map(work));
    await until(() => ledger.acknowledged > 25);
    await server.stop('crash');
    await server.start();
    await clients;
    await ledger.settle(desk);
    assert.ok((await allTickets(desk)).length > 25);
    await assertRecovers();
  });

  it('by silence answers in time, and serves again when the line is well', async () => {
    line.freeze(true);
    await assertFails();
    line.freeze(false);
    await assertRecovers();
  });

  it('by silence while a write is being stored says that its outcome is not known, and does it once', async () => {
    const headers = { 'idempotency-key': 'silence' };
    const body = call();
    // Sent right behind the commit.
    line.freezeBehind('pg_notify');
    const answer = await gateway.ask('POST', '/api/tickets', body, { headers });
    assert.match(await answer.clone().text(), /may have been stored/);
    await assertUnavailable(answer);
    line.freeze(false);
    await assertRecovers();
    const again = await gateway.ask('POST', '/api/tickets', body, { headers });
    assert.equal(again.status, 200);
    const { subject } = (body as { fields: { subject: string } }).fields;
    const tickets = await allTickets(gateway.desk());
    assert.equal(tickets.filter(({ fields }) => fields['subject'] === subject).length, 1);
  });

  it('by connections that nobody answers on any more makes new ones', async () => {
    // More of them than the pool has, so that all are in use; a probe of a load balancer comes as well.
    await Promise.all(Array.from({ length: 12 }, (_, i) => search(`workspace-${i}`)));
    line.forget();
    await Promise.all(Array.from({ length: 6 }, () => gateway.ask('GET', '/readyz')));
    await assertRecovers();
  });

  it('by slow statements on all connections answers in time, and serves others as soon as it can', async () => {
    const blocker = await openPostgres({ connectionString: server.url, deadline: 60_000 });
    const slow = ['slow-1', 'slow-2', 'slow-3', 'slow-4', 'slow-5'];
    for (const workspace of slow) assert.equal((await intake(workspace)).status, 200);
    const release = await holdAll(blocker, slow);
    const answers = await Promise.all([...slow, ...slow].map((workspace) => intake(workspace)));
    for (const answer of answers) await assertUnavailable(answer);
    await release();
    await blocker.close();
    for (const workspace of slow) assert.equal((await intake(workspace)).status, 200);
    await assertRecovers();
  });

  it('lives to its ordinary end, and its log tells nothing of anybody', async () => {
    assert.equal(await gateway.stop(), 0);
    assert.match(gateway.said, /"level":"error".*"code":"storage_unavailable"/);
    const lines = gateway.said.split('\n');
    assert.equal(lines.find(isTelling), undefined);
    assert.equal(
      lines.find((each) => each.includes('"code":"internal"')),
      undefined,
    );
  });
});

describe('a gateway that finds no database at its start', () => {
  it('says so and ends, without a stack or a password', async () => {
    for (const { code, said } of await refused) {
      assert.equal(code, 1);
      assert.match(said, /^The database (cannot be reached|did not answer)/);
      assert.match(said, /Check that the database runs/);
      assert.doesNotMatch(said, /s3cret|mina|\n\s+at /);
    }
  });
});

/** Holds what writers of these workspaces must hold, until it is called. */
async function holdAll(
  database: PostgresDatabase,
  workspaces: readonly string[],
): Promise<() => Promise<void>> {
  let letGo = (): void => undefined;
  const released = new Promise<void>((done) => (letGo = done));
  const held = await Promise.all(
    workspaces.map(async (workspace) => {
      let isHeld = (): void => undefined;
      const holding = new Promise<void>((done) => (isHeld = done));
      const write = database.workspace(workspace).write(async (tx) => {
        await tx.get('grades', 'none');
        isHeld();
        await released;
      });
      await holding;
      // Not awaited here: it ends when it is let go.
      return { write };
    }),
  );
  return async () => {
    letGo();
    await Promise.all(held.map(({ write }) => write));
  };
}
