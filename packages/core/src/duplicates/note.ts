/** Puts likely pairs that a scan found into the queue (B4). */
import type { CallContext } from '../handler.js';
import type { WriteTransaction } from '../ports.js';
import { comparePairs } from './compare.js';
import {
  differs,
  inOrder,
  isOpen,
  publish,
  putPair,
  renewed,
  storedPairs,
  type Family,
  type PairRecord,
} from './pairs.js';

type Settings = CallContext['settings'];

const numbersOf = ([[a], [b]]: readonly [Family, Family]): [string, string] =>
  inOrder(a.customerNumber, b.customerNumber);

/** Compares these pairs as they are now and keeps those that are likely; how many of them are new. */
export async function notePairs(
  tx: WriteTransaction,
  pairs: readonly (readonly [Family, Family])[],
  at: string,
  settings: Settings,
): Promise<number> {
  const scores = await comparePairs(tx, pairs, settings);
  const likely = pairs.flatMap((pair, i) =>
    scores[i]!.probability >= settings.duplicates.least ? [{ pair, score: scores[i]! }] : [],
  );
  const known = await storedPairs(
    tx,
    likely.map(({ pair }) => numbersOf(pair)),
  );
  const puts = likely.map(async ({ pair, score }, i) => {
    const numbers = numbersOf(pair);
    const before: PairRecord = known[i] ?? { numbers, at, probability: 0 };
    const next = renewed(before, score, ...pair);
    if (known[i] !== undefined && !differs(next, before)) return;
    await putPair(tx, next);
    if (known[i] === undefined || isOpen(next) !== isOpen(before)) publish(tx, numbers);
  });
  await Promise.all(puts);
  return known.filter((each) => each === undefined).length;
}
