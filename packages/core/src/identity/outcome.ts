/** What two values of one field tell: how they compare, and how likely that is of whom. */
import type { Rates } from './weights.js';

export interface Outcome {
  level: string;
  rates: Rates;
}

/** Rates by level. */
export type Levels = Readonly<Record<string, Rates>>;
export const outcome = (levels: Levels, level: string): Outcome => ({ level, rates: levels[level]! });

/** How many times likelier it is in two records of one person than of strangers. */
export const ratioOf = ({ rates }: Outcome): number => rates[0] / rates[2];

/** The one of both that says more for one person; of two that say as much always the same. */
export function stronger<O extends Outcome>(one: O, other: O | undefined): O {
  if (other === undefined) return one;
  const difference = ratioOf(one) - ratioOf(other);
  return difference > 0 || (difference === 0 && one.level < other.level) ? one : other;
}
