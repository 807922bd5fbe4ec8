/** A CSV file that a person chose, as rows under the names of its columns. It is read where it is, and never kept. */
import { csvText, readCsvRows } from '@deskcard/core/csv';
import { isDeskError } from '@deskcard/core/errors';

export interface CsvColumn {
  /** how the desk calls it */
  readonly name: string;
  /** how people may call it in their file */
  readonly labels: readonly string[];
  readonly isRequired?: boolean;
}

export interface CsvRow {
  /** where it begins in the file, from 1; the first line names the columns */
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** Why a file cannot be taken. */
export type CsvProblem =
  | { readonly kind: 'unreadable' | 'empty' | 'tooLarge' }
  | { readonly kind: 'badLine'; readonly line: number }
  | { readonly kind: 'missing'; readonly columns: readonly CsvColumn[] };

const mostBytes = 20 * 1024 * 1024;

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]/g, '');

export async function readCsvFile(file: Blob, columns: readonly CsvColumn[]): Promise<CsvRow[] | CsvProblem> {
  if (file.size > mostBytes) return { kind: 'tooLarge' };
  let table: ReturnType<typeof readCsvRows>;
  try {
    table = readCsvRows(csvText(new Uint8Array(await file.arrayBuffer())));
  } catch (error) {
    const { line } = (isDeskError(error) ? error.details : {}) as { line?: number };
    return line === undefined ? { kind: 'unreadable' } : { kind: 'badLine', line };
  }
  const [{ cells: head } = { cells: [] as string[] }, ...rest] = table;
  const places = columns.map(({ name, labels }) => {
    const names = [name, ...labels].map(plain);
    return [name, head.findIndex((cell) => names.includes(plain(cell)))] as const;
  });
  const missing = columns.filter(({ isRequired }, i) => isRequired && places[i]![1] < 0);
  if (missing.length > 0) return { kind: 'missing', columns: missing };
  const rows = rest.map(({ line, cells: row }): CsvRow => {
    const cells = places.filter(([, at]) => at >= 0).map(([name, at]) => [name, row[at] ?? '']);
    return { line, cells: Object.fromEntries(cells) as Record<string, string> };
  });
  const filled = rows.filter(({ cells }) => Object.values(cells).some((cell) => cell.trim() !== ''));
  return filled.length === 0 ? { kind: 'empty' } : filled;
}
