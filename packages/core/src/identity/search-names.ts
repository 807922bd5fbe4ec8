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
  lineOf,
  spanOf,
  stretchOf,
  type Letter,
  type Stretch,
} from './search-letters.js';
import { levelIn, levels, type Found, type Reading, type SearchedValue } from './search-reading.js';
import { cut } from './search-tokens.js';

const hangul = /^[가-힣ㄱ-ㅎ]+$/;
const syllable = /[가-힣]/;
const consonant = /[ㄱ-ㅎ]/;

type Look = (value: SearchedValue) => Stretch | undefined;

/** As typed, and without the polite ending. */
export function nameReadings(text: string): Reading[] {
  // Where both are the same, as it was typed: a mark that stands alone there is part of no letter.
  const forms = new Map([comparableName(text), text].map((each) => [fold(each, true), each]));
  forms.delete('');
  return [...forms].flatMap(([form, typed]) => {
    const isInitials = isChoseongQuery(form);
    const unit = isInitials ? 'choseong' : 'jamo';
    const fragment = lineOf(lettersOf(typed, true), isInitials ? choseong : jamo).text;
    return [
      reading(isInitials ? 'c' : 'n', fragment, typed, (value) => stretchOf(value[unit], fragment)),
      ...mixed(form).map((steps) =>
        reading('c', steps.map(initial).join(''), typed, (value) => follow(value.nameLetters, steps)),
      ),
    ];
  });
}

function reading(tag: 'c' | 'n', fragment: string, typed: string, look: Look): Reading {
  const prefix = `:${cut(fragment)}`;
  const goal = goalOf(typed);
  return {
    field: 'name',
    best: [{ prefix: tag.toUpperCase() + prefix }],
    rest: [{ prefix: tag + prefix }],
    find: (value) => {
      const stretch = look(value);
      return stretch && foundIn(value, stretch, goal);
    },
  };
}

/** What was typed, without marks and with them. */
interface Goal {
  readonly form: string;
  readonly exact: string;
}

const goalOf = (typed: string): Goal => ({ form: fold(typed, true), exact: fold(typed) });

function foundIn(name: SearchedValue, stretch: Stretch, { form, exact }: Goal): Found {
  const isWhole = name.names.includes(form);
  const span = spanOf(name.nameLetters, stretch);
  return {
    level: isWhole ? levels.name : levelIn(name.nameLetters, stretch),
    isNear: fold(name.value.slice(span.from, span.to)) !== exact,
    spans: [span],
    isOpen: () => isWhole || wordsIn(name.value).includes(form),
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
  const fragment = lineOf(lettersOf(form, true), jamo).text;
  const goal = goalOf(typed);
  return {
    field: 'name',
    best: [],
    rest: [],
    find: (value) => {
      const stretch = value.names[0] === form ? stretchOf(value.jamo, fragment) : undefined;
      return stretch && foundIn(value, stretch, goal);
    },
  };
}

/**
 * Syllables and consonants as steps from syllable to syllable, in the ways they can be meant. Whoever types a
 * consonant behind a syllable sees it become the end of that syllable (이ㅅㅇ is written 잇ㅇ), so both are tried.
 */
function mixed(form: string): string[][] {
  if (!hangul.test(form) || !syllable.test(form) || !consonant.test(form)) return [];
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
