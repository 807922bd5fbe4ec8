/**
 * The signature of the provider protocol: standard Base64 of HMAC-SHA256 over the exact body bytes and the timestamp,
 * with the key used as UTF-8 text. The published prose puts the request URI first, the published sample leaves it
 * out: the default is without, the other is an option (D1). Dependency-free: the provider's side uses it too.
 */
import type { SignedText } from '../model/lookup-api.js';

/** Epoch milliseconds as text. */
export const timestampHeader = 'X-TC-Timestamp';

/**
 * Which key it was signed with, beside what the published protocol sends: while a key is being replaced the provider
 * need not try them all. It is not signed itself and proves nothing.
 */
export const keyIdHeader = 'X-Deskcard-Key-Id';

/** How far the two clocks may be apart, in milliseconds; a difference of exactly this much is still accepted. */
export const clockToleranceMs = 300_000;

export interface SignedMessage {
  /** the path of the called URL as it goes over the wire, without query; used by `uri+body+timestamp` only */
  uri: string;
  /** exactly what is sent: text is taken as UTF-8 */
  body: string | Uint8Array;
  /** epoch milliseconds as text */
  timestamp: string;
}

const utf8 = new TextEncoder();

/** The bytes that are signed. */
export function signedBytes(message: SignedMessage, signedText: SignedText): Uint8Array<ArrayBuffer> {
  const uri = utf8.encode(signedText === 'uri+body+timestamp' ? message.uri : '');
  const body = typeof message.body === 'string' ? utf8.encode(message.body) : message.body;
  const timestamp = utf8.encode(message.timestamp);
  const bytes = new Uint8Array(uri.length + body.length + timestamp.length);
  bytes.set(uri, 0);
  bytes.set(body, uri.length);
  bytes.set(timestamp, uri.length + body.length);
  return bytes;
}

function hmacKey(key: string, use: 'sign' | 'verify'): Promise<CryptoKey> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  return globalThis.crypto.subtle.importKey('raw', utf8.encode(key), algorithm, false, [use]);
}

/** The value of the `Authorization` header. */
export async function signature(
  key: string,
  message: SignedMessage,
  signedText: SignedText = 'body+timestamp',
): Promise<string> {
  const bytes = signedBytes(message, signedText);
  const mac = await globalThis.crypto.subtle.sign('HMAC', await hmacKey(key, 'sign'), bytes);
  return btoa(String.fromCharCode(...new Uint8Array(mac)));
}

/** Whether `authorization` is the signature of the message; compared in constant time by the platform. */
export async function isSignature(
  authorization: string,
  key: string,
  message: SignedMessage,
  signedText: SignedText = 'body+timestamp',
): Promise<boolean> {
  // 32 bytes in standard Base64; a platform refuses an empty key, and an empty key must never open anything.
  if (!/^[A-Za-z0-9+/]{43}=$/.test(authorization) || key === '') return false;
  const mac = Uint8Array.from(atob(authorization), (char) => char.charCodeAt(0));
  const bytes = signedBytes(message, signedText);
  return globalThis.crypto.subtle.verify('HMAC', await hmacKey(key, 'verify'), mac, bytes);
}
