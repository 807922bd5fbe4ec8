import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
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

  it('opens nothing when it names no workspace, an unknown role or an unknown right', async () => {
    const claims: unknown[] = [
      {},
      { ...mina, workspace: '' },
      { ...mina, workspace: "acme'; drop table" },
      { ...mina, role: 'root' },
      { ...mina, capabilities: ['everything'] },
      { ...mina, capabilities: 'customers.merge' },
    ];
    for (const deskcard of claims) {
      const given = await token({ sub: 'mina', deskcard });
      assert.equal(await authenticate(bearing(given)), undefined, JSON.stringify(deskcard));
    }
  });

  it('may be signed with a key that the issuer publishes', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    const jwk = { ...(await exportJWK(publicKey)), alg: 'ES256', use: 'sig' };
    const byKeySet = jwtAuthenticator({
      jwksUrl: `${issuer}/keys`,
      issuer,
      audience,
      fetch: () => Promise.resolve(Response.json({ keys: [jwk] })),
    });
    const given = await token({ sub: 'mina', deskcard: mina }, { key: privateKey, alg: 'ES256' });
    assert.equal((await byKeySet(bearing(given)))?.user, 'mina');
    const symmetric = await token({ sub: 'mina', deskcard: mina });
    assert.equal(await byKeySet(bearing(symmetric)), undefined);
  });

  it('is no fault of who sends it when the issuer cannot be reached', async () => {
    const byKeySet = jwtAuthenticator({
      jwksUrl: `${issuer}/keys`,
      issuer,
      audience,
      fetch: () => Promise.reject(new TypeError('fetch failed')),
    });
    const { privateKey } = await generateKeyPair('ES256');
    const given = await token({ sub: 'mina' }, { key: privateKey, alg: 'ES256' });
    await assert.rejects(async () => byKeySet(bearing(given)));
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
