/**
 * `npm run bench:gateway [-- lookups writes search streams] [--json FILE]`: the gateway on a real PostgreSQL, held against
 * its bars. DESKCARD_BENCH_CUSTOMERS=20000 makes a smaller database, for a quick look.
 */
import { parseArgs } from 'node:util';
import { passes, table, writeJson, type Figure } from '../bench/figure.js';
import { fill } from '../bench/gateway/fill.js';
import { lookups } from '../bench/gateway/lookups.js';
import { search } from '../bench/gateway/search.js';
import { listening } from '../bench/gateway/streams.js';
import { writes } from '../bench/gateway/writes.js';
import { runCommand } from '../command.js';
import { startPostgres, type TestServer } from '../postgres.js';

const customers = Number(process.env['DESKCARD_BENCH_CUSTOMERS'] ?? 1_000_000);
const workspace = 'bench';

type Suite = (database: string) => Promise<Figure[]>;

/** Those that need a full database come after the others. */
const small: Record<string, Suite> = { writes, streams: listening };
const large: Record<string, Suite> = {
  lookups: (database) => lookups(database, workspace, customers),
  search: (database) => search(database, workspace, customers),
};

async function server(): Promise<TestServer | undefined> {
  try {
    return await startPostgres();
  } catch (error) {
    console.log(`Skipped, nothing was measured: ${(error as Error).message}`);
    return undefined;
  }
}

async function measure(database: string, isWanted: (name: string) => boolean): Promise<Figure[]> {
  const figures: Figure[] = [];
  const run = async (suites: Record<string, Suite>): Promise<void> => {
    for (const [name, suite] of Object.entries(suites)) {
      if (!isWanted(name)) continue;
      console.log(`Measuring ${name} …`);
      figures.push(...(await suite(database)));
    }
  };
  await run(small);
  if (Object.keys(large).some(isWanted)) {
    console.log(`Filling in ${customers.toLocaleString('en')} customers …`);
    const start = performance.now();
    await fill(database, workspace, customers);
    console.log(`  in ${((performance.now() - start) / 1000).toFixed(0)} s`);
  }
  await run(large);
  return figures;
}

await runCommand(async (args) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'string' } },
  });
  const names = [...Object.keys(small), ...Object.keys(large)];
  const unknown = positionals.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new Error(`There is no bench "${unknown}"; there are ${names.join(', ')}.`);
  const postgres = await server();
  if (postgres === undefined) return 0;
  try {
    const figures = await measure(
      postgres.url,
      (name) => positionals.length === 0 || positionals.includes(name),
    );
    console.log(`\n${table(figures)}\n`);
    if (values.json !== undefined) await writeJson(values.json, figures);
    const missed = figures.filter((figure) => !passes(figure));
    if (missed.length > 0) console.log(`${missed.length} of ${figures.length} figures missed their bar.`);
    return missed.length > 0 ? 1 : 0;
  } finally {
    await postgres.remove();
  }
});
