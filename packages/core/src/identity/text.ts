/**
 * What the desk reads as the same text: full-width and half-width letters, upper and lower case. Every comparison
 * of names, e-mail addresses and search terms starts here (D3). Nothing in this module ever throws.
 */

const loneSurrogate = /\p{Cs}/gu;
const notJamo = /[^\u3131-\u318e]+/g;

/** The text with every half of a broken surrogate pair replaced by U+FFFD, so that every store keeps it alike. */
export function wellFormed(text: string): string {
  return text.replace(loneSurrogate, '\ufffd');
}

/**
 * The form in which two texts are compared: NFKC and lower case. Compatibility jamo (ㄱ, ㅏ) stay as they were
 * typed: NFKC would turn the choseong query ㄱㅁㅈ into letters that no keyboard types (D3).
 */
export function foldText(text: string): string {
  return wellFormed(text).replace(notJamo, fold);
}

/** Lower-casing can undo a composition and NFKC can bring a capital back, hence both twice. */
function fold(text: string): string {
  const once = text.normalize('NFKC').toLowerCase().normalize('NFKC');
  // Two small letters have no capital of their own: Groß is GROSS, and the last sigma of a word is Σ like the others.
  return once.toLowerCase().replaceAll('ß', 'ss').replaceAll('ς', 'σ');
}

/** Unicode NFC, well formed, control characters as spaces, white space single and none at the ends. */
export function tidyText(text: string): string {
  return wellFormed(text)
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

const special: Readonly<Record<string, string>> = {
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
};

/** Small letters without marks: Zoë Łukasz → zoe lukasz. */
export function withoutMarks(text: string): string {
  if (/^[ -~]*$/.test(text)) return text;
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^ -~]/g, (letter) => special[letter] ?? letter);
}
