/**
 * A provider's reply becomes one outcome and plain text. Found means: status 200 and a JSON object with a `data`
 * object; any other reply with status 200 is malformed, whatever media type it names. The provider's own words come
 * from `{"error": {"code", "message", "detail"}}`, each of any type.
 */
import type { LookupOutcome } from '../model/lookup.js';
import type { JsonValue, LookupReply } from '../ports.js';
import { asText, isObject, own, storable, type JsonObject } from './data.js';
import { parseExactly } from './exact-json.js';
import { outcomeOfStatus } from './protocol.js';

export interface ReadReply {
  outcome: LookupOutcome;
  /** present when found */
  data?: JsonObject;
  /** the provider's own words, at most 500 characters; for administrators only */
  providerMessage?: string;
}

const longestMessage = 500;

export function readReply(reply: LookupReply): ReadReply {
  return readBody(reply.status, parseExactly(reply.body));
}

/** The same for a body that came encrypted and is open now. */
export function readBody(status: number, body: JsonValue | undefined): ReadReply {
  const outcome = outcomeOfStatus(status);
  const data = own(body, 'data');
  if (outcome === 'found' && isObject(data)) return { outcome, data };
  const providerMessage = errorText(own(body, 'error'));
  return {
    outcome: outcome === 'found' ? 'malformed' : outcome,
    ...(providerMessage === '' ? {} : { providerMessage }),
  };
}

/** As in "E100: no such member (detail)"; a provider that sends a bare text as its error is quoted as it is. */
function errorText(error: JsonValue | undefined): string {
  if (!isObject(error)) return shortened(error);
  const head = [own(error, 'code'), own(error, 'message')].map(shortened).filter((part) => part !== '');
  const detail = shortened(own(error, 'detail'));
  return shortened([head.join(': '), detail && `(${detail})`].filter((part) => part !== '').join(' '));
}

function shortened(value: JsonValue | undefined): string {
  const text = storable(asText(value) ?? '').trim();
  const start = Array.from(text.slice(0, 2 * longestMessage));
  return start.length > longestMessage ? `${start.slice(0, longestMessage - 1).join('')}…` : start.join('');
}
