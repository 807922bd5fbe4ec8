import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { sharedJson } from '@deskcard/tools/shared-data';
import { outcomeOfStatus, signRequest } from './protocol.js';
import { isSignature, signature } from './signature.js';

const key = 'bf7769e5321448de88838cdb';
const named = { keyId: 'k1', secret: key };
const published = [
  ['{"callNum":"1","nation":"korea"}', '', '2LZ6ttV6O3PhYIH50GJ4I2hC7At5JtQ3P0GxJGx54iY='],
  ['{"callNum":"1","nation":"korea"}', '/customer', 'GFkpVDf8DZ0t3hyaScFBDCes63u5cPX5/ZhctQm7p5c='],
  ['{"name":"홍길동"}', '', 'm5kmny7VA1yDhyomwW4htJ6rikdXYEkbFIh0vbWhdmg='],
] as const;

test('A signed request carries the published signature of body and timestamp, with and without the URI (D1)', async () => {
  for (const [body, uri, authorization] of published) {
    const signedText = uri === '' ? 'body+timestamp' : 'uri+body+timestamp';
    const target = {
      baseUrl: `https://api.example.com${uri}?lang=ko`,
      security: { mode: 'signature', signedText },
    } as const;
    const call = await signRequest(target, body, named, 1764031689401);
    assert.deepEqual(call, {
      url: target.baseUrl,
      body,
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'X-TC-Timestamp': '1764031689401',
        Authorization: authorization,
        'X-Deskcard-Key-Id': 'k1',
      },
    });
  }
});

test('A request without encryption carries neither timestamp nor signature, even when a key exists (R33)', async () => {
  const target = {
    baseUrl: 'https://api.example.com/',
    security: { mode: 'none', signedText: 'body+timestamp' },
  } as const;
  const { headers } = await signRequest(target, '{}', named, 1);
  assert.deepEqual(Object.keys(headers), ['Content-Type']);
});

test('A request that must be signed is not sent without a key', async () => {
  const target = {
    baseUrl: 'https://api.example.com/',
    security: { mode: 'signature', signedText: 'body+timestamp' },
  } as const;
  await assert.rejects(signRequest(target, '{}', undefined, 1), { code: 'lookup_key_missing' });
});

interface Vectors {
  vectors: {
    key: string;
    uri?: string;
    body?: string;
    time?: string;
    message?: string;
    authorization: string;
  }[];
}
const golden = await sharedJson<Vectors>('protocol/oc-v1-vectors.json');
const skip = golden ? false : 'the golden vectors are not on this machine';

test(
  'Every golden vector of the provider protocol is met, by the signer and by the verifier (D1)',
  { skip },
  async () => {
    const vectors = golden?.vectors ?? [];
    assert.ok(vectors.length > 20);
    for (const vector of vectors) {
      const uri = vector.uri ?? '';
      const signedText = vector.uri === undefined ? 'body+timestamp' : 'uri+body+timestamp';
      const message = { uri, body: vector.message ?? vector.body ?? '', timestamp: vector.time ?? '' };
      assert.equal(await signature(vector.key, message, signedText), vector.authorization);
      assert.equal(await isSignature(vector.authorization, vector.key, message, signedText), true);
    }
  },
);

test('Any body signs to the HMAC-SHA256 of its UTF-8 bytes, and one changed character is noticed', async () => {
  const text = fc.string({ unit: 'grapheme' });
  await fc.assert(
    fc.asyncProperty(text, fc.nat(), fc.base64String({ minLength: 1 }), async (body, time, anyKey) => {
      const message = { uri: '/', body, timestamp: String(time) };
      const expected = createHmac('sha256', anyKey).update(`${body}${time}`).digest('base64');
      assert.equal(await signature(anyKey, message), expected);
      assert.equal(await isSignature(expected, anyKey, message), true);
      assert.equal(await isSignature(expected, anyKey, { ...message, body: `${body} ` }), false);
      assert.equal(await isSignature(expected, `${anyKey}x`, message), false);
    }),
  );
});

test('What is no Base64 of 32 bytes, or comes with an empty key, is no signature and no exception', async () => {
  const message = { uri: '/', body: '{}', timestamp: '1' };
  const good = await signature(key, message);
  for (const bad of [
    '',
    'Bearer x',
    good.slice(0, -1),
    `${good}=`,
    ` ${good}`,
    good.replace('=', 'A'),
    '홍'.repeat(44),
  ]) {
    assert.equal(await isSignature(bad, key, message), false, bad);
  }
  assert.equal(await isSignature(good, '', message), false);
});

test('The status of a reply says what the agent reads', () => {
  const expected = {
    found: [200],
    noResult: [400],
    notAllowed: [401, 403],
    providerError: [402, 404, 405, 409, 418, 422, 429, 499],
    serverError: [500, 502, 503, 504, 599],
    blocked: [301, 302, 303, 307, 308],
    malformed: [0, 100, 201, 202, 204, 600, 999],
  } as const;
  for (const [outcome, statuses] of Object.entries(expected)) {
    for (const status of statuses) assert.equal(outcomeOfStatus(status), outcome, String(status));
  }
});
