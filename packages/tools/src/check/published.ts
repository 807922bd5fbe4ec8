/**
 * What a host gets from npm must load: every way in that package.json or the documentation names exists, its
 * types resolve, and nothing that must run is thrown away by a bundler.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { runChild } from '../children.js';
import { filesBelow, publicPackages, root, type Manifest, type Workspace } from '../repo.js';

/** Every problem with the built packages, in words; empty when there is none. */
export async function publishedProblems(): Promise<string[]> {
  const packages = publicPackages();
  const found = [
    ...packages.flatMap(missingFiles),
    ...packages.flatMap(({ dir }) => missingPapers(dir, (path) => existsSync(join(root, path)))),
    ...packages.flatMap(({ dir, manifest }) => lostSideEffects(dir, manifest, modulesOf(dir))),
    ...unknownWays(packages, documents()),
  ];
  for (const { dir, manifest } of packages) {
    found.push(...(await lintPackage(dir, manifest)), ...(await typesOfPackage(dir)));
  }
  return [...found, ...(await unloadable(packages))];
}

/** Servers import what pages use: every built module loads in Node, from `dist`, as a host would load it. */
async function unloadable(packages: readonly Workspace[]): Promise<string[]> {
  const ways = packages.flatMap(({ manifest }) =>
    Object.entries(manifest.exports ?? {})
      .filter(([, target]) => typeof target !== 'string')
      .map(([way]) => manifest.name + way.slice(1)),
  );
  const script = `for (const way of ${JSON.stringify(ways)}) {
    await import(way).catch((error) => console.log(way + ' does not load in Node: ' + error.message));
  }`;
  const { code, output } = await runChild(process.execPath, ['--input-type=module', '--eval', script]);
  const lines = output.split('\n').filter((line) => line.includes(' does not load in Node: '));
  return code === 0 || lines.length > 0 ? lines : [output.trim()];
}

/** Every file an `exports` entry points to, in any condition, is there after the build. */
function missingFiles({ dir, manifest }: Workspace): string[] {
  return Object.entries(manifest.exports ?? {}).flatMap(([way, target]) => {
    const files = typeof target === 'string' ? [target] : Object.values(target);
    const missing = files.filter((file) => !file.includes('*') && !existsSync(join(root, dir, file)));
    return missing.map(
      (file) => `${dir}/package.json: exports['${way}'] points to ${file}, which is missing.`,
    );
  });
}

/** npm carries both with every package by itself, where they are. */
export function missingPapers(dir: string, isThere: (path: string) => boolean): string[] {
  return ['README.md', 'LICENSE']
    .filter((file) => !isThere(`${dir}/${file}`))
    .map((file) => `${dir} has no ${file}, which whoever installs it needs.`);
}

/**
 * A module named `define` registers a tag when it is loaded and gives nothing else. A bundler that believes
 * `sideEffects` throws it away, unless both its source and its built file are listed.
 */
export function lostSideEffects(dir: string, manifest: Manifest, modules: readonly string[]): string[] {
  const { sideEffects = true } = manifest;
  if (sideEffects === true) return [];
  const patterns = sideEffects === false ? [] : sideEffects.map(toExpression);
  const kept = (file: string) => patterns.some((pattern) => pattern.test(file));
  return modules
    .filter((file) => /(^|\/)define\.ts$/.test(file))
    .flatMap((file) => [`src/${file}`, `dist/${file.replace(/\.ts$/, '.js')}`])
    .filter((file) => !kept(file))
    .map((file) => `${dir}/package.json: sideEffects does not list ./${file}; a bundler would drop it.`);
}

/** `*` within one folder, `**` through any number of them, as bundlers read `sideEffects`. */
function toExpression(pattern: string): RegExp {
  const parts = pattern.replace(/^\.\//, '').split(/(\*\*\/|\*)/);
  const text = parts.map((part) => {
    if (part === '**/') return '(?:.*/)?';
    return part === '*' ? '[^/]*' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  });
  // A pattern without a folder means the file wherever it lies.
  return new RegExp(`${pattern.includes('/') ? '^' : '(^|/)'}${text.join('')}$`);
}

/** Every `'@deskcard/…'` or `'deskcard'` in quotes in a document is a way in that package.json opens. */
export function unknownWays(
  packages: readonly Workspace[],
  texts: readonly { path: string; text: string }[],
): string[] {
  const open = new Set(
    packages.flatMap(({ manifest }) =>
      Object.keys(manifest.exports ?? {}).map((way) => manifest.name + way.slice(1)),
    ),
  );
  const named = /['"]((?:@deskcard\/[a-z-]+|deskcard)(?:\/[\w./-]+)?)['"]/g;
  return texts.flatMap(({ path, text }) =>
    [...text.matchAll(named)]
      .map((match) => match[1] ?? '')
      .filter((way) => !open.has(way))
      .map((way) => `${path} names '${way}', which no package.json exports.`),
  );
}

function modulesOf(dir: string): string[] {
  return filesBelow(`${dir}/src`, (path) => path.endsWith('.ts') && !path.endsWith('.test.ts')).map((path) =>
    path.slice(`${dir}/src/`.length),
  );
}

function documents(): { path: string; text: string }[] {
  const isDocument = (path: string) => path.endsWith('.md');
  const paths = ['docs', 'packages', 'examples'].flatMap((folder) => filesBelow(folder, isDocument));
  const top = ['README.md', 'CONTRIBUTING.md'].filter((path) => existsSync(join(root, path)));
  return [...top, ...paths].map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

async function lintPackage(dir: string, manifest: Manifest): Promise<string[]> {
  const { messages } = await publint({ pkgDir: join(root, dir), strict: true, pack: 'npm' });
  return messages.map((message) => {
    const words = formatMessage(message, { ...manifest }, { color: false }) ?? message.code;
    return `${dir}: ${words}`;
  });
}

async function typesOfPackage(dir: string): Promise<string[]> {
  const cli = join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js');
  const args = ['--pack', dir, '--profile', 'esm-only', '--format', 'ascii', '--no-color', '--no-emoji'];
  const { code, output } = await runChild(process.execPath, [cli, ...args]);
  if (code === 0) return [];
  // The report has a paragraph per way in: its name in quotes, then a line per kind of resolution.
  const problems = output
    .split('\n')
    .filter((line) => /^"|^(node16 \(from ESM\)|bundler):(?! OK)/.test(line))
    .filter((line, index, lines) => !line.startsWith('"') || !(lines[index + 1] ?? '"').startsWith('"'))
    .map((line) => line.trim());
  return [`${dir}: the types do not resolve: ${problems.join(' ') || output.trim()}`];
}
