/**
 * A lookup as an agent asks for it: from what was kept if that is allowed and still good, else by a call that equal
 * ones join (B11). Only found and no result are kept, and only for as long as both the administrator and the provider
 * allow. Whoever is answered from the cache or by somebody else's call gets what their own role may see, no more.
 */
import type { CallContext, CallScope } from '../handler.js';
import type { LookupInputs, LookupResult } from '../model/lookup.js';
import type { KeptLookup, LookupCallKey, SharedCall } from '../ports.js';
import { callProvider, type Callable, type Exchange } from './call.js';
import { connectedValues } from './connect.js';
import { activeKey, useOf } from './key-ring.js';
import { buildBody } from './request.js';

export interface LookUpOptions {
  /** asks the provider whatever is kept */
  reload?: boolean | undefined;
}

/** No answer is kept longer than a day. */
const longestSeconds = 86_400;

type Answer = Pick<Exchange, 'outcome' | 'values' | 'providerMessage' | 'asOf' | 'started'> & {
  reason?: Exchange['reason'];
};

/** Throws what `callProvider` throws, and `invalid_input` before anything is sent. */
export async function lookUp(
  target: Callable,
  inputs: LookupInputs,
  scope: CallScope,
  context: CallContext,
  { reload = false }: LookUpOptions,
): Promise<LookupResult> {
  const { api } = target;
  const body = buildBody(api.searchItems, inputs);
  const { lookupCache: cache } = context;
  const started = scope.now();
  const key = callKey(target, body, context);
  const seconds = api.cacheSeconds ?? 0;
  const kept = reload || seconds === 0 ? undefined : cache.get(key);
  if (kept) return resultOf(target, { ...kept, started }, scope, context, true);
  const call: SharedCall<Exchange> = async (signal, isLatest) => {
    const exchange = await callProvider(target, body, { ...scope, signal }, context);
    if (isLatest()) keep(key, exchange, seconds, scope, context);
    return exchange;
  };
  const exchange = await cache.join(key, call, { signal: scope.signal, anew: reload });
  return resultOf(target, { ...exchange, started }, scope, context, false);
}

function callKey({ api, keys }: Callable, body: string, { workspace }: CallContext): LookupCallKey {
  const use = useOf(api.security.mode);
  const keyId = use === undefined ? '' : (activeKey(keys, use)?.keyId ?? '');
  const { apiId = '', version = 0 } = api;
  return { workspace, apiId, state: `${version} ${keyId}`, body };
}

function keep(
  key: LookupCallKey,
  { outcome, values, providerMessage, asOf, reply }: Exchange,
  seconds: number,
  { now }: CallScope,
  { lookupCache }: CallContext,
): void {
  // An answer that does not come says nothing about what was found before.
  if (reply === undefined || asOf === undefined || seconds === 0) return;
  const allowed = allowedSeconds(reply.cacheControl) ?? seconds;
  if (allowed === 0 || !(outcome === 'found' || outcome === 'noResult')) return lookupCache.delete(key);
  const kept: KeptLookup = { outcome, values, providerMessage, asOf };
  lookupCache.put(key, kept, now() + Math.min(allowed, longestSeconds) * 1000);
}

/** What the provider says about keeping its answer (RFC 9111, section 5.2.2); nothing when it does not say. */
export function allowedSeconds(cacheControl: string | undefined): number | undefined {
  const directives = (cacheControl ?? '')
    .toLowerCase()
    .split(',')
    .map((each) => each.trim());
  if (directives.some((each) => /^no-(?:store|cache)\b/.test(each))) return 0;
  const age = directives.find((each) => each.startsWith('max-age'));
  if (age === undefined) return undefined;
  const [, seconds] = /^max-age\s*=\s*"?(\d{1,10})"?$/.exec(age) ?? [];
  return Number(seconds ?? 0);
}

/** What this caller sees of an answer, whoever asked the provider for it. */
export function resultOf(
  { api, links }: Callable,
  { outcome, values, providerMessage, reason, asOf, started }: Answer,
  { now }: Pick<CallScope, 'now'>,
  { principal }: CallContext,
  cached = false,
): LookupResult {
  const ended = now();
  const isAdmin = principal.role === 'admin';
  return {
    apiId: api.apiId ?? '',
    apiName: api.name,
    outcome,
    values: values.map((value) => ({ ...value })),
    connected: connectedValues(links, values),
    at: new Date(ended).toISOString(),
    durationMs: Math.max(0, ended - started),
    cached,
    ...(asOf === undefined ? {} : { asOf }),
    ...(isAdmin && providerMessage !== undefined ? { providerMessage } : {}),
    ...(isAdmin && reason !== undefined ? { reason } : {}),
  };
}
