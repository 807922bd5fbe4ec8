import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import {
  createDesk,
  memoryStorage,
  type DeskError,
  type JsonValue,
  type StorageAdapter,
} from '@deskcard/core';
import type { LookupApiDraft, LookupTransport } from '@deskcard/core';
import { masterKeySealer } from './sealer.js';

const masterKey = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`;
const [spring, autumn] = [masterKey('2026-05'), masterKey('2026-11')];
const sealer = masterKeySealer(spring);
const place = { workspace: 'acme', apiId: 'api-1', keyId: 'key-1' };
const secret = 'bf7769e5321448de88838cdb';

const code = (work: () => unknown): string => {
  try {
    work();
    return 'opened';
  } catch (error) {
    return (error as DeskError).code;
  }
};

test('A sealed secret opens where it belongs, never looks the same twice, and shows nothing of itself', () => {
  const sealed = sealer.seal(secret, place);
  assert.equal(sealer.open(sealed, place), secret);
  assert.notEqual(sealer.seal(secret, place), sealed);
  assert.ok(!sealed.includes(secret) && !sealed.includes(Buffer.from(secret).toString('base64url')));
  for (const text of ['', '한글 🔑', 'x'.repeat(10_000)]) {
    assert.equal(sealer.open(sealer.seal(text, place), place), text);
  }
});

test('Whatever part of it is changed, cut or left out, it does not open', () => {
  const sealed = sealer.seal(secret, place);
  for (let at = 0; at < sealed.length; at++) {
    for (const other of ['A', 'z', '.']) {
      if (sealed[at] === other) continue;
      const changed = sealed.slice(0, at) + other + sealed.slice(at + 1);
      assert.match(
        code(() => sealer.open(changed, place)),
        /^(?:seal_broken|master_key_missing)$/,
        `${at}${other}`,
      );
    }
    assert.notEqual(
      code(() => sealer.open(sealed.slice(0, at), place)),
      'opened',
      `cut at ${at}`,
    );
  }
  const [kind, id, wrapped, text] = sealed.split('.') as [string, string, string, string];
  const [, , otherWrapped, otherText] = sealer.seal('another', place).split('.') as [
    string,
    string,
    string,
    string,
  ];
  for (const parts of [
    [kind, id, otherWrapped, text],
    [kind, id, wrapped, otherText],
    [kind, id, text, wrapped],
    [kind, id, wrapped],
    [kind, id, wrapped, text, ''],
    ['seal2', id, wrapped, text],
    [kind, '', wrapped, text],
  ]) {
    assert.notEqual(
      code(() => sealer.open(parts.join('.'), place)),
      'opened',
    );
  }
});

test('A record that is moved to another workspace, lookup API or key does not open there', () => {
  const sealed = sealer.seal(secret, place);
  for (const other of [
    { ...place, workspace: 'other' },
    { ...place, workspace: undefined },
    { ...place, workspace: '' },
    { ...place, apiId: 'api-2' },
    { ...place, keyId: 'key-2' },
    { ...place, apiId: 'api-1","key-1' },
  ]) {
    assert.equal(
      code(() => sealer.open(sealed, other)),
      'seal_broken',
      JSON.stringify(other),
    );
  }
});

test('Master keys are replaced one after the other: the first seals, each of them opens what it sealed', () => {
  const old = sealer.seal(secret, place);
  const both = masterKeySealer(`${autumn}, ${spring}`);
  assert.equal(both.open(old, place), secret);
  assert.deepEqual([both.isCurrent(old), sealer.isCurrent(old)], [false, true]);
  const renewed = both.seal(secret, place);
  assert.equal(both.isCurrent(renewed), true);
  const only = masterKeySealer(autumn);
  assert.equal(only.open(renewed, place), secret);
  assert.throws(() => only.open(old, place), {
    code: 'master_key_missing',
    details: { masterKeyId: '2026-05' },
  });
  assert.equal(
    code(() => masterKeySealer(masterKey('2026-05')).open(old, place)),
    'seal_broken',
  );
});

test('Master keys that are not written as they should be are refused by their place, and never shown', () => {
  const good = randomBytes(32).toString('base64');
  const cases: [string, RegExp][] = [
    ['', /Entry 1/],
    [good, /Entry 1/],
    [`a:${good},`, /Entry 2/],
    [`a:${good},b`, /Entry 2/],
    [`a:${randomBytes(31).toString('base64')}`, /Entry 1/],
    [`a:${randomBytes(33).toString('base64')}`, /Entry 1/],
    [`a.b:${good}`, /Entry 1/],
    [`:${good}`, /Entry 1/],
    [`a:${'!'.repeat(43)}=`, /Entry 1/],
    [`a:${good},a:${randomBytes(32).toString('base64')}`, /id a/],
  ];
  for (const [text, words] of cases) {
    assert.throws(
      () => masterKeySealer(text),
      (error: DeskError) => {
        assert.equal(error.code, 'master_keys_invalid');
        assert.match(error.message, words);
        return !JSON.stringify(error).includes(good.slice(0, 10));
      },
      text,
    );
  }
  assert.ok(masterKeySealer(` a:${Buffer.alloc(32, 255).toString('base64url')} `));
});

// From here on with a whole desk.

const draft: LookupApiDraft = {
  name: 'Members',
  baseUrl: 'https://members.example.com/customer',
  security: { mode: 'signature', signedText: 'body+timestamp' },
  searchItems: [],
  resultItems: [],
};
const transport: LookupTransport = {
  send: () => Promise.resolve({ status: 200, contentType: '', body: '{"data":{}}' }),
};

function deskOn(storage: StorageAdapter, masterKeys?: string, workspace = 'acme') {
  return createDesk({
    storage,
    transport,
    workspace,
    ...(masterKeys === undefined ? {} : { sealer: masterKeySealer(masterKeys) }),
    principal: { user: 'mina', role: 'admin' },
    checkAnswers: true,
  });
}

const stored = (storage: StorageAdapter, apiId: string): Promise<JsonValue | undefined> =>
  storage.read((tx) => tx.get('lookupKeys', apiId));

/** Everything the store holds, as whoever steals it would read it. */
async function dump(storage: StorageAdapter): Promise<string> {
  const collections = ['lookupApis', 'lookupKeys', 'receipts', 'connections'] as const;
  const pages = await storage.read((tx) =>
    Promise.all(collections.map((name) => tx.scan(name, undefined, { limit: 1000 }))),
  );
  return JSON.stringify(pages);
}

test('No key can be read from the store, nor from what is kept to answer a repeated request (B12, trap 14)', async () => {
  const storage = memoryStorage();
  const desk = deskOn(storage, spring);
  const { apiId } = await desk.lookups.save(draft, { idempotencyKey: 'save' });
  const made = await desk.lookups.makeKey({ apiId }, { idempotencyKey: 'make' });
  const changed = await desk.lookups.changeKey({ apiId }, { idempotencyKey: 'change' });
  const { key } = await desk.lookups.showKey({ apiId });
  assert.equal(key, changed.key);
  assert.deepEqual(await desk.lookups.makeKey({ apiId }, { idempotencyKey: 'make' }), made);
  assert.deepEqual(await desk.lookups.changeKey({ apiId }, { idempotencyKey: 'change' }), changed);
  const text = await dump(storage);
  for (const one of [key, made.key]) assert.ok(!text.includes(one));
  assert.equal((await desk.lookups.search({ apiId, inputs: {} })).outcome, 'found');
});

test('Keys from before there was a sealer are read on, and sealed at the next write', async () => {
  const storage = memoryStorage();
  const { apiId } = await deskOn(storage).lookups.save(draft);
  const only = { key: secret, changedAt: '2025-05-05T05:05:05.000Z' };
  await storage.write((tx) => tx.put('lookupKeys', { key: apiId, value: only, indexes: {} }));
  const desk = deskOn(storage, spring);
  assert.equal((await desk.lookups.showKey({ apiId })).key, secret);
  assert.ok((await dump(storage)).includes(secret));
  await desk.lookups.search({ apiId, inputs: {} });
  assert.ok(!(await dump(storage)).includes(secret));
  assert.equal((await desk.lookups.showKey({ apiId })).key, secret);
});

test('After a change of the master key, the next write seals every key of the lookup API anew', async () => {
  const storage = memoryStorage();
  const before = deskOn(storage, spring);
  const { apiId } = await before.lookups.save(draft);
  await before.lookups.makeKey({ apiId });
  const { key } = await before.lookups.showKey({ apiId });
  const during = deskOn(storage, `${autumn},${spring}`);
  assert.match(JSON.stringify(await stored(storage, apiId)), /seal1\.2026-05\./);
  await during.lookups.search({ apiId, inputs: {} });
  const text = JSON.stringify(await stored(storage, apiId));
  assert.doesNotMatch(text, /2026-05\./);
  assert.equal(text.match(/seal1\.2026-11\./g)?.length, 2);
  assert.equal((await deskOn(storage, autumn).lookups.showKey({ apiId })).key, key);
});

test('A desk that cannot open a key says which master key it lacks, and can still be given a new key', async () => {
  const storage = memoryStorage();
  const { apiId } = await deskOn(storage, spring).lookups.save(draft);
  const inputs = {};
  await assert.rejects(deskOn(storage).lookups.search({ apiId, inputs }), { code: 'sealer_missing' });
  const other = deskOn(storage, autumn);
  await assert.rejects(other.lookups.search({ apiId, inputs }), { code: 'master_key_missing' });
  await assert.rejects(other.lookups.showKey({ apiId }), { code: 'master_key_missing' });
  assert.equal((await other.lookups.keys({ apiId })).items.length, 1);
  await other.lookups.changeKey({ apiId });
  assert.equal((await other.lookups.search({ apiId, inputs })).outcome, 'found');
});

test('A key that somebody copies to another lookup API or workspace signs nothing there', async () => {
  const storage = memoryStorage();
  const desk = deskOn(storage, spring);
  const first = await desk.lookups.save(draft);
  const second = await desk.lookups.save({ ...draft, name: 'Orders', baseUrl: 'https://evil.example.com/' });
  const value = await stored(storage, first.apiId);
  await storage.write((tx) => tx.put('lookupKeys', { key: second.apiId, value: value!, indexes: {} }));
  const inputs = {};
  await assert.rejects(desk.lookups.search({ apiId: second.apiId, inputs }), { code: 'seal_broken' });
  const elsewhere = deskOn(storage, spring, 'other');
  await assert.rejects(elsewhere.lookups.search({ apiId: first.apiId, inputs }), { code: 'seal_broken' });
  assert.equal((await desk.lookups.search({ apiId: first.apiId, inputs })).outcome, 'found');
});
