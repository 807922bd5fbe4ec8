/**
 * The provider protocol for the company that answers it (B16): one function from inputs to data becomes a handler from
 * `Request` to `Response`, for Node, workers, Deno or any server that speaks these. It checks the signature and the
 * clock, and answers in the shapes the desk reads. No dependencies, WebCrypto only.
 */
import type { SignedText } from '../model/lookup-api.js';
import { systemClock } from '../system.js';
import { verifySignature, type SignatureFailure } from './verify.js';

export { nodeListener, type NodeRequest, type NodeResponse } from './node-listener.js';
export { verifySignature } from './verify.js';
export type { SignatureCheck, SignatureFailure, SignatureToVerify } from './verify.js';

type Keys = string | readonly string[];

export interface ProviderOptions {
  /**
   * The customer with these inputs, as an object of the data names the desk was told; `undefined` when there is none.
   * `inputs` has the variable names that were sent and no others; whatever stands in a value is only a value.
   */
  lookup: (
    inputs: Readonly<Record<string, string>>,
    request: Request,
  ) => Promise<object | undefined> | object | undefined;
  /**
   * The key shown in the API settings of the desk; several while it is being replaced; a function to read it anew for
   * every call.
   */
  keys?: Keys | (() => Keys | Promise<Keys>);
  /** instead of keys, for a lookup API without encryption: anyone who reaches the address is answered */
  allowUnsigned?: true;
  /** `body+timestamp` when absent */
  signedText?: SignedText;
  /** the path the desk calls, when a proxy in front rewrites it; for `uri+body+timestamp` */
  uri?: string;
  /** how far the two clocks may be apart in milliseconds, inclusive; 300,000 when absent */
  clockToleranceMs?: number;
  /** the longest body that is read; 1 MiB when absent */
  maxBodyBytes?: number;
  /** epoch milliseconds */
  now?: () => number;
  /** what `lookup` threw, for the company's own log; the desk only learns that something failed */
  onError?: (error: unknown) => void;
}

/** Thrown by `lookup` to answer with a status and words of its own, as in `new ProviderError(403, 'Not in your region')`. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly status: number;
  readonly code: string | number;
  readonly detail: string | null;

  constructor(status: number, message: string, options: { code?: string | number; detail?: string } = {}) {
    super(message);
    if (!Number.isInteger(status) || status < 400 || status > 599) {
      throw new RangeError(`A provider fails with a status from 400 to 599, not ${status}.`);
    }
    this.status = status;
    this.code = options.code ?? status;
    this.detail = options.detail ?? null;
  }
}

/** The handler of the base URL. It never throws; without a key this function does, before anyone is answered. */
export function createProvider(options: ProviderOptions): (request: Request) => Promise<Response> {
  const { keys, allowUnsigned } = options;
  const hasKey = typeof keys === 'function' || [keys].flat().some((key) => key !== undefined && key !== '');
  if (hasKey === (allowUnsigned === true)) {
    throw new TypeError('A provider needs `keys`, or `allowUnsigned` when it really has none.');
  }
  return async (request) => {
    try {
      return await answer(request, options);
    } catch (error) {
      if (error instanceof ProviderError) return failure(error);
      options.onError?.(error);
      return failure(new ProviderError(500, 'The lookup failed.', { code: 'server_error' }));
    }
  };
}

async function answer(request: Request, options: ProviderOptions): Promise<Response> {
  const body = await acceptedBody(request, options.maxBodyBytes ?? 1_048_576);
  await assertSigned(request, body, options);
  const data = await options.lookup(readInputs(body), request);
  if (data === undefined || data === null) {
    throw new ProviderError(400, 'No customer has these values.', { code: 'no_result' });
  }
  return respond(200, { data });
}

function respond(status: number, body: object): Response {
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    // Personal data belongs in no cache on the way.
    'Cache-Control': 'no-store',
    ...(status === 405 ? { Allow: 'POST' } : {}),
  };
  return new Response(JSON.stringify(body), { status, headers });
}

function failure({ status, code, message, detail }: ProviderError): Response {
  return respond(status, { error: { code, message, detail } });
}

async function acceptedBody(request: Request, maximum: number): Promise<Uint8Array> {
  if (request.method !== 'POST') {
    throw new ProviderError(405, 'Lookups are sent with POST.', { code: 'method_not_allowed' });
  }
  const mediaType = request.headers.get('Content-Type')?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json') {
    throw new ProviderError(415, 'The body must be application/json.', { code: 'unsupported_media_type' });
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    chunks.push(part.value);
    length += part.value.length;
    if (length > maximum) {
      void reader?.cancel().catch(() => undefined);
      throw new ProviderError(413, `The body may have at most ${maximum} bytes.`, { code: 'too_large' });
    }
  }
  const body = new Uint8Array(length);
  for (const chunk of chunks.reverse()) body.set(chunk, (length -= chunk.length));
  return body;
}

const signatureWords: Record<SignatureFailure, string> = {
  missing: 'The call is not signed.',
  timestamp: 'X-TC-Timestamp must be epoch milliseconds.',
  clock: 'The clocks differ by more than the protocol allows.',
  signature: 'The signature does not fit the body and the key.',
};

async function assertSigned(request: Request, body: Uint8Array, options: ProviderOptions): Promise<void> {
  if (options.allowUnsigned) return;
  const keys = (typeof options.keys === 'function' ? await options.keys() : options.keys) ?? [];
  const checked = await verifySignature({
    keys,
    body,
    timestamp: request.headers.get('X-TC-Timestamp'),
    authorization: request.headers.get('Authorization'),
    now: (options.now ?? systemClock.now)(),
    uri: options.uri ?? new URL(request.url).pathname,
    signedText: options.signedText,
    clockToleranceMs: options.clockToleranceMs,
  });
  if (checked.ok) return;
  throw new ProviderError(401, signatureWords[checked.reason], { code: `bad_${checked.reason}` });
}

/** Own names only: `inputs.constructor` is what the desk sent under that name, or nothing. */
function readInputs(body: Uint8Array): Record<string, string> {
  // Not 400: that would tell the agent that there is no such customer.
  const refused = new ProviderError(422, 'The body must be one flat JSON object of texts.', {
    code: 'invalid_request',
  });
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw refused;
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw refused;
  if (!Object.values(parsed).every((value) => typeof value === 'string')) throw refused;
  return Object.assign(Object.create(null) as Record<string, string>, parsed);
}
