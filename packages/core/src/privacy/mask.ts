/**
 * What of a customer's value is shown to somebody who may not see it (D13): enough to tell two people apart on the
 * telephone, too little to call or to write to them.
 *
 * | value | mask |
 * |---|---|
 * | phone | `****5678`, the last four digits; nothing of a number with fewer than eight |
 * | e-mail | `m***@example.com`, the first letter and the domain; nothing of what is no address |
 * | name | `김*나`, `M*** K**`: first and last syllable, or the first letter of each of four words |
 * | member id | `m****`, the first letter; nothing of one with fewer than four |
 * | anything else | `******` |
 *
 * Letters are what a reader takes for one, so nothing is cut in half. How long a value is does not show, but for
 * words of up to three letters. The mask of a mask is itself. Never throws.
 */
import { readEmail } from '../identity/email.js';

const hidden = '******';
const nothingOfIt = '****';
const onlyStars = /^\*+$/;
const maskedPhone = /^\*{4}\d{4}$/;
const shownDigits = 4;
const fewestDigits = 8;
const fewestLetters = 4;
const shownWords = 4;
/** A letter with more marks than this is no letter of a name; of such a one the first character is shown. */
const longestLetter = 4;
/** How much of either end of a long text is looked at, in UTF-16 units. */
const reach = 200;

const syllabic = /^[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+$/u;

const segmenter =
  typeof Intl.Segmenter === 'function' ? new Intl.Segmenter('en', { granularity: 'grapheme' }) : undefined;

/** The letters, in order; of a long text those at its two ends, because no mask shows another. */
function lettersOf(whole: string): string[] {
  const text = whole.length > 2 * reach ? whole.slice(0, reach) + whole.slice(-reach) : whole;
  const letters = segmenter ? Array.from(segmenter.segment(text), ({ segment }) => segment) : [...text];
  return letters.map((letter) => {
    const points = [...letter];
    return points.length > longestLetter ? points[0]! : letter;
  });
}

/** How many stars stand behind one letter or none; undefined where the text is something else. */
function starsBehindLetter(text: string): number | undefined {
  let end = text.length;
  while (text[end - 1] === '*') end--;
  const letter = text.slice(0, end);
  const isOne =
    letter.length <= 2 * longestLetter &&
    [...letter].length <= longestLetter &&
    lettersOf(letter).length <= 1;
  return isOne ? text.length - letter.length : undefined;
}

const digitsOf = (text: string): string => text.normalize('NFKC').replace(/[^0-9]/g, '');

function maskPhone(text: string): string {
  if (maskedPhone.test(text)) return text;
  const digits = digitsOf(text);
  return digits.length < fewestDigits ? nothingOfIt : nothingOfIt + digits.slice(-shownDigits);
}

function maskEmail(text: string): string {
  const reading = readEmail(text);
  if (!('key' in reading)) return hidden;
  const local = text.slice(0, text.lastIndexOf('@')).trim();
  const letters = lettersOf(local);
  const mask = starsBehindLetter(local) === 3 ? local : `${letters.length > 1 ? letters[0] : ''}***`;
  return mask + reading.key.slice(reading.key.lastIndexOf('@'));
}

function maskWord(word: string): string {
  if ([1, 2, 3].includes(starsBehindLetter(word) ?? 0)) return word;
  const letters = lettersOf(word);
  if (letters.length === 1) return '*';
  if (!syllabic.test(word.replaceAll('*', ''))) {
    return letters[0]! + '*'.repeat(Math.min(letters.length - 1, 3));
  }
  return letters.length === 2 ? `${letters[0]}*` : `${letters[0]}*${letters.at(-1)}`;
}

function maskName(text: string): string {
  const words = text.split(/[\s\p{Cc}]+/u).filter((word) => word !== '');
  return words.slice(0, shownWords).map(maskWord).join(' ');
}

function maskMemberId(text: string): string {
  if (starsBehindLetter(text) === nothingOfIt.length) return text;
  const letters = lettersOf(text);
  return letters.length < fewestLetters ? nothingOfIt : letters[0]! + nothingOfIt;
}

const masks: Readonly<Record<string, (text: string) => string>> = {
  phone: maskPhone,
  email: maskEmail,
  name: maskName,
  memberId: maskMemberId,
};

/** The value of a customer field as somebody sees it who may not see it. */
export function maskValue(field: string, value: string): string {
  const text = value.normalize('NFC').trim();
  if (text === '' || onlyStars.test(text)) return text;
  return Object.hasOwn(masks, field) ? masks[field]!(text) : hidden;
}

/** True for what `maskValue` makes of some value of the field. */
export function isMask(field: string, value: string): boolean {
  return value.includes('*') && maskValue(field, value) === value;
}
