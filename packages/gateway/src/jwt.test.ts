import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { testGateway } from '../test/gateway.js';
import type { RequestRecord } from './observe.js';
import { jwtAuthenticator } from './jwt.js';

const secret = new TextEncoder().encode('a secret of at least thirty-two bytes');
const issuer = 'https://sign-in.example';
const audience = 'deskcard';
const mina = { workspace: 'acme', role: 'admin', capabilities: ['customers.merge'] };

interface TokenOptions {
  key?: Parameters<SignJWT['sign']>[0];
  alg?: string;
  issuer?: string;
  audience?: string;
  expires?: string | number;
}

function token(claims: JWTPayload, options: TokenOptions = {}): Promise<string> {
  const jwt = new SignJWT(claims)
    .setProtectedHeader({ alg: options.alg ?? 'HS256' })
    .setIssuer(options.issuer ?? issuer)
    .setAudience(options.audience ?? audience);
  if (options.expires !== 0) jwt.setExpirationTime(options.expires ?? '5m');
  return jwt.sign(options.key ?? secret);
}

const bearing = (value: string): Request =>
  new Request('http://gateway.test/', { headers: { authorization: `Bearer ${value}` } });

const authenticate = jwtAuthenticator({ secret, issuer, audience });

const hour = 3_600_000;

/** An issuer that publishes one key, until its answer is replaced. */
async function issuerOfKeys(alg = 'ES256') {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), alg, use: 'sig' };
  const published = { answer: () => Promise.resolve(Response.json({ keys: [jwk] })) };
  const byKeySet = jwtAuthenticator({
    jwksUrl: `${issuer}/keys`,
    issuer,
    audience,
    fetch: () => published.answer(),
  });
  return { privateKey, byKeySet, published };
}

describe('a token of the host', () => {
  it('tells who asks, for which workspace, and with which rights', async () => {
    const given = await token({ sub: 'mina', deskcard: mina });
    assert.deepEqual(await authenticate(bearing(given)), { user: 'mina', ...mina });
  });

  it('gives no right that it does not name', async () => {
    const given = await token({ sub: 'jun', deskcard: { workspace: 'acme', role: 'agent' } });
    assert.deepEqual((await authenticate(bearing(given)))?.capabilities, []);
  });

  it('opens nothing when it is late, for somebody else, from somebody else, signed otherwise or without an end', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const claims = { sub: 'mina', deskcard: mina };
    const refused = [
      await token(claims, { expires: '-5m' }),
      await token(claims, { audience: 'another' }),
      await token(claims, { issuer: 'https://evil.example' }),
      await token(claims, { key: new TextEncoder().encode('another secret, just as long as that') }),
      await token(claims, { key: privateKey, alg: 'RS256' }),
      await token(claims, { expires: 0 }),
      `${btoa('{"alg":"none"}').replace(/=/g, '')}.${btoa(JSON.stringify(claims)).replace(/=/g, '')}.`,
      'a.b.c',
      '',
    ];
    for (const each of refused) assert.equal(await authenticate(bearing(each)), undefined, each);
    assert.equal(await authenticate(new Request('http://gateway.test/')), undefined);
  });

  it('opens nothing when it names no workspace, an unknown role or an unknown right, and says which of them', async () => {
    const claims: [unknown, string][] = [
      [undefined, 'workspace, role'],
      ['acme', 'workspace, role'],
      [{}, 'workspace, role'],
      [{ ...mina, workspace: '' }, 'workspace'],
      [{ ...mina, workspace: "acme'; drop table" }, 'workspace'],
      [{ ...mina, role: 'root' }, 'role'],
      [{ ...mina, capabilities: ['customers.merge', 'everything'] }, 'capabilities.1'],
      [{ ...mina, capabilities: 'customers.merge' }, 'capabilities'],
    ];
    for (const [deskcard, places] of claims) {
      const given = await token(deskcard === undefined ? { sub: 'mina' } : { sub: 'mina', deskcard });
      await assert.rejects(async () => authenticate(bearing(given)), {
        code: 'unauthenticated',
        message: `The token holds, but it names nobody: ${places} cannot be used.`,
      });
    }
    await assert.rejects(
      async () => authenticate(bearing(await token({ deskcard: mina }))),
      /: user cannot be used/,
    );
  });

  it('is of its `sub`, whoever else its own claim names', async () => {
    const given = await token({ sub: 'mina', deskcard: { ...mina, user: 'jun' } });
    assert.deepEqual(await authenticate(bearing(given)), { user: 'mina', ...mina });
    const nobodys = await token({ deskcard: { ...mina, user: 'jun' } });
    await assert.rejects(async () => authenticate(bearing(nobodys)), /: user cannot be used/);
  });

  it('that names nobody is answered 401, with the reason and without what the token says', async () => {
    const given = await token({ sub: 'mina', deskcard: { ...mina, capabilities: ['a secret of the host'] } });
    const { ask } = testGateway({ authenticate });
    const answer = await ask('GET /api/service', undefined, { authorization: `Bearer ${given}` });
    assert.equal(answer.status, 401);
    assert.equal(answer.headers.get('www-authenticate'), 'Bearer');
    const text = await answer.text();
    assert.match(text, /capabilities\.0 cannot be used/);
    assert.doesNotMatch(text, /a secret of the host/);
  });

  it('of somebody whom the host knows but does not let in is as one of nobody', async () => {
    const closed = jwtAuthenticator({ secret, issuer, audience, principal: () => undefined });
    assert.equal(await closed(bearing(await token({ sub: 'mina', deskcard: mina }))), undefined);
    const mistaken = jwtAuthenticator({ secret, issuer, audience, principal: ({ sub }) => sub });
    await assert.rejects(
      async () => mistaken(bearing(await token({ sub: 'mina' }))),
      /: the principal cannot be used/,
    );
  });

  it('may be signed with a key that the issuer publishes', async () => {
    const { privateKey, byKeySet } = await issuerOfKeys();
    const given = await token({ sub: 'mina', deskcard: mina }, { key: privateKey, alg: 'ES256' });
    assert.equal((await byKeySet(bearing(given)))?.user, 'mina');
    const symmetric = await token({ sub: 'mina', deskcard: mina });
    assert.equal(await byKeySet(bearing(symmetric)), undefined);
  });

  it('is no fault of who sends it when the keys of the issuer cannot be read', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    const given = await token({ sub: 'mina' }, { key: privateKey, alg: 'ES256' });
    const answers: (() => Promise<Response>)[] = [
      () => Promise.reject(new TypeError('fetch failed')),
      () => Promise.resolve(new Response('busy', { status: 503 })),
      () => Promise.resolve(new Response('<h1>Maintenance</h1>')),
      () => Promise.resolve(Response.json({ keys: 'none' })),
    ];
    for (const answer of answers) {
      const byKeySet = jwtAuthenticator({ jwksUrl: `${issuer}/keys`, issuer, audience, fetch: answer });
      const records: RequestRecord[] = [];
      const observers = [{ request: (record: RequestRecord) => records.push(record) }];
      const { ask } = testGateway({ authenticate: byKeySet, observers });
      const refused = await ask('GET /api/service', undefined, { authorization: `Bearer ${given}` });
      assert.equal(refused.status, 503);
      const said = await refused.text();
      assert.match(said, /"desk_unreachable".*Whoever runs the gateway/);
      assert.doesNotMatch(said, /sign-in\.example/);
      assert.match(records[0]?.fault?.name ?? '', /^(TypeError|JOSEError ERR_JOSE|JWKSInvalid ERR_JWKS)/);
    }
  });

  it('is still believed while the issuer is away, for as long as a day', async (t: TestContext) => {
    const morning = Date.UTC(2026, 0, 1);
    t.mock.timers.enable({ apis: ['Date'], now: morning });
    const { privateKey, byKeySet, published } = await issuerOfKeys();
    const given = await token(
      { sub: 'mina', deskcard: mina },
      { key: privateKey, alg: 'ES256', expires: '2d' },
    );
    assert.ok(await byKeySet(bearing(given)));
    published.answer = () => Promise.reject(new TypeError('fetch failed'));
    t.mock.timers.setTime(morning + 23 * hour);
    assert.ok(await byKeySet(bearing(given)));
    t.mock.timers.setTime(morning + 25 * hour);
    await assert.rejects(async () => byKeySet(bearing(given)), { code: 'desk_unreachable' });
  });

  it('is refused soon after the issuer has withdrawn its key', async (t: TestContext) => {
    t.mock.timers.enable({ apis: ['Date'], now: Date.UTC(2026, 0, 1) });
    const { privateKey, byKeySet, published } = await issuerOfKeys();
    const given = await token(
      { sub: 'mina', deskcard: mina },
      { key: privateKey, alg: 'ES256', expires: '1h' },
    );
    assert.ok(await byKeySet(bearing(given)));
    published.answer = () => Promise.resolve(Response.json({ keys: [] }));
    // Who comes first makes the gateway ask for the keys, and does not wait for them.
    const opens: boolean[] = [];
    for (const minute of [11, 13, 15]) {
      t.mock.timers.setTime(Date.UTC(2026, 0, 1, 0, minute));
      opens.push((await byKeySet(bearing(given))) !== undefined);
    }
    assert.equal(opens.at(-1), false);
  });

  it('opens at once when the issuer has published a new key', async (t: TestContext) => {
    t.mock.timers.enable({ apis: ['Date'], now: Date.UTC(2026, 0, 1) });
    const { privateKey, byKeySet, published } = await issuerOfKeys();
    const claims = { sub: 'mina', deskcard: mina };
    assert.ok(await byKeySet(bearing(await token(claims, { key: privateKey, alg: 'ES256' }))));
    const renewed = await issuerOfKeys('RS256');
    published.answer = renewed.published.answer;
    t.mock.timers.setTime(Date.UTC(2026, 0, 1, 0, 1));
    assert.ok(await byKeySet(bearing(await token(claims, { key: renewed.privateKey, alg: 'RS256' }))));
  });

  it('is verified once a minute, and opens nothing once it is late, however often it came before', async (t: TestContext) => {
    t.mock.timers.enable({ apis: ['Date'], now: Date.UTC(2026, 0, 1) });
    let verified = 0;
    const counting = jwtAuthenticator({
      secret,
      issuer,
      audience,
      principal: () => {
        verified++;
        return { ...mina, user: 'mina' };
      },
    });
    const short = await token({}, { expires: '20s' });
    const long = await token({}, { expires: '5m' });
    for (const each of [short, long, short, long]) assert.ok(await counting(bearing(each)));
    assert.equal(verified, 2);
    // Thirty seconds by which clocks may differ come on top.
    t.mock.timers.setTime(Date.UTC(2026, 0, 1, 0, 0, 51));
    assert.equal(await counting(bearing(short)), undefined);
    assert.ok(await counting(bearing(long)));
    assert.equal(verified, 2);
    t.mock.timers.setTime(Date.UTC(2026, 0, 1, 0, 1, 1));
    assert.ok(await counting(bearing(long)));
    assert.equal(verified, 3);
  });

  it('that is known opens nothing for another one like it', async () => {
    const given = await token({ sub: 'mina', deskcard: mina });
    assert.ok(await authenticate(bearing(given)));
    const [head, , signature] = given.split('.');
    const other = btoa(JSON.stringify({ sub: 'root' })).replace(/=/g, '');
    assert.equal(await authenticate(bearing(`${head}.${other}.${signature}`)), undefined);
  });

  it('must be checkable: no secret, two ways at once or a short secret are refused at the start', () => {
    assert.throws(() => jwtAuthenticator({ issuer, audience }), /exactly one/);
    assert.throws(() => jwtAuthenticator({ issuer, audience, secret, jwksUrl: issuer }), /exactly one/);
    assert.throws(() => jwtAuthenticator({ issuer, audience, secret: 'short' }), /32 bytes/);
  });
});
