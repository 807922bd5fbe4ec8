import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { sharedJson } from '@deskcard/tools/shared-data';
import { jweCipher } from '../lookup/jwe.js';
import { messageText } from '../lookup/message.js';
import { signature } from '../lookup/signature.js';
import { signRequest } from '../lookup/protocol.js';
import { readReply } from '../lookup/reply.js';
import {
  createProvider,
  ProviderError,
  replayMemory,
  verifySignature,
  type ProviderOptions,
} from './provider.js';

const key = 'bf7769e5321448de88838cdb';
const time = 1764031689401;
const url = 'https://members.example.com/customer';

const found = (inputs: Readonly<Record<string, string>>) => ({ ...inputs });
const provider = (rest: Partial<ProviderOptions> = {}) =>
  createProvider({ keys: key, now: () => time, lookup: found, ...rest });

/** A call as the desk makes it. */
async function called(
  body: string,
  rest: { key?: string; keyId?: string; at?: number; uri?: boolean } = {},
): Promise<Request> {
  const signedText = rest.uri ? 'uri+body+timestamp' : 'body+timestamp';
  const target = { baseUrl: url, security: { mode: 'signature', signedText } } as const;
  const { headers } = await signRequest(
    target,
    body,
    { keyId: rest.keyId ?? 'k1', secret: rest.key ?? key },
    rest.at ?? time,
  );
  return new Request(url, { method: 'POST', headers, body });
}

async function outcome(response: Response): Promise<[number, unknown]> {
  const body = (await response.json()) as { data?: unknown; error?: { code: unknown } };
  return [response.status, body.data ?? body.error?.code];
}

test('A company answers in one function, and the desk reads the customer from it (B16)', async () => {
  const members = new Map([['M-000123', { name: '홍길동', points: 1200 }]]);
  const answer = provider({ lookup: ({ memberId }) => members.get(memberId ?? '') });
  const response = await answer(await called('{"memberId":"M-000123"}'));
  assert.equal(response.headers.get('Content-Type'), 'application/json; charset=utf-8');
  assert.equal(response.headers.get('Cache-Control'), 'private');
  const reply = { status: response.status, body: await response.text(), contentType: 'application/json' };
  assert.deepEqual(readReply(reply), { outcome: 'found', data: { name: '홍길동', points: 1200 } });
  const nobody = await answer(await called('{"memberId":"M-999999"}'));
  assert.deepEqual(await nobody.json(), {
    error: { code: 'no_result', message: 'No customer has these values.', detail: null },
  });
  assert.equal(nobody.status, 400);
});

test('A signature with another key, over another body, or none at all is refused with 401', async () => {
  const answer = provider({ lookup: () => assert.fail('nobody may get this far') });
  const foreign = await called('{"a":"1"}', { key: '000000000000000000000000' });
  const swapped = new Request(url, {
    method: 'POST',
    headers: (await called('{"a":"1"}')).headers,
    body: '{"a":"2"}',
  });
  const headers = { 'Content-Type': 'application/json' };
  const unsigned = new Request(url, { method: 'POST', headers, body: '{"a":"1"}' });
  assert.deepEqual(await outcome(await answer(foreign)), [401, 'bad_signature']);
  assert.deepEqual(await outcome(await answer(swapped)), [401, 'bad_signature']);
  assert.deepEqual(await outcome(await answer(unsigned)), [401, 'bad_missing']);
});

test('A clock that is 300,000 ms off is accepted, one of 300,001 ms is not', async () => {
  const answer = provider();
  for (const [off, status] of [
    [300_000, 200],
    [-300_000, 200],
    [300_001, 401],
    [-300_001, 401],
  ] as const) {
    assert.equal((await answer(await called('{}', { at: time + off }))).status, status, String(off));
  }
  const strict = provider({ clockToleranceMs: 0 });
  assert.equal((await strict(await called('{}'))).status, 200);
  assert.equal((await strict(await called('{}', { at: time + 1 }))).status, 401);
});

test('A timestamp that is not a number of milliseconds is refused before anything is computed', async () => {
  for (const timestamp of ['', 'now', '-1', '1e12', '1764031689401.0', ' ', '9'.repeat(30), '１７６４']) {
    const authorization = await signature(key, { uri: '', body: '{}', timestamp });
    const checked = await verifySignature({ keys: key, body: '{}', timestamp, authorization, now: time });
    assert.equal(checked.ok, false, timestamp);
  }
});

test('Both keys are accepted while one replaces the other, and the list may change between two calls (B12)', async () => {
  let keys: string[] = ['new-key', key];
  const answer = provider({ keys: () => Promise.resolve(keys) });
  assert.equal((await answer(await called('{}'))).status, 200);
  assert.equal((await answer(await called('{}', { key: 'new-key' }))).status, 200);
  keys = ['new-key'];
  assert.equal((await answer(await called('{}'))).status, 401);
  keys = [];
  assert.equal((await answer(await called('{}'))).status, 401);
});

test('The text with the request URI in front is verified by the path that was called (D1)', async () => {
  const answer = provider({ signedText: 'uri+body+timestamp' });
  assert.equal((await answer(await called('{}', { uri: true }))).status, 200);
  assert.equal((await answer(await called('{}'))).status, 401);
  const rewritten = provider({ signedText: 'uri+body+timestamp', uri: '/other' });
  assert.equal((await rewritten(await called('{}', { uri: true }))).status, 401);
});

interface Vector {
  key: string;
  uri?: string;
  body?: string;
  time: string;
  authorization: string;
}
const golden = await sharedJson<{ vectors: Vector[] }>('protocol/oc-v1-vectors.json');
const skip = golden ? false : 'the golden vectors are not on this machine';

test('Every golden vector of the protocol is let in', { skip }, async () => {
  const vectors = (golden?.vectors ?? []).filter(({ body }) => body !== undefined);
  assert.ok(vectors.length > 10);
  for (const { key: keys, uri, body = '', time: timestamp, authorization } of vectors) {
    const signedText = uri === undefined ? 'body+timestamp' : 'uri+body+timestamp';
    const given = { keys, uri, body, timestamp, authorization, signedText, now: Number(timestamp) } as const;
    assert.deepEqual(await verifySignature(given), { ok: true });
  }
});

test('Keys may stand under their ids: the one that is named decides, and without a name each is tried (B12)', async () => {
  const answer = provider({ keys: { k1: key, k2: 'another' } });
  assert.equal((await answer(await called('{}', { keyId: 'k1' }))).status, 200);
  assert.deepEqual(await outcome(await answer(await called('{}', { keyId: 'k2' }))), [401, 'bad_signature']);
  assert.deepEqual(await outcome(await answer(await called('{}', { keyId: 'k3' }))), [401, 'unknown_key']);
  assert.deepEqual(await outcome(await answer(await called('{}', { keyId: 'toString' }))), [
    401,
    'unknown_key',
  ]);
  const published = await called('{}');
  published.headers.delete('X-Deskcard-Key-Id');
  assert.equal((await answer(published)).status, 200);
});

test('An address for encrypted calls answers no others, and an address without encryption no encrypted ones', async () => {
  const secret = Buffer.alloc(32, 7).toString('base64url');
  const encryption = { cipher: jweCipher(), keys: { k1: secret } };
  const closed = createProvider({ lookup: found, encryption, now: () => time });
  assert.deepEqual(await outcome(await closed(await called('{}'))), [401, 'not_encrypted']);
  const token = await encryption.cipher.encrypt(messageText({ body: '{"a":"1"}', id: 'm1', now: time }), {
    keyId: 'k1',
    secret,
  });
  const headers = { 'Content-Type': 'application/jose' };
  const ask = () => new Request(url, { method: 'POST', headers, body: token });
  const answered = await closed(ask());
  assert.equal(answered.headers.get('Content-Type'), 'application/jose');
  assert.deepEqual(await outcome(await closed(ask())), [401, 'replayed']);
  assert.deepEqual(await outcome(await provider()(ask())), [415, 'unsupported_media_type']);
  const text = new Request(url, { method: 'POST', headers, body: 'no token' });
  assert.deepEqual(await outcome(await closed(text)), [401, 'bad_message']);
});

test('Several servers of one company share the memory of calls that were answered', async () => {
  const secret = Buffer.alloc(32, 7).toString('base64url');
  const cipher = jweCipher();
  const replays = replayMemory();
  const server = () =>
    createProvider({ lookup: found, encryption: { cipher, keys: { k1: secret }, replays }, now: () => time });
  const text = messageText({ body: '{}', id: 'm1', now: time });
  const body = await cipher.encrypt(text, { keyId: 'k1', secret });
  const ask = () =>
    new Request(url, { method: 'POST', headers: { 'Content-Type': 'application/jose' }, body });
  const [first, second] = [server(), server()];
  assert.equal((await first(ask())).status, 200);
  assert.deepEqual(await outcome(await second(ask())), [401, 'replayed']);
});

test('The memory of answered calls forgets what is too old to be accepted, however many there are', async () => {
  const memory = replayMemory();
  for (let now = 0; now < 50_000; now++) assert.equal(await memory.isFirst(`m${now}`, now + 10, now), true);
  assert.equal(await memory.isFirst('m49995', 60_000, 50_000), false);
  assert.equal(await memory.isFirst('m0', 60_000, 50_000), true);
});

test('Without a key nobody is answered by accident', async () => {
  const lookup = found;
  assert.throws(() => createProvider({ lookup }), TypeError);
  assert.throws(() => createProvider({ lookup, keys: '' }), TypeError);
  assert.throws(() => createProvider({ lookup, keys: [] }), TypeError);
  assert.throws(() => createProvider({ lookup, keys: {} }), TypeError);
  assert.throws(() => createProvider({ lookup, keys: key, allowUnsigned: true }), TypeError);
  const encryption = { cipher: jweCipher(), keys: {} };
  assert.throws(() => createProvider({ lookup, encryption }), TypeError);
  assert.throws(() => createProvider({ lookup, encryption, allowUnsigned: true, keys: key }), TypeError);
  const open = createProvider({ lookup, allowUnsigned: true });
  const headers = { 'Content-Type': 'application/json' };
  const response = await open(new Request(url, { method: 'POST', headers, body: '{"a":"1"}' }));
  assert.deepEqual(await outcome(response), [200, { a: '1' }]);
});

test('Other methods, other media types and bodies that are too long each have a status of their own', async () => {
  const answer = provider({ maxBodyBytes: 20 });
  const get = await answer(new Request(url));
  assert.deepEqual([get.status, get.headers.get('Allow')], [405, 'POST']);
  const form = new Request(url, { method: 'POST', body: new URLSearchParams({ a: '1' }) });
  assert.equal((await answer(form)).status, 415);
  assert.equal((await answer(new Request(url, { method: 'POST' }))).status, 415);
  assert.equal((await answer(await called('{"a":"123456789012"}'))).status, 200);
  assert.deepEqual(await outcome(await answer(await called('{"a":"1234567890123"}'))), [413, 'too_large']);
});

test('A body that is not one flat object of texts is refused, and not with the status of "no result"', async () => {
  const answer = provider();
  for (const body of ['', '{', 'null', '[]', '"a"', '{"a":1}', '{"a":null}', '{"a":{"b":"c"}}']) {
    assert.deepEqual(await outcome(await answer(await called(body))), [422, 'invalid_request'], body);
  }
});

test('The company sees only what was sent, under any name', async () => {
  let seen: Readonly<Record<string, string>> = {};
  const answer = provider({ lookup: (inputs) => (seen = inputs) });
  const response = await answer(await called('{"__proto__":"x","a":"#{1}"}'));
  assert.equal(await response.text(), '{"data":{"__proto__":"x","a":"#{1}"}}');
  assert.equal(seen['constructor'], undefined);
  assert.equal(seen['toString'], undefined);
});

test('The company says how long the desk may keep an answer; no other cache keeps any, nor any refusal (B11)', async () => {
  const kept = async (rest: Partial<ProviderOptions>, request?: Request) =>
    (await provider(rest)(request ?? (await called('{}')))).headers.get('Cache-Control');
  assert.equal(await kept({ cacheSeconds: 60 }), 'private, max-age=60');
  assert.equal(await kept({ cacheSeconds: 60, lookup: () => undefined }), 'private, max-age=60');
  assert.equal(await kept({ cacheSeconds: 0 }), 'no-store');
  assert.equal(await kept({}), 'private');
  const refuse = () => {
    throw new ProviderError(403, 'no');
  };
  assert.equal(await kept({ cacheSeconds: 60, lookup: refuse }), 'no-store');
  assert.equal(await kept({ cacheSeconds: 60 }, await called('{}', { key: 'x' })), 'no-store');
});

test('A refusal in the company’s own words keeps its status; a failure keeps its reason to itself', async () => {
  const refuse = provider({
    lookup: () => {
      throw new ProviderError(403, 'Not in your region', { code: 17, detail: 'EU' });
    },
  });
  const refused = await refuse(await called('{}'));
  assert.deepEqual(
    [refused.status, await refused.json()],
    [403, { error: { code: 17, message: 'Not in your region', detail: 'EU' } }],
  );
  const errors: unknown[] = [];
  const broken = provider({
    lookup: () => Promise.reject(new Error('password of the database')),
    onError: (error) => errors.push(error),
  });
  const failed = await broken(await called('{}'));
  assert.equal(failed.status, 500);
  assert.doesNotMatch(await failed.text(), /password/);
  assert.equal(errors.length, 1);
  assert.throws(() => new ProviderError(200, 'fine'), RangeError);
});

test('A log of the company that fails, at once or later, takes no answer from the desk', async () => {
  const full = (): never => {
    throw new Error('the disk is full');
  };
  for (const onError of [full, async () => full()]) {
    const broken = provider({ lookup: () => Promise.reject(new Error('out of reach')), onError });
    const failed = await broken(await called('{}'));
    assert.equal(failed.status, 500);
    assert.match(await failed.text(), /server_error/);
  }
});

test('The company installs nothing else: the helper imports only files without dependencies', () => {
  const visited = new Set<string>();
  const visit = (file: URL): void => {
    if (visited.has(file.href)) return;
    visited.add(file.href);
    const source = readFileSync(file, 'utf8');
    for (const [, target] of source.matchAll(/^(?:import|export) (?!type)[^;]*? from '(.*)';$/gm)) {
      assert.match(target!, /^\.\.?\//, `${file.pathname} imports ${target}`);
      visit(new URL(target!.replace(/\.js$/, '.ts'), file));
    }
  };
  visit(new URL('./provider.ts', import.meta.url));
  assert.ok(visited.size >= 4);
});
