/**
 * What an agent types can be meant in several ways, and each way finds some customers better than others (R20, R21).
 * The best are shown first:
 *
 * 1. a customer number, the present or an old one, typed whole
 * 2. a phone in any spelling, an e-mail address or a member id, typed whole
 * 3. a name, typed whole
 * 4. the last digits of a phone, four or more
 * 5. the beginning of a value
 * 6. the beginning of a word in it
 * 7. anywhere inside
 */
import type { ScanRange } from '../ports.js';
import type { Letter, Span, Stretch } from './search-letters.js';

export const levels = {
  number: 0,
  identifier: 1,
  name: 2,
  ending: 3,
  beginning: 4,
  word: 5,
  inside: 6,
} as const;
export type Level = (typeof levels)[keyof typeof levels];

export type SearchField = 'customerNumber' | 'name' | 'phone' | 'email' | 'memberId';

/** A value as it is kept; of a phone the keys as well. */
export interface SearchedValue {
  readonly value: string;
  readonly keys?: readonly string[] | undefined;
}

/** How well a value was found, and where in it. */
export interface Found {
  readonly level: Level;
  /** not letter by letter: without a mark that the name has, or with a syllable typed half */
  readonly isNear: boolean;
  /** none where what was found is not written out, as the country of a number */
  readonly spans: readonly Span[];
  /** whoever sees masks is told: the value, or a word of a name, or what the mask shows (D13) */
  readonly isOpen: () => boolean;
}

export type TokenRange = Pick<ScanRange, 'prefix' | 'from' | 'to'>;

/** One way to understand what was typed. */
export interface Reading {
  readonly field: SearchField;
  /** where the tokens stand of those who are found at the beginning of a value or better */
  readonly best: readonly TokenRange[];
  /** where those of all others stand */
  readonly rest: readonly TokenRange[];
  find(searched: SearchedValue): Found | undefined;
}

export function levelIn(letters: readonly Letter[], { first }: Stretch): Level {
  if (first === 0) return levels.beginning;
  return letters[first]!.isStart ? levels.word : levels.inside;
}
