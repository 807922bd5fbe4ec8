/**
 * The shipped way of telling who asks: a JSON Web Token (RFC 7519) that the host's own sign-in issued, in
 * `Authorization: Bearer …`. Signed with a shared secret (HS256) or with a key of the issuer's key set (JWKS).
 */
import { DeskError } from '@deskcard/core/errors';
import { createRemoteJWKSet, customFetch, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { GatewayPrincipal, type Authenticate } from './principal.js';

export interface JwtOptions {
  /** shared with the issuer: at least 32 bytes for HS256 (RFC 7518, 3.2) */
  secret?: string | Uint8Array;
  /** where the issuer publishes its public keys; instead of `secret` */
  jwksUrl?: string;
  /** how the key set is fetched; the platform's own when absent */
  fetch?: typeof globalThis.fetch;
  /** who must have issued the token */
  issuer: string;
  /** whom the token must be meant for */
  audience: string;
  /** seconds that clocks may differ; 30 when absent */
  clockTolerance?: number;
  /**
   * From the claims of a token to the principal; when absent the claim `deskcard` holds `workspace`, `role` and
   * `capabilities`, and `sub` is the user. A token without capabilities has none. `undefined` is nobody; of anything
   * else that is no principal, whoever sent the token is told what cannot be used. Asked at most once a minute for each
   * token.
   */
  principal?: (claims: JWTPayload) => unknown;
}

const asymmetric = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'EdDSA'];

/** Read as it comes; whether it names a principal is told afterwards. */
function ownClaims({ sub, deskcard }: JWTPayload): unknown {
  return { capabilities: [], ...(deskcard as object | undefined), user: sub };
}

/** The principal of a token that holds. One that names none is the host's mistake, which is told to whoever looks. */
function principalIn(named: unknown): GatewayPrincipal | undefined {
  if (named === undefined) return undefined;
  const { success, data, error } = GatewayPrincipal.safeParse(named);
  if (success) return data;
  const places = [...new Set(error.issues.map(({ path }) => path.join('.')))].filter(Boolean);
  throw new DeskError(
    'unauthenticated',
    `The token holds, but it names nobody: ${places.join(', ') || 'the principal'} cannot be used.`,
    {
      hint: 'A principal has a `workspace`, a `role` and `capabilities`, which the sign-in puts into the claim `deskcard`, and a `user`, who is its `sub`, unless the host reads them from elsewhere; docs/gateway.md lists what they may be.',
    },
  );
}

/** For how long a verified token is believed without being verified again, in seconds, and how many are remembered. */
const believed = 60;
const mostBelieved = 5000;

interface Believed {
  principal: GatewayPrincipal;
  /** epoch seconds */
  until: number;
}

/**
 * Refuses every token that is not whole, in time, from this issuer and for this audience; one that is, but names no
 * usable principal, with the places of its claims that cannot be used. A token comes with every request of its bearer;
 * its signature is checked once a minute, its end every time.
 */
export function jwtAuthenticator(options: JwtOptions): Authenticate {
  const { clockTolerance = 30, principal = ownClaims } = options;
  const verify = verifier(options, clockTolerance);
  const known = new Map<string, Believed>();
  return async (request) => {
    const [, token] =
      /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(request.headers.get('authorization') ?? '') ?? [];
    if (token === undefined) return undefined;
    const now = Date.now() / 1000;
    const found = known.get(token);
    if (found !== undefined && now < found.until) return found.principal;
    known.delete(token);
    const claims = await verify(token);
    const named = claims && principalIn(principal(claims));
    if (named === undefined) return undefined;
    Object.freeze(named.capabilities);
    Object.freeze(named);
    known.set(token, { principal: named, until: Math.min(now + believed, claims!.exp! + clockTolerance) });
    // The first one has waited longest.
    if (known.size > mostBelieved) known.delete(known.keys().next().value!);
    return named;
  };
}

/** The claims of a token that holds, or nothing. */
function verifier(
  options: JwtOptions,
  clockTolerance: number,
): (token: string) => Promise<JWTPayload | undefined> {
  const { issuer, audience } = options;
  const { key, algorithms } = keyOf(options);
  const checks = { issuer, audience, algorithms, clockTolerance, requiredClaims: ['exp'] };
  return (token) =>
    (typeof key === 'function' ? jwtVerify(token, key, checks) : jwtVerify(token, key, checks)).then(
      ({ payload }) => payload,
      (error: unknown) => {
        if (isRefusal(error)) return undefined;
        throw error;
      },
    );
}

function keyOf({ secret, jwksUrl, fetch }: JwtOptions): {
  key: Uint8Array | JWTVerifyGetKey;
  algorithms: string[];
} {
  if ((secret === undefined) === (jwksUrl === undefined)) {
    throw new TypeError('Give either `secret` or `jwksUrl`: who asks is told by exactly one of them.');
  }
  if (jwksUrl !== undefined) {
    return { key: publishedKeys(jwksUrl, fetch), algorithms: asymmetric };
  }
  const bytes = typeof secret === 'string' ? new TextEncoder().encode(secret) : secret!;
  if (bytes.length < 32)
    throw new TypeError('The secret of HS256 must have at least 32 bytes (RFC 7518, 3.2).');
  return { key: bytes, algorithms: ['HS256'] };
}

/** After how long the issuer is asked for its keys again, and for how long they are used while it is away. */
const keysRenewedMs = 600_000;
const keysUsedMs = 86_400_000;

/**
 * The keys that the issuer publishes. They are renewed while requests go on with those that are known, so that an
 * issuer that is away signs nobody out; a key that is not known yet is asked for at once.
 */
function publishedKeys(url: string, fetch: JwtOptions['fetch']): JWTVerifyGetKey {
  const own = fetch === undefined ? {} : { [customFetch]: fetch };
  const keys = createRemoteJWKSet(new URL(url), { cacheMaxAge: keysUsedMs, ...own });
  let asked = Date.now();
  return async (header, token) => {
    if (Date.now() - asked > keysRenewedMs) {
      asked = Date.now();
      // Those that are known will do until the next time.
      keys.reload().catch(() => undefined);
    }
    return keys(header, token).catch((error: unknown) => {
      throw isRefusal(error) ? error : keysUnreadable(error);
    });
  };
}

/** The address is for whoever runs the gateway, and not for whoever asks. */
function keysUnreadable(cause: unknown): DeskError {
  return new DeskError('desk_unreachable', 'The keys of the sign-in cannot be read.', {
    hint: 'Try again. Whoever runs the gateway checks that it reaches its JWKS URL, and that a key set answers there.',
    cause,
  });
}

/** What jose reports of a key set that did not answer as one; all else that it reports is a fault of the token. */
const faultsOfKeys = ['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID'];

function isRefusal(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && code.startsWith('ERR_J') && !faultsOfKeys.includes(code);
}
