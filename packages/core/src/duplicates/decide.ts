/** What a person says about two customers, in place of everything that was noted about the same two before (B4). */
import { invalidInput } from '../errors.js';
import type { Handler } from '../handler.js';
import { families } from '../store/customer.js';
import { compareWith } from './compare.js';
import { isWorthShowing, mainRecord } from './find.js';
import {
  decidedPair,
  forgetPairs,
  inOrder,
  isAboutFormer,
  pairsOf,
  publish,
  putPair,
  type PairRecord,
} from './pairs.js';

export const decide: Handler<'duplicates.decide'> = async (tx, input, { at, principal, settings }) => {
  const [a, b] = await families(tx, [input.customerNumber, input.otherNumber]);
  if (a === undefined || b === undefined) {
    throw invalidInput([
      { path: ['otherNumber'], code: 'invalid', message: 'is a number of the same customer' },
    ]);
  }
  const numbers = new Set(b.map((each) => each.customerNumber));
  const about = (await pairsOf(tx, a)).filter((record) => record.numbers.some((each) => numbers.has(each)));
  // What was said of somebody before they were merged waits for that merge to be taken back.
  const replaced = about.filter((record) => !isAboutFormer(record, a, b));
  for (const record of replaced) await forgetPairs(tx, record.numbers);
  const [x, y] = [a[0].customerNumber, b[0].customerNumber];
  const [score] = await compareWith(tx, a, [b], settings);
  const main = mainRecord(about, a, b);
  const record: PairRecord = {
    ...(main ?? { at }),
    numbers: inOrder(x, y),
    probability: score!.probability,
  };
  const decided = { decision: input.decision, at, by: principal.user };
  // Open again and unlikely is as if nobody had ever said anything.
  if (input.decision !== 'open' || isWorthShowing(score!, main, [a, b], settings)) {
    await putPair(tx, decidedPair(record, decided, a, b));
  }
  publish(tx, record.numbers);
  return decided;
};
