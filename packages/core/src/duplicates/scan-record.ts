/** How far the comparison of all customers is, kept in the store so that anybody can go on with it (B4). */
import type { DuplicateScan } from '../model/duplicate.js';
import type { JsonValue, ReadTransaction, WriteTransaction } from '../ports.js';

export interface ScanRecord extends DuplicateScan {
  /** where the next step begins; absent at the beginning */
  after?: string;
  /** all customers have been compared, and settled pairs are being cleared away */
  tidying?: true;
}

const key = 'duplicates';

export const scanRecord = async (tx: ReadTransaction): Promise<ScanRecord | undefined> =>
  (await tx.get('scans', key)) as unknown as ScanRecord | undefined;

export const putScanRecord = (tx: WriteTransaction, record: ScanRecord): Promise<void> =>
  tx.put('scans', { key, value: record as unknown as JsonValue, indexes: {} });

export function shownScan({ after: _, tidying: __, ...scan }: ScanRecord): DuplicateScan {
  return scan;
}

export async function latestScan(tx: ReadTransaction): Promise<DuplicateScan | undefined> {
  const record = await scanRecord(tx);
  return record && shownScan(record);
}
