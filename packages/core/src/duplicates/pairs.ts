/**
 * Pairs of customers who wait for a person, or of whom a person said something (D2, B4). A pair stands under the
 * numbers that the two had when it was noticed; what is shown of it is told from what they have now.
 */
import type { CallContext } from '../handler.js';
import type { Score } from '../identity/model.js';
import { hashText } from '../identity/text-hash.js';
import type { DecidedDuplicate, HeldReason } from '../model/duplicate.js';
import type { IdentifierKind } from '../model/field.js';
import type { JsonValue, ReadTransaction, WriteTransaction } from '../ports.js';
import { families, familiesOf } from '../store/customer.js';
import { family, knownFragments, livingFragments, type Fragment } from '../store/fragment.js';
import { compareWith } from './compare.js';
import { identifiersOf } from './likeness.js';

type Settings = CallContext['settings'];
export type Family = readonly [Fragment, ...Fragment[]];

export interface PairRecord {
  numbers: [string, string];
  /** since when */
  at: string;
  /** the identifier that a ticket or an edit brought to both; absent when a scan found them */
  kind?: IdentifierKind;
  held?: HeldReason;
  /** as it was last compared; decides the place in the queue */
  probability: number;
  /**
   * Nothing that they have in common says anything, as where it is a shared number (B7): who looks at one of them is
   * told of the other, but nobody goes through a queue of colleagues.
   */
  aside?: true;
  decided?: DecidedDuplicate;
  /** what both had when a person said that they are not the same, in the order of the numbers */
  marks?: [string, string];
  /** when the two were last compared, they had other identifiers than when that was said */
  reopened?: true;
}

/** Nobody has said that they are not the same, or it no longer holds. */
export const isOpen = ({ decided, reopened }: PairRecord): boolean =>
  decided?.decision !== 'notSame' || reopened === true;

/** The customers who have these numbers now, by every number they have; who is gone is not among them. */
export async function familiesByNumber(
  tx: ReadTransaction,
  numbers: Iterable<string>,
): Promise<Map<string, Family>> {
  const all = await familiesOf(tx, await livingFragments(tx, [...new Set(numbers)]));
  return new Map(all.flatMap((members) => members.map((each) => [each.customerNumber, members] as const)));
}

/** The same for the same two, whichever is named first. */
export const inOrder = (a: string, b: string): [string, string] => (a < b ? [a, b] : [b, a]);
const keyOf = (numbers: readonly [string, string]): string => numbers.join('|');

/** The queue: most likely first, then those that were put off, the longest ago first. */
export const waiting = { from: '0', to: '2' } as const;

const millionths = 1e6;

function placesOf(record: PairRecord): string[] {
  const { decided, probability, at, aside } = record;
  if (!isOpen(record)) return [];
  if (aside && decided?.decision !== 'later') return [];
  if (decided?.decision === 'later') return [`1${decided.at}`];
  const unlikeliness = Math.round((1 - probability) * millionths);
  return [`0${String(unlikeliness).padStart(7, '0')}|${at}`];
}

export async function putPair(tx: WriteTransaction, record: PairRecord): Promise<void> {
  await tx.put('suggestions', {
    key: keyOf(record.numbers),
    value: record as unknown as JsonValue,
    indexes: { number: record.numbers.map((number) => `${number}|`), likely: placesOf(record) },
  });
}

export async function storedPairs(
  tx: ReadTransaction,
  pairs: readonly (readonly [string, string])[],
): Promise<(PairRecord | undefined)[]> {
  if (pairs.length === 0) return [];
  const keys = pairs.map(([a, b]) => keyOf(inOrder(a, b)));
  return (await tx.getMany('suggestions', keys)) as unknown as (PairRecord | undefined)[];
}

/** No two of them are a pair any more, because they are one customer now. */
export async function forgetPairs(tx: WriteTransaction, numbers: readonly string[]): Promise<void> {
  const pairs = numbers.flatMap((a, i) => numbers.slice(i + 1).map((b) => inOrder(a, b)));
  await Promise.all(pairs.map((pair) => tx.delete('suggestions', keyOf(pair))));
}

/** Two independent halves, so that two sets of identifiers with one mark are not to be met. */
export function markOf(members: Family): string {
  const text = identifiersOf(members).join(' ');
  return [hashText(text), hashText(text, 0x1234567)].map((each) => (each >>> 0).toString(36)).join('.');
}

/**
 * What stands of a decision: it is about these two and not about somebody whom they were merged with since, and "not
 * the same" holds until an identifier of one of them changes (B4).
 */
export function standingDecision(record: PairRecord, a: Family, b: Family): DecidedDuplicate | undefined {
  const { decided, marks, numbers } = record;
  const [one, other] = a[0].customerNumber === numbers[0] ? [a, b] : [b, a];
  if (one[0].customerNumber !== numbers[0] || other[0].customerNumber !== numbers[1]) return undefined;
  const isAsItWas = marks === undefined || (marks[0] === markOf(one) && marks[1] === markOf(other));
  return isAsItWas ? decided : undefined;
}

/** What was said of somebody who has been merged since; it waits for the merge to be taken back. */
export const isAboutFormer = ({ numbers, decided }: PairRecord, a: Family, b: Family): boolean =>
  decided !== undefined && ![a, b].every(([root]) => numbers.includes(root.customerNumber));

export function decidedPair(record: PairRecord, decided: DecidedDuplicate, a: Family, b: Family): PairRecord {
  const { marks: _, decided: __, reopened: ___, ...rest } = record;
  if (decided.decision === 'open') return rest;
  const [one, other] = a[0].customerNumber === record.numbers[0] ? [a, b] : [b, a];
  return {
    ...rest,
    decided,
    ...(decided.decision === 'notSame' ? { marks: [markOf(one), markOf(other)] } : {}),
  };
}

const mostPairs = 200;

/** Every pair that names one of these numbers. */
export async function pairsOf(tx: ReadTransaction, members: readonly Fragment[]): Promise<PairRecord[]> {
  const pages = await Promise.all(
    members.map(({ customerNumber }) =>
      tx.scan('suggestions', 'number', { prefix: `${customerNumber}|`, limit: mostPairs }),
    ),
  );
  const byKey = new Map(pages.flatMap(({ records }) => records.map(({ key, value }) => [key, value])));
  return [...byKey.values()] as unknown as PairRecord[];
}

/** What of the pair is new once the two have been compared. */
export function renewed(
  record: PairRecord,
  { probability, reasons }: Score,
  a: Family,
  b: Family,
): PairRecord {
  const { aside: _, reopened: __, ...rest } = record;
  const isReopened = record.decided !== undefined && standingDecision(record, a, b) === undefined;
  return {
    ...rest,
    probability,
    ...(reasons.some(({ ratio }) => ratio > 1) ? {} : { aside: true }),
    ...(isReopened ? { reopened: true } : {}),
  };
}

/** Whether comparing the two again told anything that the record does not say. */
export const differs = (next: PairRecord, record: PairRecord): boolean =>
  next.probability !== record.probability || next.aside !== record.aside || next.reopened !== record.reopened;

interface Noticed extends Pick<PairRecord, 'kind' | 'held' | 'at'> {
  /** a person has said at the same moment that the two are not the same */
  keptApartBy?: string;
}

/**
 * Puts two customers who were found to have something in common into the queue, unless they wait there already. Tells
 * whether whoever brought it up should hear of the other.
 */
export async function suggest(
  tx: WriteTransaction,
  number: string,
  otherNumber: string,
  { keptApartBy, ...noticed }: Noticed,
  settings: Settings,
): Promise<boolean> {
  const [a, b] = await families(tx, [number, otherNumber]);
  if (a === undefined || b === undefined) return false;
  const numbers = inOrder(a[0].customerNumber, b[0].customerNumber);
  const [[known], [score]] = [await storedPairs(tx, [numbers]), await compareWith(tx, a, [b], settings)];
  const record = renewed({ ...noticed, ...known, probability: 0, numbers }, score!, a, b);
  const told = { ...record, ...(noticed.held === undefined ? {} : { held: noticed.held }) };
  const decided = { decision: 'notSame' as const, at: noticed.at, by: keptApartBy ?? '' };
  await putPair(tx, keptApartBy === undefined ? told : decidedPair(told, decided, a, b));
  if (known === undefined || known.decided !== undefined) publish(tx, numbers);
  const isAsked = keptApartBy === undefined && isOpen(told);
  return isAsked && (noticed.held !== undefined || !told.aside);
}

/** Two who were one customer wait for a person again, if they still look like one. */
export async function noticeAgain(
  tx: WriteTransaction,
  number: string,
  otherNumber: string,
  at: string,
  settings: Settings,
): Promise<void> {
  const [a, b] = await families(tx, [number, otherNumber]);
  const [score] = await compareWith(tx, a!, [b!], settings);
  if (score!.probability < settings.duplicates.least) return;
  await suggest(tx, number, otherNumber, { at }, settings);
}

export const publish = (
  tx: WriteTransaction,
  [customerNumber, otherNumber]: readonly [string, string],
): void => tx.publish({ type: 'duplicatesChanged', customerNumber, otherNumber });

/** The identifiers of a customer changed: its pairs take new places, and what was decided about them may be open again. */
export async function refreshPairs(tx: WriteTransaction, number: string, settings: Settings): Promise<void> {
  const own = await family(tx, number);
  const records = await pairsOf(tx, own);
  if (records.length === 0) return;
  const named = await knownFragments(tx, [...new Set(records.flatMap(({ numbers }) => numbers))]);
  const liveOf = new Map(named.flatMap((each) => (each ? [[each.customerNumber, each.live] as const] : [])));
  const root = own[0].customerNumber;
  const otherOf = ({ numbers }: PairRecord): string | undefined =>
    numbers.map((each) => liveOf.get(each)).find((each) => each !== root);
  const others = await families(
    tx,
    records.map(otherOf).filter((each) => each !== undefined),
  );
  const scores = await compareWith(tx, own, others, settings);
  for (const record of records) {
    const i = others.findIndex(([each]) => each.customerNumber === otherOf(record));
    if (i < 0 || isAboutFormer(record, own, others[i]!)) continue;
    const next = renewed(record, scores[i]!, own, others[i]!);
    if (!differs(next, record)) continue;
    await putPair(tx, next);
    if (isOpen(next) !== isOpen(record)) publish(tx, next.numbers);
  }
}
