/**
 * Tables as text that spreadsheets open (RFC 4180): comma, CRLF, quotes where they are needed. A spreadsheet runs a
 * cell that begins like a formula, and reads `+82-10-1234-5678` as a sum; so such a cell gets an apostrophe in front,
 * and reading takes it off again. Whatever is written comes back as it was (trap 12). Files that a spreadsheet saved
 * with semicolons or tabs are read as well. Free of dependencies but for the errors, so a page can read a file itself.
 */
import { DeskError } from './errors.js';

/** In front of a file, so that Excel reads it as UTF-8; reading drops it. */
export const byteOrderMark = '\ufeff';

/** What begins a formula somewhere, also in full width and behind white space or invisible characters. */
const formula = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;
const escaped = /^'+/;
/** Semicolons and tabs end a cell in the spreadsheets of some countries, and what follows would begin like a formula. */
const needsQuotes = /[",;\t\r\n]|^\s|\s$|^sep=$/i;

/** Apostrophes in front of a formula are text of the cell as well, so they get one more. */
function isGuarded(cell: string): boolean {
  return formula.test(cell.replace(escaped, ''));
}

function writeCell(cell: string): string {
  const safe = isGuarded(cell) ? `'${cell}` : cell;
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function readCell(text: string): string {
  return text.startsWith("'") && isGuarded(text) ? text.slice(1) : text;
}

/** Rows as CSV text, each with its line end. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${cells.map(writeCell).join(',')}\r\n`).join('');
}

const delimiters = [',', ';', '\t'] as const;
type Delimiter = (typeof delimiters)[number];

/** What stands between the cells of the first row most often; a comma when nothing does. */
function delimiterOf(text: string): Delimiter {
  const counts = new Map<string, number>();
  let isQuoted = false;
  for (const sign of text) {
    if (sign === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (sign === '\n' || sign === '\r')) break;
    else if (!isQuoted) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  }
  const times = (sign: Delimiter): number => counts.get(sign) ?? 0;
  return delimiters.reduce((most, each) => (times(each) > times(most) ? each : most));
}

/** A first line for spreadsheets of any country, which is no row: what stands between the cells. */
const separatorLine = /^sep=([,;\t])(?:\r\n|\r|\n|$)/i;

/** A cell and what ended it; nothing is found when its quotes are not closed. */
const cellText = (delimiter: string): RegExp =>
  new RegExp(
    `(?:"([^"]*(?:""[^"]*)*)"|([^"${delimiter}\\r\\n][^${delimiter}\\r\\n]*)?)(${delimiter}|\\r\\n|\\r|\\n|$)`,
    'y',
  );

const lineEnds = (text: string): number => text.match(/\r\n|\r|\n/g)?.length ?? 0;

function unreadable(row: number, line: number): DeskError {
  const message = 'has text beside or no end of its quotes';
  return new DeskError('invalid_input', `The row in line ${line} ${message}.`, {
    hint: 'Close the quotes in this line and read the file again.',
    issues: [{ path: ['csv', row], code: 'invalid', message }],
    details: { line },
  });
}

export interface CsvRow {
  /** where the row begins, from 1; cells may hold line ends */
  line: number;
  cells: string[];
}

/** The rows of a CSV text with any line ends; `invalid_input` names the row, and `details.line` the line, that cannot be read. */
export function readCsvRows(text: string): CsvRow[] {
  const whole = text.startsWith(byteOrderMark) ? text.slice(1) : text;
  const [told = '', separator] = separatorLine.exec(whole) ?? [];
  const delimiter = separator ?? delimiterOf(whole);
  const next = cellText(delimiter);
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let line = 1 + lineEnds(told);
  let ends = 0;
  for (let at = told.length; at < whole.length || cells.length > 0;) {
    next.lastIndex = at;
    const found = next.exec(whole);
    if (!found) throw unreadable(rows.length, line);
    const [all, quoted, plain = '', end] = found;
    cells.push(readCell(quoted === undefined ? plain : quoted.replaceAll('""', '"')));
    ends += lineEnds(all);
    at += all.length;
    if (end === delimiter) continue;
    rows.push({ line, cells });
    cells = [];
    line += ends;
    ends = 0;
  }
  return rows;
}

/** The same without the lines. */
export const readCsv = (text: string): string[][] => readCsvRows(text).map(({ cells }) => cells);

/** What a file says: UTF-8, or UTF-16 where it is marked so, or else the encoding in which Korean spreadsheets save. */
export function csvText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const text = new TextDecoder('utf-8').decode(bytes);
  return isMostlyWhole(text) ? text : new TextDecoder('euc-kr').decode(bytes);
}

/** A letter that some program cut in half makes no other encoding; in another one hardly any letter is whole. */
function isMostlyWhole(text: string): boolean {
  let [whole, broken] = [0, 0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0xfffd) broken++;
    else if (code > 0x7f) whole++;
  }
  return broken * 4 <= whole;
}
