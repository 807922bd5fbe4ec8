/**
 * The order of keys and the bounds of ranges as PostgreSQL has them: by byte of UTF-8 (`COLLATE "C"`), which is by code
 * point. JavaScript compares by half pair instead, and knows texts that PostgreSQL does not.
 */
import { readCursor } from '@deskcard/core/storage-kit';
import type { ScanRange } from '@deskcard/core/ports';

/** Negative, zero or positive, by code point. */
export function compareTexts(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

/** Halves of pairs stand for code points above all others. */
function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}

/** A place among the entries of an index; of the primary index, where there are only keys, `entry` is the key. */
export interface Place {
  entry: string;
  key: string;
}

export function comparePlaces(a: Place, b: Place): number {
  return compareTexts(a.entry, b.entry) || compareTexts(a.key, b.key);
}

/** The places `p` with `lower <= p`, and `p < upper` where there is an upper bound. */
export interface PlaceBounds {
  lower: Place;
  upper?: Place;
}

export function isWithin(place: Place, { lower, upper }: PlaceBounds): boolean {
  return comparePlaces(place, lower) >= 0 && (upper === undefined || comparePlaces(place, upper) < 0);
}

/** The places that a range means; `undefined` when there can be none. `isPrimary` says that entries are keys. */
export function placeBounds(range: ScanRange, isPrimary: boolean): PlaceBounds | undefined {
  const { prefix, from, to, reverse = false, after } = range;
  const cursor = after === undefined ? undefined : readPlace(after, isPrimary);
  if (prefix !== undefined && storable(prefix) !== prefix) return undefined;
  const last = prefix === undefined ? storable(to) : endOf(prefix);
  const bounds: PlaceBounds = { lower: { entry: prefix ?? storable(from) ?? '', key: '' } };
  if (last !== undefined) bounds.upper = { entry: last, key: '' };
  if (cursor !== undefined) narrow(bounds, cursor, reverse, isPrimary);
  const isEmpty = bounds.upper !== undefined && comparePlaces(bounds.upper, bounds.lower) <= 0;
  return isEmpty ? undefined : bounds;
}

function narrow(bounds: PlaceBounds, cursor: Place, reverse: boolean, isPrimary: boolean): void {
  if (reverse) {
    if (bounds.upper === undefined || comparePlaces(cursor, bounds.upper) < 0) bounds.upper = cursor;
    return;
  }
  const next = behind(cursor, isPrimary);
  if (comparePlaces(next, bounds.lower) > 0) bounds.lower = next;
}

/** The next place there can be: no key holds U+0000. */
export function behind({ entry, key }: Place, isPrimary: boolean): Place {
  return isPrimary ? { entry: `${entry}\u0001`, key } : { entry, key: `${key}\u0001` };
}

function readPlace(after: string, isPrimary: boolean): Place {
  const [entry = '', key = ''] = readCursor(after).split('\0');
  const place = { entry: storable(entry), key: storable(key) };
  return isPrimary ? { ...place, key: '' } : place;
}

/**
 * The text, or where no key can hold what it holds, one that divides all keys alike: everything with U+0000 stands
 * before U+0001, and half a pair before U+E000.
 */
function storable(text: string): string;
function storable(text: string | undefined): string | undefined;
function storable(text: string | undefined): string | undefined {
  const at = text?.search(/[\0\p{Surrogate}]/u) ?? -1;
  if (text === undefined || at < 0) return text;
  return text.slice(0, at) + (text[at] === '\0' ? '\u0001' : '\ue000');
}

/** The first text behind everything that begins with `prefix`; none when there is nothing behind it. */
function endOf(prefix: string): string | undefined {
  const points = [...prefix];
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    const point = last.codePointAt(0)!;
    if (point < 0x10ffff)
      return points.join('') + String.fromCodePoint(point === 0xd7ff ? 0xe000 : point + 1);
  }
  return undefined;
}
