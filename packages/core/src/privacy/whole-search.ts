/**
 * Whoever sees masks finds a customer by what a caller tells them whole: a number, a member id, a phone, an address,
 * a name or a whole word of it, and by the last four digits that the mask shows anyway (D13). A fragment finds
 * nothing: with it one could guess a hidden value digit by digit, by what is still found and what is not.
 */
import { readEmail } from '../identity/email.js';
import { comparableName, isHonorific } from '../identity/name.js';
import { phoneKeys } from '../identity/phone.js';
import type { SearchOptions, SearchProbe, SearchQuery, SearchValues } from '../identity/search.js';
import { foldText } from '../identity/text.js';

type Check = (values: SearchValues) => boolean;

const fewestDigits = 7;
const spaces = /[\s\p{Cc}]+/u;
const lastFour = /^[\s*]*(\d{4})$/;
const digitsOf = (text: string): string => foldText(text).replace(/\D/g, '');
const folded = (text: string): string => foldText(text).trim();

function wholePhone(text: string, options: SearchOptions): Check {
  const keys = phoneKeys(text, options);
  const digits = digitsOf(text);
  const shown = lastFour.exec(foldText(text))?.[1];
  return ({ phone }) =>
    phone.some((value) => {
      const own = digitsOf(value);
      if (shown !== undefined) return own.length > fewestDigits && own.endsWith(shown);
      return keys.includes(value) || (digits.length >= fewestDigits && own === digits);
    });
}

function wholeEmail(text: string): Check {
  const reading = readEmail(text);
  if (!('key' in reading)) return () => false;
  return ({ email }) =>
    email.some((value) => {
      const own = readEmail(value);
      return 'key' in own && own.key === reading.key;
    });
}

function wholeName(text: string): Check {
  const typed = comparableName(text);
  if (typed === '') return () => false;
  return ({ name }) =>
    name.some(
      (value) => comparableName(value) === typed || value.split(spaces).map(comparableName).includes(typed),
    );
}

const wholeMemberId =
  (text: string): Check =>
  ({ memberId }) =>
    memberId.some((value) => folded(value) === folded(text));

/** A customer number is nobody's secret, so its beginning will do. */
function startOfNumber(text: string): Check {
  const digits = folded(text).replace(/^#/, '');
  return ({ customerNumber }) => /^\d+$/.test(digits) && customerNumber.startsWith(digits);
}

function wholeAny(text: string, options: SearchOptions): Check {
  const checks = [wholePhone(text, options), wholeEmail(text), wholeName(text), wholeMemberId(text)];
  return (values) => checks.some((check) => check(values));
}

/** Word by word, unless all of them are one value: `010 1234 5678` is, and so is `Kim Mina`. */
function anyField(text: string, options: SearchOptions): Check[] {
  const all = wholeAny(text, options);
  const words = text
    .split(spaces)
    .filter((word, i) => word !== '' && !isHonorific(word, i === 0 ? 'before' : 'after'));
  return words.map((word) => {
    const checks = [all, wholeAny(word, options), startOfNumber(word)];
    return (values) => checks.some((check) => check(values));
  });
}

const eachWord = (text: string): Check[] => {
  const all = wholeName(text);
  const words = text
    .split(spaces)
    .filter((word, i) => word !== '' && !isHonorific(word, i === 0 ? 'before' : 'after'));
  return words.map((word) => {
    const one = wholeName(word);
    return (values) => all(values) || one(values);
  });
};

/** What must be so beside what the search itself asks for; the probes lead to nobody. */
export function wholeProbes(query: SearchQuery, options: SearchOptions): SearchProbe[] {
  const has = (text: string | undefined): string[] =>
    text === undefined || text.trim() === '' ? [] : [text];
  const checks = [
    ...has(query.text).flatMap((text) => anyField(text, options)),
    ...has(query.name).flatMap(eachWord),
    ...has(query.phone).map((text) => wholePhone(text, options)),
    ...has(query.email).map(wholeEmail),
    ...has(query.memberId).map(wholeMemberId),
  ];
  return checks.map((matches) => ({ prefixes: [], matches }));
}
