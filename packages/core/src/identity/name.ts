/**
 * A customer's name is kept as it was written, in Unicode NFC. To tell whether two names are the same the desk looks
 * past what people add to be polite: 홍길동님, 홍길동 과장님, 홍 길동 and 홍길동 are one name, so are Mr. John Smith
 * and john  smith (D3).
 */
import { foldText, tidyText } from './text.js';

/** Follow a Korean name with or without a space, alone or with 님 behind them. */
const koreanTitles = (
  '고객 회원 손님 선생 사장 회장 부사장 전무 상무 이사 대표 대표이사 본부장 부장 차장 과장 대리 주임 사원 팀장 실장 원장 ' +
  '점장 지점장 센터장 소장 국장 반장 교수 박사 의사 변호사 기사 작가 감독 사모 여사 어머 아버 부모 보호자 담당자 매니저'
).split(' ');

/** Glued to the name or behind a space. Longest first, because 과장님 ends in 님 too. */
const gluedSuffixes = [
  ...koreanTitles.map((title) => `${title}님`),
  ...'님 씨 様 さま さん 殿 氏 先生 女士 小姐 ちゃん くん -san -sama -ssi -nim'.split(' '),
].sort((a, b) => b.length - a.length);

/** Only behind a space: glued to a name they could be part of it (김대리 may be a nickname, 이사 a surname and more). */
const spacedSuffixes = [...koreanTitles, ...'군 양 귀하 귀중 君'.split(' ')];

/** Most names end in none of these, and looking for each suffix takes far longer than this look. */
const lastLetters: ReadonlySet<string> = new Set(
  [...gluedSuffixes, ...spacedSuffixes].map((suffix) => suffix.slice(-1)),
);

const latinTitles = 'mr|mrs|ms|miss|mx|dr|prof|sir|madam';
const latinTitle = new RegExp(`^(?:${latinTitles})(?:\\. ?| )(?=\\S)`);

/** Hangul, Han and Kana are written without spaces inside of a name. */
const spaceless = String.raw`[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]`;
const innerSpace = new RegExp(String.raw`(?<=${spaceless}) (?=${spaceless})`, 'gu');

/** Nothing to fold in these, and most names here are of them. */
export const onlyHangul = /^[가-힣]+$/;
/** A longer text is nobody's name, and polite words in it are looked for no further. */
const longestName = 400;
const consonantsOnly = /^[\u3131-\u314e\u1100-\u1112\s]+$/;

/** The name as the desk keeps it: Unicode NFC, well formed, single spaces, no control characters. Never cut. */
export function storedName(raw: string): string {
  return tidyText(raw);
}

/**
 * The name as the desk compares it: NFKC, lower case, polite words stripped, white space folded away between Hangul
 * (Han, Kana) and single elsewhere. Applying it twice changes nothing. A name that is nothing but a polite word
 * stays as it is, and at least two syllables are left in front of 님 and 씨 that are glued on.
 */
export function comparableName(raw: string): string {
  if (raw.length <= longestName && onlyHangul.test(raw)) return stripHonorifics(raw);
  const folded = tidyText(foldText(tidyText(raw)));
  if (folded.length > longestName) return folded;
  return stripHonorifics(stripHonorifics(folded).replace(innerSpace, ''));
}

/** True when the word alone, in front of or behind a name, is only polite: Mr. before, 고객님 or 씨 after it. */
export function isHonorific(word: string, place: 'before' | 'after'): boolean {
  const folded = foldText(word).trim();
  return place === 'before'
    ? latinTitles.split('|').includes(folded.replace(/\.$/, ''))
    : gluedSuffixes.includes(folded) || spacedSuffixes.includes(folded);
}

/**
 * True when the text is made of Hangul consonants alone (ㄱㅁㅈ), typed as compatibility or as leading jamo: someone
 * looks for the first letters of the syllables. Such a text must never be NFKC-normalised (D3).
 */
export function isChoseongQuery(text: string): boolean {
  return consonantsOnly.test(text) && text.trim() !== '';
}

function stripHonorifics(folded: string): string {
  let name = folded;
  for (;;) {
    const shorter = stripOnce(name);
    if (shorter === name) return name;
    name = shorter;
  }
}

function stripOnce(name: string): string {
  const untitled = name.replace(latinTitle, '');
  if (untitled !== name) return untitled;
  if (!lastLetters.has(name.slice(-1))) return name;
  for (const suffix of spacedSuffixes) {
    if (name.endsWith(` ${suffix}`)) return name.slice(0, -suffix.length).trimEnd() || name;
  }
  for (const suffix of gluedSuffixes) {
    if (!name.endsWith(suffix)) continue;
    const rest = name.slice(0, -suffix.length);
    const spaced = rest.endsWith(' ');
    if (rest.trim() !== '' && (spaced || rest.length >= 2)) return rest.trimEnd();
  }
  return name;
}
