/** Bundles a piece of code as a host's production build would, and says what is in it. */
import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { compactStyles } from '../build/compact-styles.mjs';
import { compactTemplates } from '../build/compact-templates.mjs';
import { root } from '../repo.js';

/** As the packages are built. */
const compact: Plugin = {
  name: 'compact styles and templates',
  setup: ({ onLoad }) => {
    onLoad({ filter: /packages\/elements\/src\/.*\.ts$/ }, ({ path }) => ({
      contents: compactTemplates(compactStyles(readFileSync(path, 'utf8'))),
      loader: 'ts',
    }));
  },
};

export interface Bundled {
  code: string;
  /** bytes after gzip at level 9 */
  gzip: number;
  /** source files that made it into the bundle */
  inputs: string[];
}

/** One file of a bundle in several. */
export interface Chunk extends Bundled {
  name: string;
  /** the chunks that are loaded with it */
  imports: string[];
  /** the source file that a page loads by importing this chunk when it wants it; absent where others import it */
  entry: string | undefined;
}

/** `source` is the text of an ES module, resolved as if it stood in packages/tools. */
function optionsFor(source: string): BuildOptions & { write: false; metafile: true } {
  return {
    stdin: { contents: source, resolveDir: `${root}/packages/tools/src/bench`, loader: 'ts' },
    bundle: true,
    minify: true,
    target: 'es2022',
    conditions: ['@deskcard/source', 'production'],
    define: { 'process.env.NODE_ENV': '"production"' },
    tsconfig: `${root}/tsconfig.json`,
    absWorkingDir: root,
    write: false,
    metafile: true,
    legalComments: 'none',
    plugins: [compact],
  };
}

const gzipped = (code: string): number => gzipSync(code, { level: 9 }).byteLength;

/** All in one file, what is loaded later included. An `iife` is known to its page as `bench`. */
export async function bundle(source: string, format: 'esm' | 'iife' = 'esm'): Promise<Bundled> {
  const result = await build({
    ...optionsFor(source),
    format,
    ...(format === 'iife' ? { globalName: 'bench' } : {}),
  });
  const code = result.outputFiles[0]!.text;
  const [output] = Object.values(result.metafile.outputs);
  return { code, gzip: gzipped(code), inputs: written(output!.inputs) };
}

/** In several files, as a page loads them: the first one is the start, the others follow or are loaded later. */
export async function bundleInChunks(source: string): Promise<Chunk[]> {
  const result = await build({
    ...optionsFor(source),
    format: 'esm',
    splitting: true,
    outdir: `${root}/out`,
  });
  const codes = new Map(result.outputFiles.map(({ path, text }) => [basename(path), text]));
  return Object.entries(result.metafile.outputs).map(([path, { inputs, imports, entryPoint }]) => {
    const name = basename(path);
    const code = codes.get(name)!;
    const atOnce = imports.filter(({ kind, external }) => kind === 'import-statement' && !external);
    return {
      name,
      code,
      gzip: gzipped(code),
      inputs: written(inputs),
      imports: atOnce.map((one) => basename(one.path)),
      entry: entryPoint,
    };
  });
}

function written(inputs: Record<string, { bytesInOutput: number }>): string[] {
  return Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : []));
}

/** These chunks and every one that comes with them. */
export function withImports(chunks: readonly Chunk[], start: readonly Chunk[]): Set<Chunk> {
  const found = new Set(start);
  for (const { imports } of found) {
    for (const chunk of chunks) if (imports.includes(chunk.name)) found.add(chunk);
  }
  return found;
}
