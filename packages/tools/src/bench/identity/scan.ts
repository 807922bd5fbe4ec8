/** All customers compared in a worker of a page, and suggestions for one customer on each storage. */
import { nodeOnSources, runChild } from '../../children.js';
import { runInPage } from '../browser.js';
import { bundle } from '../bundle.js';
import { percentile, type Figure } from '../figure.js';
import type { SuggestionTimes } from './suggestions.program.js';

export interface ScanTimes {
  /** of the comparison alone */
  compareSeconds: number;
  /** of reading, comparing and keeping what was found */
  storedSeconds: number;
  longestTaskMs: number;
  suggestionMs: number[];
}

/** a smaller desk for a quick look: DESKCARD_BENCH_CUSTOMERS=10000 */
const customers = Number(process.env['DESKCARD_BENCH_CUSTOMERS'] ?? 100_000);

const p95 = (values: readonly number[]): number => percentile(values, 0.95);

export async function scanInPage(): Promise<Figure[]> {
  const { code } = await bundle(`export { run } from './pages/scan.page.js';`, 'iife');
  const { code: worker } = await bundle(`import './pages/scan.worker.js';`, 'iife');
  const times = await runInPage<ScanTimes>(code, { customers }, { '/scan-worker.js': worker });
  const many = customers.toLocaleString('en');
  return [
    { name: `${many} records scanned in a worker`, value: times.compareSeconds, unit: 's', bar: 8 },
    {
      name: `${many} customers in IndexedDB scanned by a worker, from reading to the queue`,
      value: times.storedSeconds,
      unit: 's',
      bar: 20,
    },
    { name: '… the longest task of the page meanwhile', value: times.longestTaskMs, unit: 'ms', bar: 50 },
    {
      name: 'suggestions for one, through IndexedDB, p95',
      value: p95(times.suggestionMs),
      unit: 'ms',
      bar: 25,
    },
  ];
}

export async function suggestions(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [storage, bar] of [
    ['memory', 1],
    ['PostgreSQL', 25],
  ] as const) {
    const program = nodeOnSources('packages/tools/src/bench/identity/suggestions.program.ts');
    const { message, output } = await runChild(process.execPath, [...program, storage, String(customers)], {
      ipc: true,
    });
    if (message === undefined) throw new Error(`The measurement ended without a result:\n${output}`);
    const value = p95((message as SuggestionTimes).suggestionMs);
    figures.push({ name: `suggestions for one, through ${storage}, p95`, value, unit: 'ms', bar });
  }
  return figures;
}
