/**
 * The sandbox's backend: the helpdesk's server of gateway.ts, and around it what only a sandbox needs: a sign-in that
 * believes everybody, callers at the press of a button, a way back to the start, and a log that anyone may read. It
 * answers `/api/…` and `/sandbox/…`, and must never be reached from another machine.
 */
import { randomBytes } from 'node:crypto';
import type { Desk } from '@deskcard/core';
import { guardedTransport, masterKeySealer, requestLog, smtpMailer } from '@deskcard/gateway/node';
import { httpDesk } from '@deskcard/http';
import { idsThatIssue, type DemoProvider } from '../demo-provider.js';
import { prepareDesk } from '../seed.js';
import type { Language } from '../service.js';
import { ActivityLog, activityOf, loggedMailer, loggedTransport } from './activity-log.js';
import { openDatabase, type DataPlace } from './database.js';
import { helpdeskDesk, helpdeskGateway, type Parts } from './gateway.js';
import { Preparation } from './preparation.js';
import { sandboxSite } from './sandbox-site.js';
import { signInMachine } from './sign-in.js';
import { watched } from './watched.js';

export interface BackendOptions {
  data: DataPlace;
  provider: DemoProvider;
  /** a mail server, as in `smtp://127.0.0.1:2525` */
  smtpUrl?: string;
  /** seals the keys of lookup APIs, as `masterKeySealer` takes it; one for this run alone when absent */
  masterKeys?: string;
  /** receives the gateway's own log, a line of JSON for each request */
  log?: (line: string) => void;
}

export interface Backend {
  fetch(request: Request): Promise<Response>;
  close(): Promise<void>;
}

/** One company, so one workspace. */
const workspace = 'naru';
const from = { address: 'desk@naru.example', name: 'Naru Helpdesk' };

export async function openBackend(options: BackendOptions): Promise<Backend> {
  const { data, provider, smtpUrl, log: write } = options;
  const { masterKeys = `sandbox:${randomBytes(32).toString('base64')}` } = options;
  const database = await openDatabase(data);
  const log = new ActivityLog();
  // The demo provider is on this machine, which no lookup may reach unless the operator names the very host.
  const transport = guardedTransport({ allow: [new URL(provider.url).host] });
  const parts: Parts = {
    database,
    tokenSecret: randomBytes(32).toString('hex'),
    transport: loggedTransport(transport, log),
    sealer: masterKeySealer(masterKeys),
    ...(smtpUrl === undefined ? {} : { mailer: loggedMailer(smtpMailer({ url: smtpUrl, from }), log) }),
    observers: write === undefined ? [] : [requestLog({ write })],
  };
  const { tokenSecret, observers } = parts;
  const gateway = watched(
    (observer) => helpdeskGateway({ ...parts, observers: [...observers, observer] }),
    log,
  );
  const storage = database.workspace(workspace);
  const preparation = new Preparation((language, progress) =>
    prepareDesk(deskThatIssues(parts, provider.key, language), provider, language, progress),
  );
  const unsubscribe = storage.subscribe((change) => {
    if (!preparation.isUnderWay) log.add(activityOf(change));
  });
  /** The telephone system hands over calls like any other client of the gateway, over the wire. */
  const machine = (name: string, language: Language): Desk =>
    httpDesk('http://gateway.invalid/api', {
      fetch: (input, init) => gateway.fetch(new Request(input, init)),
      headers: async () => {
        const { token } = await signInMachine(name, workspace, tokenSecret);
        return { authorization: `Bearer ${token}`, 'accept-language': language };
      },
    });
  const site = sandboxSite({ workspace, tokenSecret, storage, log, preparation, machine });
  return {
    fetch: (request) =>
      (new URL(request.url).pathname.startsWith('/sandbox/') ? site : gateway.fetch)(request),
    async close() {
      gateway.drain();
      log.close();
      unsubscribe();
      await transport.close();
      await database.close();
    },
  };
}

/** An administrator's desk whose next key is the one that the demo provider knows already. */
function deskThatIssues(parts: Parts, key: string, language: Language): Desk {
  const principal = { user: 'sandbox', role: 'admin' } as const;
  return helpdeskDesk(parts, workspace, principal, language, idsThatIssue(key));
}
