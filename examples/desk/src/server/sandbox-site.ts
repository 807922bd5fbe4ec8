/** What the sandbox's page asks of its server beside Deskcard. Only pages of this server's own origin may. */
import { DeskError, isDeskError, type Desk, type StorageAdapter } from '@deskcard/core';
import { arrivalChannels, arrivalKinds, comeIn } from '../callers.js';
import type { Language } from '../service.js';
import { seats, staffRoles } from '../staff.js';
import type { ActivityLog } from './activity-log.js';
import type { Preparation } from './preparation.js';
import { signIn } from './sign-in.js';

export interface SandboxSite {
  workspace: string;
  tokenSecret: string;
  storage: StorageAdapter;
  log: ActivityLog;
  preparation: Preparation;
  /** a desk as the telephone system or the mail server has it */
  machine(name: string, language: Language): Desk;
}

type Given = Readonly<Record<string, unknown>>;
const languages = ['ko', 'en'] as const;

export function sandboxSite(site: SandboxSite): (request: Request) => Promise<Response> {
  const posts: Readonly<Record<string, (given: Given) => Promise<Response> | Response>> = {
    '/sandbox/sign-in': async (given) => {
      const who = {
        seat: oneOf(seats, given, 'seat'),
        role: oneOf(staffRoles, given, 'role'),
        language: oneOf(languages, given, 'language'),
      };
      return Response.json(await signIn(who, site.workspace, site.tokenSecret), noStore);
    },
    '/sandbox/prepare': (given) => site.preparation.respond(oneOf(languages, given, 'language')),
    '/sandbox/arrivals': async (given) => {
      const language = oneOf(languages, given, 'language');
      const channel = oneOf(arrivalChannels, given, 'channel');
      const caller = { channel, language, kind: oneOf(arrivalKinds, given, 'kind'), turn: turnOf(given) };
      return Response.json(await comeIn(site.machine(machines[channel], language), caller), noStore);
    },
    '/sandbox/reset': async () => {
      site.preparation.forget();
      await site.storage.clear();
      return Response.json({});
    },
  };
  return async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    try {
      if (request.method === 'GET' && pathname === '/sandbox/log') {
        const after = request.headers.get('last-event-id') ?? searchParams.get('after') ?? 0;
        return site.log.respond(Number(after) || 0, request.signal);
      }
      const post = posts[pathname];
      if (post === undefined || request.method !== 'POST') {
        throw new DeskError('route_not_found', `There is no ${request.method} ${pathname} here.`);
      }
      return await post(await givenBy(request));
    } catch (error) {
      const known = isDeskError(error)
        ? error
        : new DeskError('internal', 'The sandbox failed.', { cause: error });
      return Response.json(known, { status: known.code === 'internal' ? 500 : 422, ...noStore });
    }
  };
}

const machines = { call: 'telephone', email: 'mail server', chat: 'chat' } as const;
const noStore = { headers: { 'cache-control': 'no-store' } };

/** A page of somebody else cannot send JSON here without asking first, and is never told yes. */
async function givenBy(request: Request): Promise<Given> {
  if (request.headers.get('content-type') !== 'application/json') {
    throw new DeskError('wrong_content_type', 'The sandbox takes JSON only.');
  }
  const given: unknown = await request.json().catch(() => undefined);
  if (typeof given !== 'object' || given === null) {
    throw new DeskError('malformed_request', 'The sandbox takes a JSON object.');
  }
  return given as Given;
}

function oneOf<T extends string>(allowed: readonly T[], given: Given, name: string): T {
  const found = allowed.find((each) => each === given[name]);
  if (found !== undefined) return found;
  throw new DeskError('invalid_input', `${name} must be one of ${allowed.join(', ')}.`);
}

function turnOf({ turn }: Given): number {
  if (Number.isSafeInteger(turn) && (turn as number) >= 0) return turn as number;
  throw new DeskError('invalid_input', 'turn must be a whole number.');
}
