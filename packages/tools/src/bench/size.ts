/**
 * What the elements weigh in a host's page, gzipped, Lit included; and what must never be in there. A page loads the
 * elements when they are defined, and what is opened now and then when it is opened: both are weighed, and all of it.
 */
import type { Figure } from './figure.js';
import { bundleInChunks, withImports, type Chunk } from './bundle.js';

const badge = `import '@deskcard/elements/customer-badge/define';`;
const imports = (...tags: string[]): string =>
  tags.map((tag) => `import '@deskcard/elements/${tag}/define';`).join('\n');
/** The first four, which every host of them pays for. */
const four = imports('api-settings', 'customer-badge', 'info-search', 'merge-dialog');
/** At the ticket beside them; what it loads when it is first on a page is weighed with it, as it is there at once. */
const customerFields = imports('customer-fields');
const all = `import '@deskcard/elements/define';`;
const contract = `${four} export { deskFrom, routes, DeskError, isDeskError } from '@deskcard/core/contract';`;

/** Each lazy part, what opens it, and the bar for what that adds. */
const parts = [
  { module: 'merge-dialog/merging.part.ts', opening: 'the merge dialog', bar: 14.5 },
  { module: 'customer-fields/fields.part.ts', opening: 'the customer fields', bar: 14.2 },
  { module: 'api-settings/settings.part.ts', opening: 'the API settings', bar: 21.5 },
  { module: 'api-settings/server-information.part.ts', opening: 'server information', bar: 7.7 },
  { module: 'field-connections/connections.part.ts', opening: 'the field connections', bar: 8 },
  { module: 'grade-settings/grades.part.ts', opening: 'the grade settings', bar: 11 },
  { module: 'grade-members/members.part.ts', opening: 'who has which grade', bar: 16 },
  { module: 'duplicate-queue/queue.part.ts', opening: 'the queue of duplicates', bar: 15 },
  { module: 'duplicates/suggested.part.ts', opening: 'who else a customer may be', bar: 4.6 },
  { module: 'customer-list/customer-rows.part.ts', opening: 'the customer list', bar: 11 },
  { module: 'customer-list/customer-view.part.ts', opening: 'a customer of it', bar: 12 },
  { module: 'customer-list/customer-deletion.part.ts', opening: 'the deletion of one', bar: 3 },
  { module: 'customer-list/customer-transfer.part.ts', opening: 'an export or import of it', bar: 12 },
];

/** Heavy or wrong in a browser element: phone metadata, full zod, IndexedDB. */
const forbidden = [/libphonenumber/, /node_modules\/zod\//, /node_modules\/idb\//];

function weight(chunks: Iterable<Chunk>): number {
  let sum = 0;
  for (const { gzip } of chunks) sum += gzip;
  return sum / 1024;
}

/** What a page loads before anybody opens anything. */
function atOnce(chunks: readonly Chunk[]): Set<Chunk> {
  return withImports(chunks, [startOf(chunks)]);
}

function startOf(chunks: readonly Chunk[]): Chunk {
  return chunks.find(({ entry }) => entry === '<stdin>')!;
}

async function firstLoad(name: string, source: string, bar: number): Promise<Figure> {
  return { name, value: weight(atOnce(await bundleInChunks(source))), unit: 'KB', bar };
}

/** What each part adds to a page with all elements when it is the first that is opened. */
function openings(chunks: readonly Chunk[]): Figure[] {
  const loaded = atOnce(chunks);
  return parts.map(({ module, opening, bar }) => {
    const start = chunks.find(({ entry }) => entry?.endsWith(module));
    if (start === undefined) throw new Error(`${module} is not loaded by an import() of its own.`);
    const added = [...withImports(chunks, [start])].filter((chunk) => !loaded.has(chunk));
    return { name: `added by first opening ${opening}, gzip`, value: weight(added), unit: 'KB', bar };
  });
}

function forbiddenInputs(chunks: readonly Chunk[]): Figure {
  const inputs = chunks.flatMap((chunk) => chunk.inputs);
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
  const chunks = await bundleInChunks(all);
  const unweighed = chunks.filter(
    (each) =>
      each.entry && each !== startOf(chunks) && !parts.some(({ module }) => each.entry!.endsWith(module)),
  );
  if (unweighed.length > 0)
    throw new Error(`Not weighed: ${unweighed.map(({ entry }) => entry).join(', ')}.`);
  return [
    await firstLoad('badge alone, with all it needs, gzip', badge, 10),
    await firstLoad('first load of the four elements with Lit and English, gzip', four, 32),
    await firstLoad('first load of the elements and the client contract, gzip', contract, 40),
    await firstLoad('first load of the customer fields alone, gzip', customerFields, 16),
    await firstLoad('first load of all elements with Lit and English, gzip', all, 70),
    ...openings(chunks),
    { name: 'all elements with all their parts, gzip', value: weight(chunks), unit: 'KB', bar: 165 },
    forbiddenInputs(chunks),
  ];
}
