/**
 * Korean names are searched while they are typed. A syllable is built letter by letter (ㄱ, 고, 과, 관), so names
 * are compared as the letters of the keyboard: 김민 finds 김미나, 김ㅁ finds it too, 고 finds 과. Compound vowels and
 * compound finals therefore stand as the two keys they are typed with (ㅘ is ㅗㅏ, ㄳ is ㄱㅅ); ㅐ, ㅔ and the double
 * consonants are one key and stay whole.
 */

const firstSyllable = 0xac00;
const lastSyllable = 0xd7a3;
const vowelsPerInitial = 21;
const finalsPerVowel = 28;

const initials = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'];
const vowels = 'ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ'.split(' ');
const finals = [
  '',
  ...'ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ'.split(
    ' ',
  ),
];

const compounds: ReadonlyMap<string, string> = new Map(
  'ㄳㄱㅅ ㄵㄴㅈ ㄶㄴㅎ ㄺㄹㄱ ㄻㄹㅁ ㄼㄹㅂ ㄽㄹㅅ ㄾㄹㅌ ㄿㄹㅍ ㅀㄹㅎ ㅄㅂㅅ ㅘㅗㅏ ㅙㅗㅐ ㅚㅗㅣ ㅝㅜㅓ ㅞㅜㅔ ㅟㅜㅣ ㅢㅡㅣ'
    .split(' ')
    .map((entry) => [entry.charAt(0), entry.slice(1)]),
);

/** The text with every Hangul syllable as compatibility jamo, everything else in NFC: 민서 → ㅁㅣㄴㅅㅓ. */
export function toJamo(text: string): string {
  return jamoOf(text).join('');
}

/** `toJamo` with one entry per character, so that a search may start at a character but not inside of one. */
export function jamoOf(text: string): string[] {
  return Array.from(text.normalize('NFC'), jamoOfCharacter);
}

/** The same for one character in NFC. */
export function jamoOfCharacter(character: string): string {
  const syllable = syllableIndex(character);
  if (syllable === undefined) return singleJamo(character) ?? character;
  const final = syllable % finalsPerVowel;
  const vowel = Math.floor(syllable / finalsPerVowel) % vowelsPerInitial;
  return `${initialOf(syllable)}${vowels[vowel]}${finals[final]}`;
}

/** The text with every Hangul syllable as its first consonant: 김민준 → ㄱㅁㅈ. Everything else stays. */
export function choseong(text: string): string {
  return choseongOf(text).join('');
}

/** `choseong` with one entry per character. */
export function choseongOf(text: string): string[] {
  return Array.from(text.normalize('NFC'), choseongOfCharacter);
}

/** The same for one character in NFC. */
export function choseongOfCharacter(character: string): string {
  const syllable = syllableIndex(character);
  return syllable === undefined ? (singleJamo(character) ?? character) : initialOf(syllable);
}

/**
 * A syllable without the consonant that it ends in, and that consonant: the keyboard takes the first letter of the
 * next syllable for it while only that letter is typed (이 ㅅ is written 잇, 박 ㅅ is written 밗).
 */
export function withoutLastConsonant(syllable: string): [syllable: string, consonant: string] | undefined {
  const index = syllableIndex(syllable);
  const final = index === undefined ? '' : finals[index % finalsPerVowel]!;
  if (index === undefined || final === '') return undefined;
  const left = finals.indexOf(final.slice(0, -1));
  const open = syllable.charCodeAt(0) - (index % finalsPerVowel);
  return [String.fromCharCode(open + left), final.slice(-1)];
}

function syllableIndex(character: string): number | undefined {
  const code = character.charCodeAt(0);
  return code >= firstSyllable && code <= lastSyllable ? code - firstSyllable : undefined;
}

function initialOf(syllable: number): string {
  return initials[Math.floor(syllable / (vowelsPerInitial * finalsPerVowel))]!;
}

/** A letter that stands alone: a compound in its parts, a conjoining jamo as its compatibility twin. */
function singleJamo(character: string): string | undefined {
  const code = character.charCodeAt(0);
  if (code >= 0x1100 && code <= 0x1112) return initials[code - 0x1100];
  if (code >= 0x1161 && code <= 0x1175) return vowels[code - 0x1161];
  if (code >= 0x11a8 && code <= 0x11c2) return finals[code - 0x11a7];
  return compounds.get(character);
}
