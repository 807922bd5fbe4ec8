/**
 * Tables as text that spreadsheets open (RFC 4180): comma, CRLF, quotes where they are needed. A spreadsheet runs a
 * cell that begins like a formula, and reads `+82-10-1234-5678` as a sum; so such a cell gets an apostrophe in front,
 * and reading takes it off again. Whatever is written comes back as it was (trap 12).
 */
import { invalidInput } from './errors.js';

/** In front of a file, so that Excel reads it as UTF-8; reading drops it. */
export const byteOrderMark = '\ufeff';

/** What begins a formula somewhere, also in full width and behind white space or invisible characters. */
const formula = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;
const escaped = /^'+/;
const needsQuotes = /[",\r\n]|^\s|\s$/;

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

/** A cell and what ended it; `undefined` when its quotes are not closed. */
const cellText = /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n][^,\r\n]*)?)(,|\r\n|\r|\n|$)/y;

/** The rows of a CSV text with any line ends; `invalid_input` names the row that cannot be read. */
export function readCsv(text: string): string[][] {
  const whole = text.startsWith(byteOrderMark) ? text.slice(1) : text;
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < whole.length || row.length > 0;) {
    cellText.lastIndex = at;
    const found = cellText.exec(whole);
    if (!found) {
      const message = 'has text beside or no end of its quotes';
      throw invalidInput([{ path: ['csv', rows.length], code: 'invalid', message }]);
    }
    const [all, quoted, plain = '', end] = found;
    row.push(readCell(quoted === undefined ? plain : quoted.replaceAll('""', '"')));
    at += all.length;
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
