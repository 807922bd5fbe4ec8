/**
 * The provider protocol for the company that answers it (B16): one function from inputs to data becomes a handler from
 * `Request` to `Response`, for Node, workers, Deno or any server that speaks these. It checks the signature and the
 * clock, or opens an encrypted call and encrypts the answer, and answers in the shapes the desk reads. No
 * dependencies, WebCrypto only; the cipher for encrypted calls comes from `@deskcard/core/jwe`.
 */
import type { SignedText } from '../model/lookup-api.js';
import { joseType } from '../lookup/message.js';
import {
  admission,
  mediaType,
  type Admitted,
  type ProviderEncryption,
  type ProviderKeys,
} from './admission.js';
import { ProviderError } from './provider-error.js';

export { nodeListener, type NodeRequest, type NodeResponse } from './node-listener.js';
export { verifySignature } from './verify.js';
export type { SignatureCheck, SignatureFailure, SignatureToVerify } from './verify.js';
export { ProviderError } from './provider-error.js';
export type { ProviderEncryption, ProviderKeys } from './admission.js';
export { replayMemory, type ReplayMemory } from './replay-memory.js';

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
   * The key shown in the API settings of the desk, for signed calls; several while it is being replaced, as a list or
   * under their key ids; a function to read them anew for every call.
   */
  keys?: ProviderKeys | (() => ProviderKeys | Promise<ProviderKeys>);
  /** for encrypted calls; together with `keys` both kinds are answered, as while the desk moves from one to the other */
  encryption?: ProviderEncryption;
  /** instead of keys, for a lookup API without encryption: anyone who reaches the address is answered */
  allowUnsigned?: true;
  /** `body+timestamp` when absent */
  signedText?: SignedText;
  /** the path the desk calls, when a proxy in front rewrites it; for `uri+body+timestamp` */
  uri?: string;
  /** how far the two clocks may be apart in milliseconds, inclusive; 300,000 when absent */
  clockToleranceMs?: number;
  /**
   * how long the desk may keep an answer, in seconds, where its administrator allows keeping at all; 0 forbids it;
   * absent leaves it to the administrator
   */
  cacheSeconds?: number;
  /** the longest body that is read; 1 MiB when absent */
  maxBodyBytes?: number;
  /** epoch milliseconds */
  now?: () => number;
  /**
   * what `lookup` threw, for the company's own log; the desk only learns that something failed, and its answer waits
   * for nothing that this does
   */
  onError?: (error: unknown) => unknown;
}

/** The handler of the base URL. It never throws; without a key this function does, before anyone is answered. */
export function createProvider(options: ProviderOptions): (request: Request) => Promise<Response> {
  const admit = admission(options);
  return async (request) => {
    let admitted: Admitted | undefined;
    try {
      const body = await acceptedBody(request, options.maxBodyBytes ?? 1_048_576);
      admitted = await admit(request, body);
      return await respond(200, { data: await found(admitted, request, options) }, admitted, options);
    } catch (error) {
      return respondWith(error, admitted, options);
    }
  };
}

async function found({ inputs }: Admitted, request: Request, { lookup }: ProviderOptions): Promise<object> {
  const data = await lookup(inputs, request);
  if (data !== undefined && data !== null) return data;
  throw new ProviderError(400, 'No customer has these values.', { code: 'no_result' });
}

function respondWith(
  error: unknown,
  admitted: Admitted | undefined,
  options: ProviderOptions,
): Promise<Response> {
  if (!(error instanceof ProviderError)) void tell(error, options);
  const { status, code, message, detail } =
    error instanceof ProviderError
      ? error
      : new ProviderError(500, 'The lookup failed.', { code: 'server_error' });
  return respond(status, { error: { code, message, detail } }, admitted, options);
}

/** The desk gets its answer, whatever becomes of the company's log. */
async function tell(error: unknown, { onError }: ProviderOptions): Promise<void> {
  try {
    await onError?.(error);
  } catch {
    // Who would be told of it is who threw it.
  }
}

/** Encrypted when the call was; whoever could not be let in is told so in the open. */
async function respond(
  status: number,
  body: object,
  admitted: Admitted | undefined,
  { cacheSeconds }: ProviderOptions,
): Promise<Response> {
  const json = JSON.stringify(body);
  const isAnswer = admitted !== undefined && (status === 200 || status === 400);
  const headers = {
    'Content-Type': admitted?.encrypt ? joseType : 'application/json; charset=utf-8',
    'Cache-Control': isAnswer ? cacheControl(cacheSeconds) : 'no-store',
    ...(status === 405 ? { Allow: 'POST' } : {}),
  };
  return new Response((await admitted?.encrypt?.(json)) ?? json, { status, headers });
}

/** Personal data belongs in no cache on the way: only the desk itself may keep it. */
function cacheControl(seconds: number | undefined): string {
  if (seconds === undefined) return 'private';
  return seconds > 0 ? `private, max-age=${Math.floor(seconds)}` : 'no-store';
}

async function acceptedBody(request: Request, maximum: number): Promise<Uint8Array> {
  if (request.method !== 'POST') {
    throw new ProviderError(405, 'Lookups are sent with POST.', { code: 'method_not_allowed' });
  }
  const type = mediaType(request);
  if (type !== 'application/json' && type !== joseType) {
    const message = `The body must be application/json, or ${joseType} when it is encrypted.`;
    throw new ProviderError(415, message, { code: 'unsupported_media_type' });
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
