/**
 * One call to a provider, the same for the information search, the auto lookup and the administrator's test: build,
 * sign, send, read. Whatever goes wrong on the way becomes an outcome in the agent's terms; only the agent's own
 * giving up is an error.
 */
import { isDeskError, type DeskError, type ErrorCode } from '../errors.js';
import type { CallScope } from '../handler.js';
import type { Principal } from '../model/access.js';
import type { FieldLink, LookupApiDraft } from '../model/lookup-api.js';
import {
  LookupReason,
  type ConnectedValue,
  type LookupInputs,
  type LookupOutcome,
  type LookupResult,
  type LookupValue,
} from '../model/lookup.js';
import type { LookupCall, LookupReply, MessageKey } from '../ports.js';
import { isBlank } from './connect.js';
import { activeKey, isUseNews, useOf, type StoredKey } from './key-ring.js';
import { resultValues, type JsonObject } from './data.js';
import { signRequest } from './protocol.js';
import { readReply, type ReadReply } from './reply.js';
import { buildBody } from './request.js';
import { lookupKeys, putKeys } from './store.js';

/** A lookup API, saved or not, with what a call of it needs beside the definition. */
export interface Callable {
  api: LookupApiDraft;
  keys: readonly StoredKey[];
  links: readonly FieldLink[];
}

/** One call in full. */
export interface Exchange {
  request: LookupCall;
  /** absent when none came */
  reply?: LookupReply;
  /** the reply's `data`, present when found */
  data?: JsonObject;
  result: LookupResult;
}

/** Throws `invalid_input` before anything is sent, `lookup_key_missing`, and `aborted`. */
export async function callProvider(
  { api, keys, links }: Callable,
  inputs: LookupInputs,
  scope: Pick<CallScope, 'write' | 'transport' | 'signal' | 'now'>,
  principal: Principal,
): Promise<Exchange> {
  const body = buildBody(api.searchItems, inputs);
  const started = scope.now();
  const use = useOf(api.security.mode);
  const key = use === undefined ? undefined : activeKey(keys, use);
  const request = await signRequest(api, body, key && secretOf(key), started);
  const { reply, read, reason } = await send(request, api.apiId, scope);
  if (api.apiId !== undefined && key !== undefined) await noteUse(api.apiId, [key], started, scope);
  const values = read.data === undefined ? [] : resultValues(read.data, api.resultItems);
  const ended = scope.now();
  const result: LookupResult = {
    apiId: api.apiId ?? '',
    apiName: api.name,
    outcome: values === undefined ? 'tooLarge' : read.outcome,
    values: values ?? [],
    connected: connectedValues(links, values ?? []),
    at: new Date(ended).toISOString(),
    durationMs: Math.max(0, ended - started),
  };
  if (principal.role === 'admin' && read.providerMessage !== undefined) {
    result.providerMessage = read.providerMessage;
  }
  if (principal.role === 'admin' && reason !== undefined) result.reason = reason;
  return { request, ...(reply && { reply }), ...(read.data && { data: read.data }), result };
}

function secretOf({ keyId, secret }: StoredKey): MessageKey | undefined {
  return secret === undefined ? undefined : { keyId, secret };
}

/** B12: an administrator sees whether a key is still used, at the price of one small write an hour. */
async function noteUse(
  apiId: string,
  used: readonly StoredKey[],
  now: number,
  scope: Pick<CallScope, 'write'>,
): Promise<void> {
  if (!used.some((key) => isUseNews(key, now))) return;
  const names = new Set(used.map(({ keyId }) => keyId));
  const lastUsedAt = new Date(now).toISOString();
  const note = (key: StoredKey): StoredKey =>
    names.has(key.keyId) && isUseNews(key, now) ? { ...key, lastUsedAt } : key;
  try {
    await scope.write(async (tx) => {
      const keys = await lookupKeys(tx, apiId);
      if (keys.length > 0) await putKeys(tx, apiId, keys.map(note));
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
  request: LookupCall,
  apiId: string | undefined,
  { transport, signal }: Pick<CallScope, 'transport' | 'signal'>,
): Promise<{ reply?: LookupReply; read: ReadReply; reason?: LookupReason }> {
  try {
    const reply = await transport.send(request, { signal, ...(apiId !== undefined && { apiId }) });
    return { reply, read: readReply(reply) };
  } catch (error) {
    const outcome = isDeskError(error) ? outcomes[error.code] : undefined;
    if (outcome === undefined) throw error;
    return { read: { outcome }, reason: reasonOf(error as DeskError) };
  }
}

/** A transport may be the host's own: only reasons of the list are passed on. */
function reasonOf(error: DeskError): LookupReason | undefined {
  const { success, data } = LookupReason.safeParse(error.details['reason']);
  return success ? data : undefined;
}

/** In the order of the links, which is the order in which fields are filled. */
function connectedValues(links: readonly FieldLink[], values: readonly LookupValue[]): ConnectedValue[] {
  const texts = new Map(values.map(({ itemId, text }) => [itemId, text ?? '']));
  return links
    .map(({ fieldCode, resultItemId }) => ({
      fieldCode,
      itemId: resultItemId,
      text: texts.get(resultItemId) ?? '',
    }))
    .filter(({ text }) => !isBlank(text));
}
