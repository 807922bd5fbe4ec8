/**
 * Starts a command of this repository: `node packages/tools/run.mjs <command> [arguments]`.
 * Plain JavaScript without dependencies, because on a fresh clone nothing is installed yet: it checks Node,
 * installs what the lock file asks for, and hands over to `src/commands/<command>.ts`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const tools = dirname(fileURLToPath(import.meta.url));
const root = join(tools, '../..');

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  stop(
    `Deskcard needs Node 20.19 or newer; this is ${process.versions.node}. Install it from https://nodejs.org.`,
  );
}

/**
 * A changed lock file means other packages: the hash of the one last installed is kept beside them. Whoever ran
 * `npm install` by hand has them already, which npm's own list in node_modules tells.
 */
function install() {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const hash = createHash('sha256').update(lock).digest('hex');
  const mark = join(root, 'node_modules/.cache/deskcard-lock');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === hash) return;
  const remember = () => {
    mkdirSync(dirname(mark), { recursive: true });
    writeFileSync(mark, hash);
  };
  if (isInstalled(JSON.parse(lock).packages)) return remember();
  console.log('Installing packages (npm ci) …');
  const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (result.status !== 0) stop('npm ci failed; its words are above.', result.status ?? 1);
  remember();
}

/** True when every package that this platform needs is there in the version the lock file names. */
function isInstalled(wanted) {
  const list = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(list)) return false;
  const present = JSON.parse(readFileSync(list, 'utf8')).packages;
  return Object.entries(wanted)
    .filter(([path, entry]) => path.startsWith('node_modules/') && !entry.optional)
    .every(([path, entry]) => (entry.link ? present[path]?.link : present[path]?.version === entry.version));
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
  const tsx = pathToFileURL(join(root, 'node_modules/tsx/dist/loader.mjs')).href;
  const child = spawn(process.execPath, ['--import', tsx, '-C', '@deskcard/source', file, ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  // The command ends what it started; this process only waits for it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // npm does not pass on the signal that ends it: another parent means that it is gone.
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    child.kill('SIGTERM');
  }, 300);
  watch.unref();
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
