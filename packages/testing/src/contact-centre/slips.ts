/** What goes wrong when names, numbers and addresses are heard, typed and kept. */
import type { Chance } from '../fixtures/prng.js';

const firstSyllable = 0xac00;
/** Vowels that are taken for each other on the telephone, by their number among the 21. */
const alikeVowels: readonly (readonly [number, number])[] = [
  [1, 5],
  [3, 7],
  [4, 8],
  [6, 4],
  [13, 18],
  [0, 4],
  [8, 13],
  [12, 17],
  [20, 19],
  [10, 11],
];
/** Consonants that are taken for each other, as first and as last ones. */
const alikeInitials: readonly (readonly [number, number])[] = [
  [0, 15],
  [3, 16],
  [7, 17],
  [12, 14],
  [2, 6],
  [11, 18],
  [9, 10],
];
const alikeFinals: readonly (readonly [number, number])[] = [
  [4, 21],
  [16, 4],
  [1, 17],
  [16, 21],
  [0, 4],
  [8, 4],
];

/** One letter of one syllable heard wrong: 은 for 운, 진 for 징. */
export function misheard(name: string, random: Chance): string {
  // Surnames are understood better: there are few.
  const at = name.length > 1 && random.odds(0.85) ? random.int(1, name.length - 1) : 0;
  const index = name.charCodeAt(at) - firstSyllable;
  if (index < 0 || index > 11171) return name;
  const [initial, vowel, final] = [Math.floor(index / 588), Math.floor(index / 28) % 21, index % 28];
  const which = random.pick(['vowel', 'vowel', 'initial', 'final'] as const);
  const swap = (pairs: typeof alikeVowels, own: number): number => {
    const fits = pairs.flatMap(([a, b]) => (a === own ? [b] : b === own ? [a] : []));
    return fits.length === 0 ? own : random.pick(fits);
  };
  const code =
    (which === 'initial' ? swap(alikeInitials, initial) : initial) * 588 +
    (which === 'vowel' ? swap(alikeVowels, vowel) : vowel) * 28 +
    (which === 'final' ? swap(alikeFinals, final) : final);
  return name.slice(0, at) + String.fromCharCode(code + firstSyllable) + name.slice(at + 1);
}

/** One digit of the last eight other than meant, or two neighbours in the wrong order. */
export function misdialled(digits: string, random: Chance): string {
  const at = digits.length - random.int(2, 8);
  if (random.odds(0.35)) return digits.slice(0, at) + digits[at + 1]! + digits[at]! + digits.slice(at + 2);
  const other = String((Number(digits[at]) + random.int(1, 9)) % 10);
  return digits.slice(0, at) + other + digits.slice(at + 1);
}

/** A letter left out, doubled or in the wrong place, in the local part or in the name of the provider. */
export function mistyped(text: string, random: Chance): string {
  const at = random.int(1, Math.max(1, text.length - 2));
  return random.pick([
    text.slice(0, at) + text.slice(at + 1),
    text.slice(0, at) + text[at]! + text.slice(at),
    text.slice(0, at) + (text[at + 1] ?? '') + text[at]! + text.slice(at + 2),
  ]);
}

const polite = ['님', ' 님', '씨', ' 고객님', ' 선생님', ' 과장님', ' 사장님'];
const remarks = ['(배우자)', '(본인)', ' (VIP)', '(재문의)', '(대리인)'];

export function withPoliteness(name: string, random: Chance): string {
  return name + random.pick(polite);
}

export function withRemark(name: string, random: Chance): string {
  return name + random.pick(remarks);
}
