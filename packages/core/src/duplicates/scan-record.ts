/** How far the comparison of all customers is, kept in the store so that anybody can go on with it (B4). */
import type { DuplicateScan } from '../model/duplicate.js';
import type { JsonValue, ReadTransaction, WriteTransaction } from '../ports.js';
import { rangeBehind } from '../store/listing.js';

export interface ScanRecord extends DuplicateScan {
  /** the highest number that has been compared; absent at the beginning */
  last?: string;
  /** all customers have been compared, and settled pairs are being cleared away */
  tidying?: true;
  /** where the next step of that begins */
  after?: string;
}

const key = 'duplicates';

export const scanRecord = async (tx: ReadTransaction): Promise<ScanRecord | undefined> =>
  (await tx.get('scans', key)) as unknown as ScanRecord | undefined;

export const putScanRecord = (tx: WriteTransaction, record: ScanRecord): Promise<void> =>
  tx.put('scans', { key, value: record as unknown as JsonValue, indexes: {} });

export function shownScan({ last: _, tidying: __, after: ___, ...scan }: ScanRecord): DuplicateScan {
  return scan;
}

export async function latestScan(tx: ReadTransaction): Promise<DuplicateScan | undefined> {
  const record = await scanRecord(tx);
  return record && shownScan(record);
}

const mostCustomers = 1e9;

async function begin(tx: ReadTransaction, at: string): Promise<ScanRecord> {
  const total = await tx.count('fragments', 'list', { ...rangeBehind(undefined), limit: mostCustomers });
  return { done: 0, total, found: 0, startedAt: at };
}

/** When a step begins a scan. */
export type ScanStart = 'anew' | 'ifFinished' | 'ifNone';

/** The scan of this step, as long as none has to begin; a finished one has no step left. */
export async function knownScan(tx: ReadTransaction, start: ScanStart): Promise<ScanRecord | undefined> {
  if (start === 'anew') return undefined;
  const known = await scanRecord(tx);
  return start === 'ifFinished' && known?.finishedAt !== undefined ? undefined : known;
}

/** The scan of this step, or one that begins. */
export const scanFor = async (tx: ReadTransaction, start: ScanStart, at: string): Promise<ScanRecord> =>
  (await knownScan(tx, start)) ?? begin(tx, at);

/** The record once these customers have been compared; `isEnd` when nobody comes behind them. */
export function advanced(
  scan: ScanRecord,
  numbers: readonly string[],
  found: number,
  isEnd: boolean,
): ScanRecord {
  const done = scan.done + numbers.length;
  const last = numbers.at(-1) ?? scan.last;
  return {
    ...scan,
    done,
    total: Math.max(scan.total, done),
    found: scan.found + found,
    ...(last === undefined ? {} : { last }),
    ...(isEnd ? { tidying: true } : {}),
  };
}
