import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { fakeTransport, membersApi, type FakeTransport } from '../../test/lookups.js';
import {
  createDesk,
  DeskError,
  memoryStorage,
  type CreateDeskOptions,
  type Desk,
  type StorageAdapter,
} from '../index.js';
import type { Sealer } from '../ports.js';

interface Office {
  storage: StorageAdapter;
  transport: FakeTransport;
  clock: { time: number; now(): number };
  admin: Desk;
  agent: Desk;
  apiId: string;
  /** how often a key record was written */
  writes(): number;
}

/** One signed lookup API that always answers; each reading of the clock is a second later. */
async function office(settings: CreateDeskOptions['settings'] = {}): Promise<Office> {
  let writes = 0;
  const storage = memoryStorage();
  const write = storage.write.bind(storage);
  storage.write = (work, options) =>
    write((tx) => {
      const put = tx.put.bind(tx);
      tx.put = (collection, record) => {
        if (collection === 'lookupKeys') writes++;
        return put(collection, record);
      };
      return work(tx);
    }, options);
  const transport = fakeTransport(() => ({ data: { name: 'Kim' } }));
  const clock = { time: Date.UTC(2026, 0, 15, 9), now: () => (clock.time += 1000) };
  const shared = { storage, transport, clock, settings, checkAnswers: true };
  const admin = createDesk({ ...shared, principal: { user: 'mina', role: 'admin' } });
  const agent = createDesk({ ...shared, principal: { user: 'jun', role: 'agent' } });
  const { apiId } = await admin.lookups.save(membersApi());
  return { storage, transport, clock, admin, agent, apiId, writes: () => writes };
}

const search = ({ agent, apiId }: Office) => agent.lookups.search({ apiId, inputs: { phone: '1' } });

/** The key id of the last call, and whether the secret given made its signature. */
function lastCall({ transport }: Office, secret: string): { keyId: string | undefined; fits: boolean } {
  const { headers, body } = transport.calls.at(-1)!;
  const message = `${body}${headers['X-TC-Timestamp']}`;
  const fits = headers['Authorization'] === createHmac('sha256', secret).update(message).digest('base64');
  return { keyId: headers['X-Deskcard-Key-Id'], fits };
}

const states = async ({ admin, apiId }: Office) =>
  (await admin.lookups.keys({ apiId })).items.map(({ state }) => state);

test('A key is replaced without a moment in which calls fail: made, handed over, activated, revoked (B12)', async () => {
  const desk = await office();
  const { admin, apiId } = desk;
  const old = await admin.lookups.showKey({ apiId });
  const made = await admin.lookups.makeKey({ apiId });
  assert.match(made.key, /^[0-9a-f]{24}$/);
  assert.deepEqual([made.state, await states(desk)], ['pending', ['pending', 'active']]);
  await search(desk);
  assert.deepEqual(lastCall(desk, old.key), { keyId: old.keyId, fits: true });

  const active = await admin.lookups.activateKey({ apiId, keyId: made.keyId });
  assert.deepEqual([active.state, await states(desk)], ['active', ['active', 'retiring']]);
  await search(desk);
  assert.deepEqual(lastCall(desk, made.key), { keyId: made.keyId, fits: true });
  assert.equal((await admin.lookups.showKey({ apiId })).keyId, made.keyId);
  assert.equal((await admin.lookups.list()).items[0]?.keyChangedAt, active.activatedAt);

  const revoked = await admin.lookups.revokeKey({ apiId, keyId: old.keyId });
  assert.deepEqual([revoked.state, await states(desk)], ['revoked', ['active', 'revoked']]);
  await assert.rejects(admin.lookups.showKey({ apiId, keyId: old.keyId }), { code: 'lookup_key_revoked' });
  const kept = await desk.storage.read((tx) => tx.get('lookupKeys', apiId));
  assert.ok(!JSON.stringify(kept).includes(old.key));
});

test('A rotation that went wrong goes back: the retiring key becomes active again', async () => {
  const desk = await office();
  const { admin, apiId } = desk;
  const old = await admin.lookups.showKey({ apiId });
  const made = await admin.lookups.makeKey({ apiId });
  await admin.lookups.activateKey({ apiId, keyId: made.keyId });
  const back = await admin.lookups.activateKey({ apiId, keyId: old.keyId });
  assert.deepEqual(
    [back.state, back.retiredAt, await states(desk)],
    ['active', undefined, ['retiring', 'active']],
  );
  await search(desk);
  assert.deepEqual(lastCall(desk, old.key), { keyId: old.keyId, fits: true });
});

test('The active key is never revoked by a slip; a revoked one never comes back; both twice change nothing', async () => {
  const desk = await office();
  const { admin, apiId } = desk;
  const { keyId } = await admin.lookups.showKey({ apiId });
  await assert.rejects(admin.lookups.revokeKey({ apiId, keyId }), { code: 'lookup_key_active' });
  const made = await admin.lookups.makeKey({ apiId });
  const once = await admin.lookups.revokeKey({ apiId, keyId: made.keyId });
  assert.deepEqual(await admin.lookups.revokeKey({ apiId, keyId: made.keyId }), once);
  await assert.rejects(admin.lookups.activateKey({ apiId, keyId: made.keyId }), {
    code: 'lookup_key_revoked',
  });
  const before = await admin.lookups.keys({ apiId });
  await admin.lookups.activateKey({ apiId, keyId });
  assert.deepEqual(await admin.lookups.keys({ apiId }), before);
  for (const name of ['activateKey', 'revokeKey', 'showKey'] as const) {
    await assert.rejects(admin.lookups[name]({ apiId, keyId: 'gone' }), { code: 'lookup_key_not_found' });
  }
});

test('A key that is no longer secret is changed at once, and the old one is gone at once (R35)', async () => {
  const desk = await office();
  const { admin, apiId } = desk;
  const old = await admin.lookups.showKey({ apiId });
  for (let more = 0; more < 4; more++) await admin.lookups.makeKey({ apiId });
  await assert.rejects(admin.lookups.makeKey({ apiId }), { code: 'lookup_keys_full' });
  const changed = await admin.lookups.changeKey({ apiId });
  await search(desk);
  assert.deepEqual(lastCall(desk, changed.key), { keyId: changed.keyId, fits: true });
  const { items } = await admin.lookups.keys({ apiId });
  assert.equal(items.find(({ keyId }) => keyId === old.keyId)?.state, 'revoked');
});

test('However many keys come and go, the list stays short', async () => {
  const desk = await office();
  for (let round = 0; round < 30; round++) await desk.admin.lookups.changeKey({ apiId: desk.apiId });
  const all = await states(desk);
  assert.deepEqual([all.length, all.filter((state) => state === 'active').length], [11, 1]);
});

test('A key is revoked and shown as such, also after a clock that ran ahead was set right', async () => {
  const desk = await office();
  const { admin, apiId, clock } = desk;
  for (let i = 0; i < 12; i++) await admin.lookups.changeKey({ apiId });
  const { keyId } = await admin.lookups.makeKey({ apiId });
  clock.time = Date.UTC(2026, 0, 1);
  assert.equal((await admin.lookups.revokeKey({ apiId, keyId })).state, 'revoked');
  assert.equal((await states(desk)).length, 11);
});

test('A key that cannot be sealed is not kept at all: none ever lies open where there is a sealer', async () => {
  const storage = memoryStorage();
  const sealer: Sealer = {
    seal: () => {
      throw new DeskError('internal', 'The vault is away.');
    },
    open: (sealed) => sealed,
  };
  const admin = createDesk({ storage, sealer, principal: { user: 'mina', role: 'admin' } });
  await assert.rejects(admin.lookups.save(membersApi()), { message: 'The vault is away.' });
  const kept = await storage.read((tx) => tx.scan('lookupKeys', undefined, { limit: 10 }));
  assert.deepEqual(kept.records, []);
});

test('The list says when a key was last used, with one write an hour however many calls there are', async () => {
  const desk = await office();
  const { admin, apiId, clock } = desk;
  const used = async () => (await admin.lookups.keys({ apiId })).items[0]?.lastUsedAt;
  assert.equal(await used(), undefined);
  const before = desk.writes();
  for (let call = 0; call < 20; call++) await search(desk);
  const first = await used();
  assert.ok(first !== undefined);
  assert.equal(desk.writes() - before, 1);
  clock.time += 3_600_000;
  await search(desk);
  await search(desk);
  assert.ok((await used())! > first);
  assert.equal(desk.writes() - before, 2);
});

test('A lookup whose last use cannot be written down is answered all the same', async () => {
  const storage = memoryStorage();
  const transport = fakeTransport(() => ({ data: { name: 'Kim' } }));
  const desk = createDesk({ storage, transport, principal: { user: 'mina', role: 'admin' } });
  const { apiId } = await desk.lookups.save(membersApi());
  storage.write = () => Promise.reject(new Error('the disk is away'));
  assert.equal((await desk.lookups.search({ apiId, inputs: { phone: '1' } })).outcome, 'found');
});

test('A key of the time when there was only one is read on, used, and replaced like any other', async () => {
  const desk = await office();
  const { admin, apiId, storage } = desk;
  const only = { key: 'bf7769e5321448de88838cdb', changedAt: '2025-05-05T05:05:05.000Z' };
  await storage.write((tx) => tx.put('lookupKeys', { key: apiId, value: only, indexes: {} }));
  assert.deepEqual(await admin.lookups.showKey({ apiId }), { keyId: 'first', ...only });
  assert.equal((await admin.lookups.list()).items[0]?.keyChangedAt, only.changedAt);
  await search(desk);
  assert.deepEqual(lastCall(desk, only.key), { keyId: 'first', fits: true });
  const made = await admin.lookups.makeKey({ apiId });
  await admin.lookups.activateKey({ apiId, keyId: made.keyId });
  assert.deepEqual((await admin.lookups.showKey({ apiId, keyId: 'first' })).key, only.key);
});

test('Where keys are shown once, each is in the answer that made it and nowhere after (B12)', async () => {
  const desk = await office({ keyDisplay: 'once' });
  const { admin, apiId } = desk;
  assert.equal((await admin.service.describe()).keyDisplay, 'once');
  const saved = await admin.lookups.save(membersApi({ name: 'Orders' }));
  assert.match(saved.madeKey?.key ?? '', /^[0-9a-f]{24}$/);
  const { madeKey: _, ...definition } = saved;
  assert.equal((await admin.lookups.save({ ...definition, name: 'Again' })).madeKey, undefined);
  const made = await admin.lookups.makeKey({ apiId });
  const changed = await admin.lookups.changeKey({ apiId });
  for (const keyId of [undefined, made.keyId, changed.keyId]) {
    await assert.rejects(admin.lookups.showKey({ apiId, keyId }), (error: { code: string; hint: string }) => {
      assert.equal(error.code, 'lookup_key_hidden');
      assert.match(error.hint, /make a new key/);
      return true;
    });
  }
  const always = await office();
  assert.equal((await always.admin.lookups.save(membersApi())).madeKey, undefined);
});

test('No secret is in a change, a list, an error or a test call, and an agent reaches no key at all (trap 14)', async () => {
  const desk = await office();
  const { admin, agent, apiId } = desk;
  const heard: unknown[] = [];
  admin.changes.subscribe((change) => heard.push(change));
  const { key } = await admin.lookups.showKey({ apiId });
  const made = await admin.lookups.makeKey({ apiId });
  const failed = await admin.lookups.revokeKey({ apiId, keyId: 'gone' }).catch((error: unknown) => error);
  const said = JSON.stringify([
    heard,
    failed,
    await admin.lookups.activateKey({ apiId, keyId: made.keyId }),
    await admin.lookups.keys({ apiId }),
    await admin.lookups.test({ api: { ...membersApi(), apiId }, inputs: { phone: '1' } }),
    await search(desk),
  ]);
  assert.ok(heard.length > 0);
  for (const secret of [key, made.key]) assert.ok(!said.includes(secret));
  for (const name of ['keys', 'makeKey', 'showKey', 'changeKey'] as const) {
    await assert.rejects(agent.lookups[name]({ apiId }), { code: 'not_permitted' });
  }
  for (const name of ['activateKey', 'revokeKey'] as const) {
    await assert.rejects(agent.lookups[name]({ apiId, keyId: made.keyId }), { code: 'not_permitted' });
  }
});
