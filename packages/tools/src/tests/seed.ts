/**
 * Which random histories a run of the tests plays. The same sources meet the same ones, so that what passed on one
 * machine passes on the next; every change of the core meets others.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, root } from '../repo.js';

/** A whole number of 32 bits, as fast-check takes it. */
export function seedOfSources(base = root): number {
  const hash = createHash('sha256');
  for (const file of filesBelow('packages/core', (path) => path.endsWith('.ts'), base)) {
    hash.update(`${file}\n`);
    hash.update(readFileSync(join(base, file)));
  }
  return hash.digest().readInt32LE();
}
