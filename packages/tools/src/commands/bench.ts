/**
 * `npm run bench [-- size badges paint list storage] [--json FILE]`: measures, holds every figure against its bar and fails
 * when one misses it. Ratios are of things measured in the same run; absolute times tell only about this machine.
 */
import { parseArgs } from 'node:util';
import { badges } from '../bench/badges.js';
import { passes, table, writeJson, type Figure } from '../bench/figure.js';
import { firstPaintOfBadge } from '../bench/first-paint.js';
import { list } from '../bench/list.js';
import { size } from '../bench/size.js';
import { storage } from '../bench/storage.js';
import { runCommand } from '../command.js';

const suites: Record<string, () => Promise<Figure[]>> = {
  size,
  badges,
  paint: firstPaintOfBadge,
  list,
  storage,
};

await runCommand(async (args) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'string' } },
  });
  const unknown = positionals.find((name) => !(name in suites));
  if (unknown !== undefined)
    throw new Error(`There is no bench "${unknown}"; there are ${Object.keys(suites).join(', ')}.`);
  const figures: Figure[] = [];
  for (const [name, suite] of Object.entries(suites)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    console.log(`Measuring ${name} …`);
    figures.push(...(await suite()));
  }
  console.log(`\n${table(figures)}\n`);
  if (values.json !== undefined) await writeJson(values.json, figures);
  const missed = figures.filter((figure) => !passes(figure));
  if (missed.length > 0) console.log(`${missed.length} of ${figures.length} figures missed their bar.`);
  return missed.length > 0 ? 1 : 0;
});
