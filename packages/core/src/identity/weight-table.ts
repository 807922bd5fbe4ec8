/**
 * `@deskcard/core/identity/weights`: all the weights as one frozen table, to be looked at, printed and compared. The
 * scorer itself takes each row from weights.ts, so that a page carries only those it uses.
 */
import {
  birthDateLevels,
  emailLevels,
  givenLatinLevels,
  givenLevels,
  givenRomanLevels,
  houseNumberLevels,
  localityLevels,
  memberIdLevels,
  nationalIdLevels,
  phoneLevels,
  postcodeLevels,
  regionLevels,
  streetLevels,
  surnameLatinLevels,
  surnameLevels,
  turnedLevels,
  population,
  prior,
  weightsVersion,
  type Rates,
} from './weights.js';

export type { Rates } from './weights.js';

export interface WeightTable {
  version: number;
  /** the number of customers for what depends on it */
  population: number;
  prior: Rates;
  /** by kind, or part of a name, and level */
  levels: Readonly<Record<string, Readonly<Record<string, Rates>>>>;
}

export const weights: Readonly<WeightTable> = /* @__PURE__ */ deepFrozen({
  version: weightsVersion,
  population,
  prior,
  levels: {
    phone: phoneLevels,
    email: emailLevels,
    memberId: memberIdLevels,
    nationalId: nationalIdLevels,
    birthDate: birthDateLevels,
    surname: surnameLevels,
    surnameLatin: surnameLatinLevels,
    given: givenLevels,
    givenLatin: givenLatinLevels,
    givenRoman: givenRomanLevels,
    turned: turnedLevels,
    street: streetLevels,
    houseNumber: houseNumberLevels,
    locality: localityLevels,
    postcode: postcodeLevels,
    region: regionLevels,
  },
});

function deepFrozen<T extends object>(value: T): Readonly<T> {
  for (const part of Object.values(value)) if (typeof part === 'object') deepFrozen(part as object);
  return Object.freeze(value);
}
