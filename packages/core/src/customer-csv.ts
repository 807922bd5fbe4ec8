/**
 * A file of customers as the page reads it before anything is sent: which column is which field, which rows it has,
 * and which of them name the same identifier (trap 12). Free of dependencies, so that it costs a page next to nothing.
 */
import { readCsvRows, type CsvRow } from './csv.js';

/** The columns beside those of the fields. Only the number is read again. */
export const customerColumns = {
  number: 'customerNumber',
  absorbed: 'absorbedNumbers',
  created: 'createdAt',
  updated: 'updatedAt',
} as const;

/** The columns of an export, in their order; the fields by their codes. A later version adds columns at the end. */
export const exportColumns = (fields: readonly string[]): string[] => {
  const { number, absorbed, created, updated } = customerColumns;
  return [number, ...fields, absorbed, created, updated];
};

/** A row as `customers.import` takes it. */
export interface CustomerRow {
  /** of the file, from 1 */
  line: number;
  customerNumber?: string;
  /** field code → text; blank cells are left out, because they change nothing */
  values: Record<string, string>;
}

export interface CustomerColumn {
  heading: string;
  /** a field code or `customerNumber`; absent when the column is not read */
  reads?: string;
}

export interface CustomerFile {
  columns: CustomerColumn[];
  rows: CustomerRow[];
  /** lines with more cells than there are columns: a value with a separator in it was not quoted */
  uneven: number[];
}

const folded = (heading: string): string => heading.normalize('NFKC').trim().toLowerCase();

/** The first column of a name is read; later ones of the same name are not. */
function columnsOf(headings: readonly string[], names: ReadonlyMap<string, string>): CustomerColumn[] {
  const taken = new Set<string>();
  return headings.map((heading) => {
    const reads = names.get(folded(heading));
    if (reads === undefined || taken.has(reads)) return { heading };
    taken.add(reads);
    return { heading, reads };
  });
}

function rowOf({ line, cells }: CsvRow, columns: readonly CustomerColumn[]): CustomerRow {
  const read = columns.flatMap(({ reads }, i) => {
    const text = (cells[i] ?? '').trim();
    return reads === undefined || text === '' ? [] : [[reads, text] as const];
  });
  const { [customerColumns.number]: customerNumber, ...values } = Object.fromEntries(read);
  return { line, ...(customerNumber === undefined ? {} : { customerNumber }), values };
}

/**
 * The customers of a CSV text whose first row names the columns. `headings` says what else a column may be called:
 * heading → field code or `customerNumber`. Rows without any text are left out.
 */
export function readCustomerFile(
  text: string,
  fields: readonly string[],
  headings: Readonly<Record<string, string>> = {},
): CustomerFile {
  const [head, ...body] = readCsvRows(text);
  const codes = [customerColumns.number, ...fields].map((code) => [code, code] as const);
  const names = new Map(
    [...Object.entries(headings), ...codes].map(([name, reads]) => [folded(name), reads]),
  );
  const columns = columnsOf(head?.cells ?? [], names);
  const filled = body.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  return {
    columns,
    rows: filled.map((row) => rowOf(row, columns)),
    uneven: filled
      .filter(({ cells }) => cells.slice(columns.length).some((cell) => cell.trim() !== ''))
      .map(({ line }) => line),
  };
}

/** Digits as dialled abroad; near enough to find a number that stands in a file twice, not to say whose it is. */
function roughPhones(text: string, callingCode: string): string[] {
  return text.split(/[/,;]/).flatMap((part) => {
    const digits = part
      .normalize('NFKC')
      .replace(/[^\d+]/g, '')
      .replace(/^\+|^00/, '+');
    const plain = digits.replace(/\D/g, '');
    if (plain.length < 7) return [];
    if (!digits.startsWith('+') && plain.startsWith('0')) return [callingCode + plain.slice(1)];
    return [plain.startsWith(`${callingCode}0`) ? callingCode + plain.slice(callingCode.length + 1) : plain];
  });
}

/**
 * What identifies the customer of a row, roughly: enough to find most repetitions at once. `customers.import` answers
 * a dry run with the exact ones.
 */
export function roughIdentifiers({ customerNumber, values }: CustomerRow, callingCode = '82'): string[] {
  const { phone = '', email = '', memberId = '' } = values;
  return [
    ...(customerNumber === undefined ? [] : [`customerNumber:${customerNumber}`]),
    ...roughPhones(phone, callingCode).map((digits) => `phone:+${digits}`),
    ...(email === '' ? [] : [`email:${email.normalize('NFKC').trim().toLowerCase()}`]),
    ...(memberId === '' ? [] : [`memberId:${memberId.normalize('NFC').trim()}`]),
  ];
}

export interface Repetition {
  /** `customerNumber`, `phone`, `email` or `memberId` */
  field: string;
  /** all lines that name it, in their order */
  lines: number[];
}

/** Every identifier that more than one row names, over the whole file (trap 12). */
export function repetitions(
  rows: readonly { line: number; identifiers?: readonly string[] | undefined }[],
): Repetition[] {
  const lines = new Map<string, number[]>();
  for (const { line, identifiers = [] } of rows) {
    for (const each of new Set(identifiers)) lines.set(each, [...(lines.get(each) ?? []), line]);
  }
  return [...lines]
    .filter(([, all]) => all.length > 1)
    .map(([identifier, all]) => ({
      field: identifier.slice(0, identifier.indexOf(':')),
      lines: all.sort((a, b) => a - b),
    }))
    .sort((a, b) => a.lines[0]! - b.lines[0]! || (a.field < b.field ? -1 : 1));
}
