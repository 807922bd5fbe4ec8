/**
 * How the packages become what npm carries. Everything follows from each package.json: its `exports` name the
 * sources (condition `@deskcard/source`), and what it does not bring itself stays an import. One module in, one module
 * out, so a host's bundler takes only what it uses; `deskcard` also gets one file for a script tag.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import esbuild, { minify } from 'rollup-plugin-esbuild';
import { compactStyles } from './packages/tools/src/build/compact-styles.mjs';
import { compactTemplates } from './packages/tools/src/build/compact-templates.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const target = 'es2022';
const tsconfig = join(root, 'tsconfig.json');

const compact = {
  name: 'compact styles and templates',
  transform: (code, id) =>
    id.endsWith('.ts') && !id.includes('node_modules')
      ? { code: compactTemplates(compactStyles(code)), map: null }
      : null,
};

/** Warnings about our own modules are mistakes: an unresolved import or a ring of modules would reach the host. */
function onwarn(warning) {
  const places = [warning.id, warning.loc?.file, ...(warning.ids ?? [])].filter(
    (place) => place !== undefined,
  );
  const isForeign = places.length > 0 && places.every((place) => place.includes('node_modules'));
  if (!isForeign) throw new Error(warning.message);
}

/** What `exports` opens, and what `bin` starts. */
function sourcesOf(dir, manifest) {
  const exported = Object.values(manifest.exports ?? {}).map((entry) => entry['@deskcard/source']);
  const started = Object.values(manifest.bin ?? {}).map((file) =>
    file.replace('/dist/', '/src/').replace(/\.js$/, '.ts'),
  );
  return [...exported, ...started]
    .filter((source) => source !== undefined)
    .map((source) => join(dir, source));
}

/** A package as ES modules, file for file as in `src`. */
function modules(dir, manifest) {
  const src = join(dir, 'src');
  const inputs = sourcesOf(dir, manifest).map((file) => [relative(src, file).replace(/\.ts$/, ''), file]);
  return {
    input: Object.fromEntries(inputs),
    external: (id) => !id.startsWith('.') && !id.startsWith(dir),
    plugins: [compact, esbuild({ target, tsconfig })],
    onwarn,
    output: {
      dir: join(dir, 'dist'),
      format: 'es',
      preserveModules: true,
      preserveModulesRoot: src,
      sourcemap: true,
      entryFileNames: '[name].js',
    },
  };
}

/** Everything in one minified file, for a page without a build step: `<script src="deskcard.global.js">`. */
function scriptTag(dir, manifest) {
  return {
    input: sourcesOf(dir, manifest)[0],
    plugins: [
      nodeResolve({ exportConditions: ['@deskcard/source', 'browser'] }),
      compact,
      esbuild({ target, tsconfig }),
      minify({ target }),
    ],
    onwarn,
    output: {
      file: join(dir, 'dist/deskcard.global.js'),
      format: 'iife',
      name: 'Deskcard',
      sourcemap: true,
      // What the modules load when it is first opened is in the one file, too.
      inlineDynamicImports: true,
    },
  };
}

const packages = readdirSync(join(root, 'packages'))
  .sort()
  .map((name) => join(root, 'packages', name))
  .map((dir) => [dir, JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8'))])
  .filter(([, manifest]) => !manifest.private);

export default packages.flatMap(([dir, manifest]) => [
  modules(dir, manifest),
  ...(manifest.name === 'deskcard' ? [scriptTag(dir, manifest)] : []),
]);
