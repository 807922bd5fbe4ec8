import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { membersApi } from '../../test/lookups.js';
import { providerTransport } from '../../test/provider-transport.js';
import { createDesk, memoryStorage, type DeskError, type LookupReply } from '../index.js';
import { createProvider, ProviderError, type ProviderOptions } from '../provider/provider.js';
import { jweCipher } from './jwe.js';
import { messageText } from './message.js';

const encrypted = { mode: 'encrypted', signedText: 'body+timestamp' } as const;
const cipher = jweCipher();
const person = { name: '홍길동', points: '12345678901234567890' };

/** A desk with one encrypted lookup API, and the company that holds the keys it was given. */
async function office(rest: Partial<ProviderOptions> = {}) {
  const storage = memoryStorage();
  const clock = { time: 1_764_031_689_401, now: () => clock.time };
  const keys: Record<string, string> = {};
  const errors: unknown[] = [];
  const seen: object[] = [];
  const provider = createProvider({
    encryption: { cipher, keys: () => keys },
    now: clock.now,
    lookup: (inputs) => (seen.push({ ...inputs }), person),
    onError: (error) => errors.push(error),
    ...rest,
  });
  const transport = providerTransport((request) => provider(request));
  const shared = { storage, transport, cipher, clock, checkAnswers: true };
  const admin = createDesk({ ...shared, principal: { user: 'mina', role: 'admin' } });
  const agent = createDesk({ ...shared, principal: { user: 'jun', role: 'agent' } });
  const { apiId } = await admin.lookups.save(membersApi({ security: encrypted }));
  const { keyId, key } = await admin.lookups.showKey({ apiId });
  keys[keyId] = key;
  const search = () => agent.lookups.search({ apiId, inputs: { phone: '01012345678' } });
  const tested = (phone = '1') =>
    admin.lookups.test({ api: { ...membersApi({ security: encrypted }), apiId }, inputs: { phone } });
  return { storage, clock, keys, keyId, errors, seen, transport, admin, agent, apiId, search, tested };
}

test('A customer is looked up, and nobody on the way reads a word of it (D1)', async () => {
  const { search, transport, keyId, seen } = await office();
  const { outcome, values } = await search();
  assert.deepEqual([outcome, values.map(({ text }) => text)], ['found', ['홍길동', '12345678901234567890']]);
  assert.deepEqual(seen, [{ phone: '01012345678' }]);
  const [call] = transport.calls;
  const [reply] = transport.replies;
  assert.deepEqual(call?.headers, { 'Content-Type': 'application/jose', Accept: 'application/jose' });
  assert.equal(reply?.contentType, 'application/jose');
  for (const token of [call!.body, reply!.body]) {
    const header = JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString()) as object;
    assert.deepEqual(header, { alg: 'dir', enc: 'A256GCM', kid: keyId });
    for (const secret of ['01012345678', '홍길동', 'points']) assert.ok(!token.includes(secret));
  }
});

test('The key is 32 random bytes as base64url, made with the definition and kept apart from a signing key (R34)', async () => {
  const { admin, apiId } = await office();
  const { key } = await admin.lookups.showKey({ apiId });
  assert.match(key, /^[\w-]{43}$/);
  assert.equal(Buffer.from(key, 'base64url').length, 32);
  const { madeKey: _, ...api } = await admin.lookups.save({ ...membersApi(), apiId });
  assert.match((await admin.lookups.showKey({ apiId })).key, /^[0-9a-f]{24}$/);
  await admin.lookups.save({ ...api, security: encrypted });
  assert.equal((await admin.lookups.showKey({ apiId })).key, key);
  const { items } = await admin.lookups.keys({ apiId });
  assert.deepEqual(
    items.map(({ use, state }) => [use, state]),
    [
      ['signature', 'active'],
      ['encrypted', 'active'],
    ],
  );
});

test('Keys are replaced without an outage: the reply may still come under the retiring one (B12)', async () => {
  const desk = await office();
  const { admin, apiId, keys, keyId: old } = desk;
  const made = await admin.lookups.makeKey({ apiId });
  keys[made.keyId] = made.key;
  assert.equal((await desk.search()).outcome, 'found');
  await admin.lookups.activateKey({ apiId, keyId: made.keyId });
  assert.equal((await desk.search()).outcome, 'found');
  const byOld = { keyId: old, secret: keys[old]! };
  desk.transport.send = async (call): Promise<LookupReply> => {
    const opened = await cipher.decrypt(call.body, [{ keyId: made.keyId, secret: made.key }]);
    assert.ok(opened.ok);
    const { jti } = JSON.parse(opened.text) as { jti: string };
    const reply = { body: '{"data":{"name":"Kim"}}', id: 'r', now: desk.clock.time, inReplyTo: jti };
    return { status: 200, contentType: '', body: `${await cipher.encrypt(messageText(reply), byOld)}\n` };
  };
  assert.equal((await desk.search()).outcome, 'found');
  const { items } = await admin.lookups.keys({ apiId });
  assert.ok(items.find(({ keyId }) => keyId === old)?.lastUsedAt);
  await admin.lookups.revokeKey({ apiId, keyId: old });
  assert.equal((await desk.search()).outcome, 'malformed');
});

test('A provider that no longer knows the key says so, and the administrator reads which is the matter', async () => {
  const desk = await office();
  delete desk.keys[desk.keyId];
  assert.equal((await desk.search()).outcome, 'notAllowed');
  const { reply, result } = await desk.tested();
  assert.equal(reply?.status, 401);
  assert.equal(result.providerMessage, 'unknown_key: The message names a key that is not known here.');
  desk.keys[desk.keyId] = randomBytes(32).toString('base64url');
  assert.match((await desk.tested()).result.providerMessage ?? '', /^bad_key: /);
  desk.keys[desk.keyId] = 'cut';
  assert.equal((await desk.search()).outcome, 'serverError');
  assert.match(String(desk.errors[0]), /43 characters/);
});

test('A call that is sent again is answered once, and a late one not at all', async () => {
  const desk = await office();
  await desk.search();
  const [call] = desk.transport.calls;
  const again = async () => {
    const reply = await desk.transport.send(call!, {});
    return [reply.status, (JSON.parse(reply.body) as { error: { code: string } }).error.code];
  };
  assert.deepEqual(await again(), [401, 'replayed']);
  desk.clock.time += 299_000;
  assert.deepEqual(await again(), [401, 'replayed']);
  desk.clock.time += 10_000;
  assert.deepEqual(await again(), [401, 'bad_clock']);
  assert.equal(desk.seen.length, 1);
});

test('An answer in the open, to another call, or of another time is not believed, and the test says why', async () => {
  const desk = await office();
  await desk.search();
  const [earlier] = desk.transport.replies;
  const { send } = desk.transport;
  const cases: [LookupReply | ((call: LookupReply) => LookupReply), RegExp][] = [
    [{ status: 200, contentType: 'application/json', body: '{"data":{"name":"Eve"}}' }, /not encrypted/],
    [earlier!, /another request/],
    [(reply) => ({ ...reply, body: reply.body.slice(0, -5) }), /changed on its way|no compact JWE/],
    [{ status: 200, contentType: 'application/jose', body: 'x' }, /no compact JWE/],
  ];
  for (const [answer, words] of cases) {
    desk.transport.send = async (call, options) => {
      const reply = await send(call, options);
      return typeof answer === 'function' ? answer(reply) : answer;
    };
    const { result, problem, found } = await desk.tested();
    assert.deepEqual([result.outcome, result.values, found], ['malformed', [], []]);
    assert.match(problem?.message ?? '', words);
    assert.equal((await desk.search()).outcome, 'malformed');
  }
  desk.transport.send = async (call, options) => {
    const reply = await send(call, options);
    desk.clock.time += 302_000;
    return reply;
  };
  const { problem } = await desk.tested();
  assert.match(problem?.message ?? '', /clocks/);
  assert.equal(problem?.reason, 'clock');
});

test('A refusal in the company’s own words is encrypted too, and reaches administrators only', async () => {
  const lookup = () => {
    throw new ProviderError(403, '홍길동 left', { code: 17 });
  };
  const desk = await office({ lookup });
  const agentSees = await desk.search();
  assert.deepEqual([agentSees.outcome, 'providerMessage' in agentSees], ['notAllowed', false]);
  assert.equal((await desk.tested()).result.providerMessage, '17: 홍길동 left');
  assert.ok(desk.transport.replies.every(({ body }) => !body.includes('홍길동') && !body.startsWith('{')));
  const nobody = await office({ lookup: () => undefined });
  assert.equal((await nobody.search()).outcome, 'noResult');
});

test('A test call shows the messages as they went and what they say inside, and never the key (B10, trap 14)', async () => {
  const { admin, apiId, tested } = await office();
  const shown = await tested('010-1');
  assert.match(shown.request.body, /^[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/);
  assert.deepEqual((JSON.parse(shown.inside!.request) as { body: unknown }).body, { phone: '010-1' });
  assert.match(shown.inside!.reply!, /홍길동/);
  assert.deepEqual(shown.found[0], { dataName: 'name', text: '홍길동' });
  const { key } = await admin.lookups.showKey({ apiId });
  assert.ok(!JSON.stringify(shown).includes(key));
});

test('Without a cipher an encrypted lookup API can neither be saved nor tested nor called, and the desk says so', async () => {
  const { storage, transport, apiId } = await office();
  const desk = createDesk({ storage, transport, principal: { user: 'mina', role: 'admin' } });
  assert.deepEqual((await desk.service.describe()).securityModes, ['none', 'signature']);
  const api = membersApi({ security: encrypted });
  const issue = (error: DeskError) => {
    const [{ path, code } = { path: [], code: '' }] = error.issues;
    return [path.slice(-2).join('.'), code].join(' ') === 'security.mode unavailable';
  };
  await assert.rejects(desk.lookups.save(api), issue);
  await assert.rejects(desk.lookups.test({ api, inputs: { phone: '1' } }), issue);
  await assert.rejects(desk.lookups.search({ apiId, inputs: { phone: '1' } }), {
    code: 'lookup_cipher_missing',
  });
  const able = createDesk({ storage, cipher, principal: { user: 'mina', role: 'admin' } });
  assert.deepEqual((await able.service.describe()).securityModes, ['none', 'signature', 'encrypted']);
});

test('While a company moves from signing to encrypting it answers both kinds, and nothing else', async () => {
  const keys: Record<string, string> = {};
  const desk = await office({ keys: () => Object.values(keys) });
  assert.equal((await desk.search()).outcome, 'found');
  const signed = await desk.admin.lookups.save(membersApi());
  const { keyId, key } = await desk.admin.lookups.showKey({ apiId: signed.apiId });
  const searchSigned = () => desk.agent.lookups.search({ apiId: signed.apiId, inputs: { phone: '1' } });
  assert.equal((await searchSigned()).outcome, 'notAllowed');
  keys[keyId] = key;
  assert.equal((await searchSigned()).outcome, 'found');
  const security = { mode: 'none', signedText: 'body+timestamp' } as const;
  const open = await desk.admin.lookups.save(membersApi({ security }));
  const inputs = { phone: '1' };
  assert.equal((await desk.agent.lookups.search({ apiId: open.apiId, inputs })).outcome, 'notAllowed');
});
