/**
 * Pages of an index or a store, read in bulk: a cursor would cost a turn of the event loop for every record. Entries
 * are unique and sorted, so a page is a range of them, and the next one begins behind its last.
 */
import type { ScanPage, ScanRange } from '@deskcard/core/ports';
import { PageBuilder, writeCursor, type EntryBounds } from '@deskcard/core/storage-kit';
import type { Ask } from './requests.js';
import type { Row } from './schema.js';

/** `index` names the index that `source` is; undefined for a store. */
export async function scanPage(
  source: IDBObjectStore | IDBIndex,
  index: string | undefined,
  bounds: EntryBounds,
  { limit, reverse = false, keysOnly = false }: ScanRange,
  ask: Ask,
): Promise<ScanPage> {
  if (keysOnly && index !== undefined && !reverse) {
    const page = await keysPage(source, bounds, limit, ask);
    if (page !== undefined) return page;
  }
  const page = new PageBuilder(limit);
  // One more than the page holds tells whether there is a next one.
  const size = limit + 1;
  let rest = bounds;
  for (;;) {
    const rows = reverse
      ? await lastRows(source, rest, size, ask)
      : await ask<Row[]>(() => source.getAll(keyRange(rest), size));
    const entries = entriesOf(rows, index, rest, reverse);
    for (const [i, entry] of entries.entries()) {
      if (!page.add(entry, () => (keysOnly ? null : rows[i]!.value))) return page.end();
    }
    const last = entries.at(-1);
    // Records that stand on the page already leave it short, so there may be more to read.
    if (last === undefined || rows.length < size) return page.end();
    rest = reverse ? { lower: rest.lower, upper: last } : { lower: `${last}\0`, upper: rest.upper };
  }
}

/**
 * Without reading a record, each of which carries its entries in every index. Where records stand twice among the
 * first keys it cannot be told how many there are: undefined.
 */
async function keysPage(
  source: IDBObjectStore | IDBIndex,
  bounds: EntryBounds,
  limit: number,
  ask: Ask,
): Promise<ScanPage | undefined> {
  const keys = (await ask(() => source.getAllKeys(keyRange(bounds), limit + 1))) as string[];
  if (keys.length <= limit) return { records: [...new Set(keys)].map(withoutValue) };
  if (new Set(keys).size <= limit) return undefined;
  let request!: IDBRequest<IDBCursor | null>;
  let last = await ask(() => (request = source.openKeyCursor(keyRange(bounds))));
  if (limit > 1) {
    const first = last!;
    last = await ask(() => {
      first.advance(limit - 1);
      return request;
    });
  }
  return { records: keys.slice(0, limit).map(withoutValue), cursor: writeCursor(last!.key as string) };
}

const withoutValue = (key: string): { key: string; value: null } => ({ key, value: null });

export function keyRange({ lower, upper }: EntryBounds): IDBKeyRange {
  return upper === undefined ? IDBKeyRange.lowerBound(lower) : IDBKeyRange.bound(lower, upper, false, true);
}

/** The last rows of a range, last one first: a cursor jumps to where they begin, and they are read in bulk. */
async function lastRows(
  source: IDBObjectStore | IDBIndex,
  bounds: EntryBounds,
  size: number,
  ask: Ask,
): Promise<Row[]> {
  let request!: IDBRequest<IDBCursor | null>;
  let cursor = await ask(() => (request = source.openKeyCursor(keyRange(bounds), 'prev')));
  if (cursor === null) return [];
  if (size > 1) {
    const end = cursor;
    cursor = await ask(() => {
      end.advance(size - 1);
      return request;
    });
  }
  const lower = cursor === null ? bounds.lower : (cursor.key as string);
  const rows = await ask<Row[]>(() => source.getAll(keyRange({ lower, upper: bounds.upper })));
  return rows.reverse();
}

/**
 * The entry under which each row was found. IndexedDB gives rows without their index keys, and a row as often as it
 * has entries in the range, in their order.
 */
function entriesOf(
  rows: readonly Row[],
  index: string | undefined,
  { lower, upper }: EntryBounds,
  reverse: boolean,
): string[] {
  if (index === undefined) return rows.map(({ key }) => key);
  const ahead = new Map<string, string[]>();
  return rows.map(({ key, entries }) => {
    let own = ahead.get(key);
    if (own === undefined) {
      const within = (entry: string): boolean => entry >= lower && (upper === undefined || entry < upper);
      own = [...new Set(entries[index]!.filter(within))].sort();
      // Taken from the end.
      if (!reverse) own.reverse();
      ahead.set(key, own);
    }
    return own.pop()!;
  });
}
