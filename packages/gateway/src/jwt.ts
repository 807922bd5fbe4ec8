/**
 * The shipped way of telling who asks: a JSON Web Token (RFC 7519) that the host's own sign-in issued, in
 * `Authorization: Bearer …`. Signed with a shared secret (HS256) or with a key of the issuer's key set (JWKS).
 */
import { createRemoteJWKSet, customFetch, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import * as z from 'zod/mini';
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
   * `capabilities`, and `sub` is the user. A token without capabilities has none.
   */
  principal?: (claims: JWTPayload) => unknown;
}

const asymmetric = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'EdDSA'];

const DeskcardClaims = z.object({
  sub: z.string(),
  deskcard: z.object({
    workspace: z.string(),
    role: z.string(),
    capabilities: z.optional(z.array(z.string())),
  }),
});

function ownClaims(claims: JWTPayload): unknown {
  const { success, data } = DeskcardClaims.safeParse(claims);
  if (!success) return undefined;
  return { user: data.sub, capabilities: [], ...data.deskcard };
}

/** Refuses every token that is not whole, in time, from this issuer and for this audience. */
export function jwtAuthenticator(options: JwtOptions): Authenticate {
  const { issuer, audience, clockTolerance = 30, principal = ownClaims } = options;
  const { key, algorithms } = keyOf(options);
  return async (request) => {
    const [, token] =
      /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(request.headers.get('authorization') ?? '') ?? [];
    if (token === undefined) return undefined;
    const required = ['exp'];
    const checks = { issuer, audience, algorithms, clockTolerance, requiredClaims: required };
    const claims = await (
      typeof key === 'function' ? jwtVerify(token, key, checks) : jwtVerify(token, key, checks)
    ).then(
      ({ payload }) => payload,
      (error: unknown) => {
        if (isRefusal(error)) return undefined;
        throw error;
      },
    );
    return claims === undefined ? undefined : GatewayPrincipal.safeParse(principal(claims)).data;
  };
}

function keyOf({ secret, jwksUrl, fetch }: JwtOptions): {
  key: Uint8Array | JWTVerifyGetKey;
  algorithms: string[];
} {
  if ((secret === undefined) === (jwksUrl === undefined)) {
    throw new TypeError('Give either `secret` or `jwksUrl`: who asks is told by exactly one of them.');
  }
  if (jwksUrl !== undefined) {
    const own = fetch === undefined ? {} : { [customFetch]: fetch };
    return { key: createRemoteJWKSet(new URL(jwksUrl), own), algorithms: asymmetric };
  }
  const bytes = typeof secret === 'string' ? new TextEncoder().encode(secret) : secret!;
  if (bytes.length < 32)
    throw new TypeError('The secret of HS256 must have at least 32 bytes (RFC 7518, 3.2).');
  return { key: bytes, algorithms: ['HS256'] };
}

/** False for what is no fault of the token, such as a key set that cannot be fetched. */
function isRefusal(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  if (typeof code !== 'string') return false;
  return code.startsWith('ERR_J') && code !== 'ERR_JWKS_TIMEOUT' && code !== 'ERR_JWKS_INVALID';
}
