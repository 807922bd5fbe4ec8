/**
 * A call belongs to the customer whose number it comes from (R7). The same number is written in many ways, so it is
 * compared as its E.164 key and shown as it was typed (D3, B6). Some numbers say nothing about who is calling and are
 * never keys, because customers who have nothing to do with each other would be joined by them:
 *
 * - nationwide service numbers (1588-1234, also behind an area code or a country code), premium and shared-cost lines;
 * - placeholders: a number whose last seven digits are all the same (010-0000-0000, 02-555-5555), or all of whose
 *   digits are, when it has five or more;
 * - withheld and unknown numbers;
 * - the desk's own numbers.
 *
 * Toll-free numbers stay keys: companies are customers too, and it is the number they give.
 */
import {
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
  type CountryCode,
  type PhoneNumber,
} from 'libphonenumber-js/max';
import { joinedPiece, maximumPhoneText, phonePieces, plainPhoneText, type PhonePiece } from './phone-text.js';

export interface PhoneOptions {
  /** ISO 3166 code of the country whose numbers come without a country code; `KR` when absent */
  defaultCountry?: string;
  /** the desk's own numbers, in any spelling */
  ownNumbers?: readonly string[];
}

export type UnusablePhone =
  'empty' | 'invalid' | 'service-number' | 'repeated-digits' | 'anonymous' | 'own-number';

/** `key` is E.164 (`+821012345678`); the extension is digits and never part of the key. */
export type PhoneNumberReading =
  { key: string; extension?: string } | { unusable: UnusablePhone; text: string; extension?: string };

export interface PhoneReading {
  /** exactly as it was given */
  raw: string;
  /** one entry per number found, in order; at least one */
  numbers: PhoneNumberReading[];
}

interface Rules {
  country: CountryCode | undefined;
  callingCode: string | undefined;
  ownNumbers: readonly string[];
}

const serviceTypes: ReadonlySet<string> = new Set(['UAN', 'PREMIUM_RATE', 'SHARED_COST', 'VOICEMAIL']);
/** Subscriber numbers in Korea never begin with 1: an area code and 15xx-xxxx is a nationwide number, and 1xx a service. */
const koreanService = /^(?:2|[3-6][1-5])1[568]\d{6}$|^[3-6][1-5]1\d{2,3}$/;
const placeholder = /(\d)\1{6}$|^(\d)\2{4,}$/;
/** What telephone systems send for a caller without a number: ANONYMOUS, RESTRICTED, … on the letters of the keypad. */
const keypadWords: ReadonlySet<string> = new Set(
  '266696687 7378742833 2562533 8656696 86282452253'.split(' '),
);
/** Lengths of what Korean carriers put in front of calls abroad: 001, 002, 005, … and 003xx, 007xx. */
const koreanCarriers = [3, 5];
/** Numbers in Korea that begin like a call abroad. */
const koreanTollFree = /^00(?:308|368|798)/;
/**
 * Eight digits in fours are dialled inside of an area that they do not name: 2555-1234 is 02-2555-1234 in Seoul, and the
 * metadata would take it for 02-555-1234. Undivided they are such a number that lost its 0 in a spreadsheet.
 */
const koreanLocal = /^[^\d+]*2\d{3}\D+\d{4}\D*$/;
/** Groups of digits that one written number has at most: +82 (0) 10 1234 5678 has five. */
const groupsPerNumber = 6;

/**
 * A Korean mobile number and nothing else, as most people write it and most telephone systems send it. Every number that
 * begins like this is one; 0105… is left to the metadata, which knows the few that nobody has.
 */
const plainMobile = /^(?:0|\+82[- ]?)(10)[- ]?([0-46-9]\d{3})[- ]?(\d{4})$/;

/** Such a number needs no metadata and no taking apart, which together cost a hundred times as much. */
function readPlainMobile(raw: string, rules: Rules): PhoneReading | undefined {
  const parts = rules.country === 'KR' ? plainMobile.exec(raw) : null;
  if (parts === null) return undefined;
  const national = `${parts[1]}${parts[2]}${parts[3]}`;
  const key = `+82${national}`;
  if (isOwn(key, rules)) return { raw, numbers: [{ unusable: 'own-number', text: raw }] };
  const isPlaceholder = placeholder.test(national);
  return { raw, numbers: [isPlaceholder ? { unusable: 'repeated-digits', text: raw } : { key }] };
}

/** Reads everything a phone field holds. Never throws; a number that is not usable says why. */
export function readPhone(raw: string, options: PhoneOptions = {}): PhoneReading {
  const rules = rulesOf(options);
  return readPlainMobile(raw, rules) ?? readAny(raw, rules);
}

function readAny(raw: string, rules: Rules): PhoneReading {
  const text = raw.length > maximumPhoneText ? raw : plainPhoneText(raw);
  if (text.trim() === '') return { raw, numbers: [{ unusable: 'empty', text: '' }] };
  if (text.length > maximumPhoneText) return { raw, numbers: [{ unusable: 'invalid', text: raw.trim() }] };
  const numbers = phonePieces(text).flatMap((piece) => readPiece(piece, rules));
  if (numbers.every((number) => 'unusable' in number && number.unusable === 'invalid')) {
    const whole = joinedPiece(text);
    const joined = whole ? readPiece(whole, rules) : [];
    if (joined.some((number) => 'key' in number)) return { raw, numbers: joined };
  }
  return { raw, numbers };
}

/** The usable keys of a phone field, in order, each once. */
export function phoneKeys(raw: string, options: PhoneOptions = {}): string[] {
  const keys = readPhone(raw, options).numbers.flatMap((number) => ('key' in number ? [number.key] : []));
  return [...new Set(keys)];
}

/** Most numbers on a Korean desk, and reading the metadata takes a hundred times as long. */
const koreanMobile = /^\+82(10\d{8})$/;

/** The digits dialled inside of the number's own country: +821012345678 → 01012345678. */
export function nationalDigits(key: string): string {
  const mobile = koreanMobile.exec(key);
  if (mobile) return `0${mobile[1]}`;
  const national = parsePhoneNumberFromString(key)?.formatNational() ?? key;
  return digitsOf(national);
}

/**
 * The number as people write it: nationally where it has the calling code of the default country, internationally
 * elsewhere. A text that is not a number comes back unchanged.
 */
export function formatPhone(key: string, options: { defaultCountry?: string } = {}): string {
  const number = parsePhoneNumberFromString(key);
  if (!number) return key;
  if (number.countryCallingCode !== callingCode(options.defaultCountry)) return number.formatInternational();
  // Korean personal numbers keep their four-digit prefix together; the metadata breaks it up.
  const personal = /^(050\d)(\d{3,4})(\d{4})$/.exec(nationalDigits(key));
  return number.country === 'KR' && personal ? personal.slice(1).join('-') : number.formatNational();
}

/** `82` for KR, which is the default; `undefined` when the country is not known. */
export function callingCode(country: string | undefined): string | undefined {
  return rulesOf(country === undefined ? {} : { defaultCountry: country }).callingCode;
}

function rulesOf({ defaultCountry = 'KR', ownNumbers = [] }: PhoneOptions): Rules {
  const code = defaultCountry.toUpperCase();
  const country = isSupportedCountry(code) ? code : undefined;
  return { country, callingCode: country && getCountryCallingCode(country), ownNumbers };
}

function readPiece(piece: PhonePiece, rules: Rules): PhoneNumberReading[] {
  const { text, extension } = piece;
  const readings = piece.runs.flatMap((run) => readRun(run, text, rules));
  const usable = readings.some((reading) => 'key' in reading);
  if (piece.anonymous && !usable) readings.splice(0, readings.length, { unusable: 'anonymous', text });
  if (readings.length === 0) readings.push({ unusable: 'invalid', text });
  if (extension === undefined) return readings;
  return readings.map((reading, index) =>
    index === readings.length - 1 ? { ...reading, extension } : reading,
  );
}

function readRun(run: string, text: string, rules: Rules): PhoneNumberReading[] {
  const numbers = recognise(run, rules);
  if (numbers.length === 0) return [{ unusable: whyInvalid(digitsOf(run), rules), text }];
  return numbers.map((number) => {
    const unusable = whyNever(number, rules);
    return unusable ? { unusable, text } : { key: number.number };
  });
}

/** The valid numbers a run of digits and punctuation stands for: one, or several with white space between them. */
function recognise(run: string, rules: Rules): PhoneNumber[] {
  if (keypadWords.has(digitsOf(run))) return [];
  const whole = parse(run, rules);
  if (whole) return [whole];
  const groups = run.split(/\s+/).filter((group) => /\d/.test(group));
  const numbers: PhoneNumber[] = [];
  for (let start = 0; start < groups.length;) {
    let length = Math.min(groupsPerNumber, groups.length - start);
    let number: PhoneNumber | undefined;
    for (; length > 0 && !number; length--) {
      number = parse(groups.slice(start, start + length).join(' '), rules);
      if (number) start += length;
    }
    // Digits that belong to no number put the others in doubt as well.
    if (!number) return [];
    numbers.push(number);
  }
  return numbers;
}

function parse(run: string, rules: Rules): PhoneNumber | undefined {
  if (rules.country === 'KR' && koreanLocal.test(run)) return undefined;
  const digits = digitsOf(run);
  for (const dialled of dialledForms(digits, run.includes('+'), rules)) {
    const number = parsePhoneNumberFromString(dialled, rules.country);
    if (number?.isValid()) return number;
  }
  return undefined;
}

/** The ways to understand the digits, most likely first; the first valid one is taken. */
function dialledForms(digits: string, plus: boolean, { country, callingCode = '' }: Rules): string[] {
  // A country code never begins with 0, so such a + was put in front by a telephone system.
  const asWritten = plus && !digits.startsWith('0') ? `+${digits}` : digits;
  const twice = callingCode !== '' && digits.startsWith(callingCode + callingCode);
  if (!digits.startsWith('00'))
    return [asWritten, ...(twice ? [`+${digits.slice(callingCode.length)}`] : [])];
  const korean = country === 'KR';
  const international = [2, ...(korean ? koreanCarriers : [])].map((length) => `+${digits.slice(length)}`);
  const home = international.filter((form) => callingCode !== '' && form.startsWith(`+${callingCode}`));
  const tollFree = korean && koreanTollFree.test(digits);
  return [...home, ...(tollFree ? [asWritten] : []), international[0]!, asWritten, ...international.slice(1)];
}

function whyNever(number: PhoneNumber, rules: Rules): UnusablePhone | undefined {
  const national = number.nationalNumber;
  if (isOwn(number.number, rules)) return 'own-number';
  if (serviceTypes.has(number.getType() ?? '')) return 'service-number';
  if (number.country === 'KR' && koreanService.test(national)) return 'service-number';
  if (keypadWords.has(digitsOf(number.number))) return 'anonymous';
  return placeholder.test(national) ? 'repeated-digits' : undefined;
}

/** The word that helps most for digits that are no valid number. */
function whyInvalid(digits: string, rules: Rules): UnusablePhone {
  if (isOwn(digits, rules)) return 'own-number';
  if (keypadWords.has(digits)) return 'anonymous';
  return placeholder.test(digits) ? 'repeated-digits' : 'invalid';
}

/** Own numbers are read like any other; the ones without a valid form (short internal ones) compare by their digits. */
function isOwn(number: string, rules: Rules): boolean {
  return rules.ownNumbers.some((own) => {
    const text = plainPhoneText(own.slice(0, maximumPhoneText));
    // Reading a number is far dearer than this look, and most numbers are not the desk's own.
    if (!digitsOf(text).includes(number.slice(-4))) return false;
    return phonePieces(text).some((piece) =>
      piece.runs.some((run) => {
        const numbers = recognise(run, rules).map((found) => found.number as string);
        return numbers.includes(number) || digitsOf(run) === number;
      }),
    );
  });
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}
