/**
 * Comparing all customers with each other, some at a time (B4). Each step is one short transaction that goes on where
 * the last one ended, so that a million customers need no more memory than a hundred, a closed tab loses nothing, and
 * any process may go on. A customer is compared with those before it: their keys are in the index by then, also when
 * an earlier version had written them otherwise.
 */
import type { CallContext, CallScope, Handler } from '../handler.js';
import type { ReadTransaction, WriteTransaction } from '../ports.js';
import { familiesOf } from '../store/customer.js';
import { putSearches, searchesVersion, type Fragment } from '../store/fragment.js';
import { rangeBehind } from '../store/listing.js';
import { comparePairs } from './compare.js';
import { blocksOf, isWorthShowing, nearNumbers } from './find.js';
import { notePairs } from './note.js';
import {
  differs,
  familiesByNumber,
  forgetPairs,
  isAboutFormer,
  putPair,
  renewed,
  type Family,
  type PairRecord,
} from './pairs.js';
import {
  advanced,
  putScanRecord,
  scanFor,
  shownScan,
  type ScanRecord,
  type ScanStart,
} from './scan-record.js';

type Settings = CallContext['settings'];

const customersAStep = 200;
const pairsAStep = 500;

/** The keys of customers whom an earlier version wrote are made anew. */
async function reindex(tx: WriteTransaction, members: readonly Fragment[]): Promise<void> {
  const searches = await tx.getMany(
    'searches',
    members.map(({ customerNumber }) => customerNumber),
  );
  for (const [i, member] of members.entries()) {
    if (searches[i] !== searchesVersion) await putSearches(tx, member);
  }
}

const isBefore = (one: Family, other: Family): boolean =>
  Number(one[0].customerNumber) < Number(other[0].customerNumber);

/** Everybody of these with everybody before them who stands beside them in the index. */
async function pairsBefore(tx: ReadTransaction, all: readonly Family[]): Promise<[Family, Family][]> {
  const block = blocksOf(tx);
  const near = await Promise.all(all.map((own) => nearNumbers(own, block)));
  const byNumber = await familiesByNumber(tx, near.flat());
  return all.flatMap((own, i) => {
    const others = new Set(near[i]!.map((number) => byNumber.get(number)!));
    return [...others].filter((other) => isBefore(other, own)).map((other): [Family, Family] => [own, other]);
  });
}

async function compareSome(
  tx: WriteTransaction,
  scan: ScanRecord,
  at: string,
  settings: Settings,
): Promise<ScanRecord> {
  const page = await tx.scan('fragments', 'list', { ...rangeBehind(scan.last), limit: customersAStep });
  const roots = page.records.map(({ value }) => value as unknown as Fragment);
  const all = await familiesOf(tx, roots);
  await reindex(tx, all.flat());
  const found = await notePairs(tx, await pairsBefore(tx, all), at, settings);
  return advanced(
    scan,
    roots.map(({ customerNumber }) => customerNumber),
    found,
    page.cursor === undefined,
  );
}

/**
 * Takes pairs away that have become one customer, or that a scan once noticed and that are no longer likely. All others
 * are looked at again: a merge may have changed what they were about. What a person said is kept for as long as there
 * are two.
 */
async function tidySome(
  tx: WriteTransaction,
  scan: ScanRecord,
  at: string,
  settings: Settings,
): Promise<ScanRecord> {
  const { after, ...rest } = scan;
  const page = await tx.scan('suggestions', undefined, {
    limit: pairsAStep,
    ...(after === undefined ? {} : { after }),
  });
  // What was noticed by a scan since this one began has been compared just now.
  const records = page.records
    .map(({ value }) => value as unknown as PairRecord)
    .filter(({ at: since, decided, kind }) => since < scan.startedAt || (decided ?? kind) !== undefined);
  await tidy(tx, records, settings);
  if (page.cursor !== undefined) return { ...rest, after: page.cursor };
  const { tidying: _, last: __, ...finished } = rest;
  return { ...finished, total: finished.done, finishedAt: at };
}

async function tidy(tx: WriteTransaction, records: readonly PairRecord[], settings: Settings): Promise<void> {
  const byNumber = await familiesByNumber(
    tx,
    records.flatMap(({ numbers }) => numbers),
  );
  const pairs = records.map(({ numbers: [x, y] }) => [byNumber.get(x), byNumber.get(y)] as const);
  const isPair = (pair: (typeof pairs)[number]): pair is readonly [Family, Family] =>
    pair[0] !== undefined && pair[1] !== undefined && pair[0] !== pair[1];
  /** Said of two who are one customer now: it waits for a merge to be taken back, as long as neither was deleted. */
  const isKept = (record: PairRecord, [one, other]: (typeof pairs)[number]): boolean =>
    one !== undefined && one === other && record.decided?.decision === 'notSame';
  const two = pairs.filter(isPair);
  const scores = await comparePairs(tx, two, settings);
  const scoreOf = new Map(two.map((pair, i) => [pair, scores[i]!]));
  const work = records.map(async (record, i) => {
    const pair = pairs[i]!;
    if (!isPair(pair)) return isKept(record, pair) ? undefined : forgetPairs(tx, record.numbers);
    const score = scoreOf.get(pair)!;
    if (record.decided === undefined && !isWorthShowing(score, record, pair, settings)) {
      return forgetPairs(tx, record.numbers);
    }
    const next = isAboutFormer(record, ...pair) ? record : renewed(record, score, ...pair);
    return differs(next, record) ? putPair(tx, next) : undefined;
  });
  await Promise.all(work);
}

export const scan: Handler<'duplicates.scan'> = async (scope, { start = 'ifFinished' }, context) => {
  const { scanMemory } = context;
  if (scanMemory === undefined) return shownScan(await stepByIndex(scope, start, context));
  return shownScan(
    (await scanMemory.step(scope, start, context)) ?? (await stepByIndex(scope, 'ifNone', context)),
  );
};

async function stepByIndex(
  { write }: CallScope,
  start: ScanStart,
  { at, settings }: CallContext,
): Promise<ScanRecord> {
  return write(async (tx) => {
    const before = await scanFor(tx, start, at);
    if (before.finishedAt !== undefined) return before;
    const step = before.tidying === true ? tidySome : compareSome;
    const next = await step(tx, before, at, settings);
    await putScanRecord(tx, next);
    return next;
  });
}
