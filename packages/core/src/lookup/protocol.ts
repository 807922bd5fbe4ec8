/**
 * How a company's service is asked, and what its status means to the agent: 200 found, 400 no result, 401 and 403 not
 * allowed, any other 4xx an error at the provider, 5xx a server error. Redirects are never followed (D15).
 */
import { DeskError } from '../errors.js';
import type { LookupApiDraft } from '../model/lookup-api.js';
import type { LookupOutcome } from '../model/lookup.js';
import type { LookupCall, MessageKey } from '../ports.js';
import { keyIdHeader, signature, timestampHeader } from './signature.js';
import { assertWebCrypto } from './web-crypto.js';

/** What of a lookup API decides how it is called. */
export type LookupTarget = Pick<LookupApiDraft, 'baseUrl' | 'security'>;

/** `key` is needed for the mode `signature` only; `now` is in whole epoch milliseconds. */
export async function signRequest(
  target: LookupTarget,
  body: string,
  key: MessageKey | undefined,
  now: number,
): Promise<LookupCall> {
  const headers: Record<string, string> = { 'Content-Type': 'application/json; charset=utf-8' };
  if (target.security.mode === 'signature') {
    if (key === undefined)
      throw new DeskError('lookup_key_missing', 'This lookup API has no key to sign with.');
    const timestamp = String(now);
    const message = { uri: new URL(target.baseUrl).pathname, body, timestamp };
    headers[timestampHeader] = timestamp;
    assertWebCrypto();
    headers['Authorization'] = await signature(key.secret, message, target.security.signedText);
    headers[keyIdHeader] = key.keyId;
  }
  return { url: target.baseUrl, headers, body };
}

/** What an HTTP status means; `found` still needs a reply of the right shape. */
export function outcomeOfStatus(status: number): LookupOutcome {
  if (status === 200) return 'found';
  if (status === 400) return 'noResult';
  if (status === 401 || status === 403) return 'notAllowed';
  if (status >= 300 && status < 400) return 'blocked';
  if (status >= 400 && status < 500) return 'providerError';
  if (status >= 500 && status < 600) return 'serverError';
  return 'malformed';
}
