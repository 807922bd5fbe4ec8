/** Data sets that stand beside the repository; a test that needs one says so and skips when it is absent. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { root } from './repo.js';

export const dataFolder = resolve(process.env['DESKCARD_DATA'] ?? join(root, '../shared/data'));

export async function sharedJson<T>(path: string): Promise<T | undefined> {
  const text = await sharedText(path);
  return text === undefined ? undefined : (JSON.parse(text) as T);
}

export async function sharedText(path: string): Promise<string | undefined> {
  try {
    return await readFile(join(dataFolder, path), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
