/**
 * Tests and screenshots need a Chromium, and a newcomer should not have to know which one or where it is.
 * So this looks at what the machine has, and on a bare machine fetches a small one; only when nothing works
 * does it say what to install.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Launcher } from 'chrome-launcher';
import { root } from './repo.js';

/** The one package that carries a browser binary inside; used as a last resort on linux-x64. */
const BUNDLED = '@sparticuz/chromium@143.0.4';

/** One way to get a browser: the path of an executable, or undefined when this way is closed. */
export interface BrowserSource {
  readonly name: string;
  find(): string | undefined | Promise<string | undefined>;
}

/**
 * The path of a Chromium executable: the first of `sources` that gives one. A source that throws counts as
 * closed, and its message becomes part of the final error.
 */
export async function findBrowser(sources: readonly BrowserSource[] = browserSources()): Promise<string> {
  const tried: string[] = [];
  for (const source of sources) {
    try {
      const path = await source.find();
      if (path !== undefined) return path;
      tried.push(source.name);
    } catch (error) {
      tried.push(`${source.name} (${error instanceof Error ? error.message : String(error)})`);
    }
  }
  throw new Error(
    `No Chromium was found. Install Chrome or Chromium, or set CHROME_PATH to its executable. ` +
      `Looked at: ${tried.join('; ')}.`,
  );
}

/** The sources in the order in which they are tried: what is there first, then what can be fetched. */
export function browserSources(): BrowserSource[] {
  return [
    { name: 'CHROME_PATH', find: fromEnvironment },
    { name: 'chromium-headless-shell on PATH', find: () => onPath('chromium-headless-shell') },
    { name: 'an installed Chrome or Chromium', find: () => Launcher.getInstallations()[0] },
    { name: 'apt-get install chromium-headless-shell', find: fromApt },
    { name: BUNDLED, find: fromBundle },
  ];
}

/** Options for puppeteer that start the browser found here. */
export async function launchOptions(): Promise<{ executablePath: string; headless: true; args: string[] }> {
  return { executablePath: await findBrowser(), headless: true, args: sandboxArguments() };
}

/** Chromium's sandbox does not start as root nor in most CI containers; anywhere else it stays on. */
export function sandboxArguments(
  environment: NodeJS.ProcessEnv = process.env,
  userId = process.getuid?.(),
): string[] {
  const inCi = environment['CI'] !== undefined && environment['CI'] !== '' && environment['CI'] !== 'false';
  return userId === 0 || inCi ? ['--no-sandbox'] : [];
}

function fromEnvironment(): string | undefined {
  const path = process.env['CHROME_PATH'];
  if (path === undefined || path === '') return undefined;
  if (!isExecutable(path)) {
    const problem = `CHROME_PATH is ${path}, which is not an executable file`;
    // Whoever set the variable would otherwise never learn that another browser was used.
    say(`${problem}; looking elsewhere.`);
    throw new Error(problem);
  }
  return path;
}

function onPath(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function fromApt(): string | undefined {
  const isDebian = existsSync('/etc/debian_version') && onPath('apt-get') !== undefined;
  if (!isDebian || process.getuid?.() !== 0) return undefined;
  say('No browser on this machine: installing chromium-headless-shell with apt-get (once).');
  const options = ['-qq', '-o', 'DPkg::Lock::Timeout=120'];
  run('apt-get', [...options, 'update']);
  run('apt-get', [...options, 'install', '-y', '--no-install-recommends', 'chromium-headless-shell']);
  // The exit code is not the answer: a second runner may have installed it while this one was refused.
  return onPath('chromium-headless-shell');
}

async function fromBundle(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const folder = join(root, 'node_modules/.cache/browser');
  const installed = join(folder, 'node_modules/@sparticuz/chromium');
  if (!existsSync(join(installed, 'package.json'))) {
    say(`No browser on this machine: fetching ${BUNDLED} (once).`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    run('npm', ['install', '--no-save', '--no-package-lock', '--prefix', folder, BUNDLED]);
  }
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as { main?: string };
  const entry = pathToFileURL(join(installed, manifest.main ?? 'build/index.js')).href;
  const bundle = (await import(entry)) as { default: { executablePath(): Promise<string> } };
  return bundle.default.executablePath();
}

function run(command: string, args: readonly string[]): void {
  const result = spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (result.error) throw result.error;
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
