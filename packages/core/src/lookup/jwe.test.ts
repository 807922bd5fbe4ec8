import assert from 'node:assert/strict';
import { createCipheriv, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { sharedJson, sharedText } from '@deskcard/tools/shared-data';
import type { CipherRefusal } from '../ports.js';
import { parseExactly } from './exact-json.js';
import { jweCipher } from './jwe.js';
import { messageText, openMessage } from './message.js';

const cipher = jweCipher();
const secret = randomBytes(32).toString('base64url');
const key = { keyId: 'k1', secret };

/** A compact JWE made by hand with node:crypto, with whatever header. */
function handMade(header: object, text: string | Buffer, by = secret): string {
  const protectedHeader = Buffer.from(JSON.stringify(header)).toString('base64url');
  const iv = randomBytes(12);
  const aes = createCipheriv('aes-256-gcm', Buffer.from(by, 'base64url'), iv);
  aes.setAAD(Buffer.from(protectedHeader));
  const sealed = Buffer.concat([aes.update(text), aes.final()]);
  const parts = [iv, sealed, aes.getAuthTag()].map((part) => part.toString('base64url'));
  return [protectedHeader, '', ...parts].join('.');
}
const header = { alg: 'dir', enc: 'A256GCM', kid: 'k1' };

async function refusal(token: string, keys = [key]): Promise<CipherRefusal | string> {
  const opened = await cipher.decrypt(token, keys);
  return opened.ok ? `opened: ${opened.text}` : opened.reason;
}

test('Any text comes back as it was, and what an independent implementation makes is read', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
      const token = await cipher.encrypt(text, key);
      assert.deepEqual(JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString()), header);
      assert.deepEqual(await cipher.decrypt(token, [key]), { ok: true, text, keyId: 'k1' });
      assert.equal(await refusal(handMade(header, text)), `opened: ${text}`);
    }),
    { numRuns: 50 },
  );
});

test('A token that was changed anywhere is refused, whichever character it is', async () => {
  const token = await cipher.encrypt('{"body":{"phone":"01012345678"}}', key);
  for (let at = 0; at < token.length; at++) {
    // Four bits away, so that it is another byte and not another spelling of the same.
    const other = token[at] === 'A' ? 'Q' : 'A';
    const changed = token.slice(0, at) + other + token.slice(at + 1);
    if (changed !== token) assert.doesNotMatch(await refusal(changed), /^opened/, `character ${at}`);
  }
  for (let length = 0; length < token.length; length += 7) {
    assert.doesNotMatch(await refusal(token.slice(0, length)), /^opened/, `cut to ${length}`);
  }
});

test('Every refusal says which: no token, other algorithms, an unknown key id, a wrong key', async () => {
  const other = randomBytes(32).toString('base64url');
  const cases: [string, CipherRefusal][] = [
    ['', 'malformed'],
    ['a.b.c', 'malformed'],
    ['{"protected":"x"}', 'malformed'],
    [handMade(header, Buffer.from([0xff, 0xfe])), 'malformed'],
    [handMade({ ...header, crit: ['x'], x: 1 }, 'a'), 'algorithm'],
    [handMade({ ...header, alg: 'A256KW' }, 'a'), 'algorithm'],
    [handMade({ ...header, alg: 'none' }, 'a'), 'algorithm'],
    [handMade({ ...header, enc: 'A128GCM' }, 'a'), 'algorithm'],
    [handMade({ ...header, kid: 'k2' }, 'a'), 'unknownKey'],
    [handMade({ ...header, kid: 1 }, 'a'), 'unknownKey'],
    [handMade({ ...header, kid: '__proto__' }, 'a'), 'unknownKey'],
    [handMade({ alg: 'dir', enc: 'A256GCM' }, 'a'), 'unknownKey'],
    [handMade(header, 'a', other), 'wrongKey'],
  ];
  for (const [token, reason] of cases) assert.equal(await refusal(token), reason, token.slice(0, 60));
  assert.equal(await refusal(handMade(header, 'a'), []), 'unknownKey');
});

test('A small token never swells: a compressed one is refused before it is opened (trap 11)', async () => {
  const bomb = deflateRawSync(Buffer.alloc(50_000_000));
  assert.doesNotMatch(await refusal(handMade({ ...header, zip: 'DEF' }, bomb)), /^opened/);
});

test('Of several keys the one that is named opens, and only that one', async () => {
  const keys = ['old', 'new', 'newer'].map((keyId) => ({
    keyId,
    secret: randomBytes(32).toString('base64url'),
  }));
  for (const each of keys) {
    const token = await cipher.encrypt('hello', each);
    assert.deepEqual(await cipher.decrypt(token, keys), { ok: true, text: 'hello', keyId: each.keyId });
    assert.equal(
      await refusal(
        token,
        keys.filter((one) => one !== each),
      ),
      'unknownKey',
    );
  }
});

test('A secret that was cut or changed on its way is named by its key id and never shown', async () => {
  for (const wrong of ['', 'short', secret.slice(1), `${secret}A`, `${secret}=`, secret.replace(/.$/, 'B')]) {
    await assert.rejects(cipher.encrypt('a', { keyId: 'k9', secret: wrong }), (error: Error) => {
      assert.ok(error instanceof TypeError);
      assert.match(error.message, /k9.*43 characters/);
      return wrong.length < 6 || !error.message.includes(wrong);
    });
  }
});

const absent = (what: unknown) =>
  what === undefined ? 'the protocol vectors are not on this machine' : false;

const jwk = await sharedJson<{ k: string; kid: string }>('protocol/jwe-interop/key.jwk');
const published = await sharedJson<{ pt: string; jwe: string }>('protocol/jwe-interop/vec.json');

test(
  'What Java, Go, Python, Ruby, PHP and C encrypted is read as the message it is',
  { skip: absent(jwk) },
  async () => {
    const keys = [{ keyId: jwk!.kid, secret: jwk!.k }];
    const languages = ['authlib', 'go', 'java', 'jwcrypto', 'latchset', 'php', 'ruby'];
    const files = languages.map((name) => sharedText(`protocol/jwe-interop/out_${name}.txt`));
    const tokens = [published!.jwe, ...(await Promise.all(files))];
    for (const [index, token] of tokens.entries()) {
      assert.ok(token, languages[index - 1]);
      const decrypted = await cipher.decrypt(token.trim(), keys);
      assert.ok(decrypted.ok);
      const { iat } = JSON.parse(decrypted.text) as { iat: number };
      const open = (now: number) => openMessage(cipher, { token, keys, now, parse: parseExactly });
      const opened = await open(iat * 1000 + 300_000);
      assert.ok(opened.ok, languages[index - 1]);
      assert.equal((opened.body as { nation: string }).nation, '대한민국 🇰🇷');
      assert.deepEqual(await open(iat * 1000 + 300_001), { ok: false, reason: 'clock' });
    }
  },
);

interface Rfc7520 {
  input: { key: { kid: string; k: string } };
  output: { compact: string };
}
const rfc = await sharedJson<Rfc7520>('protocol/rfc7520/5_6.direct_encryption_using_aes-gcm.json');

test(
  'The example of RFC 7520 with a shorter key is refused, because nothing is negotiated',
  { skip: absent(rfc) },
  async () => {
    const { key: given } = rfc!.input;
    assert.equal(await refusal(rfc!.output.compact, [{ keyId: given.kid, secret }]), 'algorithm');
  },
);

interface Wycheproof {
  testGroups: {
    private?: { kid?: string; k?: string };
    tests: { tcId: number; jwe: string; enc: string }[];
  }[];
}
const wycheproof = await sharedJson<Wycheproof>('protocol/wycheproof/json_web_encryption_test.json');

test(
  'None of the Wycheproof tokens opens, valid or not: all ask for other algorithms',
  { skip: absent(wycheproof) },
  async () => {
    let tried = 0;
    for (const { private: given, tests } of wycheproof!.testGroups) {
      const own = given?.k?.length === 43 ? given.k : secret;
      for (const { jwe, tcId } of tests) {
        tried++;
        assert.match(
          await refusal(jwe, [{ keyId: given?.kid ?? '', secret: own }]),
          /^(?:algorithm|malformed)$/,
          String(tcId),
        );
      }
    }
    assert.ok(tried > 130);
  },
);

test('A message says when it was sent, and is refused when the clocks are more than five minutes apart', async () => {
  const now = 1_764_031_689_401;
  const token = await cipher.encrypt(messageText({ body: '{"a":"1"}', id: 'm1', now }), key);
  const open = (at: number) => openMessage(cipher, { token, keys: [key], now: at, parse: parseExactly });
  const sent = Math.floor(now / 1000) * 1000;
  for (const [off, ok] of [
    [300_000, true],
    [-300_000, true],
    [300_001, false],
    [-300_001, false],
  ] as const) {
    assert.equal((await open(sent + off)).ok, ok, String(off));
  }
});

test('A message without its number, its time or its body is none; a reply to another request is none either', async () => {
  const now = 1_764_031_689_000;
  const open = async (text: string, inReplyTo?: string) => {
    const token = await cipher.encrypt(text, key);
    const opened = await openMessage(cipher, { token, keys: [key], now, inReplyTo, parse: parseExactly });
    return opened.ok ? 'opened' : opened.reason;
  };
  const iat = now / 1000;
  for (const text of [
    'text',
    'null',
    '[]',
    '{}',
    `{"iat":${iat},"jti":"m"}`,
    `{"iat":${iat},"body":{}}`,
    `{"iat":${iat},"jti":"","body":{}}`,
    `{"iat":${iat},"jti":7,"body":{}}`,
    '{"jti":"m","body":{}}',
    '{"iat":"soon","jti":"m","body":{}}',
    '{"iat":null,"jti":"m","body":{}}',
  ]) {
    assert.equal(await open(text), 'shape', text);
  }
  for (const written of [`${iat}`, `${iat}.0`, '1.764031689E9', `${iat}.5`]) {
    assert.equal(await open(`{"iat":${written},"jti":"m","body":{},"aud":"x"}`), 'opened', written);
  }
  const reply = messageText({ body: '{"data":{}}', id: 'm2', now, inReplyTo: 'm1' });
  assert.equal(await open(reply, 'm1'), 'opened');
  assert.equal(await open(reply, 'm3'), 'otherRequest');
  assert.equal(await open(reply), 'otherRequest');
  assert.equal(await open(messageText({ body: '{}', id: 'm1', now }), 'm1'), 'otherRequest');
});

test('Whoever encrypts nothing loads no jose: neither the main entry nor the provider’s reaches it', () => {
  const reached = (entry: string): Set<string> => {
    const found = new Set<string>();
    const visit = (file: URL): void => {
      if (found.has(file.href)) return;
      found.add(file.href);
      const source = readFileSync(file, 'utf8');
      for (const [, target = ''] of source.matchAll(/^(?:import|export) (?!type)[^;]*? from '(.*)';$/gm)) {
        if (target.startsWith('.')) visit(new URL(target.replace(/\.js$/, '.ts'), file));
        else found.add(target);
      }
    };
    visit(new URL(entry, import.meta.url));
    return found;
  };
  const usesJose = (entry: string) => [...reached(entry)].some((each) => each.startsWith('jose'));
  assert.equal(usesJose('./jwe.ts'), true);
  assert.equal(usesJose('../index.ts'), false);
  assert.equal(usesJose('../provider/provider.ts'), false);
});
