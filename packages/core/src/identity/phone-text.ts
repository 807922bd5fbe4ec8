/**
 * People and telephone systems write numbers in every imaginable way: `내선 12` behind it, `*23#` in front of it, two
 * in one field, in full-width digits, as a `sip:` address. This module takes such a text apart without judging the
 * numbers (D3); whether one is valid is decided in phone.ts. It never guesses: what it does not understand ends up
 * in no run at all, and the text is reported as unusable.
 */

/** One number as it was written, and what stood around it. */
export interface PhonePiece {
  text: string;
  /** stretches of digits and punctuation, each with an optional leading `+`; none when the text is not a number */
  runs: readonly string[];
  /** digits only */
  extension?: string;
  /** the text says that the caller's number is withheld or not known */
  anonymous: boolean;
}

/** A text with more stretches of digits than this is no list of a customer's numbers. */
const mostRuns = 10;

/** A field of more characters than this is not a phone number, nor a list of them. */
export const maximumPhoneText = 400;

const withheld = new RegExp(
  'anonymous|unknown|private|withheld|restricted|unavailable|blocked|nocallerid|nonumber|hiddennumber|' +
    '발신번호|발신자|표시제한|표시금지|번호없음|번호미상|알수없음|비공개|익명|공중전화|非通知|通知不可|表示圏外|公衆電話',
);

const uriEscapes: readonly (readonly [RegExp, string])[] = [
  [/%2b/gi, '+'],
  [/%20/g, ' '],
  [/%23/g, '#'],
];
const sipAddress = /(?:"[^"]*"\s*)?<?\bsips?:([^@<>;\s]*)[^<>\s]*>?/gi;
const phoneContext = /^(\s*tel:)([^;+]*)(.*?);phone-context=(\+[\d-]+)/i;

/** Between two numbers. A comma or semicolon counts only when a whole number follows, else an extension does. */
const separators =
  /[/|\\\n\r、&]+|또는|혹은|및|\s(?:or|and)\s|~(?=\s*\d{1,4}\s*$)|(?<=(?:\d[^\d,;]*){7})[,;](?=[^\d,;]*(?:\d[^\d,;]*){7})/i;

/** `*23#`, `#31#`, `*67` and their like tell the exchange to withhold the caller's number; they are not part of one. */
const featureCode = /^\s*(?:[*#]{1,2}\d{2,3}[*#]|\*\d{2}(?!\d*[*#]))[\s-]*/;

const extensionWord =
  /[\s(,;:.-]*(?:(?:내선|구내)\s*(?:번호)?|교환|内線|分机|转|(?<![a-z])(?:extension|extn?|x)|#)[\s.:=#-]*(\d{1,7})(?![-.]?\d)\s*번?[\s)#]*/i;
const extensionDialled = /(?<=[\d)])\s*[,;pw]+\s*(\d{1,6})#?\s*$/i;

const labels =
  /(?<![a-z])(?:tel|ph|phone|mobile|cell|hp|h\.p|fax|office|home|no|[tmhpfco])\s*[.:)]*\s*(?=[+(\d])/gi;
const gluedToLetters = /\p{Script=Latin}-?\d|\d-?\p{Script=Latin}/u;
const notInNumbers = /[^\d\s+().:_'~-]+/;

/** The text in ASCII digits, plain hyphens and dots, NFKC, without invisible characters. */
export function plainPhoneText(raw: string): string {
  return raw
    .normalize('NFKC')
    .replace(/\p{Cf}+/gu, '')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/[\p{Pd}\u2212\u30fc]/gu, '-')
    .replace(/[\u00b7\u2022\u2027\u30fb]/g, '.')
    .replace(/[^\S\n\r]|(?![\n\r])\p{Cc}|\p{Cs}/gu, ' ')
    .trim();
}

/** The pieces of a plain phone text, in order. At least one. */
export function phonePieces(plain: string): PhonePiece[] {
  const pieces = withoutUris(plain)
    .split(separators)
    .map((text) => text.trim())
    .filter((text) => text !== '');
  const read = pieces.length > 0 ? pieces.map(phonePiece) : [phonePiece(plain)];
  const runs = read.reduce((count, piece) => count + piece.runs.length, 0);
  return runs > mostRuns ? [{ text: plain, runs: [], anonymous: false }] : read;
}

/** The whole text as one number, for those who write 02/555/1234 or 010~1234~5678. */
export function joinedPiece(plain: string): PhonePiece | undefined {
  return /[/~]/.test(plain) ? phonePiece(withoutUris(plain).replace(/[/~]/g, '-')) : undefined;
}

function withoutUris(plain: string): string {
  if (!/\b(?:tel|sips?):/i.test(plain)) return plain;
  const decoded = uriEscapes.reduce((text, [escape, character]) => text.replace(escape, character), plain);
  return decoded.replace(sipAddress, ' $1 ').replace(phoneContext, '$1$4$2$3').trim();
}

function phonePiece(text: string): PhonePiece {
  const dialled = text.replace(featureCode, '');
  const found = extensionWord.exec(dialled) ?? extensionDialled.exec(dialled);
  const rest = (found ? dialled.replace(found[0], ' ') : dialled).replace(/[#\s]+$/, '').replace(labels, ' ');
  const extension = found?.[1];
  return {
    text,
    runs: runsOf(rest),
    ...(extension === undefined ? {} : { extension }),
    anonymous: withheld.test(text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')),
  };
}

/** Letters, masks (010-****-5678) and addresses glued to digits mean that the digits are not a number. */
function runsOf(text: string): string[] {
  if (/[*#@]/.test(text) || gluedToLetters.test(text)) return [];
  return text
    .split(notInNumbers)
    .flatMap(withoutRepeatedPrefix)
    .filter((run) => /\d/.test(run));
}

/** `+82+8210…`: every `+` begins a number, and a beginning that never got further than a country code is dropped. */
function withoutRepeatedPrefix(run: string): string[] {
  const starts = run.split(/(?=\+)/);
  return starts.filter((part, index) => index === starts.length - 1 || part.replace(/\D/g, '').length > 4);
}
