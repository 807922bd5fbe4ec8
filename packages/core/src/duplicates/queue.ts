/** The queue of an administrator: every pair that waits, most likely first (B4). */
import { projectFamilies } from '../store/customer.js';
import type { Handler } from '../handler.js';
import type { QueuedDuplicate } from '../model/duplicate.js';
import type { ReadTransaction } from '../ports.js';
import { comparePairs, likenessFor } from './compare.js';
import { isWorthShowing, shownPair } from './find.js';
import {
  familiesByNumber,
  isAboutFormer,
  standingDecision,
  storedPairs,
  waiting,
  type Family,
  type PairRecord,
} from './pairs.js';
import { latestScan } from './scan-record.js';

const defaultLimit = 20;
/** Pairs that were settled otherwise are passed over; after so many the answer is what there is so far. */
const mostLookedAt = 500;
const mostCounted = 1000;

interface Candidate {
  record: PairRecord;
  a: Family;
  b: Family;
}

/** The two customers of each pair as they are now, the older first; pairs that have become one are left out. */
async function resolvePairs(tx: ReadTransaction, records: readonly PairRecord[]): Promise<Candidate[]> {
  const byNumber = await familiesByNumber(
    tx,
    records.flatMap((record) => record.numbers),
  );
  const found = records.flatMap((record) => {
    const [one, other] = record.numbers.map((number) => byNumber.get(number));
    if (one === undefined || other === undefined || one === other) return [];
    const isOlder = Number(one[0].customerNumber) < Number(other[0].customerNumber);
    const [a, b] = isOlder ? [one, other] : [other, one];
    return isAboutFormer(record, a, b) ? [] : [{ record, a, b }];
  });
  // What was said of the two as they are now counts, also where they wait because of a number that was merged.
  const said = await storedPairs(
    tx,
    found.map(({ a, b }) => [a[0].customerNumber, b[0].customerNumber] as const),
  );
  return found.filter(({ a, b }, i) => !said[i] || standingDecision(said[i], a, b)?.decision !== 'notSame');
}

export const queue: Handler<'duplicates.queue'> = async (tx, input, { settings, principal }) => {
  const { limit = defaultLimit } = input;
  const shown = new Map<string, Candidate & { pair: ReturnType<typeof shownPair> }>();
  let after = input.cursor;
  let looked = 0;
  do {
    const page = await tx.scan('suggestions', 'likely', {
      ...waiting,
      limit: limit - shown.size,
      ...(after === undefined ? {} : { after }),
    });
    const found = await resolvePairs(
      tx,
      page.records.map(({ value }) => value as unknown as PairRecord),
    );
    const scores = await comparePairs(
      tx,
      found.map(({ a, b }) => [a, b] as const),
      settings,
      likenessFor(principal),
    );
    for (const [i, each] of found.entries()) {
      const score = scores[i]!;
      const key = `${each.a[0].customerNumber}|${each.b[0].customerNumber}`;
      if (shown.has(key) || !isWorthShowing(score, each.record, [each.a, each.b], settings)) continue;
      shown.set(key, { ...each, pair: shownPair(score, each.record, each.a, each.b) });
    }
    looked += page.records.length;
    after = page.cursor;
  } while (after !== undefined && shown.size < limit && looked < mostLookedAt);
  const pairs = [...shown.values()];
  const customers = await projectFamilies(
    tx,
    pairs.flatMap(({ a, b }) => [a, b]),
  );
  const items = pairs.map(({ pair }, i): QueuedDuplicate => ({
    customer: customers[2 * i]!,
    other: customers[2 * i + 1]!,
    ...pair,
  }));
  const scan = await latestScan(tx);
  return {
    items,
    waiting: await tx.count('suggestions', 'likely', { ...waiting, limit: mostCounted }),
    ...(after === undefined ? {} : { cursor: after }),
    ...(scan === undefined ? {} : { scan }),
  };
};
