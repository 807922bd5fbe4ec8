/**
 * Where things are in this repository, for the scripts that work on it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder, absolute. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

/** What the scripts read of a workspace's package.json. */
export interface Workspace {
  /** Folder, relative to the root, with forward slashes: `packages/core`. */
  readonly dir: string;
  readonly manifest: Manifest;
}

/** The fields of a package.json that the scripts use. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly sideEffects?: boolean | readonly string[];
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** Every folder under `packages` and `examples` that has a package.json, in name order. */
export function workspaces(base = root): Workspace[] {
  return ['packages', 'examples'].flatMap((group) => {
    const folder = join(base, group);
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .sort()
      .filter((name) => existsSync(join(folder, name, 'package.json')))
      .map((name) => ({
        dir: `${group}/${name}`,
        manifest: JSON.parse(readFileSync(join(folder, name, 'package.json'), 'utf8')) as Manifest,
      }));
  });
}

/** The packages that are published. */
export function publicPackages(base = root): Workspace[] {
  return workspaces(base).filter(({ dir, manifest }) => dir.startsWith('packages/') && !manifest.private);
}

const NOT_SOURCE = new Set(['node_modules', 'dist', '.cache', '.git']);

/**
 * All files below `dir` (relative to the root) whose path passes `wanted`, sorted, relative to the root with
 * forward slashes. Built and installed files are left out; a missing folder is empty.
 */
export function filesBelow(dir: string, wanted: (path: string) => boolean, base = root): string[] {
  const folder = join(base, dir);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = relative(base, join(folder, entry.name)).split(sep).join('/');
      if (entry.isDirectory()) return NOT_SOURCE.has(entry.name) ? [] : filesBelow(path, wanted, base);
      return wanted(path) ? [path] : [];
    })
    .sort();
}
