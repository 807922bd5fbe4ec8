/**
 * `npm run bench:identity -- FOLDER [--json FILE] [--rates]`: how well duplicates are found, every figure against its
 * bar. FOLDER holds `febrl/dataset….csv` and `fixtures/ko-roman-name-pairs.json`; without one only what is made up is
 * measured. `--rates` counts instead how often things happen in the made-up contact centre, which the weights were
 * rounded from.
 */
import { readFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { passes, table, writeJson, type Figure } from '../bench/figure.js';
import { contactCentres, febrl, madeUpRomanisedNames, romanisedNames } from '../bench/identity/accuracy.js';
import { ratesTable } from '../bench/identity/count-rates.js';
import { scorerSize } from '../bench/identity/scorer-size.js';
import { scanInPage, suggestions } from '../bench/identity/scan.js';
import { speed } from '../bench/identity/speed.js';
import { runCommand } from '../command.js';

async function fromFolder(folder: string): Promise<Figure[]> {
  const figures = await febrl(join(folder, 'febrl'));
  if (figures.length === 0) console.log(`No febrl/dataset….csv in ${folder}: nothing was measured on FEBRL.`);
  return [...figures, ...(await namesIn(folder))];
}

async function namesIn(folder: string): Promise<Figure[]> {
  try {
    const text = await readFile(join(folder, 'fixtures/ko-roman-name-pairs.json'), 'utf8');
    return romanisedNames('of the folder', JSON.parse(text) as { ko: string; latin: string }[]);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    console.log(
      `No fixtures/ko-roman-name-pairs.json in ${folder}: names were measured on made-up ones only.`,
    );
    return [];
  }
}

await runCommand(async (args) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'string' }, rates: { type: 'boolean' } },
  });
  if (values.rates) {
    console.log(ratesTable());
    return 0;
  }
  const [folder] = positionals;
  const figures = await scorerSize();
  if (folder === undefined) console.log('No folder named: FEBRL is not measured.');
  else figures.push(...(await fromFolder(folder)));
  console.log('Measuring made-up contact centres …');
  figures.push(...madeUpRomanisedNames(), ...contactCentres());
  const busy = `${loadavg()[0]!.toFixed(1)} processes wanted ${cpus().length} cores`;
  figures.push(...(await speed()));
  console.log('Filling a database in a browser and one on a server …');
  figures.push(...(await scanInPage()), ...(await suggestions()));
  console.log(`\n${table(figures)}\n`);
  console.log(`Times are of this machine, on which ${busy}.`);
  if (values.json !== undefined) await writeJson(values.json, figures);
  const missed = figures.filter((figure) => !passes(figure));
  if (missed.length > 0) console.log(`${missed.length} of ${figures.length} figures missed their bar.`);
  return missed.length > 0 ? 1 : 0;
});
