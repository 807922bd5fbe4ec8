/**
 * A CSV file as somebody chose it: read in the page, whatever encoding a Korean spreadsheet wrote it in, and its
 * columns recognised by what stands in its first row.
 */
import { csvText, readCsvRows, type CsvRow } from '@deskcard/core/csv';
import { isDeskError } from '@deskcard/core/errors';

/** More would keep the page busy for seconds. */
const MOST_BYTES = 50 * 1024 * 1024;

export interface CsvFile {
  readonly name: string;
  readonly heads: readonly string[];
  /** without the first, and without blank ones */
  readonly rows: readonly CsvRow[];
}

/** Why a file cannot be read. */
export type CsvFault = { readonly fault: 'tooLarge' | 'notRead' | 'noRows'; readonly line?: number };

export async function readCsvFile(file: File): Promise<CsvFile | CsvFault> {
  if (file.size > MOST_BYTES) return { fault: 'tooLarge' };
  let table: CsvRow[];
  try {
    table = readCsvRows(csvText(new Uint8Array(await file.arrayBuffer())));
  } catch (error) {
    const line = isDeskError(error) ? error.details['line'] : undefined;
    return { fault: 'notRead', ...(typeof line === 'number' ? { line } : {}) };
  }
  const [heads, ...rest] = table;
  const rows = rest.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (!heads || rows.length === 0) return { fault: 'noRows' };
  return { name: file.name, heads: heads.cells.map((head) => head.trim()), rows };
}

/** How columns are called that nobody here named. */
const known: Readonly<Record<string, readonly string[]>> = {
  customerNumber: ['customernumber', 'customerno', '고객번호'],
  memberId: ['memberid', 'usercode', 'userid', '회원아이디', '회원id', '회원번호', '아이디'],
  name: ['name', 'fullname', 'customername', '이름', '성명', '고객명', '성함'],
  phone: [
    'phone',
    'phonenumber',
    'telephone',
    'tel',
    'mobile',
    '전화번호',
    '전화',
    '연락처',
    '휴대폰',
    '휴대폰번호',
    '휴대전화',
    '핸드폰',
  ],
  email: ['email', 'emailaddress', 'mail', '이메일', '이메일주소', '메일', '전자우편'],
};

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s._\-()[\]/]/g, '');

/** Per column the field it becomes, empty where nobody knows; each field once, the first column wins. */
export function recognise(
  heads: readonly string[],
  fields: readonly { readonly code: string; readonly label: string }[],
): string[] {
  const taken = new Set<string>();
  return heads.map((head) => {
    const wanted = plain(head);
    const field = fields.find(
      ({ code, label }) =>
        !taken.has(code) &&
        wanted !== '' &&
        (plain(code) === wanted || plain(label) === wanted || known[code]?.includes(wanted)),
    );
    if (!field) return '';
    taken.add(field.code);
    return field.code;
  });
}
