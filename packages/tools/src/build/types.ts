/**
 * The types a host's editor shows: one pass of the compiler over all packages, each declaration then laid
 * beside the module it describes.
 */
import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from '../children.js';
import { publicPackages, root } from '../repo.js';

/** Writes `dist/**.d.ts` of every public package; gives the compiler's complaints, empty when there are none. */
export async function buildTypes(): Promise<string> {
  const out = join(root, 'node_modules/.cache/types');
  rmSync(out, { recursive: true, force: true });
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { code, output } = await runChild(process.execPath, [
    tsc,
    '-p',
    'packages/tools/tsconfig.types.json',
  ]);
  for (const { dir } of publicPackages()) {
    const from = join(out, dir, 'src');
    if (existsSync(from)) cpSync(from, join(root, dir, 'dist'), { recursive: true });
  }
  return code === 0 ? '' : output.trim() || `tsc ended with code ${code}`;
}
