/**
 * A `Desk` that speaks to a gateway: a screen cannot tell it from one in its own page. A write carries an idempotency
 * key, so that it can be sent again after a broken connection without happening twice.
 */
import {
  deskFrom,
  DeskError,
  operationNames,
  routes,
  toWire,
  type Desk,
  type OperationName,
} from '@deskcard/core/contract';
import type { CallOptions } from '@deskcard/core/ports';
import ky, { type KyInstance } from 'ky';
import { ChangeFeed } from './change-feed.js';
import { failureOf, problemOf } from './failures.js';
import { hostHeaders } from './host-headers.js';

export interface HttpDeskOptions {
  /** headers of every request, such as `Authorization`; asked for each time, so that a renewed sign-in counts */
  headers?: () => Record<string, string> | Promise<Record<string, string>>;
  /** for one call with all its attempts, in milliseconds; 30,000 when absent */
  timeoutMs?: number;
  /** replaces the platform's own */
  fetch?: typeof globalThis.fetch;
}

export interface HttpDesk extends Desk {
  /** Lets go of the stream of changes; calls under way are not touched. */
  close(): void;
}

/** `baseUrl` is that of the gateway with its base path, as in `https://desk.example.com/api`. */
export function httpDesk(baseUrl: string | URL, options: HttpDeskOptions = {}): HttpDesk {
  const base = String(baseUrl).replace(/\/+$/, '');
  const client = clientOf(options);
  const feed = new ChangeFeed(`${base}/changes`, options);
  const desk = deskFrom(
    operationNames,
    (name, input, call) => send(client, base, name, input, call, options.timeoutMs ?? 30_000),
    (listener, since) => feed.subscribe(listener, since),
  );
  return { ...desk, close: () => feed.close() };
}

function clientOf(options: HttpDeskOptions): KyInstance {
  const { fetch } = options;
  return ky.create({
    ...(fetch === undefined ? {} : { fetch }),
    // A call as a whole has its deadline below.
    timeout: false,
    throwHttpErrors: false,
    retry: {
      limit: 2,
      methods: ['get', 'post', 'put', 'delete'],
      statusCodes: [502, 503, 504],
      backoffLimit: 2000,
    },
    hooks: {
      beforeRequest: [
        async (request, { signal }) => {
          // The signal of a request that waits for nothing but the host may be swept away with it.
          const headers = await hostHeaders(options, signal!);
          for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
        },
      ],
    },
  });
}

async function send(
  client: KyInstance,
  base: string,
  name: OperationName,
  input: unknown,
  { signal, idempotencyKey }: CallOptions,
  timeoutMs: number,
): Promise<unknown> {
  const { method, path, body } = toWire(name, input as Record<string, unknown>);
  const { effect } = routes[name];
  const deadline = AbortSignal.timeout(timeoutMs);
  const headers: Record<string, string> = {};
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (effect !== 'read') headers['idempotency-key'] = idempotencyKey ?? crypto.randomUUID();
  try {
    signal?.throwIfAborted();
    const response = await client(base + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
      // A call to a provider is not repeated by itself: the provider may have counted it.
      ...(effect === 'call' ? { retry: 0 } : {}),
    });
    if (!response.ok) throw await problemOf(response);
    return await answerOf(response);
  } catch (error) {
    throw failureOf(error, signal, deadline);
  }
}

async function answerOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DeskError('desk_unreachable', 'What answered is no gateway of Deskcard.', {
      hint: 'Check the base URL given to httpDesk.',
      cause,
    });
  }
}
