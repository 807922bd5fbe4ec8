/**
 * The web server of the sandbox helpdesk. It sends the strictest content security policy a host may have, so
 * that whatever works here works there.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
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

/** What the page is told at `/config.json`. */
export interface DeskConfig {
  /** Base URL of the demo provider. */
  readonly providerUrl: string;
  /** The key with which calls to it are signed. */
  readonly providerKey: string;
}

export interface DeskSite {
  /** Folder with `index.html` and `public/`. */
  readonly folder: string;
  readonly bundle: Bundle;
  /** The address under which the desk is meant to be opened; undefined until it listens. */
  url(): string | undefined;
  config(): DeskConfig;
  /** Told what went wrong with a request, so that it shows in the terminal too. */
  complain(text: string): void;
}

/** A server for the sandbox, not yet listening. */
export function createDeskServer(site: DeskSite): Server {
  return createServer((request, response) => {
    answer(site, request, response).catch((error: unknown) => {
      const text = error instanceof Error ? error.message : String(error);
      site.complain(text);
      send(response, 500, 'text/plain; charset=utf-8', text);
    });
  });
}

async function answer(site: DeskSite, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return send(response, 405, 'text/plain', 'Only GET');
  }
  const { pathname } = new URL(request.url ?? '/', 'http://desk');
  const home = site.url();
  // Under another name of this machine the provider would refuse the page's calls as foreign.
  if (home !== undefined && request.headers.host !== new URL(home).host) {
    response.writeHead(307, { location: new URL(pathname, home).href }).end();
    return undefined;
  }
  response.setHeader('content-security-policy', policy(site.config().providerUrl));
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('cache-control', 'no-store');
  if (pathname === '/config.json') {
    return send(response, 200, 'application/json', JSON.stringify(site.config()));
  }
  if (pathname === '/main.js') await site.bundle.refresh();
  const body = site.bundle.file(pathname.slice(1)) ?? (await fromDisk(site.folder, pathname));
  if (body === undefined) return send(response, 404, 'text/plain', `There is no ${pathname} here.`);
  const type = pathname === '/' ? '.html' : extname(pathname);
  return send(response, 200, TYPES[type] ?? 'application/octet-stream', body);
}

/** `/` is the page itself, anything else lies in `public`; nothing outside of it is ever read. */
async function fromDisk(folder: string, pathname: string): Promise<Uint8Array | undefined> {
  const open = join(folder, 'public') + sep;
  const path = pathname === '/' ? join(folder, 'index.html') : normalize(join(open, decode(pathname)));
  if (pathname !== '/' && !path.startsWith(open)) return undefined;
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

function policy(providerUrl: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ${new URL(providerUrl).origin}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');
}

function send(response: ServerResponse, status: number, type: string, body: string | Uint8Array): void {
  response.writeHead(status, { 'content-type': type });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
