/**
 * Starts a command of this repository: `node packages/tools/run.mjs <command> [arguments]`.
 * Plain JavaScript without dependencies, because on a fresh clone nothing is installed yet: it checks Node,
 * installs what the lock file asks for, and hands over to `src/commands/<command>.ts`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const tools = dirname(fileURLToPath(import.meta.url));
const root = join(tools, '../..');

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  stop(
    `Deskcard needs Node 20.19 or newer; this is ${process.versions.node}. Install it from https://nodejs.org.`,
  );
}

/** A changed lock file means other packages: the hash of the one last installed is kept beside them. */
function install() {
  const hash = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const mark = join(root, 'node_modules/.cache/deskcard-lock');
  const installed = existsSync(join(root, 'node_modules/tsx'));
  if (installed && existsSync(mark) && readFileSync(mark, 'utf8') === hash) return;
  console.log('Installing packages (npm ci) …');
  const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (result.status !== 0) stop('npm ci failed; its words are above.', result.status ?? 1);
  mkdirSync(dirname(mark), { recursive: true });
  writeFileSync(mark, hash);
}

function commandFile(name) {
  const folder = join(tools, 'src/commands');
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -3));
  if (names.includes(name)) return join(folder, `${name}.ts`);
  return stop(`Usage: node packages/tools/run.mjs <${names.sort().join(' | ')}> [arguments]`);
}

function hand(file, args) {
  // As a URL: a bare `tsx` would be looked up from the folder the caller stands in.
  const tsx = new URL('./node_modules/tsx/dist/loader.mjs', `file://${root}/`).href;
  const child = spawn(process.execPath, ['--import', tsx, '-C', 'source', file, ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  // The command ends what it started; this process only waits for it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
  });
}

function stop(text, code = 1) {
  console.error(text);
  process.exit(code);
}

checkNode();
const file = commandFile(process.argv[2] ?? '');
install();
hand(file, process.argv.slice(3));
