/**
 * Everything this helpdesk's server does to have Deskcard behind its pages. Copy this file into your own host and
 * replace what is ours: where tokens come from, the fields and channels of your tickets, and who works for you.
 */
import {
  agentList,
  createDesk,
  memoryLookupCache,
  type Agent,
  type Desk,
  type Ids,
  type LookupCache,
  type LookupTransport,
  type Mailer,
  type Principal,
  type Sealer,
  type StorageAdapter,
} from '@deskcard/core';
import { jweCipher } from '@deskcard/core/jwe';
import {
  createGateway,
  deskPrincipal,
  jwtAuthenticator,
  type Gateway,
  type Observer,
} from '@deskcard/gateway';
import { serviceIn, type Language } from '../service.js';
import { staff } from '../staff.js';

/** What the server is made of. */
export interface Parts {
  database: {
    /** each workspace has data of its own */
    workspace(name: string): StorageAdapter;
    ready(): Promise<void>;
  };
  /** shared with whoever signs people in, here sign-in.ts: at least 32 bytes */
  tokenSecret: string;
  /** the only way out to providers */
  transport: LookupTransport;
  /** keeps the keys of lookup APIs unreadable in the database */
  sealer: Sealer;
  /** answers of providers that may be kept, for all desks of this process; one for each desk keeps nothing for the next */
  lookupCache?: LookupCache;
  /** sends server information to agents of the directory (R36); without one that is not offered */
  mailer?: Mailer;
  /** who watches: the request log, the metrics */
  observers: readonly Observer[];
}

const cipher = jweCipher();

export const issuer = 'naru';
export const audience = 'naru-desk';

export function helpdeskGateway(given: Parts): Gateway {
  const parts = { lookupCache: memoryLookupCache(), ...given };
  return createGateway({
    // 1. Who asks: the token that our own sign-in gave to the page says whose data they see and what they may do.
    authenticate: jwtAuthenticator({ secret: parts.tokenSecret, issuer, audience }),
    // 2. Which desk answers: one on the data of their workspace, with labels in their language.
    deskFor: (principal, request) =>
      helpdeskDesk(parts, principal.workspace, deskPrincipal(principal), languageOf(request)),
    // 3. Whether it can: a load balancer asks /readyz.
    ready: () => parts.database.ready(),
    observers: parts.observers,
  });
}

/** Costs next to nothing, so every request may have its own. */
export function helpdeskDesk(
  { database, transport, sealer, lookupCache, mailer }: Parts,
  workspace: string,
  principal: Principal,
  language: Language,
  /** yours are good: leave this out */
  ids?: Ids,
): Desk {
  return createDesk({
    storage: database.workspace(workspace),
    workspace,
    principal,
    transport,
    sealer,
    cipher,
    lookupCache,
    ids,
    mailer,
    // 4. Who works here: recipients of server information are searched among them. A large host asks its own directory.
    agentDirectory: agentList(colleagues(language)),
    settings: {
      ...serviceIn(language),
      // 5. Where our calls to providers leave from; behind NAT only you know.
      serverInformation: { addresses: ['203.0.113.10', '203.0.113.11'], serviceName: 'Naru Helpdesk' },
      // The demo provider speaks plain http on this machine. Leave the switch out in earnest.
      allowInsecureProviders: true,
    },
  });
}

function colleagues(language: Language): Agent[] {
  return Object.values(staff).flatMap((seat) =>
    Object.values(seat).map((each) => ({ userId: each.email, name: each[language], email: each.email })),
  );
}

function languageOf(request: Request): Language {
  return /^\s*ko\b/i.test(request.headers.get('accept-language') ?? '') ? 'ko' : 'en';
}
