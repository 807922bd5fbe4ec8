/** 100,000 customers in IndexedDB: finding by identifier, by any fragment, and merging, beside raw IndexedDB. */
import { bundle } from './bundle.js';
import { runInPage } from './browser.js';
import { percentile, type Figure } from './figure.js';

export interface StorageTimes {
  identify: number[];
  rawIdentify: number[];
  search: Record<string, number[]>;
  merge: number[];
  rawMerge: number[];
}

/** a smaller desk for a quick look: DESKCARD_BENCH_CUSTOMERS=10000 */
const customers = Number(process.env['DESKCARD_BENCH_CUSTOMERS'] ?? 100_000);

const p95 = (values: readonly number[]): number => percentile(values, 0.95);

export async function storage(): Promise<Figure[]> {
  const { code } = await bundle(`export { run } from './pages/storage.page.js';`, 'iife');
  const times = await runInPage<StorageTimes>(code, { customers });
  return [
    {
      name: 'look-up of an identifier, p95',
      value: p95(times.identify),
      unit: 'ms',
      reference: { name: 'raw IndexedDB', value: p95(times.rawIdentify) },
      bar: 1.5,
    },
    ...Object.entries(times.search).map(([kind, values]) => ({
      name: `search by a fragment of ${kind}, p95`,
      value: p95(values),
      unit: 'ms',
      bar: 20,
    })),
    {
      name: 'merge of two customers with 20 tickets, p95',
      value: p95(times.merge),
      unit: 'ms',
      reference: { name: 'raw transaction', value: p95(times.rawMerge) },
      bar: 1.5,
    },
  ];
}
