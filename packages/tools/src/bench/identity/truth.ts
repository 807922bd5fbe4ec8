/** How right the pairs are that a scan found, held against who is who. */
import type { FoundPair } from '@deskcard/core/identity/scan';

export interface Labelled {
  people: readonly string[];
  sides?: readonly string[];
}

export interface Accuracy {
  right: number;
  wrong: number;
  /** true pairs that were not found */
  missed: number;
  f1: number;
}

/** Pairs that may count: all, or only those across two files. */
export const counts = ({ sides }: Labelled, a: number, b: number): boolean =>
  sides === undefined || sides[a] === '' || sides[a] !== sides[b];

export function truePairs(set: Labelled): [number, number][] {
  const groups = new Map<string, number[]>();
  for (const [i, person] of set.people.entries()) {
    const group = groups.get(person);
    if (group) group.push(i);
    else groups.set(person, [i]);
  }
  return [...groups.values()].flatMap((group) =>
    group
      .flatMap((a, i) => group.slice(i + 1).map((b): [number, number] => [a, b]))
      .filter(([a, b]) => counts(set, a, b)),
  );
}

export function accuracy(set: Labelled, pairs: readonly Pick<FoundPair, 'a' | 'b'>[]): Accuracy {
  const counted = pairs.filter(({ a, b }) => counts(set, a, b));
  const right = counted.filter(({ a, b }) => set.people[a] === set.people[b]).length;
  const wrong = counted.length - right;
  const missed = truePairs(set).length - right;
  return { right, wrong, missed, f1: (2 * right) / (2 * right + wrong + missed) };
}

export const pairsOf = (group: readonly number[]): { a: number; b: number }[] =>
  group.flatMap((a, i) => group.slice(i + 1).map((b) => ({ a, b })));
