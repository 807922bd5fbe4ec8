/**
 * More kinds of fields, for records that have a date of birth or an address: registers, lists from elsewhere.
 */
import { halves, none, textOf, type Kind } from './kinds.js';
import { outcome, type Levels } from './outcome.js';
import type { NameValue } from './person-name.js';
import { isOneEdit, jaroWinkler } from './similarity.js';
import { foldText, withoutMarks } from './text.js';
import {
  birthDateLevels,
  houseNumberLevels,
  localityLevels,
  nationalIdLevels,
  postcodeLevels,
  regionLevels,
  streetLevels,
} from './weights.js';

/** A number that a state or a company gave to one person, with the slips of those who typed it. */
export const nationalIds: Kind<string> = {
  name: 'nationalId',
  read: (raw) => plain(raw).replaceAll(' ', '') || undefined,
  compare: (a, b) => outcome(nationalIdLevels, a === b ? 'same' : isOneEdit(a, b) ? 'near' : 'different'),
  keys: (key) => [key],
  tokens: halves,
  contradicting: [],
};

/** As YYYYMMDD or with anything between the digits. The first of January of a round year is a blank form. */
export const birthDates: Kind<string> = {
  name: 'birthDate',
  read(raw) {
    const digits = textOf(raw).replace(/\D/g, '');
    return digits.length === 8 && !/^(?:1900|1970|2000|0000|1111|9999)(?:0101|0000|1111|9999)$/.test(digits)
      ? digits
      : undefined;
  },
  compare(a, b) {
    const level = a === b ? 'same' : isOneEdit(a, b) || a === dayAndMonth(b) ? 'near' : 'different';
    return outcome(birthDateLevels, level);
  },
  keys: none,
  tokens: (date) => [date],
  contradicting: [],
};

const dayAndMonth = (date: string): string => date.slice(0, 4) + date.slice(6) + date.slice(4, 6);

function text(name: string, levels: Levels, likeness: number): Kind<string> {
  return {
    name,
    read: (raw) => plain(raw) || undefined,
    compare(a, b) {
      const isNear = (): boolean => isOneEdit(a, b) || jaroWinkler(a, b) >= likeness;
      return outcome(levels, a === b ? 'same' : isNear() ? 'near' : 'different');
    },
    keys: none,
    tokens: (value) => [value],
    contradicting: [],
  };
}

export const regions: Kind<string> = {
  name: 'region',
  read: (raw) => plain(raw) || undefined,
  compare: (a, b) => outcome(regionLevels, a === b ? 'same' : 'different'),
  keys: none,
  tokens: none,
  contradicting: [],
};

/** Letters and digits, single spaces. */
function plain(raw: NameValue): string {
  return withoutMarks(foldText(textOf(raw).slice(0, 500)))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const onlyOneEdit = 2;

export const streets = /* @__PURE__ */ text('street', streetLevels, 0.9);
export const houseNumbers = /* @__PURE__ */ text('houseNumber', houseNumberLevels, onlyOneEdit);
export const localities = /* @__PURE__ */ text('locality', localityLevels, 0.9);
export const postcodes = /* @__PURE__ */ text('postcode', postcodeLevels, onlyOneEdit);
