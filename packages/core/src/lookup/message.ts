/**
 * What stands inside an encrypted lookup, on both sides: the body, when it was sent (`iat`, at most five minutes off),
 * and a number of its own (`jti`), so that a message that was overheard is of no use a second time. A reply names the
 * request it answers, so that none can be handed out for another (D1). Dependency-free: the cipher comes from outside.
 */
import type { CipherRefusal, JsonValue, MessageCipher, MessageKey } from '../ports.js';
import { isObject, own } from './data.js';
import { clockToleranceMs } from './signature.js';

/** The media type of both directions (RFC 7515, section 9.2.1). */
export const joseType = 'application/jose';

export interface MessageToSend {
  /** JSON text, sent as it is */
  body: string;
  /** unique */
  id: string;
  /** epoch milliseconds; the message says whole seconds */
  now: number;
  /** the id of the request that is answered */
  inReplyTo?: string;
}

/** The text that is encrypted. */
export function messageText({ body, id, now, inReplyTo }: MessageToSend): string {
  const answers = inReplyTo === undefined ? '' : `"inReplyTo":${JSON.stringify(inReplyTo)},`;
  return `{"iat":${Math.floor(now / 1000)},"jti":${JSON.stringify(id)},${answers}"body":${body}}`;
}

/** Beside what the cipher refuses: no message of the agreed shape, clocks too far apart, an answer to something else. */
export type MessageRefusal = CipherRefusal | 'shape' | 'clock' | 'otherRequest';

export type OpenedMessage =
  | { ok: true; keyId: string; id: string; sentAt: number; body: JsonValue; text: string }
  | { ok: false; reason: MessageRefusal };

export interface MessageToOpen {
  token: string;
  keys: readonly MessageKey[];
  /** epoch milliseconds */
  now: number;
  /** the id of the request; absent when the message is a request itself */
  inReplyTo?: string;
  /** milliseconds, inclusive; 300,000 when absent */
  toleranceMs?: number | undefined;
  /** gives `undefined` for what is not JSON */
  parse: (json: string) => JsonValue | undefined;
}

export async function openMessage(cipher: MessageCipher, given: MessageToOpen): Promise<OpenedMessage> {
  const decrypted = await cipher.decrypt(given.token.trim(), given.keys);
  if (!decrypted.ok) return decrypted;
  const { text, keyId } = decrypted;
  const message = given.parse(text);
  const [id, body] = [own(message, 'jti'), own(message, 'body')];
  // A provider's language may write the seconds as 1.7e9 or 1700000000.0, which exact reading keeps as text.
  const sentAt = Number(own(message, 'iat') ?? NaN) * 1000;
  const isWhole = isObject(message) && typeof id === 'string' && id !== '' && body !== undefined;
  if (!isWhole || !Number.isFinite(sentAt)) return { ok: false, reason: 'shape' };
  if (own(message, 'inReplyTo') !== given.inReplyTo) return { ok: false, reason: 'otherRequest' };
  const isNear = Math.abs(given.now - sentAt) <= (given.toleranceMs ?? clockToleranceMs);
  return isNear ? { ok: true, keyId, id, sentAt, body, text } : { ok: false, reason: 'clock' };
}

/** In words, for whoever sets a lookup API up. */
export const refusalWords: Readonly<Record<MessageRefusal, string>> = {
  malformed: 'This is no compact JWE.',
  algorithm: 'The message must be encrypted with dir and A256GCM, and not compressed.',
  unknownKey: 'The message names a key that is not known here.',
  wrongKey: 'The message was changed on its way, or encrypted with another key of the same id.',
  shape: 'The message must be a JSON object with iat, jti and body.',
  clock: 'The clocks differ by more than the protocol allows.',
  otherRequest: 'The message answers another request.',
};
