/** Data sets that stand beside the repository; a test that needs one says so and skips when it is absent. */
import { readFile } from 'node:fs/promises';

const folder = process.env['DESKCARD_DATA'] ?? new URL('../../../../shared/data/', import.meta.url).pathname;

export async function sharedJson<T>(path: string): Promise<T | undefined> {
  const text = await sharedText(path);
  return text === undefined ? undefined : (JSON.parse(text) as T);
}

export async function sharedText(path: string): Promise<string | undefined> {
  try {
    return await readFile(`${folder.replace(/\/$/, '')}/${path}`, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
