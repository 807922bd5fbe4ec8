/** Bundles a piece of code as a host's production build would, and says what is in it. */
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { root } from '../repo.js';

export interface Bundled {
  code: string;
  /** bytes after gzip at level 9 */
  gzip: number;
  /** source files that made it into the bundle */
  inputs: string[];
}

/** An `iife` is known to its page as `bench`. `source` is the text of an ES module, resolved as if it stood in packages/tools. */
export async function bundle(source: string, format: 'esm' | 'iife' = 'esm'): Promise<Bundled> {
  const result = await build({
    stdin: { contents: source, resolveDir: `${root}/packages/tools/src/bench`, loader: 'ts' },
    bundle: true,
    minify: true,
    format,
    ...(format === 'iife' ? { globalName: 'bench' } : {}),
    target: 'es2022',
    conditions: ['@deskcard/source', 'production'],
    define: { 'process.env.NODE_ENV': '"production"' },
    tsconfig: `${root}/tsconfig.json`,
    write: false,
    metafile: true,
    legalComments: 'none',
  });
  const code = result.outputFiles[0]!.text;
  const [output] = Object.values(result.metafile.outputs);
  const inputs = Object.entries(output!.inputs).flatMap(([path, { bytesInOutput }]) =>
    bytesInOutput > 0 ? [path] : [],
  );
  return { code, gzip: gzipSync(code, { level: 9 }).byteLength, inputs };
}
