/**
 * Names are found while they are typed (R20): by syllables, by a syllable that is typed half (김ㅁ), by first
 * consonants (ㄱㅁㅈ) and by both in one (김ㅁㅈ), by Latin letters with or without their marks (é, e).
 */
import { withoutLastConsonant } from './hangul.js';
import { comparableName, isChoseongQuery } from './name.js';
import {
  betweenWords,
  choseong,
  fold,
  jamo,
  lettersOf,
  spanOf,
  stretchOf,
  type Letter,
  type Stretch,
} from './search-letters.js';
import { levelIn, levels, type Found, type Reading } from './search-reading.js';
import { cut } from './search-tokens.js';

const hangul = /^[가-힣ㄱ-ㅎ]+$/;
const syllable = /[가-힣]/;
const consonant = /[ㄱ-ㅎ]/;

type Look = (letters: readonly Letter[]) => Stretch | undefined;

/** As typed, and without the polite ending. */
export function nameReadings(text: string): Reading[] {
  const forms = new Map([text, comparableName(text)].map((each) => [fold(each, true), each]));
  forms.delete('');
  return [...forms].flatMap(([form, typed]) => {
    const isInitials = isChoseongQuery(form);
    const unit = isInitials ? choseong : jamo;
    const fragment = lettersOf(form, true).map(unit).join('');
    return [
      reading(isInitials ? 'c' : 'n', fragment, typed, (letters) => stretchOf(letters, fragment, unit)),
      ...mixed(form).map((steps) =>
        reading('c', steps.map(initial).join(''), typed, (letters) => follow(letters, steps)),
      ),
    ];
  });
}

function reading(tag: 'c' | 'n', fragment: string, typed: string, look: Look): Reading {
  const prefix = `:${cut(fragment)}`;
  return {
    field: 'name',
    best: [{ prefix: tag.toUpperCase() + prefix }],
    rest: [{ prefix: tag + prefix }],
    find: ({ value }) => {
      const letters = lettersOf(value, true);
      const stretch = look(letters);
      return stretch && foundIn(value, letters, stretch, typed);
    },
  };
}

function foundIn(value: string, letters: readonly Letter[], stretch: Stretch, typed: string): Found {
  const form = fold(typed, true);
  const isWhole = fold(comparableName(value), true) === form || fold(value, true) === form;
  const span = spanOf(letters, stretch);
  return {
    level: isWhole ? levels.name : levelIn(letters, stretch),
    isNear: fold(value.slice(span.from, span.to)) !== fold(typed),
    spans: [span],
    isOpen: () => isWhole || wordsIn(value).includes(form),
  };
}

const wordsIn = (name: string): string[] =>
  name.split(betweenWords).map((word) => fold(comparableName(word), true));

/**
 * All words of a query are one name: then who has it stands before those who have the words somewhere. It leads to
 * nobody by itself; each of the words does.
 */
export function wholeNameReading(words: readonly string[]): Reading | undefined {
  const typed = comparableName(words.join(' '));
  const form = fold(typed, true);
  if (form === '') return undefined;
  const fragment = lettersOf(form, true).map(jamo).join('');
  return {
    field: 'name',
    best: [],
    rest: [],
    find: ({ value }) => {
      if (fold(comparableName(value), true) !== form) return undefined;
      const letters = lettersOf(value, true);
      const stretch = stretchOf(letters, fragment, jamo);
      return stretch && foundIn(value, letters, stretch, typed);
    },
  };
}

/**
 * Syllables and consonants as steps from syllable to syllable, in the ways they can be meant. Whoever types a
 * consonant behind a syllable sees it become the end of that syllable (이ㅅㅇ is written 잇ㅇ), so both are tried.
 */
function mixed(form: string): string[][] {
  if (!hangul.test(form) || !syllable.test(form)) return [];
  const typed = [...form];
  const steps = typed.flatMap((each) => (consonant.test(each) ? [...jamo(letterOf(each))] : [each]));
  const moved = typed.flatMap((each, i) => {
    if (consonant.test(each)) return [...jamo(letterOf(each))];
    const isBefore = consonant.test(typed[i + 1] ?? '');
    return (isBefore ? withoutLastConsonant(each) : undefined) ?? [each];
  });
  const isHalfTyped = steps.findIndex((each) => consonant.test(each)) >= steps.length - 1;
  return [...(isHalfTyped ? [] : [steps]), ...(moved.length > steps.length ? [moved] : [])];
}

const letterOf = (text: string): Letter => ({ text, from: 0, to: text.length, isStart: true });
const initial = (step: string): string => choseong(letterOf(step));

/** The first place where every step meets a syllable of its own; the last one may be typed half. */
function follow(letters: readonly Letter[], steps: readonly string[]): Stretch | undefined {
  const meets = (letter: Letter | undefined, step: string, isLast: boolean): boolean => {
    if (letter === undefined) return false;
    if (consonant.test(step)) return choseong(letter) === step;
    return isLast ? jamo(letter).startsWith(jamo(letterOf(step))) : letter.text === step;
  };
  const first = letters.findIndex((_, at) =>
    steps.every((step, i) => meets(letters[at + i], step, i === steps.length - 1)),
  );
  return first < 0 ? undefined : { first, end: first + steps.length };
}
