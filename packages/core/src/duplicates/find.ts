/** Who may be the same person as one customer: those who share a key of the index, and those suggested before (B4). */
import type { CallContext } from '../handler.js';
import type { Score } from '../identity/model.js';
import type { Duplicate } from '../model/duplicate.js';
import type { ReadTransaction } from '../ports.js';
import { families, projectFamilies } from '../store/customer.js';
import { family } from '../store/fragment.js';
import { summarise } from '../customers/project.js';
import { compareWith, likenessFor } from './compare.js';
import { identifiersOf, likenessKeys } from './likeness.js';
import { isAboutFormer, pairsOf, standingDecision, type Family, type PairRecord } from './pairs.js';

type Settings = CallContext['settings'];

/** A key that brings more together than this tells nothing; a rarer one brings the same two together. */
const largestBlock = 60;

/** The numbers that stand under one key of the index. */
export type Block = (key: string) => Promise<readonly string[]>;

/** Reads each block once. */
export function blocksOf(tx: ReadTransaction): Block {
  const known = new Map<string, Promise<readonly string[]>>();
  const read = async (key: string): Promise<readonly string[]> => {
    const range = { prefix: key, limit: largestBlock + 1, keysOnly: true };
    const page = await tx.scan('searches', 'likeness', range);
    return page.records.length > largestBlock ? [] : page.records.map((record) => record.key);
  };
  return (key) => {
    const found = known.get(key) ?? read(key);
    known.set(key, found);
    return found;
  };
}

/** The numbers that stand in the index beside one of these, without themselves. */
export async function nearNumbers(members: Family, block: Block): Promise<string[]> {
  const blocks = await Promise.all([...new Set(members.flatMap(likenessKeys))].map(block));
  const own = new Set(members.map(({ customerNumber }) => customerNumber));
  return [...new Set(blocks.flat())].filter((number) => !own.has(number));
}

/** What an answer says of a pair. */
export function shownPair(
  { probability, reasons, contradictions }: Score,
  record: PairRecord | undefined,
  a: Family,
  b: Family,
): Omit<Duplicate, 'customerNumber' | 'other'> {
  const decided = record && standingDecision(record, a, b);
  return {
    probability,
    reasons,
    contradictions,
    ...(record?.held === undefined ? {} : { held: record.held }),
    ...(decided === undefined ? {} : { decided }),
    ...(record === undefined ? {} : { at: record.at }),
  };
}

/**
 * Of several records about the same two, the one that a person decided on, else the oldest; with what any of them says of
 * how it came about. A decision about a customer who was merged since says nothing of the merged one; it waits for the
 * merge to be taken back.
 */
export function mainRecord(records: readonly PairRecord[], a: Family, b: Family): PairRecord | undefined {
  const valid = records.filter((record) => !isAboutFormer(record, a, b));
  const oldest = valid.sort((x, y) => (x.at < y.at ? -1 : 1));
  const main = oldest.find((record) => standingDecision(record, a, b) !== undefined) ?? oldest[0];
  const broughtUp = oldest.find(({ kind, held }) => kind !== undefined || held !== undefined);
  if (main === undefined || broughtUp === undefined) return main;
  const { kind, held } = { ...broughtUp, ...main };
  return { ...main, ...(kind === undefined ? {} : { kind }), ...(held === undefined ? {} : { held }) };
}

/** What a ticket or a person brought up stays as long as both have an identifier; what a scan noticed while it is likely. */
export function isWorthShowing(
  { probability }: Score,
  record: PairRecord | undefined,
  [a, b]: readonly [Family, Family],
  { duplicates: { least } }: Settings,
): boolean {
  if (probability >= least) return true;
  const isBroughtUp = record?.kind !== undefined || record?.held !== undefined;
  if (!isBroughtUp) return false;
  const own = new Set(identifiersOf(a));
  return identifiersOf(b).some((key) => own.has(key));
}

export async function duplicatesOf(
  tx: ReadTransaction,
  customerNumber: string,
  { settings, principal }: Pick<CallContext, 'settings' | 'principal'>,
  withDecided: boolean,
): Promise<Duplicate[]> {
  const own = await family(tx, customerNumber);
  const [near, records] = await Promise.all([nearNumbers(own, blocksOf(tx)), pairsOf(tx, own)]);
  const live = own[0].customerNumber;
  const named = [...new Set([...near, ...records.flatMap(({ numbers }) => numbers)])];
  const others = (await families(tx, named)).filter(([root]) => root.customerNumber !== live);
  const scores = await compareWith(tx, own, others, settings, likenessFor(principal));
  const found = others.flatMap((other, i) => {
    const numbers = new Set(other.map((each) => each.customerNumber));
    const about = records.filter((record) => record.numbers.some((number) => numbers.has(number)));
    const record = mainRecord(about, own, other);
    if (!isWorthShowing(scores[i]!, record, [own, other], settings)) return [];
    const pair = shownPair(scores[i]!, record, own, other);
    return pair.decided?.decision === 'notSame' && !withDecided ? [] : [{ other, pair }];
  });
  const customers = await projectFamilies(
    tx,
    found.map(({ other }) => other),
  );
  return found
    .map(({ pair }, i) => ({ customerNumber: live, other: summarise(customers[i]!), ...pair }))
    .sort(byLikelihood);
}

const byLikelihood = (x: Duplicate, y: Duplicate): number =>
  y.probability - x.probability || Number(x.other.customerNumber) - Number(y.other.customerNumber);
