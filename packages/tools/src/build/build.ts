/**
 * Builds every public package: modules, types, the file for a script tag and the list of elements. One broken
 * package does not hide the state of the others.
 */
import { existsSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rollup, type OutputOptions, type RollupOptions } from 'rollup';
import { publicPackages, root } from '../repo.js';
import { buildElementsManifest } from './manifest.js';
import { buildTypes } from './types.js';

/** Builds all; tells each finished step to `say`; gives what went wrong, in words, empty when nothing did. */
export async function build(say: (line: string) => void): Promise<string[]> {
  const problems: string[] = [];
  for (const { dir } of publicPackages()) rmSync(join(root, dir, 'dist'), { recursive: true, force: true });
  const config = pathToFileURL(join(root, 'rollup.config.mjs')).href;
  const { default: bundles } = (await import(config)) as { default: RollupOptions[] };
  for (const options of bundles) {
    const output = options.output as OutputOptions;
    const name = relative(root, output.file ?? output.dir ?? '');
    const problem = missingSource(options) ?? (await bundle(options, output));
    if (problem === undefined) say(`built ${name}`);
    else problems.push(`${name}: ${problem}`);
  }
  const typeErrors = await buildTypes();
  if (typeErrors === '') say('built types');
  else problems.push(`types: ${typeErrors}`);
  const manifestError = await buildElementsManifest();
  if (manifestError === '') say('built packages/elements/dist/custom-elements.json');
  else problems.push(`custom-elements.json: ${manifestError}`);
  return problems;
}

function missingSource({ input }: RollupOptions): string | undefined {
  const files = typeof input === 'string' ? [input] : Object.values(input ?? {});
  const missing = files.filter((file) => !existsSync(file)).map((file) => relative(root, file));
  return missing.length === 0 ? undefined : `package.json names ${missing.join(', ')}, which does not exist`;
}

async function bundle(options: RollupOptions, output: OutputOptions): Promise<string | undefined> {
  try {
    const result = await rollup(options);
    await result.write(output);
    await result.close();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
