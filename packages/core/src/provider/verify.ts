/**
 * Is this call really from the desk? The company's side of the signature: a known key, the exact bytes that came, and
 * a clock that is at most five minutes off (300,000 ms are accepted, 300,001 are not).
 */
import { clockToleranceMs, isSignature, type SignedMessage } from '../lookup/signature.js';
import type { SignedText } from '../model/lookup-api.js';

/** What was wrong: a header is absent, the timestamp is no number, the clocks differ, or no key gives this signature. */
export type SignatureFailure = 'missing' | 'timestamp' | 'clock' | 'signature';

export type SignatureCheck = { ok: true } | { ok: false; reason: SignatureFailure };

export interface SignatureToVerify {
  /** while a key is being replaced both the new and the old one */
  keys: string | readonly string[];
  /** the header `X-TC-Timestamp` */
  timestamp: string | null | undefined;
  /** the header `Authorization` */
  authorization: string | null | undefined;
  /** the bytes as they came, before any parser touched them */
  body: string | Uint8Array;
  /** epoch milliseconds */
  now: number;
  /** the path of the request, for `uri+body+timestamp`; as the desk called it, before any proxy rewrote it */
  uri?: string;
  /** `body+timestamp` when absent */
  signedText?: SignedText;
  /** milliseconds, inclusive; 300,000 when absent */
  clockToleranceMs?: number;
}

export async function verifySignature(given: SignatureToVerify): Promise<SignatureCheck> {
  const { timestamp, authorization, body, now, uri = '', signedText } = given;
  if (!timestamp || !authorization) return { ok: false, reason: 'missing' };
  if (!/^\d{1,15}$/.test(timestamp)) return { ok: false, reason: 'timestamp' };
  const tolerance = given.clockToleranceMs ?? clockToleranceMs;
  if (Math.abs(now - Number(timestamp)) > tolerance) return { ok: false, reason: 'clock' };
  const message: SignedMessage = { uri, body, timestamp };
  for (const key of typeof given.keys === 'string' ? [given.keys] : given.keys) {
    if (await isSignature(authorization, key, message, signedText)) return { ok: true };
  }
  return { ok: false, reason: 'signature' };
}
