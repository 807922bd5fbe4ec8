/**
 * Lookups straight from this page or process to the provider, for development: the provider must allow the page's
 * origin, and the signing key is wherever the desk runs. The limits of D15 hold here too: HTTPS only, no redirects, a
 * deadline for the whole call however slowly the reply drips, a bound on the decoded reply, and a second attempt only
 * when no connection came about. What a browser cannot do is refuse private addresses: that takes a server.
 */
import ky from 'ky';
import { DeskError, isDeskError } from '@deskcard/core/errors';
import { lookupLimits, type LookupCall, type LookupReply, type LookupTransport } from '@deskcard/core/ports';

export interface FetchTransportOptions {
  /** also plain http, but only to this machine (`localhost`, `127.*`, `[::1]`) */
  allowInsecure?: boolean;
  /** for the whole call; 15,000 when absent */
  timeoutMs?: number;
  /** counted after decompression; 1 MiB when absent */
  replyBytes?: number;
  /** replaces the platform's own */
  fetch?: typeof globalThis.fetch;
}

/** A transport on `fetch`, in a browser or in Node. */
export function fetchTransport(options: FetchTransportOptions = {}): LookupTransport {
  return { send: (call, { signal }) => sendInTime(call, signal, options) };
}

async function sendInTime(
  call: LookupCall,
  signal: AbortSignal | undefined,
  options: FetchTransportOptions,
): Promise<LookupReply> {
  assertAllowed(call.url, options.allowInsecure ?? false);
  const { timeoutMs = lookupLimits.timeoutMs, replyBytes = lookupLimits.replyBytes } = options;
  const deadline = new AbortController();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    deadline.abort();
  }, timeoutMs);
  try {
    const signals = signal === undefined ? [deadline.signal] : [signal, deadline.signal];
    const response = await post(call, AbortSignal.any(signals), options.fetch);
    assertNoRedirect(response);
    const cacheControl = response.headers.get('Cache-Control');
    return {
      status: response.status,
      ...(cacheControl === null ? {} : { cacheControl }),
      body: decode(await readBytes(response, replyBytes)),
      contentType: mediaType(response),
    };
  } catch (error) {
    if (signal?.aborted) throw new DeskError('aborted', 'The lookup was cancelled.', { cause: error });
    if (isLate)
      throw new DeskError('lookup_timeout', `No complete reply within ${timeoutMs} ms.`, { cause: error });
    if (isDeskError(error)) throw error;
    throw new DeskError('lookup_network', 'The provider could not be reached.', { cause: error });
  } finally {
    clearTimeout(timer);
    // Whatever of the reply was not read must not keep the connection busy.
    deadline.abort();
  }
}

function assertAllowed(address: string, allowInsecure: boolean): void {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isSecure = url?.protocol === 'https:';
  const isLocal = url?.protocol === 'http:' && allowInsecure && isLoopback(url.hostname);
  if (url === undefined || url.username !== '' || url.password !== '' || !(isSecure || isLocal)) {
    throw new DeskError('lookup_blocked', 'Only https addresses without credentials may be called.');
  }
}

/** `hostname` as a parsed URL spells it, so that 127.1 or 0x7f000001 are 127.0.0.1 already. */
function isLoopback(hostname: string): boolean {
  return /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}

function post(call: LookupCall, signal: AbortSignal, fetch = globalThis.fetch): Promise<Response> {
  return ky.post(call.url, {
    headers: call.headers,
    body: call.body,
    signal,
    fetch: (...given) => fetch(...given),
    // Nothing of this page goes along: no cookies, no address of the ticket.
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    redirect: 'manual',
    throwHttpErrors: false,
    timeout: false,
    retry: {
      limit: 1,
      methods: ['post'],
      delay: () => 0,
      shouldRetry: ({ error }) => isConnectError(error),
    },
  });
}

const connectErrors = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/**
 * True when surely nothing was sent. Node tells why a connection failed; a browser does not, and there a call that may
 * have reached the provider is not made twice.
 */
function isConnectError(error: unknown): boolean {
  const cause = (error as { cause?: { code?: unknown } }).cause;
  return connectErrors.has(String(cause?.code));
}

/** A browser hides a redirect behind status 0. */
function assertNoRedirect({ status }: Response): void {
  if (status === 0 || (status >= 300 && status < 400)) {
    throw new DeskError('lookup_blocked', 'The provider answered with a redirect, which is not followed.');
  }
}

async function readBytes(response: Response, maximum: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    chunks.push(part.value);
    length += part.value.length;
    if (length > maximum) {
      throw new DeskError('lookup_too_large', `The reply has more than ${maximum} bytes.`);
    }
  }
  const bytes = new Uint8Array(length);
  for (const chunk of chunks.reverse()) bytes.set(chunk, (length -= chunk.length));
  return bytes;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new DeskError('lookup_malformed', 'The reply is not UTF-8.', { cause: error });
  }
}

function mediaType(response: Response): string {
  return (response.headers.get('Content-Type') ?? '').split(';')[0]!.trim().toLowerCase();
}
