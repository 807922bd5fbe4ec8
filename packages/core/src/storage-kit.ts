/**
 * What every storage adapter needs and none should invent for itself: which records may be kept, how index entries
 * sort, what a range and a cursor mean. Adapters that use it give the same answers, so a desk can move from one to
 * another without loss.
 */
import { DeskError, type IssueCode } from './errors.js';
import type { Change, ChangeListener, SubscribeOptions } from './model/change.js';
import type { CollectionName, JsonValue, ScanPage, ScanRange, StoredRecord } from './ports.js';

/**
 * The longest primary key and the longest index key, in bytes of UTF-8: two of them fit into one index row of
 * PostgreSQL (2,704 bytes) beside the name of the tenant.
 */
export const keyBytes = 1200;

// A lone half of a surrogate pair matches only under the `u` flag; a whole pair does not.
const unstorable = /[\0\p{Surrogate}]/u;

/** False for text that not every database keeps as it is: text with U+0000 or with half a surrogate pair. */
export function isStorable(text: string): boolean {
  return !unstorable.test(text);
}

/**
 * Throws `invalid_input` for a record that not every database can keep; nothing is changed then. `text` is the value as
 * `JSON.stringify` writes it, for whoever has it at hand: it shows at a glance that there is nothing to look for.
 */
export function assertStorable(
  collection: CollectionName,
  { key, value, indexes }: StoredRecord,
  text?: string,
): void {
  assertKey(collection, 'key', key);
  for (const [index, keys] of Object.entries(indexes)) {
    for (const each of keys) assertKey(collection, index, each);
  }
  // Both are escaped there (ECMA-262, QuoteJSONString).
  const isClean = text !== undefined && !text.includes('\\u');
  if (!isClean && !isStorableValue(value))
    refuse(collection, 'value', 'invalid', 'holds U+0000 or half a surrogate pair');
}

function assertKey(collection: CollectionName, place: string, key: string): void {
  if (!isStorable(key)) refuse(collection, place, 'invalid', 'holds U+0000 or half a surrogate pair');
  // A unit of UTF-16 needs three bytes at most, so most keys need no counting.
  if (key.length * 3 > keyBytes && new TextEncoder().encode(key).length > keyBytes) {
    refuse(collection, place, 'tooLong', `has more than ${keyBytes} bytes`, keyBytes);
  }
}

function isStorableValue(value: JsonValue): boolean {
  if (typeof value === 'string') return isStorable(value);
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isStorableValue);
  return Object.entries(value).every(([name, each]) => isStorable(name) && isStorableValue(each));
}

function refuse(
  collection: CollectionName,
  place: string,
  code: IssueCode,
  reason: string,
  maximum?: number,
): never {
  const message = `A record of "${collection}" cannot be stored: its ${place} ${reason}.`;
  throw new DeskError('invalid_input', message, {
    hint: 'Clean or shorten the text before it is stored.',
    issues: [{ path: [collection, place], code, message, ...(maximum === undefined ? {} : { maximum }) }],
  });
}

/**
 * An index key and a primary key as one text that sorts by the first, then by the second: no key holds U+0000, and
 * nothing sorts before it.
 */
export function indexEntry(indexKey: string, key: string): string {
  return `${indexKey}\0${key}`;
}

/** The primary key of an entry; of the primary index, where entries are the keys themselves, the entry. */
export function keyOfEntry(entry: string): string {
  return entry.slice(entry.indexOf('\0') + 1);
}

/** The entries `e` with `lower <= e`, and `e < upper` where there is an upper bound. */
export interface EntryBounds {
  lower: string;
  upper?: string;
}

/** The entries that a range means; `undefined` when no entry can be in it. */
export function entryBounds(range: ScanRange): EntryBounds | undefined {
  const { prefix, from = '', to, reverse, after } = range;
  if (prefix !== undefined && !isStorable(prefix)) return undefined;
  const whole = prefix === undefined ? { lower: from, upper: to } : { lower: prefix, upper: endOf(prefix) };
  const bounds = after === undefined ? whole : afterCursor(whole, readCursor(after), reverse === true);
  return bounds.upper !== undefined && bounds.upper <= bounds.lower ? undefined : bounds;
}

function afterCursor({ lower, upper }: EntryBounds, entry: string, reverse: boolean): EntryBounds {
  if (reverse) return { lower, upper: upper === undefined || entry < upper ? entry : upper };
  // The very next text after an entry is the entry with U+0000 behind it.
  const next = `${entry}\0`;
  return { lower: next > lower ? next : lower, upper };
}

/** The first text behind everything that begins with `prefix`; none when there is nothing behind it. */
function endOf(prefix: string): string | undefined {
  const stem = prefix.replace(/\uffff+$/, '');
  if (stem === '') return undefined;
  const last = stem.charCodeAt(stem.length - 1);
  return stem.slice(0, -1) + String.fromCharCode(last + 1);
}

/** A cursor is the last entry of a page in printable form. */
export function writeCursor(entry: string): string {
  return JSON.stringify(entry.split('\0'));
}

/** The entry a cursor stands for, or `invalid_input` for a text that is no cursor. */
export function readCursor(cursor: string): string {
  const parts = parse(cursor);
  const isCursor = Array.isArray(parts) && parts.length > 0 && parts.length < 3;
  if (!isCursor || !parts.every((part) => typeof part === 'string')) {
    throw new DeskError('invalid_input', 'This is not the cursor of an earlier page.', {
      hint: 'Begin again without a cursor.',
      issues: [{ path: ['after'], code: 'invalid', message: 'is not the cursor of an earlier page' }],
    });
  }
  return parts.join('\0');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Collects a page from entries in scan order: each record once, at its first entry. `full` says when there is
 * enough; `end` gives the page, with a cursor when the scan may go on behind it.
 */
export class PageBuilder {
  readonly #limit: number;
  readonly #records = new Map<string, JsonValue>();
  #last: string | undefined;
  #more = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** False when the page is full, and the entry belongs to the next one. */
  add(entry: string, valueOf: (key: string) => JsonValue): boolean {
    const key = keyOfEntry(entry);
    if (!this.#records.has(key)) {
      this.#more = this.#records.size >= this.#limit;
      if (this.#more) return false;
      this.#records.set(key, valueOf(key));
    }
    this.#last = entry;
    return true;
  }

  end(): ScanPage {
    const records = [...this.#records].map(([key, value]) => ({ key, value }));
    const isUnfinished = this.#more && this.#last !== undefined;
    return isUnfinished ? { records, cursor: writeCursor(this.#last!) } : { records };
  }
}

/** Who wants to be told of changes. One listener that throws keeps no other from being told. */
export class ChangeListeners {
  // A wrapper for each call of `add`, so that one function added twice is told twice and removed once.
  readonly #listeners = new Set<{ call: ChangeListener }>();

  get size(): number {
    return this.#listeners.size;
  }

  /** Nothing is remembered here: who asks for what came after a position has missed it. */
  add(listener: ChangeListener, { after }: SubscribeOptions = {}): () => void {
    const entry = { call: listener };
    this.#listeners.add(entry);
    if (after !== undefined) {
      queueMicrotask(() => {
        if (this.#listeners.has(entry)) listener({ type: 'missed' });
      });
    }
    return () => void this.#listeners.delete(entry);
  }

  tell(changes: readonly Change[]): void {
    for (const change of changes) {
      for (const listener of [...this.#listeners]) {
        // Somebody told before may have taken this one away.
        if (!this.#listeners.has(listener)) continue;
        try {
          listener.call(change);
        } catch (error) {
          // The write has succeeded; the listener's fault is reported as any uncaught one, after it.
          queueMicrotask(() => {
            throw error;
          });
        }
      }
    }
  }

  clear(): void {
    this.#listeners.clear();
  }
}

/** What a call rejects with that its caller gave up. */
export function abandoned(signal: AbortSignal): DeskError {
  return new DeskError('aborted', 'The caller gave up before the transaction was committed.', {
    cause: signal.reason,
  });
}

/** What a call rejects with on an adapter that was closed. */
export function closed(cause?: unknown): DeskError {
  return new DeskError('storage_closed', 'This storage was closed.', { cause });
}

/** What a transaction answers that is used after its end. */
export function transactionEnded(cause?: unknown): DeskError {
  return new DeskError('storage_aborted', 'This transaction has ended.', {
    hint: "Inside `work`, await nothing but the transaction's own calls, and every one of them.",
    cause,
  });
}
