/**
 * Koreans write their names in Latin letters as they like: 이 is Lee, Yi, Rhee or I, 준 is Jun, Joon or June. So a name
 * is not put into one official spelling and compared; instead each letter of the Hangul syllables may be written in
 * every way in use, and a Latin text is the same name when it can be read in one of them from end to end.
 *
 * The ways are those of the Revised Romanization (https://www.korean.go.kr/front_eng/roman/roman_01.do), of
 * McCune–Reischauer without its marks, and of passports, where English spelling habits count (oo, ee, young).
 */
const firstSyllable = 0xac00;
const list = (text: string): readonly (readonly string[])[] =>
  text.split(' ').map((ways) => ways.split('/').map((way) => (way === '-' ? '' : way)));

/** ㄱ ㄲ ㄴ ㄷ ㄸ ㄹ ㅁ ㅂ ㅃ ㅅ ㅆ ㅇ ㅈ ㅉ ㅊ ㅋ ㅌ ㅍ ㅎ */
const initials = list(
  'g/k kk/k/g/gg n d/t tt/t/d r/l/n m b/p pp/p/b s/sh ss/s - j/ch/z jj/j/tch ch/c k t p/ph h',
);
/** ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅘ ㅙ ㅚ ㅛ ㅜ ㅝ ㅞ ㅟ ㅠ ㅡ ㅢ ㅣ */
const vowels = list(
  'a/ah ae/ai/ay/e/a ya yae eo/u/uh/o/ou/ur e/ae/ay yeo/yu/you/yo/yuh ye/yea/e/ae o/oh/oe wa wae/we oe/oi/oy/we yo ' +
    'u/oo/woo/wu wo/weo we wi/wee/ui yu/yoo/you/ue eu/u/oo ui/eui/ee/hee/i i/ee/yi/ie/ea',
);
/** none ㄱ ㄲ ㄳ ㄴ ㄵ ㄶ ㄷ ㄹ ㄺ ㄻ ㄼ ㄽ ㄾ ㄿ ㅀ ㅁ ㅂ ㅄ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ */
const finals = list('-/h k/g/c/ck k k n/nn n n t/d l/r/ll k m l l l p l m p/b p t/s t ng t t k t p -/h');

/** Surnames that were spoken with an R once, or are now; and what no rule gives. */
const once: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^[이유임양여연용]/, ['', 'l', 'r', 'rh']],
  [/^[노나남]/, ['n', 'r', 'rh', 'l']],
  [/^[류림라로]/, ['r', 'l', '', 'n']],
];
const habits: Readonly<Record<string, string>> = {
  박: 'park',
  전: 'jean',
  유진: 'eugene',
  수지: 'suzy',
};

/** The spellings of every letter of the syllables, in order. */
function lettersOf(hangul: string): (readonly string[])[] {
  return Array.from(hangul, (character) => {
    const index = character.charCodeAt(0) - firstSyllable;
    return [
      initials[Math.floor(index / 588)] ?? [],
      vowels[Math.floor(index / 28) % 21] ?? [],
      finals[index % 28] ?? [],
    ];
  }).flat();
}

/** The syllables in the first spelling of every letter, near the Revised Romanization: 민준 → minjun. */
export function romanised(hangul: string): string {
  return lettersOf(hangul)
    .map((ways) => ways[0] ?? '')
    .join('');
}

/** True when `latin` (small letters without spaces) is a way in which people write these Hangul syllables. */
export function isRomanised(hangul: string, latin: string): boolean {
  if (habits[hangul] === latin) return true;
  const letters = lettersOf(hangul);
  letters[0] = once.find(([syllable]) => syllable.test(hangul))?.[1] ?? letters[0]!;
  let ends = new Set([0]);
  for (const ways of letters) {
    const next = new Set<number>();
    for (const end of ends)
      for (const way of ways) if (latin.startsWith(way, end)) next.add(end + way.length);
    ends = next;
  }
  return ends.has(latin.length);
}
