/** A file made page by page, handed to the person who asked for it. */
export interface CsvPage {
  readonly csv: string;
  readonly rows: number;
  readonly cursor?: string | undefined;
}

/** The whole file and how many rows it has; `signal` stops it, and then nothing is handed over. */
export async function collectCsv(
  page: (cursor: string | undefined) => Promise<CsvPage>,
  signal: AbortSignal,
  progress: (rows: number) => void,
): Promise<{ file: Blob; rows: number }> {
  const parts: string[] = [];
  let rows = 0;
  let cursor: string | undefined;
  do {
    const next = await page(cursor);
    signal.throwIfAborted();
    parts.push(next.csv);
    rows += next.rows;
    progress(rows);
    cursor = next.cursor;
  } while (cursor !== undefined);
  return { file: new Blob(parts, { type: 'text/csv;charset=utf-8' }), rows };
}

/** Saves it as the browser saves files. */
export function download(page: Document, file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = page.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Once the browser has taken it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
