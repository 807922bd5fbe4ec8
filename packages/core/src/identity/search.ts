/**
 * A person is found by customer number, name, member id, phone or e-mail (R5, R20), by any piece of them an agent
 * remembers: two syllables out of a name, a name typed half (김ㅁ), its first consonants (ㄱㅁㅈ), the last digits of a
 * phone number, the middle of an address. Whatever is typed is a value to look for and never anything else.
 *
 * Stores only know text keys and prefixes. So every record carries tokens, and a fragment is a prefix of one of them:
 *
 * | token | holds | one for |
 * |---|---|---|
 * | `#`  | the customer number | the number (found from its beginning) |
 * | `m:` | member id, folded | each member id (found from its beginning) |
 * | `n:` | name, folded, as the jamo of its syllables | every character of the name |
 * | `c:` | the first consonants of a name | every syllable |
 * | `p:` | digits of a phone number, nationally and internationally | every digit |
 * | `e:` | e-mail address, folded | every character |
 *
 * A token has at most 16 units, and one that is the beginning of another is left out. A customer with a name, a mobile
 * number, an e-mail address and a member id has 38 on average (32 to 42, measured by the test). About ten of them are
 * the domain of the address; they stay, because `aver.co` must be found as well as `naver`.
 *
 * Of each value only the first 256 characters are searched, so a hostile value of any length costs a bounded number
 * of tokens; no real name, number or address is longer.
 */
import { choseongOf, jamoOf } from './hangul.js';
import { readEmail } from './email.js';
import { comparableName, isChoseongQuery, isHonorific } from './name.js';
import { callingCode, nationalDigits, phoneKeys } from './phone.js';
import { plainPhoneText } from './phone-text.js';
import { foldText } from './text.js';

/** What a record can be found by. Values are given as they are kept: names NFC, addresses as keys or as typed. */
export interface SearchValues {
  customerNumber: string;
  name: readonly string[];
  /** E.164 keys and the texts as typed */
  phone: readonly string[];
  email: readonly string[];
  memberId: readonly string[];
}

/** Every condition must hold; blank ones do not count. `text` looks in all fields, word by word. */
export interface SearchQuery {
  text?: string;
  customerNumber?: string;
  name?: string;
  phone?: string;
  email?: string;
  memberId?: string;
}

export interface SearchOptions {
  /** ISO 3166 code for numbers without a country code; `KR` when absent */
  defaultCountry?: string;
}

/**
 * One word of a query. A record can only satisfy it when one of its tokens begins with one of `prefixes`, and does
 * when `matches` says so. No prefixes: nothing can be found.
 */
export interface SearchProbe {
  /** alternatives, to be scanned one after another */
  prefixes: readonly string[];
  /** the exact check of the whole word; true only for values whose tokens a prefix finds */
  matches: (values: SearchValues) => boolean;
}

/** One way to understand a word: where it would stand in the index, and whether it is in the values. */
interface Reading {
  prefix: string;
  found: (values: SearchValues) => boolean;
}

const tokenUnits = 16;
const searchedCharacters = 256;
/** More different words than this do not narrow a search any further, and are not looked at. */
const maximumWords = 32;

const betweenWords = /[\s\p{Cc}]+/u;
const phoneFragment = /^[\d\s+().:*#/~_-]*$/;
const numberWord = /^#?\d+$/;
const beyondAscii = /[^\x20-\x7e]/;
const consonant = /^[ㄱ-ㅎ]/;

/** The index keys of a record, in order and each once; see the table above. */
export function searchTokens(values: SearchValues): string[] {
  const tokens = [
    `#${cut(fold(values.customerNumber))}`,
    ...values.memberId.map((memberId) => `m:${cut(fold(memberId))}`),
    ...values.name.flatMap(nameTokens),
    ...values.phone.flatMap(phoneForms).flatMap((digits) => suffixes('p:', [...digits])),
    ...values.email.flatMap(emailForms).flatMap((form) => suffixes('e:', [...form])),
  ];
  return widest(tokens);
}

/**
 * What to look for. A record satisfies the query when it satisfies every probe; an empty query gives none. `matches`
 * is exact, so it is enough to scan the first probe, which is the most selective one, and to ask the others.
 */
export function searchProbes(query: SearchQuery, options: SearchOptions = {}): SearchProbe[] {
  return [
    ...wordsOf(query.text).map((word) => anyFieldReadings(word, options)),
    ...whole(query.customerNumber).map(numberReadings),
    ...wordsOf(query.name).map(nameReadings),
    ...whole(query.phone).map((phone) => phoneReadings(phone, options)),
    ...wordsOf(query.email).map(emailReadings),
    ...whole(query.memberId).map(memberIdReadings),
  ]
    .map(probeOf)
    .sort((a, b) => shortest(b) - shortest(a));
}

function probeOf(readings: readonly Reading[]): SearchProbe {
  return {
    prefixes: [...new Set(readings.map((reading) => reading.prefix))],
    matches: (values) => readings.some((reading) => reading.found(values)),
  };
}

function shortest(probe: SearchProbe): number {
  return Math.min(...probe.prefixes.map((prefix) => prefix.length));
}

/** Different words, without the polite ones when others remain: 홍길동 고객님 is looked for as 홍길동. */
function wordsOf(text: string | undefined): string[] {
  const words = [...new Set((text ?? '').split(betweenWords).filter((word) => fold(word) !== ''))];
  // 양 and 군 are surnames too, so the first word is polite only when it is one of those that stand in front.
  const plain = words.filter((word, index) => !isHonorific(word, index === 0 ? 'before' : 'after'));
  return (plain.length > 0 ? plain : words).slice(0, maximumWords);
}

function whole(text: string | undefined): string[] {
  return text === undefined || fold(text) === '' ? [] : [text];
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

function numberReadings(text: string): Reading[] {
  const number = fold(text).replace(/^#(?=.)/, '');
  return [{ prefix: `#${cut(number)}`, found: (values) => fold(values.customerNumber).startsWith(number) }];
}

function memberIdReadings(text: string): Reading[] {
  const start = fold(text);
  return [
    { prefix: `m:${cut(start)}`, found: ({ memberId }) => memberId.some((id) => fold(id).startsWith(start)) },
  ];
}

function emailReadings(text: string): Reading[] {
  return emailForms(text).map((form) => ({
    prefix: `e:${cut(form)}`,
    found: ({ email }) => email.some((value) => emailForms(value).some((each) => each.includes(form))),
  }));
}

/** As typed, and without the polite ending; consonants alone are the beginnings of syllables. */
function nameReadings(text: string): Reading[] {
  const forms = new Set([fold(text), fold(comparableName(text))].filter((form) => form !== ''));
  return [...forms].map((form) => {
    const [tag, lettersOf] = isChoseongQuery(form)
      ? (['c:', choseongOf] as const)
      : (['n:', jamoOf] as const);
    const fragment = lettersOf(form).join('');
    return {
      prefix: tag + cut(fragment),
      found: ({ name }) =>
        name.some((value) => startsInside(foldedWords(value).flatMap(lettersOf), fragment)),
    };
  });
}

/** A whole number in any spelling, or digits and punctuation; stretches of digits apart must all be there. */
function phoneReadings(text: string, options: SearchOptions): Reading[] {
  const runs = phoneFragment.test(plainPhoneText(firstCharacters(text))) ? digitRuns(text) : [];
  const keys = phoneKeys(text, options).map((key) => key.slice(1));
  const forms = [...keys, ...(runs.length === 1 ? dialledForms(runs[0]!, options) : [])];
  if (forms.length > 0) return [...new Set(forms)].map((form) => phoneReading([form]));
  return runs.length > 0 ? [phoneReading(runs.sort((a, b) => b.length - a.length))] : [];
}

function phoneReading(fragments: readonly string[]): Reading {
  return {
    prefix: `p:${cut(fragments[0]!)}`,
    found: ({ phone }) =>
      fragments.every((digits) =>
        phone.some((value) => phoneForms(value).some((form) => form.includes(digits))),
      ),
  };
}

/** The digits as typed, and without what stands before or behind a country code: 008210, 0018210, 82010 are all 8210. */
function dialledForms(digits: string, { defaultCountry }: SearchOptions): string[] {
  const code = callingCode(defaultCountry);
  if (code === undefined) return [digits];
  const forms = [digits, ...[2, 3, 5].map((length) => digits.slice(length))].filter(
    (form, index) => index === 0 || (digits.startsWith('00') && form.startsWith(code)),
  );
  const trunk = forms.filter((form) => form.startsWith(`${code}0`));
  return [...forms, ...trunk.map((form) => code + form.slice(code.length + 1))];
}

function nameTokens(name: string): string[] {
  const words = foldedWords(name);
  const beginnings = words.flatMap(choseongOf);
  return [
    ...suffixes('n:', words.flatMap(jamoOf)),
    ...suffixes('c:', beginnings).filter((_, index) => consonant.test(beginnings[index]!)),
  ];
}

/** An address as typed, and as its key where the domain is written in another script (한국.kr is xn--3e0b707e.kr). */
function emailForms(value: string): string[] {
  const form = fold(value);
  if (!beyondAscii.test(form)) return [form];
  const reading = readEmail(value);
  return 'key' in reading ? [...new Set([form, fold(reading.key)])] : [form];
}

/** A phone value as digits: a key nationally and internationally, a typed text by its stretches of digits. */
function phoneForms(value: string): string[] {
  const runs = digitRuns(value);
  return /^\+\d+$/.test(value) ? [...runs, nationalDigits(value)] : runs;
}

function digitRuns(text: string): string[] {
  return firstCharacters(plainPhoneText(text))
    .split(/[^\d\s().+-]+/)
    .map((run) => run.replace(/\D/g, ''))
    .filter((run) => run !== '');
}

/** Whether the fragment stands in the letters, beginning where one of them begins. */
function startsInside(letters: readonly string[], fragment: string): boolean {
  const text = letters.join('');
  let start = 0;
  return letters.some((letter) => {
    const found = text.startsWith(fragment, start);
    start += letter.length;
    return found;
  });
}

function suffixes(tag: string, letters: readonly string[]): string[] {
  return letters.map((_, index) => tag + cut(letters.slice(index, index + tokenUnits).join('')));
}

/** The first units of a text, never half of a surrogate pair. */
function cut(text: string): string {
  const last = text.charCodeAt(tokenUnits - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? tokenUnits - 1 : tokenUnits);
}

/** Values and queries in the form in which they are compared; white space and invisible characters do not count. */
function fold(text: string): string {
  return foldedWords(text).join('');
}

/** Word by word, so that a word has the same form alone as among others, whatever marks it begins with. */
function foldedWords(text: string): string[] {
  return firstCharacters(text)
    .split(betweenWords)
    .map((word) => foldText(word.replace(/\p{Cf}+/gu, '')).replace(/[\ufffe\uffff]/g, '\ufffd'))
    .filter((word) => word !== '');
}

function firstCharacters(text: string): string {
  return text.length <= searchedCharacters ? text : [...text].slice(0, searchedCharacters).join('');
}

/** Sorted, each once, without tokens that are the beginning of the next: every prefix still finds the record. */
function widest(tokens: readonly string[]): string[] {
  const sorted = [...new Set(tokens)].sort();
  return sorted.filter((token, index) => !sorted[index + 1]?.startsWith(token));
}
