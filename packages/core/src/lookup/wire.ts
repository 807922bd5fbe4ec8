/**
 * How one call looks on its way: plain, signed, or encrypted in both directions (D1). Each kind gives the request to
 * send, says how its reply is read, and which of the keys had a part in it.
 */
import { DeskError } from '../errors.js';
import type { CallContext } from '../handler.js';
import type { LookupApiDraft } from '../model/lookup-api.js';
import type { LookupReason } from '../model/lookup.js';
import type { LookupCall, LookupReply, MessageCipher, MessageKey } from '../ports.js';
import { parseExactly } from './exact-json.js';
import { activeKey, useOf, type StoredKey } from './key-ring.js';
import { joseType, messageText, openMessage, refusalWords, type MessageRefusal } from './message.js';
import { signRequest } from './protocol.js';
import { readBody, readReply, type ReadReply } from './reply.js';
import { secretOf, type Vault } from './vault.js';
import { assertWebCrypto } from './web-crypto.js';

export interface ReadOverWire extends ReadReply {
  /** the key that opened the reply */
  keyId?: string;
  /** what an encrypted reply says inside */
  inside?: string;
  /** why a reply is malformed, where more can be said */
  problem?: DeskError;
  /** the same in one word */
  refusal?: MessageRefusal | 'notEncrypted';
  /** why none came, where the transport knows; for administrators only */
  reason?: LookupReason | undefined;
}

export interface Wire {
  request: LookupCall;
  /** the key of the request */
  keyId?: string;
  /** what an encrypted request says inside */
  inside?: string;
  /** `now` is when it came */
  read(reply: LookupReply, now: number): ReadOverWire | Promise<ReadOverWire>;
}

export interface ToSend {
  api: LookupApiDraft;
  keys: readonly StoredKey[];
  body: string;
  /** epoch milliseconds */
  now: number;
}

/** Throws `lookup_key_missing`, `lookup_cipher_missing`, and whatever keeps a sealed key shut. */
export async function overWire(
  given: ToSend,
  context: Pick<CallContext, 'cipher' | 'ids'> & Vault,
): Promise<Wire> {
  const { cipher, ids } = context;
  const { api, keys, body, now } = given;
  const use = useOf(api.security.mode);
  const key = use === undefined ? undefined : opened(activeKey(keys, use), api, context);
  if (use !== 'encrypted') {
    const request = await signRequest(api, body, key, now);
    return { request, ...(key && { keyId: key.keyId }), read: readReply };
  }
  if (cipher === undefined) {
    throw new DeskError(
      'lookup_cipher_missing',
      'This lookup API is encrypted, and this desk has no cipher.',
    );
  }
  if (key === undefined) {
    throw new DeskError('lookup_key_missing', 'This lookup API has no key to encrypt with.');
  }
  assertWebCrypto();
  const id = ids.next();
  const inside = messageText({ body, id, now });
  const headers = { 'Content-Type': joseType, Accept: joseType };
  const request = { url: api.baseUrl, headers, body: await cipher.encrypt(inside, key) };
  const accepted = keys
    .filter((each) => each.use === use && each.state !== 'pending')
    .map((each) => opened(each, api, context));
  const opening = { cipher, keys: accepted.filter((each) => each !== undefined), id };
  return { request, keyId: key.keyId, inside, read: (reply, at) => readEncrypted(reply, opening, at) };
}

function opened(
  key: StoredKey | undefined,
  { apiId = '' }: LookupApiDraft,
  vault: Vault,
): MessageKey | undefined {
  const secret = key && secretOf(key, apiId, vault);
  return secret === undefined ? undefined : { keyId: key!.keyId, secret };
}

interface Opening {
  cipher: MessageCipher;
  /** the active key and those that retire */
  keys: readonly MessageKey[];
  /** of the request */
  id: string;
}

/** A provider that could not read the request has no key to answer with: only a status of success must be encrypted. */
async function readEncrypted(reply: LookupReply, opening: Opening, now: number): Promise<ReadOverWire> {
  if (!looksEncrypted(reply)) {
    return reply.status === 200 ? refused('The reply is not encrypted.') : readReply(reply);
  }
  const { cipher, keys, id: inReplyTo } = opening;
  const opened = await openMessage(cipher, { token: reply.body, keys, now, inReplyTo, parse: parseExactly });
  if (!opened.ok) return refused(refusalWords[opened.reason], opened.reason);
  const { keyId, text: inside, body } = opened;
  return { ...readBody(reply.status, body), keyId, inside };
}

/** Five parts of which the second is empty; a provider may have forgotten to name the media type. */
function looksEncrypted({ contentType, body }: LookupReply): boolean {
  return contentType === joseType || /^\s*[\w-]+\.\.[\w-]+\.[\w-]*\.[\w-]+\s*$/.test(body);
}

function refused(message: string, refusal: MessageRefusal | 'notEncrypted' = 'notEncrypted'): ReadOverWire {
  const hint = 'The reply must be a compact JWE that answers this request; see the page for providers.';
  const problem = new DeskError('lookup_malformed', message, { hint, details: { reason: refusal } });
  return { outcome: 'malformed', problem, refusal };
}
