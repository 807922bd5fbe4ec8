/** What the elements weigh in a host's page, gzipped, Lit included; and what must never be in there. */
import type { Figure } from './figure.js';
import { bundle } from './bundle.js';

const badge = `import '@deskcard/elements/customer-badge/define';`;
const four = `import '@deskcard/elements/define';`;
const contract = `${four} export { deskFrom, routes, DeskError, isDeskError } from '@deskcard/core/contract';`;

/** Heavy or wrong in a browser element: phone metadata, full zod, IndexedDB. */
const forbidden = [/libphonenumber/, /node_modules\/zod\//, /node_modules\/idb\//];

async function weigh(name: string, source: string, bar: number): Promise<Figure> {
  const { gzip } = await bundle(source);
  return { name, value: gzip / 1024, unit: 'KB', bar };
}

async function forbiddenInputs(): Promise<Figure> {
  const { inputs } = await bundle(four);
  const found = inputs.filter((path) => forbidden.some((pattern) => pattern.test(path)));
  for (const path of found) console.error(`in the elements: ${path}`);
  return {
    name: 'modules of zod, idb or phone metadata in the elements',
    value: found.length,
    unit: 'modules',
    bar: 0,
  };
}

export async function size(): Promise<Figure[]> {
  return [
    await weigh('badge alone, with all it needs, gzip', badge, 10),
    await weigh('four elements with Lit and English, gzip', four, 32),
    await weigh('elements and the client contract, gzip', contract, 40),
    await forbiddenInputs(),
  ];
}
