/**
 * Any `Desk` as REST. Routes, permissions and errors come from the operations table; a gateway adds who is asking,
 * what a request may weigh, and what whoever runs it can watch. It keeps no state of its own, so any number of
 * gateways may stand on one database.
 */
import { operationNames } from '@deskcard/core';
import { DeskError, isDeskError } from '@deskcard/core/errors';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { observed, type Env, type RequestContext } from './asked.js';
import { ChangeStreams, streamHeaders } from './change-streams.js';
import { faultOf, framesOf, type Observer } from './observe.js';
import { openApiDocument } from './openapi.js';
import { checked, deskOf, runOperation, type Host } from './operation.js';
import type { Authenticate } from './principal.js';
import { problem, publicError, statusOf } from './problem.js';
import { endpoint } from './wire.js';

export interface GatewayOptions {
  /**
   * The desk on the principal's workspace; called for every request, so keep what is costly to make. The request
   * tells what else may matter, such as the language of the labels.
   */
  deskFor: Host['deskFor'];
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
   * server that knows its connections gives one signal to all requests of each: in Node, one for each request takes a
   * tenth of a look-up.
   */
  fetch: (request: Request, gone?: AbortSignal) => Promise<Response>;
  /** Falls out of `/readyz`, so that no new requests are sent here, and ends the streams of changes. */
  drain: () => void;
}

export function createGateway(options: GatewayOptions): Gateway {
  const { basePath = '/api', bodyBytes = 1_048_576, origins = [], observers = [], metrics } = options;
  const { deskFor, authenticate } = options;
  const host: Host = { basePath, bodyBytes, principalOf: checked(authenticate), deskFor };
  const streams = new ChangeStreams((open) => observers.forEach((each) => each.streams?.(open)));
  let draining = false;
  const app = new Hono<Env>();

  app.onError((error, context) => answerError(context, error));
  app.notFound((context) => answerError(context, unknownPlace(app, context)));
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
  for (const each of operationNames.map(endpoint)) {
    const path = each.path.replace(/\{(\w+)\}/g, ':$1');
    api.on(each.method, path, (context) => runOperation(context, each, host));
  }
  return {
    fetch: (request, gone) => observed(app, request, gone, observers),
    drain: () => {
      draining = true;
      streams.close();
    },
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
function unknownPlace({ router }: Hono<Env>, { req }: RequestContext): DeskError {
  const answersTo = (method: string): number => router.match(method, req.path)[0].length;
  // What answers to every method is no place of its own.
  const always = answersTo('NONE');
  const allowed = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((method) => answersTo(method) > always);
  if (allowed.length === 0) return new DeskError('route_not_found', `There is nothing at ${req.path}.`);
  return new DeskError('method_not_allowed', `This path knows ${allowed.join(', ')} only.`, {
    details: { allowed },
  });
}

function answerError({ env }: RequestContext, thrown: unknown): Response {
  const { record, byPrecondition } = env;
  const error = publicError(thrown);
  record.code = error.code;
  const status = statusOf(error, byPrecondition);
  if (status >= 500 && error.cause !== undefined) record.fault = faultOf(error.cause);
  if (error.code === 'internal') record.fault = { ...faultOf(error.cause), stack: framesOf(error.cause) };
  const answer = problem(error, record.requestId, status);
  if (error.code === 'unauthenticated') answer.headers.set('www-authenticate', 'Bearer');
  const { allowed } = error.details;
  if (error.code === 'method_not_allowed' && Array.isArray(allowed)) {
    answer.headers.set('allow', allowed.join(', '));
  }
  return answer;
}

async function openStream(context: RequestContext, host: Host, streams: ChangeStreams): Promise<Response> {
  context.env.record.operation = 'changes';
  const desk = await deskOf(context, host);
  const { customerManagement } = await desk.service.describe();
  if (!customerManagement) {
    throw new DeskError('service_disabled', 'Customer information management is switched off.');
  }
  // Hono answers HEAD as GET and drops the body: nobody would read the stream, nor end it.
  if (context.req.method === 'HEAD') return new Response(null, { headers: streamHeaders });
  const after = context.req.header('last-event-id') ?? context.req.query('after');
  return streams.respond(desk, after === '' ? undefined : after, context.req.raw.signal);
}
