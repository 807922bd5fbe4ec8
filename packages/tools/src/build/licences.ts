/** Whose code a bundle contains besides ours, and under which terms. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ofPackage = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+(?=[\\/])/;

/** The terms of every package with a module among `files`, in the order of their names. */
export function licencesIn(files: readonly string[]): string {
  const folders = new Set(files.flatMap((file) => ofPackage.exec(file)?.[0] ?? []));
  return [...folders]
    .map((folder) => {
      const manifest = readFileSync(join(folder, 'package.json'), 'utf8');
      const { name, version, license } = JSON.parse(manifest) as Record<string, string>;
      const file = readdirSync(folder).find((each) => /^licen[cs]e(\.(md|txt))?$/i.test(each));
      if (file === undefined) throw new Error(`${name} has no file with its terms; find out what they are.`);
      return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
    })
    .sort()
    .join(`\n${'-'.repeat(80)}\n\n`);
}
