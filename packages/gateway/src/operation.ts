/** One operation as a request: who asks, what is asked, and the answer with its headers. */
import { operations, type Desk, type OperationName } from '@deskcard/core';
import { DeskError } from '@deskcard/core/errors';
import { bodyLimit } from 'hono/body-limit';
import { markOf, type Asked, type RequestContext } from './asked.js';
import { inSpan, markSpan } from './observe.js';
import { GatewayPrincipal, type Authenticate } from './principal.js';
import { publicError, statusOf } from './problem.js';
import { etagOf, readInput, type Endpoint } from './wire.js';

/** What operations need of the host. */
export interface Host {
  basePath: string;
  bodyBytes: number;
  principalOf: (request: Request) => Promise<GatewayPrincipal>;
  deskFor: (principal: GatewayPrincipal, request: Request) => Desk | Promise<Desk>;
}

/** Who sends a request. One whose rights nobody can change any more is checked once. */
export function checked(authenticate: Authenticate): Host['principalOf'] {
  const known = new WeakMap<GatewayPrincipal, GatewayPrincipal>();
  return async (request) => {
    const claimed = await authenticate(request);
    if (claimed === undefined) throw new DeskError('unauthenticated', 'Nobody known sends this request.');
    const before = known.get(claimed);
    if (before !== undefined) return before;
    const { success, data } = GatewayPrincipal.safeParse(claimed);
    if (!success) throw new DeskError('internal', 'The host named no usable principal.');
    if (Object.isFrozen(claimed) && Object.isFrozen(claimed.capabilities)) known.set(claimed, data);
    return data;
  };
}

export async function deskOf({ env, req }: RequestContext, { principalOf, deskFor }: Host): Promise<Desk> {
  const principal = await principalOf(req.raw);
  env.record.workspace = principal.workspace;
  return deskFor(principal, req.raw);
}

type AnyCall = (input: unknown, options: object) => Promise<unknown>;

function callOf(desk: Desk, name: OperationName): AnyCall {
  const [group, short] = name.split('.') as [string, string];
  return (desk as unknown as Record<string, Record<string, AnyCall>>)[group]![short]!;
}

export async function runOperation(context: RequestContext, each: Endpoint, host: Host): Promise<Response> {
  const { env, req } = context;
  const { name, method } = each;
  env.record.operation = name;
  return inSpan(name, method, async (span) => {
    try {
      const desk = await deskOf(context, host);
      const { input, byPrecondition } = await inputOf(context, each, host);
      env.byPrecondition = byPrecondition;
      const idempotencyKey = req.header('idempotency-key');
      const output = await callOf(desk, name)(input, {
        signal: signalFor(context, name),
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      });
      markSpan(span, 200, undefined);
      return answer(output, env);
    } catch (thrown) {
      const error = publicError(thrown);
      markSpan(span, statusOf(error, env.byPrecondition), error.code);
      throw error;
    }
  });
}

/** A call goes out with a signal of its own, which others may hold on to for longer than the call lasts. */
function signalFor({ env, req }: RequestContext, name: OperationName): AbortSignal {
  return (operations[name].effect === 'call' ? undefined : env.gone) ?? req.raw.signal;
}

async function inputOf(
  context: RequestContext,
  each: Endpoint,
  { basePath, bodyBytes }: Host,
): Promise<ReturnType<typeof readInput>> {
  const { req } = context;
  const body = each.hasBody ? await bodyOf(context, bodyBytes) : undefined;
  if (body !== undefined && body !== '' && !isJson(req.header('content-type'))) {
    throw new DeskError('wrong_content_type', 'The body must be sent as application/json.');
  }
  const { path, query } = placeOf(req.url);
  return readInput(each, path.slice(basePath.length), query, body, req.header('if-match'));
}

function tooLarge(): never {
  throw new DeskError('request_too_large', 'The body is too large.');
}

/** A body is as long as its header says, which the server sees to; one that does not say is counted as it comes. */
async function bodyOf(context: RequestContext, most: number): Promise<string> {
  const { req } = context;
  const length = req.header('content-length');
  const isTold = length !== undefined && req.header('transfer-encoding') === undefined;
  if (isTold && !(Number(length) <= most)) tooLarge();
  // Counting makes a stream of the body, which costs more than most requests do otherwise.
  if (!isTold) await bodyLimit({ maxSize: most, onError: tooLarge })(context, async () => undefined);
  return req.text();
}

/** As `URL` would cut it, which takes far longer to understand the rest. */
function placeOf(url: string): { path: string; query: string } {
  const [, path = '/', query = ''] = /^[^:]+:\/\/[^/?#]*([^?#]*)\??([^#]*)/.exec(url) ?? [];
  return { path, query };
}

function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(;|$)/i.test(contentType ?? '');
}

function answer(output: unknown, asked: Asked): Response {
  const headers: Record<string, string> = {
    ...markOf(asked.record),
    'content-type': 'application/json',
    'cache-control': 'no-store',
  };
  const etag = etagOf(output);
  if (etag !== undefined) headers['etag'] = etag;
  asked.isMarked = true;
  return new Response(JSON.stringify(output), { headers });
}
