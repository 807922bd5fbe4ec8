/**
 * The sandbox's script, bundled in memory from the sources. It is made anew for each page load, so what one
 * edits is there after a reload; only what changed is compiled again.
 */
import { context, formatMessages, type BuildFailure, type OutputFile } from 'esbuild';
import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

export interface Bundle {
  /** The scripts that pages start with. */
  readonly entries: readonly string[];
  /** Compiles what changed since the last call. Rejects with the compiler's words when the sources are wrong. */
  refresh(): Promise<void>;
  /** A file of the last good bundle by its path below the site's root: `main.js`, `main.js.map`, chunks. */
  file(path: string): Uint8Array | undefined;
  close(): Promise<void>;
}

/** The scripts that pages of a site, and their workers, may start with. */
const starts = ['main', 'seats', 'log', 'desk-worker'];

/** Prepares the bundle of `<folder>/src/main.ts`, and of the other pages' scripts where there are any. */
export async function createBundle(folder: string): Promise<Bundle> {
  const outdir = join(folder, 'dist');
  const present = starts.filter((name) => name === 'main' || existsSync(join(folder, `src/${name}.ts`)));
  const compiler = await context({
    entryPoints: present.map((name) => join(folder, `src/${name}.ts`)),
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['@deskcard/source'],
    sourcemap: 'linked',
    outdir,
    write: false,
    logLevel: 'silent',
  });
  let files = new Map<string, Uint8Array>();
  let running: Promise<void> | undefined;
  const name = (file: OutputFile) => relative(outdir, file.path).split(sep).join('/');

  async function compile(): Promise<void> {
    try {
      const { outputFiles } = await compiler.rebuild();
      files = new Map(outputFiles.map((file) => [name(file), file.contents]));
    } catch (error) {
      const { errors } = error as Partial<BuildFailure>;
      if (errors === undefined) throw error;
      throw new Error((await formatMessages(errors, { kind: 'error' })).join('\n'), { cause: error });
    }
  }

  return {
    entries: present.map((name) => `${name}.js`),
    refresh() {
      running ??= compile().finally(() => (running = undefined));
      return running;
    },
    file: (path) => files.get(path),
    close: () => compiler.dispose(),
  };
}
