/**
 * The house has floors, and each may only stand on those below it: the elements never reach into the domain,
 * the domain never touches a page, a disk or a clock. This reads every import and names those that break it.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { readGlobals, readImports, type GlobalUse, type Import } from './imports.js';
import { filesBelow, root, workspaces, type Workspace } from './repo.js';

/** What one workspace may import: names of packages, or whole specifiers when only one way in is allowed. */
interface Floor {
  readonly allowed: readonly string[];
  /** Specifiers of which only the types may be used, besides what `allowed` gives. */
  readonly typesOf?: readonly string[];
  /** Folders below the workspace whose files may use Node's own modules, and packages that need those. */
  readonly node?: { readonly in: readonly string[]; readonly allowed?: readonly string[] };
}

/** The table. `packages/tools` is private and stands beside the house; examples use everything published. */
const FLOORS: Readonly<Record<string, Floor>> = {
  'packages/core': { allowed: ['zod/mini', 'libphonenumber-js', 'jose'], typesOf: ['zod'] },
  'packages/elements': {
    allowed: [
      'lit',
      '@lit/task',
      '@lit/context',
      '@lit-labs/virtualizer',
      // Free of dependencies, so they cost a page nothing but themselves.
      '@deskcard/core/errors',
      '@deskcard/core/connect',
      '@deskcard/core/sample',
      '@deskcard/core/colour',
      '@deskcard/core/fragment',
      '@deskcard/core/limits',
      '@deskcard/core/csv',
      '@deskcard/core/customer-csv',
      '@deskcard/core/identity/explain',
    ],
    typesOf: ['@deskcard/core'],
  },
  'packages/gateway': {
    allowed: ['@deskcard/core', 'hono', 'zod/mini', 'jose', '@opentelemetry/api', 'prom-client'],
    // What needs a server's own modules stands in one folder; the rest runs wherever there is fetch.
    node: {
      in: ['src/node'],
      allowed: ['@deskcard/storage-postgres', '@hono/node-server', 'undici', 'nodemailer'],
    },
  },
  'packages/http': { allowed: ['@deskcard/core', 'ky', 'eventsource-parser'] },
  'packages/storage-idb': { allowed: ['@deskcard/core', 'idb'] },
  'packages/storage-postgres': {
    allowed: ['@deskcard/core', 'pg', 'pg-connection-string', '@electric-sql/pglite'],
    node: { in: ['src'] },
  },
  'packages/testing': { allowed: ['@deskcard/core', 'msw', 'chai'], node: { in: ['src'] } },
  'packages/deskcard': {
    allowed: ['@deskcard/core', '@deskcard/elements', '@deskcard/http', '@deskcard/storage-idb'],
  },
};

/**
 * The one folder whose modules may call out, and the packages in which no other may (B9): whatever could open a
 * connection from there is named, so that no lookup leaves by another door. Reading a request's type is no call.
 */
const WAY_OUT = {
  folder: 'packages/gateway/src/node/egress/',
  packages: ['packages/core', 'packages/gateway'],
  modules: new Set(
    ['undici', 'node-fetch', 'axios', 'ky'].concat(
      ['http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns', 'dns/promises'].flatMap((name) => [
        name,
        `node:${name}`,
      ]),
    ),
  ),
  globals: new Set(['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest']),
};

/** A host with a server of its own is two programs: what the pages load may not carry what only the server has. */
const SERVER_SIDE = {
  folder: 'examples/desk/src/server/',
  house: 'examples/desk',
  only: ['@deskcard/gateway', '@deskcard/storage-postgres', 'jose'],
};

/** One file as the rules see it. */
export interface SourceFile {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly imports: readonly Import[];
  /** Uses of what the platform offers for calling out. */
  readonly calls?: readonly GlobalUse[];
}

/** The files of every workspace, read from disk. */
export function readSources(base = root): SourceFile[] {
  const isSource = (path: string) => /\/(src|test)\/.*\.ts$/.test(path) && !path.endsWith('.d.ts');
  return ['packages', 'examples']
    .flatMap((folder) => filesBelow(folder, isSource, base))
    .map((path) => readSource(path, readFileSync(join(base, path), 'utf8')));
}

export function readSource(path: string, text: string): SourceFile {
  return { path, imports: readImports(path, text), calls: readGlobals(path, text, WAY_OUT.globals) };
}

/** Every broken rule as `file:line: what is wrong, and what to do`; empty when the house stands. */
export function brokenFloors(
  files: readonly SourceFile[] = readSources(),
  houses: readonly Workspace[] = workspaces(),
): string[] {
  const problems = files.flatMap((file) => {
    const house = houses.find(({ dir }) => file.path.startsWith(`${dir}/`));
    if (house === undefined) return [];
    const imports = file.imports.flatMap((one) => {
      const problem =
        judgeWayOut(file.path, one, house) ??
        judgeSide(file.path, one, house) ??
        judge(file.path, one, house, houses);
      return problem === undefined ? [] : [`${file.path}:${one.line}: ${problem}`];
    });
    const calls = mayCallOut(file.path, house) ? [] : (file.calls ?? []);
    return [...imports, ...calls.map(({ name, line }) => `${file.path}:${line}: ${callsOut(name)}`)];
  });
  return [...problems, ...cycles(files)];
}

function judge(
  path: string,
  one: Import,
  house: Workspace,
  houses: readonly Workspace[],
): string | undefined {
  if (one.specifier.startsWith('.')) return judgeRelative(path, one.specifier, house);
  if (house.dir === 'packages/tools' || isTest(path)) return undefined;
  if (one.specifier.startsWith('node:')) return judgeNode(path, one.specifier, house);
  return house.dir.startsWith('examples/')
    ? judgeExample(one.specifier, house, houses)
    : (judgePackage(path, one, house) ?? judgeListed(one.specifier, house));
}

function mayCallOut(path: string, house: Workspace): boolean {
  return !WAY_OUT.packages.includes(house.dir) || path.startsWith(WAY_OUT.folder) || isTest(path);
}

function judgeWayOut(path: string, one: Import, house: Workspace): string | undefined {
  if (one.typeOnly || mayCallOut(path, house) || !WAY_OUT.modules.has(one.specifier)) return undefined;
  return callsOut(one.specifier);
}

const callsOut = (name: string): string =>
  `'${name}' can call out, which only ${WAY_OUT.folder} may: every lookup goes through its checks.`;

function judgeSide(path: string, one: Import, house: Workspace): string | undefined {
  if (house.dir !== SERVER_SIDE.house || path.startsWith(SERVER_SIDE.folder)) return undefined;
  if (one.typeOnly || isTest(path)) return undefined;
  const isThere = one.specifier.startsWith('.')
    ? join(dirname(path), one.specifier).startsWith(SERVER_SIDE.folder)
    : one.specifier.startsWith('node:') || SERVER_SIDE.only.some((name) => within(one.specifier, name));
  return isThere ? `'${one.specifier}' belongs to the server; a page may load it nowhere.` : undefined;
}

function judgeRelative(path: string, specifier: string, house: Workspace): string | undefined {
  if (!/\.(js|json|mjs)$/.test(specifier))
    return `'${specifier}' needs its file ending: write '${specifier}.js'.`;
  // The bench weighs and times single modules, and the core's random histories are played on every storage.
  if (/^packages\/tools\/src\/(?:bench|histories)\//.test(path)) return undefined;
  const target = join(dirname(path), specifier);
  if (target.startsWith(`${house.dir}/`)) return undefined;
  return `'${specifier}' leaves ${house.dir}: import the other package by its name.`;
}

function judgeNode(path: string, specifier: string, house: Workspace): string | undefined {
  if (house.dir.startsWith('examples/')) return undefined;
  if (isForNode(path, house)) return undefined;
  return `'${specifier}' exists only in Node; this module must also run in a browser.`;
}

function isForNode(path: string, house: Workspace): boolean {
  const folders = FLOORS[house.dir]?.node?.in ?? [];
  return folders.some((folder) => path.startsWith(`${house.dir}/${folder}/`));
}

function judgePackage(path: string, one: Import, house: Workspace): string | undefined {
  const floor = FLOORS[house.dir];
  if (floor === undefined) return `${house.dir} has no floor yet: add it to packages/tools/src/floors.ts.`;
  const allowed = [...floor.allowed, ...(isForNode(path, house) ? (floor.node?.allowed ?? []) : [])];
  if (allowed.some((name) => within(one.specifier, name))) return undefined;
  const typesAllowed = (floor.typesOf ?? []).some((name) => within(one.specifier, name));
  if (typesAllowed && one.typeOnly) return undefined;
  if (typesAllowed) return `only types may come from '${one.specifier}' here: use 'import type'.`;
  return `${house.dir} may not stand on '${one.specifier}'; it may use ${allowed.join(', ')}.`;
}

/** A host has only what its package.json lists; being hoisted next door is luck. */
function judgeListed(specifier: string, house: Workspace): string | undefined {
  const { name, dependencies, peerDependencies } = house.manifest;
  const wanted = packageName(specifier);
  if (wanted === name || wanted in { ...dependencies, ...peerDependencies }) return undefined;
  return `'${wanted}' is not among the dependencies of ${house.dir}/package.json.`;
}

function judgeExample(specifier: string, house: Workspace, houses: readonly Workspace[]): string | undefined {
  const target = houses.find(({ manifest }) => manifest.name === packageName(specifier));
  if (target !== undefined && target.dir.startsWith('packages/') && target.manifest.private) {
    return `'${specifier}' is not published; an example shows what a host can do.`;
  }
  return judgeListed(specifier, house);
}

/** Tests may use the whole workshop: other packages, Node, test libraries. */
function isTest(path: string): boolean {
  return path.endsWith('.test.ts') || /^[^/]+\/[^/]+\/test\//.test(path);
}

function within(specifier: string, name: string): boolean {
  return specifier === name || specifier.startsWith(`${name}/`);
}

function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Rings of modules that load each other; type-only imports are erased and make no ring. */
function cycles(files: readonly SourceFile[]): string[] {
  const paths = new Set(files.map(({ path }) => path));
  const graph = new Map(
    files.map(({ path, imports }) => {
      const loaded = imports.filter(({ typeOnly, specifier }) => !typeOnly && specifier.startsWith('.'));
      const targets = loaded.map(({ specifier }) => join(dirname(path), specifier.replace(/\.js$/, '.ts')));
      return [path, targets.filter((target) => paths.has(target))];
    }),
  );
  const rings: string[] = [];
  const done = new Set<string>();
  const walk = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0)
      rings.push(`${path}: modules load each other: ${[...trail.slice(start), path].join(' → ')}`);
    if (start >= 0 || done.has(path)) return;
    for (const next of graph.get(path) ?? []) walk(next, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) walk(path, []);
  return rings;
}
