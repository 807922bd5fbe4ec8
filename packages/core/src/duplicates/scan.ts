/**
 * Comparing all customers with each other, some at a time (B4). Each step is one short transaction that goes on where
 * the last one ended, so that a million customers need no more memory than a hundred, a closed tab loses nothing, and
 * any process may go on. A customer is compared with those before it: their keys are in the index by then, also when
 * an earlier version had written them otherwise.
 */
import type { CallContext, Handler } from '../handler.js';
import type { ReadTransaction, WriteTransaction } from '../ports.js';
import { familiesOf } from '../store/customer.js';
import { livingFragments, putSearches, searchesVersion, type Fragment } from '../store/fragment.js';
import { rangeOf } from '../store/listing.js';
import { compareWith } from './compare.js';
import { blocksOf, isWorthShowing, nearNumbers, type Block } from './find.js';
import {
  forgetPairs,
  publish,
  putPair,
  renewed,
  storedPairs,
  type Family,
  type PairRecord,
} from './pairs.js';
import { putScanRecord, scanRecord, shownScan, type ScanRecord } from './scan-record.js';

type Settings = CallContext['settings'];

const customersAStep = 200;
const pairsAStep = 500;
const mostCustomers = 1e9;

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

/** Puts the likely pairs of one customer with those before it into the queue; how many of them are new. */
async function compareOne(
  tx: WriteTransaction,
  own: Family,
  block: Block,
  at: string,
  settings: Settings,
): Promise<number> {
  const near = await nearNumbers(own, block);
  if (near.length === 0) return 0;
  const named = await livingFragments(tx, near);
  const others = (await familiesOf(tx, named)).filter((other) => isBefore(other, own));
  const scores = await compareWith(tx, own, others, settings);
  const likely = others.flatMap((other, i) =>
    scores[i]!.probability >= settings.duplicates.least ? [{ other, score: scores[i]! }] : [],
  );
  const numbersOf = (other: Family): [string, string] => {
    const [x, y] = [own[0].customerNumber, other[0].customerNumber];
    return x < y ? [x, y] : [y, x];
  };
  const known = await storedPairs(
    tx,
    likely.map(({ other }) => numbersOf(other)),
  );
  for (const [i, { other, score }] of likely.entries()) {
    const numbers = numbersOf(other);
    const before: PairRecord = known[i] ?? { numbers, at, probability: 0 };
    const next = renewed(before, score, own, other);
    if (next.probability === before.probability && next.decided === before.decided) continue;
    await putPair(tx, next);
    if (known[i] === undefined || next.decided !== before.decided) publish(tx, numbers);
  }
  return known.filter((each) => each === undefined).length;
}

async function compareSome(
  tx: WriteTransaction,
  scan: ScanRecord,
  at: string,
  settings: Settings,
): Promise<ScanRecord> {
  const { after, ...rest } = scan;
  const page = await tx.scan('fragments', 'list', {
    ...rangeOf('customerNumber'),
    limit: customersAStep,
    ...(after === undefined ? {} : { after }),
  });
  const roots = page.records.map(({ value }) => value as unknown as Fragment);
  const all = await familiesOf(tx, roots);
  await reindex(tx, all.flat());
  const block = blocksOf(tx);
  let found = 0;
  for (const own of all) found += await compareOne(tx, own, block, at, settings);
  const done = scan.done + roots.length;
  return {
    ...rest,
    done,
    total: Math.max(scan.total, done),
    found: scan.found + found,
    ...(page.cursor === undefined ? { tidying: true } : { after: page.cursor }),
  };
}

/** Takes pairs away that have become one customer, or that a scan once noticed and that are no longer likely. */
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
  for (const { value } of page.records) {
    const record = value as unknown as PairRecord;
    if (await isSettled(tx, record, settings)) await forgetPairs(tx, record.numbers);
  }
  if (page.cursor !== undefined) return { ...rest, after: page.cursor };
  const { tidying: _, ...finished } = rest;
  return { ...finished, total: finished.done, finishedAt: at };
}

async function isSettled(tx: ReadTransaction, record: PairRecord, settings: Settings): Promise<boolean> {
  const named = await livingFragments(tx, record.numbers);
  const [a, b] = await familiesOf(tx, named);
  if (a === undefined || b === undefined) return true;
  // What a person said is kept for as long as there are two.
  if (record.decided !== undefined) return false;
  const [score] = await compareWith(tx, a, [b], settings);
  return !isWorthShowing(score!, record, settings);
}

async function begin(tx: ReadTransaction, at: string): Promise<ScanRecord> {
  const total = await tx.count('fragments', 'list', { ...rangeOf('customerNumber'), limit: mostCustomers });
  return { done: 0, total, found: 0, startedAt: at };
}

export const scan: Handler<'duplicates.scan'> = async ({ write }, { restart = false }, context) => {
  const { at, settings } = context;
  return write(async (tx) => {
    const known = restart ? undefined : await scanRecord(tx);
    const isUnderWay = known !== undefined && known.finishedAt === undefined;
    const before = isUnderWay ? known : await begin(tx, at);
    const step = before.tidying === true ? tidySome : compareSome;
    const next = await step(tx, before, at, settings);
    await putScanRecord(tx, next);
    return shownScan(next);
  });
};
