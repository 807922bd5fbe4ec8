/** What the scorer weighs in a page, with the reading of names, addresses and member ids. */
import { bundle } from '../bundle.js';
import type { Figure } from '../figure.js';

export async function scorerSize(): Promise<Figure[]> {
  const { gzip, inputs } = await bundle(`export * from '@deskcard/core/identity';`);
  const strangers = inputs.filter((path) => path.includes('node_modules'));
  return [
    { name: 'the scorer, gzip', value: gzip / 1024, unit: 'KB', bar: 6 },
    { name: 'packages in it', value: strangers.length, unit: '', bar: 0 },
  ];
}
