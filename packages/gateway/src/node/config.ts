/**
 * What whoever runs a gateway sets, read from environment variables (https://12factor.net/config). Everything wrong is
 * said at once and at the start, each with what to set; a gateway never starts half configured.
 */
import { readFileSync } from 'node:fs';
import {
  checkSettings,
  DuplicateSettings,
  isDeskError,
  ServiceSettings,
  type GivenSettings,
} from '@deskcard/core';
import * as z from 'zod/mini';

/** Every variable, what it is for, and what holds without it. `--help` prints this table. */
export const variables = {
  DESKCARD_JWT_ISSUER: 'who issues the tokens of your sign-in (required)',
  DESKCARD_JWT_AUDIENCE: 'whom they are meant for (required)',
  DESKCARD_JWT_SECRET: 'the shared secret of HS256 tokens, at least 32 bytes; or instead',
  DESKCARD_JWKS_URL: 'where the issuer publishes its keys',
  DESKCARD_MASTER_KEYS:
    'id:base64 of 32 bytes, comma separated; the first seals lookup keys, all open (required)',
  DESKCARD_DATABASE: 'postgres://… or the folder of an embedded database; ./deskcard-data',
  DESKCARD_DATABASE_CONNECTIONS: 'the most connections to PostgreSQL; 10',
  DESKCARD_DATABASE_DEADLINE_MS: 'how long a transaction may take, in milliseconds; 15000',
  DESKCARD_DATABASE_POLL_MS:
    'how often to look for changes that the database did not ring for, in milliseconds; 5000, or 500 where it cannot ring',
  DESKCARD_HOST: 'the address to listen on; 127.0.0.1',
  DESKCARD_PORT: 'the port; 8787',
  DESKCARD_BASE_PATH: 'what paths begin with; /api',
  DESKCARD_ORIGINS: 'origins of pages that call from elsewhere, comma separated; none',
  DESKCARD_METRICS: 'on: answers /metrics for Prometheus; off',
  DESKCARD_SETTINGS_FILE: 'JSON with "default" and "workspaces": service settings; the built-in ones',
  DESKCARD_AGENTS_FILE: 'JSON list of agents (userId, name, email) who may get server information',
  DESKCARD_ALLOW_HOSTS: 'hosts of providers in your own network, exactly, comma separated; none',
  DESKCARD_CA_FILE: 'certificates of your own authority for those hosts, PEM',
  DESKCARD_EGRESS_ADDRESSES: 'addresses from which providers see this gateway, comma separated',
  DESKCARD_SMTP_URL: 'smtp://user:password@host:port of the mail server',
  DESKCARD_MAIL_FROM: 'the sender of mails',
} as const;

type Variable = keyof typeof variables;
type Environment = Readonly<Record<string, string | undefined>>;

const Agents = z.array(z.object({ userId: z.string(), name: z.string(), email: z.string() }));
// Strict, because a setting with a slip in its name would be one that is left out.
const Settings = z.strictObject({
  ...z.partial(ServiceSettings).shape,
  duplicates: z.optional(z.strictObject(z.partial(DuplicateSettings).shape)),
});
const SettingsFile = z.strictObject({
  default: z.optional(Settings),
  workspaces: z.optional(z.record(z.string(), Settings)),
});

/** Where the data lies, and what opens the keys in it: all that work on the database alone needs. */
export interface DatabaseConfig {
  masterKeys: string;
  database: string;
  databaseConnections: number;
  databaseDeadlineMs: number;
  databasePollMs?: number;
}

export interface GatewayConfig extends DatabaseConfig {
  jwt: { issuer: string; audience: string; secret?: string; jwksUrl?: string };
  host: string;
  port: number;
  basePath: string;
  origins: string[];
  metrics: boolean;
  settings: z.infer<typeof SettingsFile>;
  agents: z.infer<typeof Agents>;
  allowHosts: string[];
  ca?: string;
  egressAddresses: string[];
  smtp?: { url: string; from: string };
}

/** All that is wrong with the environment, one line each; never a value, which may be a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[], what = 'This gateway cannot start') {
    super(`${what}:\n${problems.map((each) => `  ${each}`).join('\n')}`);
    this.problems = problems;
  }
}

class Reader {
  readonly problems: string[] = [];
  readonly #environment: Environment;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  text(name: Variable): string | undefined {
    const value = this.#environment[name]?.trim();
    return value === undefined || value === '' ? undefined : value;
  }

  required(name: Variable): string {
    const value = this.text(name);
    if (value === undefined) this.problems.push(`${name} is missing: ${variables[name]}.`);
    return value ?? '';
  }

  list(name: Variable): string[] {
    return (this.text(name) ?? '').split(',').flatMap((each) => each.trim() || []);
  }

  port(name: Variable, usual: number): number {
    const port = this.#number(name, usual, 0, 65_535);
    if (port === undefined) this.problems.push(`${name} must be a port number.`);
    return port ?? usual;
  }

  count(name: Variable, usual: number, most: number): number {
    const count = this.#number(name, usual, 1, most);
    if (count === undefined) this.problems.push(`${name} must be a whole number from 1 to ${most}.`);
    return count ?? usual;
  }

  optionalCount(name: Variable, most: number): number | undefined {
    return this.text(name) === undefined ? undefined : this.count(name, 1, most);
  }

  #number(name: Variable, usual: number, least: number, most: number): number | undefined {
    const value = this.text(name) ?? String(usual);
    const number = /^\d{1,9}$/.test(value) ? Number(value) : NaN;
    return number >= least && number <= most ? number : undefined;
  }

  file(name: Variable): string | undefined {
    const path = this.text(name);
    if (path === undefined) return undefined;
    try {
      return readFileSync(path, 'utf8');
    } catch {
      this.problems.push(`${name} names a file that cannot be read.`);
      return undefined;
    }
  }

  json<T>(name: Variable, schema: z.ZodMiniType<T>, usual: T): T {
    const text = this.file(name);
    if (text === undefined) return usual;
    try {
      return schema.parse(JSON.parse(text));
    } catch (error) {
      const [issue] = (error as { issues?: { path: PropertyKey[]; keys?: string[] }[] }).issues ?? [];
      const path = [...(issue?.path ?? []), ...(issue?.keys?.slice(0, 1) ?? [])].join('.');
      const place = issue === undefined ? 'is not JSON' : `is not right at ${path || 'its top'}`;
      this.problems.push(`${name} names a file that ${place}.`);
      return usual;
    }
  }
}

/** What one workspace has of them: its own before the default ones, of `duplicates` too. */
export function settingsIn(settings: GatewayConfig['settings'], workspace: string): GivenSettings {
  const own = settings.workspaces?.[workspace];
  return {
    ...settings.default,
    ...own,
    duplicates: { ...settings.default?.duplicates, ...own?.duplicates },
  };
}

/** Settings that a desk would refuse are refused before the first desk is made, by their place in the file. */
function settingsProblems(settings: GatewayConfig['settings']): string[] {
  const given: [string, GivenSettings][] = [
    ['default', settings.default ?? {}],
    ...Object.keys(settings.workspaces ?? {}).map((name): [string, GivenSettings] => [
      `workspaces.${name}`,
      settingsIn(settings, name),
    ]),
  ];
  const places = given.flatMap(([place, each]) => {
    try {
      checkSettings(each);
      return [];
    } catch (error) {
      if (!isDeskError(error)) throw error;
      return error.issues.map(({ path }) => `${place}.${path.join('.')}`);
    }
  });
  return places.map((place) => `DESKCARD_SETTINGS_FILE names a file that is not right at ${place}.`);
}

function databaseConfig(read: Reader): DatabaseConfig {
  const pollMs = read.optionalCount('DESKCARD_DATABASE_POLL_MS', 600_000);
  return {
    masterKeys: read.required('DESKCARD_MASTER_KEYS'),
    database: read.text('DESKCARD_DATABASE') ?? './deskcard-data',
    databaseConnections: read.count('DESKCARD_DATABASE_CONNECTIONS', 10, 1000),
    databaseDeadlineMs: read.count('DESKCARD_DATABASE_DEADLINE_MS', 15_000, 600_000),
    ...(pollMs === undefined ? {} : { databasePollMs: pollMs }),
  };
}

/** What `deskcard-gateway reseal` needs; of the rest of a gateway's environment it takes no notice. */
export function readDatabaseConfig(environment: Environment): DatabaseConfig {
  const read = new Reader(environment);
  const config = databaseConfig(read);
  if (read.problems.length > 0) throw new ConfigError(read.problems, 'The keys cannot be sealed anew');
  return config;
}

export function readConfig(environment: Environment): GatewayConfig {
  const read = new Reader(environment);
  const secret = read.text('DESKCARD_JWT_SECRET');
  const jwksUrl = read.text('DESKCARD_JWKS_URL');
  if ((secret === undefined) === (jwksUrl === undefined)) {
    read.problems.push('Set either DESKCARD_JWT_SECRET or DESKCARD_JWKS_URL: they tell who is asking.');
  }
  const smtpUrl = read.text('DESKCARD_SMTP_URL');
  const ca = read.file('DESKCARD_CA_FILE');
  const config: GatewayConfig = {
    jwt: {
      issuer: read.required('DESKCARD_JWT_ISSUER'),
      audience: read.required('DESKCARD_JWT_AUDIENCE'),
      ...(secret === undefined ? {} : { secret }),
      ...(jwksUrl === undefined ? {} : { jwksUrl }),
    },
    ...databaseConfig(read),
    host: read.text('DESKCARD_HOST') ?? '127.0.0.1',
    port: read.port('DESKCARD_PORT', 8787),
    basePath: read.text('DESKCARD_BASE_PATH') ?? '/api',
    origins: read.list('DESKCARD_ORIGINS'),
    metrics: read.text('DESKCARD_METRICS') === 'on',
    settings: read.json('DESKCARD_SETTINGS_FILE', SettingsFile, {}),
    agents: read.json('DESKCARD_AGENTS_FILE', Agents, []),
    allowHosts: read.list('DESKCARD_ALLOW_HOSTS'),
    ...(ca === undefined ? {} : { ca }),
    egressAddresses: read.list('DESKCARD_EGRESS_ADDRESSES'),
    ...(smtpUrl === undefined ? {} : { smtp: { url: smtpUrl, from: read.required('DESKCARD_MAIL_FROM') } }),
  };
  read.problems.push(...settingsProblems(config.settings));
  if (!/^\/[\w/-]*$/.test(config.basePath)) read.problems.push('DESKCARD_BASE_PATH must begin with a slash.');
  if (read.problems.length > 0) throw new ConfigError(read.problems);
  return config;
}
