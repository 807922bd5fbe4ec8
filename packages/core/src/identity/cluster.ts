/**
 * Pairs that are one person, put together: when A is B and B is C, all three are. The surest pairs are joined first,
 * and two groups with two member ids between them are never joined: a chain of likely pairs must not make one person of
 * two members (B7).
 */
import type { FoundPair } from './scan.js';

export interface ClusterOptions {
  /** the least probability of a pair that joins; .99 when absent */
  least?: number;
}

/** The groups of two and more, each ascending, in order of their first. */
export function clusters(pairs: readonly FoundPair[], { least = 0.99 }: ClusterOptions = {}): number[][] {
  const groups = new Map<number, Set<number>>();
  const groupOf = (record: number): Set<number> => {
    const group = groups.get(record) ?? new Set([record]);
    groups.set(record, group);
    return group;
  };
  const apart = new Map<number, Set<number>>();
  const keepApart = (a: number, b: number): void =>
    void (apart.get(a) ?? apart.set(a, new Set()).get(a)!).add(b);
  for (const pair of pairs) {
    if (!areTwoMembers(pair)) continue;
    keepApart(pair.a, pair.b);
    keepApart(pair.b, pair.a);
  }
  const surest = pairs
    .filter((pair) => pair.probability >= least && !areTwoMembers(pair))
    .sort((x, y) => y.probability - x.probability || x.a - y.a || x.b - y.b);
  for (const { a, b } of surest) {
    const [one, other] = [groupOf(a), groupOf(b)];
    if (one === other || contradicts(one, other, apart)) continue;
    for (const record of other) {
      one.add(record);
      groups.set(record, one);
    }
  }
  return [...new Set(groups.values())]
    .filter((group) => group.size > 1)
    .map((group) => [...group].sort((x, y) => x - y))
    .sort((x, y) => x[0]! - y[0]!);
}

const areTwoMembers = ({ reasons }: FoundPair): boolean =>
  reasons.some(({ kind, level }) => kind === 'memberId' && level === 'different');

function contradicts(
  one: ReadonlySet<number>,
  other: ReadonlySet<number>,
  apart: ReadonlyMap<number, ReadonlySet<number>>,
): boolean {
  for (const record of one) {
    for (const enemy of apart.get(record) ?? []) if (other.has(enemy)) return true;
  }
  return false;
}
