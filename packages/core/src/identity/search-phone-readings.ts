/**
 * What is typed of a telephone number, as it can be meant (R20, D3): the whole number in any spelling, its last digits,
 * its beginning with the country in front, or any digits out of it.
 */
import { mostNumbersAtOnce } from '../limits.js';
import { callingCode, phoneKeys } from './phone.js';
import { plainPhoneText } from './phone-text.js';
import { firstCharacters, type Span } from './search-letters.js';
import { digitRuns, type PhoneForm } from './search-phones.js';
import { levels, type Found, type Level, type Reading } from './search-reading.js';
import { cut, tokenUnits } from './search-tokens.js';
import { foldText } from './text.js';

/** What the country of numbers without a country code decides. */
interface Options {
  readonly defaultCountry?: string;
}

/** With fewer digits than this a text is no whole phone number. */
const fewestDigits = 7;
/** As many digits as people ask for and a mask shows (D13). */
const lastDigits = 4;

const phoneFragment = /^[\d\s+().:*#/~_-]*$/;
const fromAbroad = /^\s*(?:\+|00)/;
const lastFour = /^[\s*]*\d{4}$/;

/** A whole number in any spelling, or digits and punctuation; stretches of digits apart must all be there. */
export function phoneReadings(text: string, options: Options): Reading[] {
  const runs = phoneFragment.test(plainPhoneText(firstCharacters(text))) ? digitRuns(text) : [];
  const keys = phoneKeys(text, options).map((key) => key.slice(1));
  const single = runs.length === 1 ? runs[0]! : undefined;
  const [asTyped = [], ...dialled] = single === undefined ? [] : dialledForms(single, options);
  const forms = new Set(keys.concat(asTyped));
  const asked = lastFour.test(foldText(text));
  const isFew = keys.length <= mostNumbersAtOnce;
  if (forms.size === 0) return runs.length > 1 ? [runsReading(runs)] : [];
  return [
    ...[...forms].map((form) => phoneReading(form, asked, isFew)),
    ...dialled
      .filter((form) => !forms.has(form))
      .map((form) => unlessAsTyped(single!, phoneReading(form, asked, isFew))),
    ...(keys.length > 0 ? [] : homeReadings(text, single, options)),
  ];
}

/** Several words as one number: 010 1234 5678, or +82 1588 1234. */
export function wholePhoneReadings(text: string, options: Options): Reading[] {
  const keys = phoneKeys(text, options).map((key) => key.slice(1));
  if (keys.length > 0)
    return keys.map((digits) => phoneReading(digits, false, keys.length <= mostNumbersAtOnce));
  const runs = phoneFragment.test(plainPhoneText(firstCharacters(text))) ? digitRuns(text) : [];
  return homeReadings(text, runs.length === 1 ? runs[0] : undefined, options);
}

function homeReadings(text: string, digits: string | undefined, options: Options): Reading[] {
  if (digits === undefined || !fromAbroad.test(plainPhoneText(text))) return [];
  return homeForms(digits, options).map((form) => unlessAsTyped(digits, homeReading(form)));
}

/**
 * `asked`: four digits and nothing else were typed, which is what a mask shows. `isFew`: no more numbers were typed than
 * who sees masks may look for at once.
 */
function phoneReading(digits: string, asked: boolean, isFew = true): Reading {
  const isEnding = digits.length >= lastDigits && digits.length < tokenUnits;
  const token = `p:${cut(digits)}`;
  return {
    field: 'phone',
    best: [
      // Those whose number ends so have exactly this token; a space stands before every digit.
      ...(isEnding ? [{ from: token, to: `${token} ` }] : []),
      { prefix: `P:${cut(digits)}` },
    ],
    rest: [{ prefix: token }],
    find: ({ phones }) => bestOf(phones.flatMap((form) => digitsIn(form, digits, asked, isFew))),
  };
}

/** Where the digits stand in one spelling of a number: as its end rather than anywhere else. */
function digitsIn(form: PhoneForm, digits: string, asked: boolean, isFew: boolean): Found[] {
  const all = form.digits;
  const isAtEnd = digits.length >= lastDigits && all.endsWith(digits);
  const start = isAtEnd ? all.length - digits.length : all.indexOf(digits);
  if (start < 0) return [];
  const isWhole = all === digits && digits.length >= fewestDigits;
  const isLastFour = asked && isAtEnd && all.length > fewestDigits;
  const level = isWhole
    ? levels.identifier
    : isAtEnd
      ? levels.ending
      : start === 0
        ? levels.beginning
        : levels.inside;
  return [foundDigits(level, form.place(start, start + digits.length), isFew && (isWhole || isLastFour))];
}

const foundDigits = (level: Level, span: Span | undefined, isOpen: boolean): Found => ({
  level,
  isNear: false,
  spans: span === undefined ? [] : [span],
  isOpen: () => isOpen,
});

/** Of several spellings the one that says most, and of those one that is written out. */
function bestOf(found: readonly Found[]): Found | undefined {
  const first = [...found].sort((a, b) => a.level - b.level || b.spans.length - a.spans.length)[0];
  if (first === undefined) return undefined;
  const isOpen = found.some((each) => each.isOpen());
  return { ...first, isOpen: () => isOpen };
}

function runsReading(runs: readonly string[]): Reading {
  const readings = [...runs].sort((a, b) => b.length - a.length).map((digits) => phoneReading(digits, false));
  return {
    ...readings[0]!,
    find: (value) => {
      const found = readings.map((reading) => reading.find(value));
      if (!found.every((each) => each !== undefined)) return undefined;
      return {
        level: Math.max(...found.map(({ level }) => level)) as Level,
        isNear: false,
        spans: found.flatMap(({ spans }) => spans),
        isOpen: () => false,
      };
    },
  };
}

/** The digits as typed, and without what stands before or behind a country code: 008210, 0018210, 82010 are all 8210. */
function dialledForms(digits: string, { defaultCountry }: Options): string[] {
  const code = callingCode(defaultCountry);
  if (code === undefined) return [digits];
  const forms = [digits, ...[2, 3, 5].map((length) => digits.slice(length))].filter(
    (form, index) => index === 0 || (digits.startsWith('00') && form.startsWith(code)),
  );
  // A country alone is nobody's number.
  const trunk = forms.filter((form) => form.startsWith(`${code}0`) && form.length > code.length + 1);
  return [...forms, ...trunk.map((form) => code + form.slice(code.length + 1))];
}

/**
 * What is dialled at home in place of a number from abroad. A service number (+82 1588-1234) has no key, so it is kept
 * as it was typed, mostly without the country; it must begin there, or half of the numbers would have it somewhere.
 */
function homeForms(digits: string, options: Options): string[] {
  const code = callingCode(options.defaultCountry);
  if (code === undefined) return [];
  const national = dialledForms(digits, options)
    .filter((form) => form.startsWith(code))
    .map((form) => form.slice(code.length))
    .filter((form) => form !== '' && !form.startsWith('0'));
  return [...new Set(national.flatMap((form) => [form, `0${form}`]))];
}

/** Where a number has the digits as they were typed, those are what is found. */
function unlessAsTyped(typed: string, reading: Reading): Reading {
  const isAsTyped = (value: string): boolean => digitRuns(value).some((run) => run.includes(typed));
  return { ...reading, find: (found) => (isAsTyped(found.value) ? undefined : reading.find(found)) };
}

function homeReading(digits: string): Reading {
  return {
    field: 'phone',
    best: [{ prefix: `P:${cut(digits)}` }],
    rest: [],
    find: ({ phones }) =>
      bestOf(
        phones
          .filter((form) => form.digits.startsWith(digits))
          .map((form) => {
            const isWhole = form.digits === digits && digits.length >= fewestDigits;
            const level = isWhole ? levels.identifier : levels.beginning;
            return foundDigits(level, form.place(0, digits.length), isWhole);
          }),
      ),
  };
}
