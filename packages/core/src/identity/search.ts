/**
 * A person is found by customer number, name, member id, phone or e-mail (R5, R20), by any piece of them an agent
 * remembers: two syllables out of a name, a name typed half (김ㅁ), its first consonants (ㄱㅁㅈ), the last digits of a
 * phone number, the middle of an address. Whatever is typed is a value to look for and never anything else.
 *
 * Whoever sees masks finds a customer by what a caller tells them whole: a number, a member id, a phone, an address,
 * a name or a whole word of it, and by the last four digits that the mask shows anyway (D13). A fragment finds
 * nothing: with it one could guess a hidden value digit by digit, by what is still found and what is not.
 */
import { readEmail } from './email.js';
import { isHonorific } from './name.js';
import { betweenWords, fold, plain, spanOf, stretchOf } from './search-letters.js';
import { nameReadings, wholeNameReading } from './search-names.js';
import { phoneReadings, wholePhoneReadings } from './search-phone-readings.js';
import {
  levelIn,
  levels,
  searched,
  type Found,
  type Level,
  type Reading,
  type SearchedValues,
  type SearchField,
  type TokenRange,
} from './search-reading.js';
import { cut, emailForms, type SearchValues } from './search-tokens.js';

/** Every condition must hold; blank ones do not count. `text` looks in all fields, word by word. */
export interface SearchQuery {
  text?: string | undefined;
  customerNumber?: string | undefined;
  name?: string | undefined;
  phone?: string | undefined;
  email?: string | undefined;
  memberId?: string | undefined;
}

export interface SearchOptions {
  /** ISO 3166 code for numbers without a country code; `KR` when absent */
  defaultCountry?: string;
  /** for somebody who sees masks: fragments find nothing */
  wholeOnly?: boolean;
}

/** A value in which one word of a query was found. */
export interface Hit extends Found {
  readonly field: SearchField;
  readonly value: string;
}

/**
 * One word of a query. A record can only satisfy it when one of its tokens stands in one of the ranges, and does when
 * it has hits. No ranges: nothing can be found.
 */
export interface SearchProbe {
  /** where the tokens stand of those who are found at the beginning of a value or better */
  readonly best: readonly TokenRange[];
  /** where those of all others stand */
  readonly rest: readonly TokenRange[];
  /** all of it as prefixes, none twice */
  readonly prefixes: readonly string[];
  /** in each value that has the word, how well it has it */
  hits(values: SearchedValues): Hit[];
  /** whether it has hits */
  matches(values: SearchValues): boolean;
}

/** More different words than this do not narrow a search any further, and are not looked at. */
const maximumWords = 32;

/** Of a longer text the beginning is looked for. */
const longestText = 1000;

const numberWord = /^#?\d+$/;

/**
 * What to look for. A record satisfies the query when it satisfies every probe; an empty query gives none. `matches`
 * is exact, so it is enough to scan the first probe, which is the most selective one, and to ask the others.
 */
export function searchProbes(given: SearchQuery, options: SearchOptions = {}): SearchProbe[] {
  const query = shortened(given);
  const words = wordsOf(query.text);
  const names = wordsOf(query.name);
  const all = wholeReadings(query.text, words, options);
  const wholeName = names.length > 1 ? [wholeNameReading(names)].filter((each) => each !== undefined) : [];
  return [
    ...words.map((word) => [...anyFieldReadings(word, options), ...all]),
    ...whole(query.customerNumber).map(numberReadings),
    ...names.map((word) => [...nameReadings(word), ...wholeName]),
    ...whole(query.phone).map((phone) => phoneReadings(phone, options)),
    ...wordsOf(query.email).map(emailReadings),
    ...whole(query.memberId).map((memberId) => memberIdReadings(memberId)),
  ]
    .map((readings) => probeOf(readings, options.wholeOnly ?? false))
    .sort((a, b) => shortest(b) - shortest(a));
}

/** The texts in a query that may be an identifier as a whole, with the fields they may stand in. */
export function wholeTexts(given: SearchQuery): { field: Exclude<SearchField, 'name'>; text: string }[] {
  const query = shortened(given);
  const words = wordsOf(query.text);
  const anywhere = query.text === undefined || words.length === 0 ? [] : [query.text, ...words];
  const inField = (field: Exclude<SearchField, 'name'>, texts: readonly string[]) =>
    [...new Set(texts)].map((text) => ({ field, text }));
  return [
    ...inField('customerNumber', [...words, ...whole(query.customerNumber)]),
    ...inField('phone', [...anywhere, ...whole(query.phone)]),
    ...inField('email', [...words, ...wordsOf(query.email)]),
    ...inField('memberId', [...anywhere, ...whole(query.memberId)]),
  ];
}

function shortened(query: SearchQuery): SearchQuery {
  const texts = Object.entries(query).filter(([, text]) => typeof text === 'string') as [string, string][];
  return Object.fromEntries(texts.map(([name, text]) => [name, text.slice(0, longestText)]));
}

/** The customer number that a text is, if it may be one. */
export const numberIn = (text: string): string => fold(text).replace(/^#(?=.)/, '');

function probeOf(readings: readonly Reading[], wholeOnly: boolean): SearchProbe {
  const best = once(readings.flatMap((reading) => reading.best));
  const rest = once(readings.flatMap((reading) => reading.rest));
  const find = (values: SearchedValues, reading: Reading): Hit[] =>
    values[reading.field].flatMap((value) => {
      const found = reading.find(value);
      if (found === undefined || (wholeOnly && !found.isOpen())) return [];
      return [{ ...found, field: reading.field, value: value.value }];
    });
  const hits = (values: SearchedValues): Hit[] => readings.flatMap((reading) => find(values, reading));
  return {
    best,
    rest,
    prefixes: [...best, ...rest].flatMap(({ prefix }) => (prefix === undefined ? [] : [prefix])),
    hits,
    matches: (values) => hits(searched(values)).length > 0,
  };
}

function once(ranges: readonly TokenRange[]): TokenRange[] {
  return [...new Map(ranges.map((range) => [range.prefix ?? range.from, range])).values()];
}

function shortest(probe: SearchProbe): number {
  return Math.min(...probe.prefixes.map((prefix) => prefix.length));
}

/** Different words, without the polite ones when others remain: 홍길동 고객님 is looked for as 홍길동. */
function wordsOf(text: string | undefined): string[] {
  const words = [...new Set((text ?? '').split(betweenWords).filter((word) => fold(word) !== ''))];
  // 양 and 군 are surnames too, so the first word is polite only when it is one of those that stand in front.
  const unpolite = words.filter((word, index) => !isHonorific(word, index === 0 ? 'before' : 'after'));
  return (unpolite.length > 0 ? unpolite : words).slice(0, maximumWords);
}

function whole(text: string | undefined): string[] {
  return text === undefined || fold(text) === '' ? [] : [text];
}

/** Several words may be one value: `010 1234 5678` is, and so is `Kim Mina`. */
function wholeReadings(
  text: string | undefined,
  words: readonly string[],
  options: SearchOptions,
): Reading[] {
  if (text === undefined || words.length < 2) return [];
  return [
    ...wholePhoneReadings(text, options),
    ...memberIdReadings(text),
    ...[wholeNameReading(words)].filter((reading) => reading !== undefined),
  ];
}

function anyFieldReadings(word: string, options: SearchOptions): Reading[] {
  return [
    ...phoneReadings(word, options),
    ...(numberWord.test(fold(word)) ? numberReadings(word) : []),
    ...memberIdReadings(word),
    ...nameReadings(word),
    ...emailReadings(word),
  ];
}

const always = (): boolean => true;

/** A customer number is nobody's secret, so its beginning may be told. */
function numberReadings(text: string): Reading[] {
  const number = numberIn(text);
  return [startReading('customerNumber', '#', number, levels.number, always)];
}

function memberIdReadings(text: string): Reading[] {
  const start = fold(text);
  return [startReading('memberId', 'm:', start, levels.identifier, (value) => fold(value) === start)];
}

/** Found from its beginning. */
function startReading(
  field: SearchField,
  tag: string,
  start: string,
  wholeLevel: Level,
  isOpen: (value: string) => boolean,
): Reading {
  return {
    field,
    best: [{ prefix: tag + cut(start) }],
    rest: [],
    find: (searchedValue) => {
      if (!searchedValue.text.startsWith(start)) return undefined;
      const { value, line } = searchedValue;
      const stretch = stretchOf(line, start);
      if (stretch === undefined) return undefined;
      return {
        level: line.text === start ? wholeLevel : levels.beginning,
        isNear: false,
        spans: [spanOf(line.letters, stretch)],
        isOpen: () => isOpen(value),
      };
    },
  };
}

function emailReadings(text: string): Reading[] {
  const key = keyOf(text);
  return emailForms(text).map((letters) => {
    const form = letters.map(plain).join('');
    return {
      field: 'email',
      best: [{ prefix: `E:${cut(form)}` }],
      rest: [{ prefix: `e:${cut(form)}` }],
      find: (searchedValue) => {
        if (!searchedValue.isForeign && !searchedValue.text.includes(form)) return undefined;
        const { value, emails } = searchedValue;
        const line = emails.find(({ text }) => text.includes(form));
        const stretch = line && stretchOf(line, form);
        if (stretch === undefined) return undefined;
        const isSame = key !== undefined && keyOf(value) === key;
        return {
          level: isSame ? levels.identifier : levelIn(line!.letters, stretch),
          isNear: false,
          // Found in another spelling of the address, all of it is.
          spans: [line === emails[0] ? spanOf(line!.letters, stretch) : { from: 0, to: value.length }],
          isOpen: () => isSame,
        };
      },
    };
  });
}

function keyOf(address: string): string | undefined {
  const reading = readEmail(address);
  return 'key' in reading ? reading.key : undefined;
}
