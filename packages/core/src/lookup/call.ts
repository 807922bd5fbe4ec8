/**
 * One call to a provider, the same for the information search, the auto lookup and the administrator's test: build,
 * sign or encrypt, send, read. Whatever goes wrong on the way becomes an outcome in the agent's terms; only the agent's own
 * giving up is an error.
 */
import { isDeskError, type DeskError, type ErrorCode } from '../errors.js';
import type { CallContext, CallScope } from '../handler.js';
import type { FieldLink, LookupApiDraft } from '../model/lookup-api.js';
import { LookupReason, type LookupOutcome, type LookupValue } from '../model/lookup.js';
import type { LookupReply } from '../ports.js';
import { resultValues } from './data.js';
import { isUseNews, type StoredKey } from './key-ring.js';
import { lookupKeys, putKeys } from './store.js';
import type { Vault } from './vault.js';
import { overWire, type ReadOverWire, type Wire } from './wire.js';

/** A lookup API, saved or not, with what a call of it needs beside the definition. */
export interface Callable {
  api: LookupApiDraft;
  keys: readonly StoredKey[];
  links: readonly FieldLink[];
}

/** One call in full. */
export interface Exchange {
  wire: Wire;
  /** absent when none came */
  reply?: LookupReply;
  read: ReadOverWire;
  outcome: LookupOutcome;
  values: readonly LookupValue[];
  /** the provider's own words; for administrators only */
  providerMessage: string | undefined;
  /** what stood in the way; for administrators only */
  reason: LookupReason | undefined;
  /** epoch milliseconds */
  started: number;
  /** when the provider answered, ISO 8601; absent when it did not */
  asOf: string | undefined;
}

type Scope = Pick<CallScope, 'write' | 'transport' | 'signal' | 'now'>;

/** Throws `lookup_key_missing`, `lookup_cipher_missing`, `aborted`, and whatever keeps a sealed key shut. */
export async function callProvider(
  target: Callable,
  body: string,
  scope: Scope,
  context: CallContext,
): Promise<Exchange> {
  const { api, keys } = target;
  const started = scope.now();
  const wire = await overWire({ api, keys, body, now: started }, context);
  const { reply, read } = await send(wire, api.apiId, scope);
  const asOf = reply && new Date(scope.now()).toISOString();
  await noteUse(target, [wire.keyId, read.keyId], started, scope, context);
  const values = read.data === undefined ? [] : resultValues(read.data, api.resultItems);
  return {
    wire,
    ...(reply && { reply }),
    read,
    outcome: values === undefined ? 'tooLarge' : read.outcome,
    values: values ?? [],
    providerMessage: read.providerMessage,
    reason: read.reason,
    started,
    asOf,
  };
}

/** B12: an administrator sees whether a key is still used, at the price of one small write an hour. */
async function noteUse(
  { api: { apiId }, keys }: Callable,
  used: readonly (string | undefined)[],
  now: number,
  scope: Pick<CallScope, 'write'>,
  vault: Vault,
): Promise<void> {
  const isNews = (key: StoredKey): boolean => used.includes(key.keyId) && isUseNews(key, now);
  if (apiId === undefined || !keys.some(isNews)) return;
  const lastUsedAt = new Date(now).toISOString();
  try {
    await scope.write(async (tx) => {
      const stored = await lookupKeys(tx, apiId);
      if (!stored.some(isNews)) return;
      const noted = stored.map((key) => (isNews(key) ? { ...key, lastUsedAt } : key));
      await putKeys(tx, apiId, noted, vault);
    });
  } catch {
    // The answer is there; that its key was used is said by the next call.
  }
}

const outcomes: Partial<Record<ErrorCode, LookupOutcome>> = {
  lookup_timeout: 'timeout',
  lookup_network: 'network',
  lookup_blocked: 'blocked',
  lookup_malformed: 'malformed',
  lookup_too_large: 'tooLarge',
  lookup_busy: 'busy',
  lookup_paused: 'paused',
};

async function send(
  wire: Wire,
  apiId: string | undefined,
  { transport, signal, now }: Scope,
): Promise<{ reply?: LookupReply; read: ReadOverWire }> {
  try {
    const options = { ...(signal && { signal }), ...(apiId === undefined ? {} : { apiId }) };
    const reply = await transport.send(wire.request, options);
    return { reply, read: await wire.read(reply, now()) };
  } catch (error) {
    const outcome = isDeskError(error) ? outcomes[error.code] : undefined;
    if (outcome === undefined) throw error;
    return { read: { outcome, reason: reasonOf(error as DeskError) } };
  }
}

/** A transport may be the host's own: only reasons of the list are passed on. */
function reasonOf(error: DeskError): LookupReason | undefined {
  const { success, data } = LookupReason.safeParse(error.details['reason']);
  return success ? data : undefined;
}
