/**
 * The web server of the sandbox helpdesk. It sends the strictest content security policy a host may have, so
 * that whatever works here works there.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import type { Bundle } from './bundle.js';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.map': 'application/json',
  '.json': 'application/json',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/** What the page is told at `/config.json`: with its data behind a gateway neither the provider nor its key. */
export type DeskConfig =
  | { readonly data: 'gateway'; readonly mailUrl?: string }
  | {
      readonly data: 'page';
      /** Base URL of the demo provider. */
      readonly providerUrl: string;
      /** The key with which calls to it are signed. */
      readonly providerKey: string;
    };

export interface DeskSite {
  /** Folder with `index.html` and `public/`. */
  readonly folder: string;
  readonly bundle: Bundle;
  /** Nothing is answered before this: a page that is opened too soon waits, instead of failing. */
  readonly started?: Promise<unknown>;
  /** The address under which the desk is meant to be opened; undefined until it listens. */
  url(): string | undefined;
  config(): DeskConfig;
  /** Answers `/api/…` and `/sandbox/…`; absent while the data is in the page. */
  backend?(): { fetch(request: Request): Promise<Response> } | undefined;
  /** Told what went wrong with a request, so that it shows in the terminal too. */
  complain(text: string): void;
}

/** A server for the sandbox, not yet listening. */
export function createDeskServer(site: DeskSite): Server {
  const toBackend = getRequestListener(async (request) => {
    const answered = await site.backend?.()?.fetch(request);
    return answered ?? new Response('There is no server behind this page.', { status: 404 });
  });
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    if (!isHome(site, request, response)) return;
    if (/^\/(api|sandbox)\//.test(request.url ?? '')) return void toBackend(request, response);
    answer(site, request, response).catch((error: unknown) => {
      const text = error instanceof Error ? error.message : String(error);
      site.complain(text);
      send(response, 500, 'text/plain; charset=utf-8', text);
    });
  };
  return createServer((request, response) => {
    Promise.resolve(site.started)
      .then(() => handle(request, response))
      .catch(() => response.destroy());
  });
}

async function answer(site: DeskSite, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return send(response, 405, 'text/plain', 'Only GET');
  }
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://desk');
  response.setHeader('content-security-policy', policy(site.config(), pathname, searchParams.has('seat')));
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('cache-control', 'no-store');
  if (pathname === '/config.json') {
    return send(response, 200, 'application/json', JSON.stringify(site.config()));
  }
  if (site.bundle.entries.includes(pathname.slice(1))) await site.bundle.refresh();
  const body = site.bundle.file(pathname.slice(1)) ?? (await fromDisk(site.folder, pathname));
  if (body === undefined) return send(response, 404, 'text/plain', `There is no ${pathname} here.`);
  const type = extname(pathname) || '.html';
  return send(response, 200, TYPES[type] ?? 'application/octet-stream', body);
}

/** `/` is the page itself, `/word` another one, the rest lies in `public`; nothing outside of it is ever read. */
async function fromDisk(folder: string, pathname: string): Promise<Uint8Array | undefined> {
  const open = join(folder, 'public') + sep;
  const page = /^\/(?:[a-z]+)?$/.test(pathname) ? `${pathname.slice(1) || 'index'}.html` : undefined;
  const path = page === undefined ? normalize(join(open, decode(pathname))) : join(folder, page);
  if (page === undefined && !path.startsWith(open)) return undefined;
  try {
    return await readFile(path);
  } catch {
    return undefined;
  }
}

function decode(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}

/** Under another name of this machine the provider, and the browser's own rules, would take the page for a foreign one. */
function isHome(site: DeskSite, request: IncomingMessage, response: ServerResponse): boolean {
  const home = site.url();
  if (home === undefined || request.headers.host === new URL(home).host) return true;
  const { pathname, search } = new URL(request.url ?? '/', 'http://desk');
  response.writeHead(307, { location: new URL(pathname + search, home).href }).end();
  return false;
}

/** A page may be framed by this site alone, and only where two seats stand side by side. */
function policy(config: DeskConfig, pathname: string, isSeat: boolean): string {
  const provider = config.data === 'page' ? ` ${new URL(config.providerUrl).origin}` : '';
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${provider}`,
    "worker-src 'self'",
    ...(pathname === '/seats' ? ["frame-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${isSeat ? "'self'" : "'none'"}`,
    "require-trusted-types-for 'script'",
    `trusted-types lit-html${config.data === 'page' ? ' desk-worker' : ''}`,
  ].join('; ');
}

function send(response: ServerResponse, status: number, type: string, body: string | Uint8Array): void {
  response.writeHead(status, { 'content-type': type });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
