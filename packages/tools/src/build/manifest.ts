/**
 * The list of elements with their properties, events, parts and custom properties, which editors and
 * documentation read (`custom-elements.json`).
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from '../children.js';
import { root } from '../repo.js';

const ELEMENTS = 'packages/elements';

/** Writes `packages/elements/dist/custom-elements.json`; gives the analyser's complaint, or an empty text. */
export async function buildElementsManifest(): Promise<string> {
  if (!existsSync(join(root, ELEMENTS, 'src'))) return '';
  const cli = join(root, 'node_modules/@custom-elements-manifest/analyzer/cem.js');
  const globs = ['--globs', `${ELEMENTS}/src/**/*.ts`, '--exclude', `${ELEMENTS}/src/**/*.test.ts`];
  const where = ['--outdir', `${ELEMENTS}/dist`, '--no-packagejson', '--litelement', '--quiet'];
  const { code, output } = await runChild(process.execPath, [cli, 'analyze', ...globs, ...where]);
  const file = join(root, ELEMENTS, 'dist/custom-elements.json');
  if (code !== 0 || !existsSync(file)) return output.trim() || 'the analyser wrote no manifest';
  // The paths a host can load are those of the built modules, relative to the package.
  const text = readFileSync(file, 'utf8');
  const source = new RegExp(`"/?${ELEMENTS}/src/([^"]+)\\.ts"`, 'g');
  writeFileSync(file, text.replace(source, '"dist/$1.js"'));
  return '';
}
