/**
 * A whole gateway from its configuration: database, sealing, the guarded way out, mail, sign-in, log and metrics, put
 * together as `deskcard-gateway` runs them. A host with needs of its own copies this file and changes what differs.
 */
import {
  agentList,
  createDesk,
  memoryLookupCache,
  type CreateDeskOptions,
  type Desk,
  type GivenSettings,
} from '@deskcard/core';
import { jweCipher } from '@deskcard/core/jwe';
import { openPostgres, type PostgresDatabase } from '@deskcard/storage-postgres';
import { createGateway } from '../gateway.js';
import { jwtAuthenticator } from '../jwt.js';
import { deskPrincipal, type GatewayPrincipal } from '../principal.js';
import { settingsIn, type DatabaseConfig, type GatewayConfig } from './config.js';
import { guardedTransport } from './egress/guarded-transport.js';
import { requestLog, type LogOptions } from './log.js';
import { smtpMailer } from './mailer.js';
import { prometheusMetrics } from './metrics.js';
import { masterKeySealer } from './sealer.js';
import { serveGateway, type RunningGateway } from './serve.js';

/** Desks are kept for the people who came last; making one is cheap, and a token may come thousands of times. */
const mostDesks = 1000;

/** The database of a configuration, brought to its present shape. */
export function openDatabase(config: DatabaseConfig): Promise<PostgresDatabase> {
  const { database, databaseConnections: connections, databaseDeadlineMs: deadline } = config;
  const { databasePollMs: pollInterval } = config;
  if (/^postgres(ql)?:\/\//.test(database)) {
    return openPostgres({
      connectionString: database,
      connections,
      deadline,
      ...(pollInterval === undefined ? {} : { pollInterval }),
    });
  }
  // Only who uses the embedded database loads its engine.
  return import('@deskcard/storage-postgres/pglite').then(({ openPglite }) =>
    openPglite({ folder: database, deadline }),
  );
}

function settingsOf({ settings, egressAddresses }: GatewayConfig, workspace: string): GivenSettings {
  return {
    // A key is shown to whoever makes it, once.
    keyDisplay: 'once',
    ...(egressAddresses.length > 0 ? { serverInformation: { addresses: egressAddresses } } : {}),
    ...settingsIn(settings, workspace),
  };
}

/** The desk of each principal, made once and forgotten when it has not been asked for in a long time. */
function rememberDesks(make: (principal: GatewayPrincipal) => Desk): (principal: GatewayPrincipal) => Desk {
  const desks = new Map<string, Desk>();
  const keys = new WeakMap<GatewayPrincipal, string>();
  const keyOf = (principal: GatewayPrincipal): string => {
    const { workspace, user, role, capabilities } = principal;
    const key = keys.get(principal) ?? JSON.stringify([workspace, user, role, capabilities]);
    keys.set(principal, key);
    return key;
  };
  return (principal) => {
    const key = keyOf(principal);
    const desk = desks.get(key) ?? make(principal);
    // The last one asked for stands last; the first one has waited longest.
    desks.delete(key);
    desks.set(key, desk);
    if (desks.size > mostDesks) desks.delete(desks.keys().next().value!);
    return desk;
  };
}

/** Starts a gateway; `stop` ends it and everything it opened. */
export async function startGateway(config: GatewayConfig, log: LogOptions = {}): Promise<RunningGateway> {
  const sealer = masterKeySealer(config.masterKeys);
  const authenticate = jwtAuthenticator(config.jwt);
  const mailer =
    config.smtp && smtpMailer({ url: config.smtp.url, from: { address: config.smtp.from, name: '' } });
  const transport = guardedTransport({
    allow: config.allowHosts,
    ...(config.ca === undefined ? {} : { ca: config.ca }),
  });
  const shared: Pick<
    CreateDeskOptions,
    'transport' | 'sealer' | 'cipher' | 'lookupCache' | 'agentDirectory' | 'mailer'
  > = {
    transport,
    sealer,
    cipher: jweCipher(),
    lookupCache: memoryLookupCache(),
    agentDirectory: agentList(config.agents),
    ...(mailer ? { mailer } : {}),
  };
  const database = await openDatabase(config);
  const deskFor = rememberDesks((principal) =>
    createDesk({
      ...shared,
      storage: database.workspace(principal.workspace),
      workspace: principal.workspace,
      principal: deskPrincipal(principal),
      settings: settingsOf(config, principal.workspace),
    }),
  );
  const metrics = config.metrics ? prometheusMetrics() : undefined;
  const gateway = createGateway({
    authenticate,
    deskFor,
    basePath: config.basePath,
    origins: config.origins,
    ready: () => database.ready(),
    observers: [requestLog(log), ...(metrics ? [metrics] : [])],
    ...(metrics ? { metrics: metrics.respond } : {}),
  });
  const close = async (): Promise<void> => {
    await Promise.allSettled([transport.close(), database.close()]);
  };
  try {
    const { url, stop } = await serveGateway(gateway, { port: config.port, host: config.host });
    return { url, stop: () => stop().finally(close) };
  } catch (error) {
    await close();
    throw error;
  }
}
