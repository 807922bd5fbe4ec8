/** One request on its way through the gateway, and what is told of it when it is through. */
import type { Context, Hono } from 'hono';
import type { Observer, RequestRecord } from './observe.js';

/** One request on its way, beside what it says itself. */
export interface Asked {
  record: RequestRecord;
  gone: AbortSignal | undefined;
  /** a version came with `If-Match` */
  byPrecondition: boolean;
  /** the answer was made with the headers that every answer has */
  isMarked: boolean;
}

export type Env = { Bindings: Asked };
export type RequestContext = Context<Env>;

/** Around everything, and not a part of it: what Hono calls in turn costs more than what is called from here. */
export async function observed(
  app: Hono<Env>,
  request: Request,
  gone: AbortSignal | undefined,
  observers: readonly Observer[],
): Promise<Response> {
  const start = performance.now();
  const record: RequestRecord = {
    requestId: requestIdOf(request.headers.get('x-request-id')),
    method: request.method,
    status: 0,
    seconds: 0,
  };
  const asked: Asked = { record, gone, byPrecondition: false, isMarked: false };
  const answer = await app.fetch(request, asked);
  if (!asked.isMarked) {
    for (const [name, value] of Object.entries(markOf(record))) answer.headers.set(name, value);
  }
  record.status = answer.status;
  record.seconds = (performance.now() - start) / 1000;
  for (const each of observers) each.request?.(record);
  return answer;
}

/** Headers of every answer. Given at its making they cost nothing; set afterwards, as much as the rest of it. */
export function markOf({ requestId }: RequestRecord): Record<string, string> {
  return { 'x-request-id': requestId, 'x-content-type-options': 'nosniff' };
}

/** The caller's own id, if it is one, so that a request can be followed through several logs. */
function requestIdOf(given: string | null): string {
  return given !== null && /^[\w.-]{1,64}$/.test(given) ? given : crypto.randomUUID();
}
