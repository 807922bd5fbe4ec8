/**
 * Any `Desk` as REST. Routes, permissions and errors come from the operations table; a gateway adds who is asking,
 * what a request may weigh, and what whoever runs it can watch. It keeps no state of its own, so any number of
 * gateways may stand on one database.
 */
import { operationNames, operations, type Desk, type OperationName } from '@deskcard/core';
import { DeskError, isDeskError } from '@deskcard/core/errors';
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { ChangeStreams } from './change-streams.js';
import { faultOf, inSpan, markSpan, type Observer, type RequestRecord } from './observe.js';
import { openApiDocument } from './openapi.js';
import { GatewayPrincipal, type Authenticate } from './principal.js';
import { problem, publicError, statusOf } from './problem.js';
import { endpoint, etagOf, readInput, type Endpoint } from './wire.js';

export interface GatewayOptions {
  /**
   * The desk on the principal's workspace; called for every request, so keep what is costly to make. The request
   * tells what else may matter, such as the language of the labels.
   */
  deskFor: (principal: GatewayPrincipal, request: Request) => Desk | Promise<Desk>;
  authenticate: Authenticate;
  /** what all paths begin with, `/api` when absent; `/healthz` and `/readyz` stand beside it */
  basePath?: string;
  /** the largest body, in bytes; 1 MiB when absent */
  bodyBytes?: number;
  /** origins of pages that may call from elsewhere; none when absent */
  origins?: readonly string[];
  /** rejects while requests cannot be served, as when the database is down */
  ready?: () => Promise<void>;
  observers?: readonly Observer[];
  /** answers `/metrics`; keep that path from the public, it tells how busy you are */
  metrics?: () => Promise<Response>;
}

export interface Gateway {
  /**
   * `gone` aborts when nobody waits for the answer any more; the signal of the request does so when it is absent. A
   * server that knows its connections gives one signal to all requests of each: in Node, to make a signal takes as long
   * as to answer a look-up without it.
   */
  fetch: (request: Request, gone?: AbortSignal) => Promise<Response>;
  /** Falls out of `/readyz`, so that no new requests are sent here, and ends the streams of changes. */
  drain: () => void;
}

/** What operations need of the host. */
interface Host {
  basePath: string;
  principalOf: (request: Request) => Promise<GatewayPrincipal>;
  deskFor: GatewayOptions['deskFor'];
}

/** What handlers of one request share. */
type Env = {
  Bindings: { gone?: AbortSignal };
  Variables: { record: RequestRecord; byPrecondition?: boolean; isMarked?: true };
};
type RequestContext = Context<Env>;

export function createGateway(options: GatewayOptions): Gateway {
  const { basePath = '/api', origins = [], observers = [], metrics } = options;
  const host: Host = { basePath, principalOf: checked(options.authenticate), deskFor: options.deskFor };
  const streams = new ChangeStreams((open) => observers.forEach((each) => each.streams?.(open)));
  let draining = false;
  const app = new Hono<Env>();

  app.use((context, next) => observed(context, next, observers));
  app.onError((error, context) => answerError(context, error));
  app.notFound((context) =>
    answerError(context, new DeskError('route_not_found', `There is nothing at ${context.req.path}.`)),
  );
  app.get('/healthz', (context) => context.text('ok'));
  app.get('/readyz', async (context) => {
    if (draining) throw new DeskError('desk_unreachable', 'This gateway is being stopped.');
    await options.ready?.().catch(notReady);
    return context.text('ready');
  });
  if (metrics !== undefined) app.get('/metrics', () => metrics());

  const api = app.basePath(basePath);
  if (origins.length > 0) api.use(cors(crossOrigin(origins)));
  api.get('/openapi.json', (context) => context.json(openApiDocument({ basePath })));
  api.get('/changes', (context) => openStream(context, host, streams));
  const limit = bodyWithin(options.bodyBytes ?? 1_048_576);
  for (const each of operationNames.map(endpoint)) {
    const path = each.path.replace(/\{(\w+)\}/g, ':$1');
    const serve = (context: RequestContext): Promise<Response> => runOperation(context, each, host);
    if (each.hasBody) api.on(each.method, path, limit, serve);
    else api.on(each.method, path, serve);
  }
  refuseOtherMethods(api);
  return {
    fetch: async (request, gone) => app.fetch(request, gone && { gone }),
    drain: () => {
      draining = true;
      streams.close();
    },
  };
}

function tooLarge(): never {
  throw new DeskError('request_too_large', 'The body is too large.');
}

/** A body is as long as its header says, which the server sees to; one that does not say is counted as it comes. */
function bodyWithin(most: number): MiddlewareHandler<Env> {
  const counting = bodyLimit({ maxSize: most, onError: tooLarge });
  return async (context, next) => {
    const length = context.req.header('content-length');
    const isTold = length !== undefined && context.req.header('transfer-encoding') === undefined;
    // Counting makes a stream of the body, which costs more than most requests do otherwise.
    if (!isTold) return counting(context, next);
    if (!(Number(length) <= most)) tooLarge();
    return next();
  };
}

function notReady(error: unknown): never {
  if (isDeskError(error)) throw error;
  throw new DeskError('storage_unavailable', 'The database cannot be reached.', { cause: error });
}

function crossOrigin(origins: readonly string[]): Parameters<typeof cors>[0] {
  return {
    origin: [...origins],
    allowHeaders: [
      'Authorization',
      'Content-Type',
      'Idempotency-Key',
      'If-Match',
      'Last-Event-ID',
      'X-Request-Id',
    ],
    exposeHeaders: ['ETag', 'X-Request-Id'],
    maxAge: 600,
  };
}

/** A path that exists with another method is not a path that does not exist. */
function refuseOtherMethods(api: Hono<Env>): void {
  const methods = new Map<string, string[]>();
  for (const { path, method } of [...operationNames.map(endpoint), { path: '/changes', method: 'GET' }]) {
    const pattern = path.replace(/\{(\w+)\}/g, ':$1');
    methods.set(pattern, [...(methods.get(pattern) ?? []), method]);
  }
  for (const [pattern, allowed] of methods) {
    api.all(pattern, (context) => {
      context.header('Allow', allowed.join(', '));
      throw new DeskError('method_not_allowed', `This path knows ${allowed.join(', ')} only.`, {
        details: { allowed },
      });
    });
  }
}

async function observed(
  context: RequestContext,
  next: () => Promise<void>,
  observers: readonly Observer[],
): Promise<void> {
  const start = performance.now();
  const record: RequestRecord = {
    requestId: requestIdOf(context.req.header('x-request-id')),
    method: context.req.method,
    status: 0,
    seconds: 0,
  };
  context.set('record', record);
  await next();
  if (context.get('isMarked') === undefined) {
    for (const [name, value] of Object.entries(markOf(record))) context.res.headers.set(name, value);
  }
  record.status = context.res.status;
  record.seconds = (performance.now() - start) / 1000;
  for (const each of observers) each.request?.(record);
}

/** Headers of every answer. Given at its making they cost nothing; set afterwards, as much as the rest of it. */
function markOf({ requestId }: RequestRecord): Record<string, string> {
  return { 'x-request-id': requestId, 'x-content-type-options': 'nosniff' };
}

/** The caller's own id, if it is one, so that a request can be followed through several logs. */
function requestIdOf(given: string | undefined): string {
  return given !== undefined && /^[\w.-]{1,64}$/.test(given) ? given : crypto.randomUUID();
}

function answerError(context: RequestContext, thrown: unknown): Response {
  const error = publicError(thrown);
  const record = context.get('record');
  record.code = error.code;
  if (error.code === 'internal') record.fault = faultOf(error.cause);
  const status = statusOf(error, context.get('byPrecondition') ?? false);
  const answer = problem(error, record.requestId, status);
  if (error.code === 'unauthenticated') answer.headers.set('www-authenticate', 'Bearer');
  const allow = context.res.headers.get('allow');
  if (error.code === 'method_not_allowed' && allow !== null) answer.headers.set('allow', allow);
  return answer;
}

async function deskOf(context: RequestContext, { principalOf, deskFor }: Host): Promise<Desk> {
  const principal = await principalOf(context.req.raw);
  context.get('record').workspace = principal.workspace;
  return deskFor(principal, context.req.raw);
}

/** Who sends a request. One whose rights nobody can change any more is checked once. */
function checked(authenticate: Authenticate): Host['principalOf'] {
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

async function openStream(context: RequestContext, host: Host, streams: ChangeStreams): Promise<Response> {
  context.get('record').operation = 'changes';
  const desk = await deskOf(context, host);
  const { customerManagement } = await desk.service.describe();
  if (!customerManagement) {
    throw new DeskError('service_disabled', 'Customer information management is switched off.');
  }
  const after = context.req.header('last-event-id') ?? context.req.query('after');
  return streams.respond(desk, after === '' ? undefined : after, context.req.raw.signal);
}

type AnyCall = (input: unknown, options: object) => Promise<unknown>;

function callOf(desk: Desk, name: OperationName): AnyCall {
  const [group, short] = name.split('.') as [string, string];
  return (desk as unknown as Record<string, Record<string, AnyCall>>)[group]![short]!;
}

async function runOperation(context: RequestContext, each: Endpoint, host: Host): Promise<Response> {
  const { name, method } = each;
  const record = context.get('record');
  record.operation = name;
  return inSpan(name, method, async (span) => {
    try {
      const desk = await deskOf(context, host);
      const { input, byPrecondition } = await inputOf(context, each, host.basePath);
      context.set('byPrecondition', byPrecondition);
      const idempotencyKey = context.req.header('idempotency-key');
      const output = await callOf(desk, name)(input, {
        signal: signalFor(context, name),
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      });
      markSpan(span, 200, undefined);
      return answer(output, context);
    } catch (thrown) {
      const error = publicError(thrown);
      markSpan(span, statusOf(error, context.get('byPrecondition') ?? false), error.code);
      throw error;
    }
  });
}

/** A call goes out with a signal of its own, which others may hold on to for longer than the call lasts. */
function signalFor({ env, req }: RequestContext, name: OperationName): AbortSignal {
  return (operations[name].effect === 'call' ? undefined : env?.gone) ?? req.raw.signal;
}

async function inputOf(
  context: RequestContext,
  each: Endpoint,
  basePath: string,
): Promise<ReturnType<typeof readInput>> {
  const { req } = context;
  const body = each.hasBody ? await req.text() : undefined;
  if (body !== undefined && body !== '' && !isJson(req.header('content-type'))) {
    throw new DeskError('wrong_content_type', 'The body must be sent as application/json.');
  }
  const { path, query } = placeOf(req.url);
  return readInput(each, path.slice(basePath.length), query, body, req.header('if-match'));
}

/** As `URL` would cut it, which takes far longer to understand the rest. */
function placeOf(url: string): { path: string; query: string } {
  const [, path = '/', query = ''] = /^[^:]+:\/\/[^/?#]*([^?#]*)\??([^#]*)/.exec(url) ?? [];
  return { path, query };
}

function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(;|$)/i.test(contentType ?? '');
}

function answer(output: unknown, context: RequestContext): Response {
  const headers: Record<string, string> = {
    ...markOf(context.get('record')),
    'content-type': 'application/json',
    'cache-control': 'no-store',
  };
  const etag = etagOf(output);
  if (etag !== undefined) headers['etag'] = etag;
  context.set('isMarked', true);
  return new Response(JSON.stringify(output), { headers });
}
