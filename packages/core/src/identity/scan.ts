/**
 * Every likely pair among many records. Comparing each with each would be five thousand million pairs for 100,000
 * customers, so only those that have a key in common are compared (blocking). An identifier that more customers have
 * than any person has records belongs to an office or a switchboard and brings nobody together.
 *
 * Works in steps, so that whoever runs it can show how far it is, pause, stop, and go on later: the records before
 * `from` have been compared with each other, and each later one is compared with all before it.
 */
export { clusters, type ClusterOptions } from './cluster.js';
import type { IdentityModel, Prepared, Score } from './model.js';
import { hashText } from './text-hash.js';

export interface FoundPair extends Score {
  /** positions in the list, the smaller first */
  a: number;
  b: number;
}

export interface ScanProgress {
  /** records that have been compared with each other; what to give as `from` to go on from here */
  done: number;
  total: number;
  /** what this step found, in order of `b` and `a` */
  pairs: FoundPair[];
}

export interface ScanOptions {
  /** the least probability that is reported; .5 when absent */
  least?: number;
  /** where an earlier scan of the same records stopped */
  from?: number;
  /** records a step; 2,000 when absent */
  step?: number;
  /** more records than this with one identifier make it one that says nothing; 10 when absent */
  mostWithOneIdentifier?: number;
}

/** Groups by weaker keys are left out when they have become this large; a rarer key brings the same two together. */
const largestBlock = 60;

/** Deterministic: the same records in the same order give the same pairs, whatever the steps. */
export function* scan<R>(
  records: readonly R[],
  model: IdentityModel<R>,
  { from = 0, step = 2_000, ...options }: ScanOptions = {},
): Generator<ScanProgress, void, void> {
  const compare = comparison(
    records.map((record) => model.prepare(record)),
    model,
    options,
  );
  const total = records.length;
  for (let start = from; start < total; start += step) {
    const end = Math.min(start + step, total);
    yield { done: end, total, pairs: compare(start, end) };
  }
}

/** Compares the records from `start` up to but without `end` with all before them. */
export type Comparison = (start: number, end: number) => FoundPair[];

/** The same for whoever reads the records and takes the steps by themselves. */
export function comparison<R>(
  all: readonly Prepared[],
  model: IdentityModel<R>,
  { least = 0.5, mostWithOneIdentifier = 10 }: Pick<ScanOptions, 'least' | 'mostWithOneIdentifier'> = {},
): Comparison {
  const shared = sharedIdentifiers(all, model, mostWithOneIdentifier);
  const prepared = shared.size === 0 ? all : all.map((record) => withoutIdentifiers(record, model, shared));
  const partnersOf = blocking(prepared.map((record) => model.keys(record).map((key) => hashText(key))));
  return (start, end) => {
    const pairs: FoundPair[] = [];
    for (let b = start; b < end; b++) {
      for (const a of partnersOf(b)) {
        const score = model.score(prepared[a]!, prepared[b]!);
        if (score.probability >= least) pairs.push({ a, b, ...score });
      }
    }
    return pairs;
  };
}

/** Identifiers that more than `most` of the records have, as `field:key`. */
export function sharedIdentifiers<R>(
  prepared: readonly Prepared[],
  model: IdentityModel<R>,
  most: number,
): Set<string> {
  const counts = new Map<string, number>();
  for (const record of prepared) {
    const own = record.values.flatMap((values, i) =>
      values.flatMap((value) => identifier(model, i, value) ?? []),
    );
    for (const key of new Set(own)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count > most).map(([key]) => key));
}

/** The record without these identifiers, because too many have them for them to mean anything. */
export function withoutIdentifiers<R>(
  record: Prepared,
  model: IdentityModel<R>,
  shared: ReadonlySet<string>,
): Prepared {
  const isOwn = (i: number, value: unknown): boolean => !shared.has(identifier(model, i, value) ?? '');
  return { values: record.values.map((values, i) => values.filter((value) => isOwn(i, value))) };
}

function identifier<R>({ columns }: IdentityModel<R>, i: number, value: unknown): string | undefined {
  const { field, handler } = columns[i]!;
  const [key] = handler.keys(value);
  return key === undefined ? undefined : `${field}:${key}`;
}

/**
 * For each record the earlier ones with which it shares a block that is not too large, ascending, each once. `keys`
 * are those of each record.
 */
function blocking(keys: readonly (readonly number[])[]): (record: number) => number[] {
  const sizes = new Map<number, number>();
  for (const own of keys) for (const key of own) sizes.set(key, (sizes.get(key) ?? 0) + 1);
  const blocks = new Map<number, number[]>();
  for (const [record, own] of keys.entries()) {
    for (const key of own) {
      const size = sizes.get(key)!;
      if (size < 2 || size > largestBlock) continue;
      const block = blocks.get(key);
      if (block) block.push(record);
      else blocks.set(key, [record]);
    }
  }
  const seen = new Int32Array(keys.length).fill(-1);
  return (record) => {
    const found: number[] = [];
    for (const key of keys[record]!) {
      for (const other of blocks.get(key) ?? []) {
        if (other >= record) break;
        if (seen[other] === record) continue;
        seen[other] = record;
        found.push(other);
      }
    }
    return found.sort((one, other) => one - other);
  };
}
