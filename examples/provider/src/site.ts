/**
 * The demo company's site: its member service for desks, and a page on which a person plays the company's staff who
 * paste the desk's key and watch the service fail in every possible way.
 *
 * - `POST /customer`: the provider protocol, signed or encrypted; answers with CORS headers for the desk's page
 * - `POST /open/customer`: the same for a lookup API without encryption, which everybody can call
 * - `GET`, `PUT /mode`: how the service behaves, as `{"mode": "slow"}`
 * - `PUT /key`: a key from the API settings, as `{"key": "…"}` for signed calls or `{"keyId": "…", "key": "…"}` for
 *   encrypted ones; the one before is accepted as well (B12)
 */
import { jweCipher } from '@deskcard/core/jwe';
import { memberProvider, providerModes, sandboxMembers, type ProviderMode } from '@deskcard/testing/provider';
import { renderPage } from './page.js';

export interface SiteOptions {
  /** origin of the desk's page, or `*` */
  allowedOrigin?: string;
  key: string;
}

/** The site as one function, ready for any server. */
export function createSite({ allowedOrigin, key }: SiteOptions): (request: Request) => Promise<Response> {
  const members = sandboxMembers();
  let mode: ProviderMode = 'normal';
  let keys = [key];
  let encryptionKeys: [id: string, key: string][] = [];
  const encryption = { cipher: jweCipher(), keys: () => Object.fromEntries(encryptionKeys) };
  const provider = memberProvider({ members, key: () => keys, encryption, mode: () => mode });
  const open = memberProvider({ members, mode: () => mode });

  /** The newest and the one before. */
  function accept(given: { keyId?: unknown; key?: unknown } | null): Response {
    const { key: text, keyId } = given ?? {};
    if (typeof text === 'string' && /^[0-9a-f]{24}$/.test(text)) {
      keys = [text, ...keys.filter((each) => each !== text)].slice(0, 2);
      return Response.json({ accepted: keys.length });
    }
    if (typeof text !== 'string' || !/^[\w-]{43}$/.test(text)) {
      return problem(
        422,
        'key must be 24 lower-case hex characters, or 43 of base64url for encrypted calls.',
      );
    }
    if (typeof keyId !== 'string' || keyId === '') {
      return problem(422, 'keyId is missing: for encrypted calls the desk shows it beside the key.');
    }
    encryptionKeys = [
      [keyId, text] as [string, string],
      ...encryptionKeys.filter(([id]) => id !== keyId),
    ].slice(0, 2);
    return Response.json({ accepted: encryptionKeys.length });
  }

  async function control(request: Request, path: string): Promise<Response> {
    if (path === '/mode' && request.method === 'GET') return Response.json({ mode, modes: providerModes });
    if (request.method !== 'PUT') return problem(405, 'This address is read or changed with PUT.');
    const given = (await request.json().catch(() => ({}))) as {
      mode?: unknown;
      keyId?: unknown;
      key?: unknown;
    } | null;
    if (path === '/mode') {
      const wanted = providerModes.find((each) => each === given?.mode);
      if (wanted === undefined) return problem(422, `mode must be one of ${providerModes.join(', ')}.`);
      mode = wanted;
      return Response.json({ mode, modes: providerModes });
    }
    return accept(given);
  }

  function route(request: Request): Promise<Response> | Response {
    const { pathname } = new URL(request.url);
    if (pathname === '/mode' || pathname === '/key') return control(request, pathname);
    if (pathname === '/' && request.method === 'GET') return renderPage(members, mode);
    if (pathname === '/customer' || pathname === '/') return provider(request);
    if (pathname === '/open/customer') return open(request);
    return problem(404, 'There is nothing at this address.');
  }

  return async (request) => {
    const origin = request.headers.get('Origin');
    const isOwn = origin === null || origin === `http://${request.headers.get('Host')}`;
    const isAllowed = isOwn || allowedOrigin === '*' || origin === allowedOrigin;
    // A page of somebody else may neither read members nor switch the service.
    if (!isAllowed) return problem(403, 'Pages of this origin may not call this service.');
    const response =
      request.method === 'OPTIONS' ? new Response(null, { status: 204 }) : await route(request);
    if (!isOwn) allowOrigin(response.headers, origin, request.headers);
    return response;
  };
}

function problem(status: number, message: string): Response {
  return Response.json({ error: { code: status, message, detail: null } }, { status });
}

/** CORS, with the preflight of the signed request and of pages on the public internet that call this machine. */
function allowOrigin(headers: Headers, origin: string, asked: Headers): void {
  headers.set('Access-Control-Allow-Origin', origin);
  headers.append('Vary', 'Origin');
  if (!asked.has('Access-Control-Request-Method')) return;
  headers.set('Access-Control-Allow-Methods', 'GET, POST, PUT');
  headers.set(
    'Access-Control-Allow-Headers',
    'Content-Type, Authorization, X-TC-Timestamp, X-Deskcard-Key-Id',
  );
  headers.set('Access-Control-Max-Age', '600');
  if (asked.has('Access-Control-Request-Private-Network')) {
    headers.set('Access-Control-Allow-Private-Network', 'true');
  }
}
