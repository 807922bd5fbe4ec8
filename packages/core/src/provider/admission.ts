/**
 * Who is let in: a signed call with a known key and a near clock, an encrypted call that opens with a known key, is
 * near in time and was not seen before, or anyone where the company said so. Every refusal has a code of its own.
 */
import { joseType, openMessage, refusalWords, messageText } from '../lookup/message.js';
import { clockToleranceMs, keyIdHeader, timestampHeader } from '../lookup/signature.js';
import type { JsonValue, MessageCipher, MessageKey } from '../ports.js';
import { systemClock, systemIds } from '../system.js';
import { ProviderError } from './provider-error.js';
import type { ProviderOptions } from './provider.js';
import { replayMemory, type ReplayMemory } from './replay-memory.js';
import { verifySignature, type SignatureFailure } from './verify.js';

/** One key, several, or several under their key ids as the desk shows them. */
export type ProviderKeys = string | readonly string[] | Readonly<Record<string, string>>;

type KeysById = Readonly<Record<string, string>>;

export interface ProviderEncryption {
  /** `jweCipher()` of `@deskcard/core/jwe` */
  cipher: MessageCipher;
  /** key id → key, both as the desk shows them; a function to read them anew for every call */
  keys: KeysById | (() => KeysById | Promise<KeysById>);
  /** which calls were seen already; a memory of this process when absent */
  replays?: ReplayMemory;
}

/** A call that was let in. */
export interface Admitted {
  inputs: Readonly<Record<string, string>>;
  /** makes the answer one that only the caller can read; absent when the call was not encrypted */
  encrypt?: (json: string) => Promise<string>;
}

type Admit = (request: Request, body: Uint8Array) => Promise<Admitted>;

/** Throws without any key, before anyone is answered. */
export function admission(options: ProviderOptions): Admit {
  const { keys, encryption, allowUnsigned = false } = options;
  const isGiven = (all: unknown): boolean =>
    typeof all === 'function' || listed(all as ProviderKeys).some((key) => key !== '');
  const hasKey = [keys, encryption?.keys].some((all) => all !== undefined && isGiven(all));
  if (hasKey === allowUnsigned) {
    throw new TypeError(
      'A provider needs `keys` or `encryption`, or `allowUnsigned` when it really has no key.',
    );
  }
  const replays = encryption?.replays ?? replayMemory();
  return async (request, body) => {
    if (mediaType(request) === joseType) return opened(body, replays, options);
    if (keys !== undefined) await assertSigned(request, body, options);
    else if (!allowUnsigned) throw refused('not_encrypted', 'Calls to this address must be encrypted.');
    return { inputs: inputsOf(parsed(textOf(body))) };
  };
}

export function mediaType(request: Request): string | undefined {
  return request.headers.get('Content-Type')?.split(';')[0]?.trim().toLowerCase();
}

const refused = (code: string, message: string): ProviderError => new ProviderError(401, message, { code });

function listed(keys: ProviderKeys): readonly string[] {
  return typeof keys === 'string' ? [keys] : Object.values(keys);
}

const signatureWords: Record<SignatureFailure, string> = {
  missing: 'The call is not signed.',
  timestamp: 'X-TC-Timestamp must be epoch milliseconds.',
  clock: 'The clocks differ by more than the protocol allows.',
  signature: 'The signature does not fit the body and the key.',
};

async function assertSigned(request: Request, body: Uint8Array, options: ProviderOptions): Promise<void> {
  const keys = (typeof options.keys === 'function' ? await options.keys() : options.keys) ?? [];
  const checked = await verifySignature({
    keys: chosenKeys(keys, request.headers.get(keyIdHeader)),
    body,
    timestamp: request.headers.get(timestampHeader),
    authorization: request.headers.get('Authorization'),
    now: (options.now ?? systemClock.now)(),
    uri: options.uri ?? new URL(request.url).pathname,
    signedText: options.signedText,
    clockToleranceMs: options.clockToleranceMs,
  });
  if (!checked.ok) throw refused(`bad_${checked.reason}`, signatureWords[checked.reason]);
}

/** By its id, where both sides speak of ids; otherwise each is tried. */
function chosenKeys(keys: ProviderKeys, keyId: string | null): readonly string[] {
  if (typeof keys === 'string' || Array.isArray(keys) || keyId === null) return listed(keys);
  const byId = keys as KeysById;
  if (Object.hasOwn(byId, keyId)) return [byId[keyId] ?? ''];
  throw refused('unknown_key', 'The call names a key that is not known here.');
}

/** The code under which each refusal of an encrypted call is answered. */
const codes = {
  malformed: 'bad_message',
  algorithm: 'bad_algorithm',
  unknownKey: 'unknown_key',
  wrongKey: 'bad_key',
  shape: 'bad_message',
  clock: 'bad_clock',
  otherRequest: 'bad_message',
} as const;

async function opened(body: Uint8Array, replays: ReplayMemory, options: ProviderOptions): Promise<Admitted> {
  const { encryption, clockToleranceMs: toleranceMs = clockToleranceMs } = options;
  if (encryption === undefined) {
    throw new ProviderError(415, 'This address takes no encrypted calls.', {
      code: 'unsupported_media_type',
    });
  }
  const { cipher } = encryption;
  const clock = options.now ?? systemClock.now;
  const now = clock();
  const keys = messageKeys(typeof encryption.keys === 'function' ? await encryption.keys() : encryption.keys);
  const message = await openMessage(cipher, { token: textOf(body), keys, now, toleranceMs, parse: parsed });
  if (!message.ok) throw refused(codes[message.reason], refusalWords[message.reason]);
  if (!(await replays.isFirst(message.id, message.sentAt + toleranceMs, now))) {
    throw refused('replayed', 'This call was answered already.');
  }
  const key = keys.find(({ keyId }) => keyId === message.keyId)!;
  const encrypt = (json: string): Promise<string> => {
    const reply = { body: json, id: systemIds.next(), now: clock(), inReplyTo: message.id };
    return cipher.encrypt(messageText(reply), key);
  };
  return { inputs: inputsOf(message.body), encrypt };
}

function messageKeys(keys: KeysById): MessageKey[] {
  return Object.entries(keys).map(([keyId, secret]) => ({ keyId, secret }));
}

// Not 400: that would tell the agent that there is no such customer.
const notFlat = (): ProviderError =>
  new ProviderError(422, 'The body must be one flat JSON object of texts.', { code: 'invalid_request' });

function textOf(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw notFlat();
  }
}

function parsed(json: string): JsonValue | undefined {
  try {
    return JSON.parse(json) as JsonValue;
  } catch {
    return undefined;
  }
}

/** Own names only: `inputs.constructor` is what the desk sent under that name, or nothing. */
function inputsOf(body: JsonValue | undefined): Record<string, string> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw notFlat();
  if (!Object.values(body).every((value) => typeof value === 'string')) throw notFlat();
  return Object.assign(Object.create(null) as Record<string, string>, body);
}
