/**
 * What a search compares, letter by letter, and where each letter stands in the value as it was typed, so that an
 * agent can be shown what was found (R21). Values and queries are folded by the same steps: width, case and invisible
 * characters do not count, white space only separates words.
 */
import { choseongOfCharacter, jamoOfCharacter } from './hangul.js';
import { foldText, withoutMarks } from './text.js';

/** A stretch of a text in UTF-16 units, without its end. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A character as it is compared; its place is that of whatever it was made of (가 of three jamo, ㈜ of one sign). */
export interface Letter extends Span {
  readonly text: string;
  /** nothing that belongs to a word stands before it */
  readonly isStart: boolean;
}

/** Of a longer value the beginning is searched: a hostile one costs a bounded number of tokens. */
const searchedCharacters = 256;

export const betweenWords = /[\s\p{Cc}]+/u;
const blank = /^[\s\p{Cc}]$/u;
const invisible = /\p{Cf}+/gu;
const latin = /\p{Script=Latin}/u;
/** Nothing to fold in these but capitals, and most values are of them. */
const simple = /^[ -~가-힣ㄱ-ㅎ]*$/;
const inWord = /[\p{L}\p{N}\p{M}]/u;

/** What is written with several characters and read as one: marks on a letter, jamo of a syllable, half-width kana. */
const cluster =
  /[\s\p{Cc}]|[\uffa0-\uffdc]+|[^\p{M}][\p{M}\u1160-\u11ff\ud7b0-\ud7ff\uff9e\uff9f]*|\p{M}+/gsu;

export function firstCharacters(text: string): string {
  return text.length <= searchedCharacters ? text : [...text].slice(0, searchedCharacters).join('');
}

/** The letters of a value, without white space. `isName`: marks on Latin letters do not count. */
export function lettersOf(value: string, isName = false): Letter[] {
  const text = firstCharacters(value);
  const letters: Letter[] = [];
  let isStart = true;
  const add = (character: string, from: number, to: number): void => {
    letters.push({ text: character, from, to, isStart });
    isStart = !inWord.test(character);
  };
  if (simple.test(text)) {
    for (let i = 0; i < text.length; i++) {
      if (text[i] === ' ') isStart = true;
      else add(text[i]!.toLowerCase(), i, i + 1);
    }
    return letters;
  }
  for (const { 0: typed, index } of text.matchAll(cluster)) {
    if (blank.test(typed)) isStart = true;
    else for (const character of foldCluster(typed, isName)) add(character, index, index + typed.length);
  }
  return letters;
}

function foldCluster(typed: string, isName: boolean): string {
  // Some signs are a space with a mark to Unicode, as ˜, and white space is no letter.
  const plain = foldText(typed.replace(invisible, '')).replace(/\s+/g, '');
  const folded = plain.replace(/[\ufffe\uffff]/g, '\ufffd');
  return isName && latin.test(folded) ? withoutMarks(folded) : folded;
}

/** A value or a query in the form in which it is compared. */
export function fold(text: string, isName = false): string {
  if (simple.test(text)) return firstCharacters(text).toLowerCase().replaceAll(' ', '');
  return lettersOf(text, isName)
    .map((letter) => letter.text)
    .join('');
}

/** A letter as the keyboard types it, the first consonant of its syllable, or as it is. */
export type Unit = (letter: Letter) => string;
export const jamo: Unit = (letter) => jamoOfCharacter(letter.text);
export const choseong: Unit = (letter) => choseongOfCharacter(letter.text);
export const plain: Unit = (letter) => letter.text;

/** Letters in one of these forms, to look for fragments in. */
export interface Line {
  readonly letters: readonly Letter[];
  readonly units: readonly string[];
  readonly text: string;
}

export function lineOf(letters: readonly Letter[], unit: Unit): Line {
  const units = letters.map(unit);
  return { letters, units, text: units.join('') };
}

/** Some of the letters of a value, one after another. */
export interface Stretch {
  readonly first: number;
  /** behind the last one */
  readonly end: number;
}

/** Where in the letters the fragment stands, beginning where a letter begins: where it says most. */
export function stretchOf({ letters, units, text }: Line, fragment: string): Stretch | undefined {
  if (!text.includes(fragment)) return undefined;
  let best: Stretch | undefined;
  for (let first = 0, start = 0; first < units.length; start += units[first++]!.length) {
    if (!text.startsWith(fragment, start)) continue;
    let end = first;
    let at = start;
    while (at < start + fragment.length) at += units[end++]!.length;
    const found = { first, end };
    if (best === undefined || betterIn(letters, found, best)) best = found;
    if (best.first === 0) break;
  }
  return best;
}

/** A word's beginning is better than its middle, and an earlier place than a later one. */
function betterIn(letters: readonly Letter[], found: Stretch, best: Stretch): boolean {
  return letters[found.first]!.isStart && !letters[best.first]!.isStart;
}

/** The place of a stretch in the value. */
export function spanOf(letters: readonly Letter[], { first, end }: Stretch): Span {
  return { from: letters[first]!.from, to: letters[end - 1]!.to };
}
