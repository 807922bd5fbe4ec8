/**
 * Whether a value has what somebody is typing, for lists in a page that are narrowed meanwhile (R14): as a search of
 * the desk finds it, letter by letter and syllable by syllable, but without the metadata that reads phone numbers. So
 * of a number with a country in front the end is enough.
 */
import { choseong, jamo, lettersOf, lineOf, stretchOf } from './search-letters.js';

const onlyConsonants = /^[ㄱ-ㅎ\u1100-\u1112]+$/;
const digitsOf = (text: string): string => text.normalize('NFKC').replace(/\D/g, '');
/** With fewer digits left a number could be anybody's. */
const fewestDigits = 4;

export function hasFragment(value: string, typed: string, isPhone = false): boolean {
  const letters = lettersOf(value, true);
  const isIn = (word: string): boolean => {
    const unit = onlyConsonants.test(word) ? choseong : jamo;
    const fragment = lineOf(lettersOf(word, true), unit).text;
    return fragment !== '' && stretchOf(lineOf(letters, unit), fragment) !== undefined;
  };
  return (
    typed.split(/\s+/).some(isIn) || (isPhone && hasDigits(digitsOf(value), digitsOf(typed.slice(0, 40))))
  );
}

function hasDigits(value: string, typed: string): boolean {
  for (let rest = typed; rest !== ''; rest = rest.length > fewestDigits ? rest.slice(1) : '') {
    if (value.includes(rest)) return true;
  }
  return false;
}
