/**
 * How much each observation tells about whether two records are one person. One table, frozen and versioned, the
 * same for every desk: probabilities are compared between desks and over time only because it is the same.
 *
 * Every row has three probabilities of seeing the level when two records both have the field:
 *
 * - `same`: the records are one person (Fellegi and Sunter's m);
 * - `household`: two people who share a home, a telephone or a mailbox (family, and colleagues with one desk);
 * - `stranger`: two people who have nothing to do with each other (Fellegi and Sunter's u).
 *
 * Classic Fellegi–Sunter has no middle class, and so takes a daughter who calls from her mother's telephone for her
 * mother: same number, same surname. Where two strangers share an identifier, the reason is a number given out anew
 * or a slip of the pen, which happens to so many in a hundred customers however many there are; between any two of
 * N customers the probability is that rate / N. As the prior is a rate / N too, N cancels out, and the same two
 * records have the same probability on a desk of a thousand and of a million.
 *
 * Where the numbers are from: docs/identity.md. I. P. Fellegi, A. B. Sunter, A Theory for Record Linkage, 1969,
 * https://doi.org/10.1080/01621459.1969.10501049
 */

import { isRomanised } from './romanise.js';

/** P(level | same person), P(level | household), P(level | strangers). */
export type Rates = readonly [same: number, household: number, stranger: number];

/** The number of customers for what does not cancel out: how rare a name is among all of them. */
export const population = 100_000;
/* @__NO_SIDE_EFFECTS__ */ const perCustomer = (rate: number): number => rate / population;

export const phoneLevels = {
  same: [0.75, 0.2, perCustomer(0.02)],
  near: [0.02, 0.02, 1e-6],
  different: [0.23, 0.78, 1],
} as const;

export const emailLevels = {
  same: [0.7, 0.09, perCustomer(0.002)],
  /** one mailbox: differs in what stands behind a plus, or in dots where the provider ignores them */
  mailbox: [0.02, 5e-4, perCustomer(4e-4)],
  /** a slip in the name of the provider: gmial.com */
  typo: [0.01, 2e-4, perCustomer(2e-4)],
  /** the same name, with three digits or more in it, at another provider */
  local: [0.02, 5e-4, 1e-6],
  different: [0.25, 0.91, 1],
} as const;

export const memberIdLevels = {
  same: [0.96, 0.003, perCustomer(5e-4)],
  different: [0.02, 0.997, 1],
} as const;

export const nationalIdLevels = {
  same: [0.9, 0.0005, perCustomer(0.0005)],
  near: [0.07, 0.0005, 1e-5],
  different: [0.03, 0.999, 1],
} as const;

export const birthDateLevels = {
  same: [0.92, 0.01, 5e-5],
  near: [0.05, 0.005, 1.5e-3],
  different: [0.03, 0.985, 1],
} as const;

/** in Hangul: there are few, and the most common ones differ by a letter (김, 임) */
export const surnameLevels = {
  /** what strangers share depends on the surname, see `surnameShare` */
  same: [0.965, 0.4, 0.1],
  near: [0.025, 0.13, 0.2],
  part: [0.002, 0.002, 0.002],
  different: [0.008, 0.468, 0.698],
} as const;

export const surnameLatinLevels = {
  same: [0.88, 0.45, 0.002],
  near: [0.08, 0.05, 0.01],
  part: [0.005, 0.005, 0.002],
  initial: [0.005, 0.05, 0.07],
  different: [0.03, 0.445, 0.916],
} as const;

/** in Hangul */
export const givenLevels = {
  same: [0.93, 0.006, 0.0015],
  near: [0.045, 0.012, 0.006],
  part: [0.01, 0.08, 0.05],
  different: [0.015, 0.9, 0.94],
} as const;

export const givenLatinLevels = {
  same: [0.82, 0.006, 0.004],
  near: [0.09, 0.01, 0.01],
  part: [0.02, 0.02, 0.01],
  initial: [0.02, 0.08, 0.08],
  different: [0.05, 0.88, 0.9],
} as const;

/** one in Hangul, the other in Latin letters */
export const givenRomanLevels = {
  same: [0.85, 0.003, 0.002],
  near: [0.03, 0.01, 0.006],
  different: [0.12, 0.987, 0.992],
} as const;

/** given name and surname in each other's place, on top of what they give */
export const turnedLevels = { turned: [0.1, 0.1, 0.5] } as const;

export const streetLevels = {
  same: [0.75, 0.75, 3e-4],
  near: [0.13, 0.13, 6e-3],
  different: [0.12, 0.12, 1],
} as const;

export const houseNumberLevels = {
  same: [0.85, 0.85, 0.015],
  near: [0.07, 0.07, 0.08],
  different: [0.08, 0.08, 0.9],
} as const;

export const localityLevels = {
  same: [0.78, 0.78, 2e-3],
  near: [0.12, 0.12, 8e-3],
  different: [0.1, 0.1, 1],
} as const;

export const postcodeLevels = {
  same: [0.86, 0.86, 1e-3],
  near: [0.07, 0.07, 1e-2],
  different: [0.07, 0.07, 1],
} as const;

export const regionLevels = {
  same: [0.9, 0.9, 0.25],
  different: [0.1, 0.1, 0.75],
} as const;

/** Of one customer with how many others: the same person twice, people of one household; the rest are strangers. */
export const prior: Rates = [perCustomer(0.3), perCustomer(0.3), 1];

/** Counts up whenever a number in this file changes. */
export const weightsVersion = 1;

/**
 * The twenty most common surnames of Korea, and how many of a thousand people have each (Statistics Korea, census of
 * 2015, https://kosis.kr).
 */
const surnameShares = /* @__PURE__ */ Array.from(
  '김215이147박84최47정43강24조21윤21장20임17한15오15서15신15권14황14안14송14전11홍11'.matchAll(/(\D)(\d+)/g),
  ([, surname, share]) => [surname!, Number(share)] as const,
);
const otherKoreanSurname = 8;

/** What two independent observations tell together. */
export const times = (a: Rates, b: Rates): Rates => [a[0] * b[0], a[1] * b[1], a[2] * b[2]];

/** Of a thousand people those with the surname, when it is a common one of Korea, in Hangul or Latin letters. */
export const koreanSurname = (surname: string): number | undefined =>
  surnameShares.find(([hangul]) => hangul === surname || isRomanised(hangul, surname))?.[1];

/** The share of people with a surname: two share it by chance when the second one has what the first one has. */
export function surnameShare(surname: string, script: 'hangul' | 'latin' | 'other'): number {
  const known = koreanSurname(surname) ?? (script === 'hangul' ? otherKoreanSurname : undefined);
  return known === undefined ? surnameLatinLevels.same[2] : known / 1000;
}
