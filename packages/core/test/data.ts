/** Data for tests that is not part of the repository: beside it, or where `DESKCARD_DATA` says. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const folder = resolve(process.env['DESKCARD_DATA'] ?? join(repository, '../shared/data'));

/** The parsed JSON file, or `undefined` with the reason to give when a test is skipped. */
export function testData<T>(path: string): { data: T; skip: false } | { data: undefined; skip: string } {
  const file = join(folder, path);
  if (!existsSync(file)) return { data: undefined, skip: `there is no test data at ${file}` };
  return { data: JSON.parse(readFileSync(file, 'utf8')) as T, skip: false };
}
