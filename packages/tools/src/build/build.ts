/**
 * Builds every public package: modules, types, the file for a script tag, the list of elements and the terms. One broken
 * package does not hide the state of the others.
 */
import { copyFileSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rollup, type OutputOptions, type RollupOptions } from 'rollup';
import { publicPackages, root } from '../repo.js';
import { licencesIn } from './licences.js';
import { buildElementsManifest } from './manifest.js';
import { buildTypes } from './types.js';

/** Builds all; tells each finished step to `say`; gives what went wrong, in words, empty when nothing did. */
export async function build(say: (line: string) => void): Promise<string[]> {
  const problems: string[] = [];
  for (const { dir } of publicPackages()) {
    rmSync(join(root, dir, 'dist'), { recursive: true, force: true });
    // npm carries it with a package only from the package's own folder.
    copyFileSync(join(root, 'LICENSE'), join(root, dir, 'LICENSE'));
  }
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
    // In one file for a page there is code of others, whose terms travel with it.
    if (output.file !== undefined) {
      writeFileSync(output.file.replace(/\.js$/, '.licenses.txt'), licencesIn(result.watchFiles));
    }
    await result.close();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
