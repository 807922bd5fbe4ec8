/**
 * Two names of one person differ in few ways: heard wrong by a letter (은/운), given without the surname, in the
 * other order, in the other script. Each part of the name is compared by itself and then judged together, because
 * the same surname with another given name is what a relative has.
 */
import { stronger, type Outcome } from './outcome.js';
import type { NameReading, PersonName } from './person-name.js';
import { isRomanised, romanised } from './romanise.js';
import { isOneEdit, jaroWinkler } from './similarity.js';
import {
  givenLatinLevels,
  givenLevels,
  givenRomanLevels,
  surnameLatinLevels,
  surnameLevels,
  surnameShare,
  times,
  turnedLevels,
  type Rates,
} from './weights.js';

export type NameLevel =
  | 'same'
  | 'turned'
  | 'romanised'
  | 'vowel'
  | 'consonant'
  | 'letter'
  | 'alike'
  | 'initial'
  | 'givenOnly'
  | 'surnameOnly'
  | 'otherSurname'
  | 'relative'
  | 'different';

export type NamePart = 'same' | 'near' | 'part' | 'initial' | 'different';

export interface NameMatch extends Outcome {
  level: NameLevel;
  /** how the parts compare, where both names have them */
  surname: NamePart | undefined;
  given: NamePart | undefined;
}

interface PartMatch {
  part: NamePart;
  /** what is near: a vowel, a consonant, a letter, or more than that */
  by?: 'vowel' | 'consonant' | 'letter';
}

/** How parts are compared, and the rates of what comes out. */
interface Way {
  compare(a: string, b: string): PartMatch;
  surname: Levels;
  given: Levels;
}
type Levels = Readonly<Partial<Record<NamePart, Rates>>>;

const likeness = 0.9;
const firstSyllable = 0xac00;
const same: PartMatch = { part: 'same' };
const near: PartMatch = { part: 'near' };
const different: PartMatch = { part: 'different' };

const inSyllables: Way = { compare: compareSyllables, surname: surnameLevels, given: givenLevels };
const inLetters: Way = { compare: compareLetters, surname: surnameLatinLevels, given: givenLatinLevels };
const across: Way = { compare: compareAcross, surname: surnameLevels, given: givenRomanLevels };

/** The reading of both names under which they are most likely one person's; `undefined` when nothing can be told. */
export function compareNames(a: PersonName, b: PersonName): NameMatch | undefined {
  if (a.script === 'latin' && b.script === 'hangul') return compareNames(b, a);
  const isAcross = a.script !== b.script;
  if (isAcross && (a.script === 'other' || b.script === 'other')) return undefined;
  let best: NameMatch | undefined;
  for (const one of a.readings) {
    for (const other of b.readings) {
      // Both turned is neither turned, only less likely.
      if (one.turned && (isAcross || other.turned)) continue;
      const match = compareReadings(a.script, one, other, isAcross);
      if (match) best = stronger(match, best);
    }
  }
  return best;
}

function compareReadings(
  script: PersonName['script'],
  a: NameReading,
  b: NameReading,
  isAcross: boolean,
): NameMatch | undefined {
  const way = isAcross ? across : script === 'hangul' ? inSyllables : inLetters;
  const s = compareParts(a.surname, b.surname, way);
  const g = compareParts(a.given, b.given, way);
  const order = isAcross ? 'romanised' : a.turned === b.turned ? 'same' : 'turned';
  let rates: Rates = order === 'turned' ? turnedLevels.turned : [1, 1, 1];
  if (s) {
    const [m, h, u] = way.surname[s.part]!;
    rates = times(rates, s.part === 'same' ? [m, h, surnameShare(a.surname!, script)] : [m, h, u]);
  }
  if (g) rates = times(rates, way.given[g.part]!);
  return s || g ? { level: levelOf(s, g, order), rates, surname: s?.part, given: g?.part } : undefined;
}

function compareParts(a: string | undefined, b: string | undefined, way: Way): PartMatch | undefined {
  if (a === undefined || b === undefined) return undefined;
  return a === b ? same : way.compare(a, b);
}

function levelOf(
  s: PartMatch | undefined,
  g: PartMatch | undefined,
  order: 'same' | 'turned' | 'romanised',
): NameLevel {
  const isOther = s?.part === 'different';
  if (g === undefined) return isOther ? 'different' : 'surnameOnly';
  if (g.part === 'near') return isOther ? 'different' : (g.by ?? 'alike');
  if (g.part === 'same') {
    if (s === undefined) return 'givenOnly';
    return isOther ? 'otherSurname' : s.part === 'same' ? order : (s.by ?? 'alike');
  }
  if (s === undefined || isOther) return 'different';
  return g.part === 'initial' ? 'initial' : 'relative';
}

/** The first consonant that each last one becomes in front of a syllable that has none of its own, by its place. */
const carriedOver = [-1, 0, 1, -1, 2, -1, -1, 3, 5, -1, -1, -1, -1, -1, -1, -1, 6, 7, -1, 9, 10, -1];
const noFirstConsonant = 11;

/** As the name is heard: 민아 is said like 미나, so that one is often written for the other. */
function spoken(name: string): string {
  const codes = Array.from(name, (syllable) => syllable.charCodeAt(0) - firstSyllable);
  for (let i = 1; i < codes.length; i++) {
    const [before, own] = [codes[i - 1]!, codes[i]!];
    const first = carriedOver[before % 28] ?? -1;
    if (Math.floor(own / 588) !== noFirstConsonant || first < 0) continue;
    codes[i - 1] = before - (before % 28);
    codes[i] = own + (first - noFirstConsonant) * 588;
  }
  return codes.join(' ');
}

/** Syllables have a first consonant, a vowel and perhaps a last consonant. */
function compareSyllables(a: string, b: string): PartMatch {
  if (a.length !== b.length) return a.includes(b) || b.includes(a) ? { part: 'part' } : different;
  let vowels = 0;
  let consonants = 0;
  let equal = 0;
  for (let i = 0; i < a.length; i++) {
    const [one, other] = [a.charCodeAt(i) - firstSyllable, b.charCodeAt(i) - firstSyllable];
    if (one === other) equal++;
    if (Math.floor(one / 588) !== Math.floor(other / 588)) consonants++;
    if (Math.floor(one / 28) % 21 !== Math.floor(other / 28) % 21) vowels++;
    if (one % 28 !== other % 28) consonants++;
  }
  if (vowels + consonants === 1) return { part: 'near', by: vowels === 1 ? 'vowel' : 'consonant' };
  if (vowels === 0 && consonants === 2 && spoken(a) === spoken(b)) return { part: 'near', by: 'consonant' };
  return equal > 0 ? { part: 'part' } : different;
}

function compareLetters(a: string, b: string): PartMatch {
  if (a.length === 1 || b.length === 1) return a[0] === b[0] ? { part: 'initial' } : different;
  if (isOneEdit(a, b)) return { part: 'near', by: 'letter' };
  if (jaroWinkler(a, b) >= likeness) return near;
  return a.startsWith(b) || b.startsWith(a) ? { part: 'part' } : different;
}

/** A part in Hangul and one in Latin letters. */
function compareAcross(hangul: string, latin: string): PartMatch {
  if (isRomanised(hangul, latin)) return same;
  return jaroWinkler(romanised(hangul), latin) >= likeness ? near : different;
}
