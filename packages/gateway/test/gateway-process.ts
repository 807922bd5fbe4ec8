/** The command `deskcard-gateway` as a process of its own, as whoever runs a gateway starts it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Capability, type Role } from '@deskcard/core';
import { httpDesk, type HttpDesk, type HttpDeskOptions } from '@deskcard/http';
import { SignJWT } from 'jose';

const secret = 'a secret of at least thirty-two bytes';
const masterKey = Buffer.alloc(32, 7).toString('base64');

/** Whether a line of a log holds a secret, or something of a customer of these tests. */
export function isTelling(line: string): boolean {
  // The id of a request is random and may look like the beginning of a phone number.
  const rest = line.replace(/"requestId":"[^"]*"/, '');
  return [secret, masterKey, 'Bearer', 'eyJ', 's3cret', '010-', '+8210', 'Name ', 'subject'].some((each) =>
    rest.includes(each),
  );
}

export interface Environment {
  DESKCARD_DATABASE: string;
  [variable: string]: string;
}

export class GatewayProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | null>;
  readonly #desks: HttpDesk[] = [];
  #said = '';
  #url = '';

  private constructor(environment: Environment) {
    const file = fileURLToPath(new URL('../src/node/main.ts', import.meta.url));
    const env = {
      PATH: process.env['PATH'],
      DESKCARD_JWT_ISSUER: 'https://sign-in.example',
      DESKCARD_JWT_AUDIENCE: 'deskcard',
      DESKCARD_JWT_SECRET: secret,
      DESKCARD_MASTER_KEYS: `first:${masterKey}`,
      DESKCARD_PORT: '0',
      ...environment,
    };
    this.#child = spawn(process.execPath, ['--import', 'tsx', '-C', '@deskcard/source', file], { env });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (part: Buffer) => (this.#said += part.toString()));
    }
    this.#ended = once(this.#child, 'close').then(([code]) => code as number | null);
  }

  /** Started, and listening. */
  static async start(environment: Environment): Promise<GatewayProcess> {
    const gateway = new GatewayProcess(environment);
    const listening = until(() => {
      gateway.#url = /Deskcard gateway on (\S+)/.exec(gateway.#said)?.[1] ?? '';
      return gateway.#url !== '';
    });
    const left = gateway.#ended.then(() => {
      throw new Error(`The gateway did not start: ${gateway.#said}`);
    });
    await Promise.race([listening, left]);
    return gateway;
  }

  /** What one that cannot start says, and its exit code. */
  static async refused(environment: Environment): Promise<{ code: number | null; said: string }> {
    const gateway = new GatewayProcess(environment);
    return { code: await gateway.#ended, said: gateway.#said };
  }

  get url(): string {
    return this.#url;
  }

  /** Everything it wrote so far: its log and its messages. */
  get said(): string {
    return this.#said;
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  desk(options: HttpDeskOptions & Person = {}): HttpDesk {
    const desk = httpDesk(`${this.#url}/api`, { headers: () => authorization(options), ...options });
    this.#desks.push(desk);
    return desk;
  }

  /** One request as it is, without the second attempts of a desk. */
  async ask(
    method: string,
    path: string,
    body?: unknown,
    person: Person & { headers?: Record<string, string> } = {},
  ): Promise<Response> {
    return fetch(this.#url + path, {
      method,
      headers: { ...(await authorization(person)), 'content-type': 'application/json', ...person.headers },
      // Nobody waits longer; a gateway answers long before.
      signal: AbortSignal.timeout(20_000),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  /** As a crash of its machine ends it. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  /** As whoever runs it ends it, pages on it are closed first; one that does not end has no exit code. */
  async stop(): Promise<number | null> {
    for (const desk of this.#desks) desk.close();
    this.#child.kill('SIGTERM');
    const isOver = setTimeout(() => this.#child.kill('SIGKILL'), 30_000);
    const code = await this.#ended;
    clearTimeout(isOver);
    return code;
  }
}

export interface Person {
  user?: string;
  role?: Role;
  workspace?: string;
}

async function authorization({
  user = 'mina',
  role = 'admin',
  workspace = 'acme',
}: Person): Promise<Record<string, string>> {
  const token = await new SignJWT({ deskcard: { workspace, role, capabilities: Capability.options } })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(user)
    .setIssuer('https://sign-in.example')
    .setAudience('deskcard')
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(secret));
  return { authorization: `Bearer ${token}` };
}

/** A port that a gateway can be started on, again and again. */
export async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return String(port);
}

/** Waits until it is so; gives up after twenty seconds. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await isSo()); tries++) {
    if (tries === 1000) throw new Error('It did not come to be.');
    await new Promise((done) => setTimeout(done, 20));
  }
}
