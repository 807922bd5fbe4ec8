/**
 * The list of elements with their properties, events, parts and custom properties, which editors and
 * documentation read (`custom-elements.json`).
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from '../children.js';
import { root } from '../repo.js';

/** Writes `packages/elements/dist/custom-elements.json`; gives the analyser's complaint, or an empty text. */
export async function buildElementsManifest(): Promise<string> {
  const elements = join(root, 'packages/elements');
  if (!existsSync(join(elements, 'src'))) return '';
  const cli = join(root, 'node_modules/@custom-elements-manifest/analyzer/cem.js');
  const args = [
    cli,
    'analyze',
    '--config',
    join(root, 'packages/tools/custom-elements.config.mjs'),
    '--quiet',
  ];
  const { code, output } = await runChild(process.execPath, args, { cwd: elements });
  const written = existsSync(join(elements, 'dist/custom-elements.json'));
  return code === 0 && written ? '' : output.trim() || 'the analyser wrote no manifest';
}
