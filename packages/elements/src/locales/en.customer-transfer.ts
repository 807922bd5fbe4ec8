/** English for the CSV files that `<customer-list>` writes and reads. */
import { plural } from './plural.js';

const lang = 'en';

const rows = (count: number): string => plural(lang, count, { one: '# row', other: '# rows' });
const people = (count: number): string => plural(lang, count, { one: '# customer', other: '# customers' });

export const customerTransfer = {
  exportTitle: 'Export customers',
  exportAll: 'All customers are written to a CSV file.',
  exportFound: 'The customers who meet the search conditions are written to a CSV file.',
  exportWhole: 'Write whole values',
  exportPersonal: 'The file holds personal data: keep it where only those can read it who may.',
  exportMasked: 'The values in the file are masked. Such a file cannot be imported again.',
  exportStart: 'Export',
  exporting: (done: number): string => `Written: ${people(done)}`,
  exported: (done: number): string => `The file holds ${people(done)}.`,
  exportStopped: 'The export was cancelled. No file was written.',
  download: 'Download',
  continue: 'Continue',
  importTitle: 'Import customers',
  steps: { choose: 'File', columns: 'Columns', check: 'Check', store: 'Import' },
  chooseFile: 'CSV file',
  chooseHint:
    'The first row names the columns. Nothing is stored before every row has been checked and you have seen what will become of it.',
  notRead: 'This file cannot be read as CSV.',
  notReadRow: (line: number): string => `Line ${line} cannot be read: its quotes are not closed.`,
  notReadHint: 'Save it as “CSV UTF-8 (comma separated)” and choose it again.',
  noRows: 'There is nothing below the first row of this file.',
  tooLarge: 'This file is larger than 50 MB.',
  tooLargeHint: 'Split it and import the parts one after the other.',
  file: (name: string, count: number): string => `${name} · ${rows(count)}`,
  otherFile: 'Choose another file',
  backToColumns: 'Back to the columns',
  columnsHint: 'What stands in which column. What is not imported stays out.',
  column: 'Column in the file',
  example: 'Example',
  target: 'Becomes',
  leaveOut: 'Not imported',
  twice: 'This is chosen for another column already.',
  noColumns: 'Choose at least one column that is imported.',
  existing: 'Customers who exist already',
  existingChoices: {
    update: 'Register the values of the file with them',
    skip: 'Leave them as they are',
  },
  check: 'Check all rows',
  checking: (done: number, all: number): string => `Checked ${done} of ${rows(all)}`,
  checked: 'Every row is checked. Nothing has been stored yet.',
  start: (count: number): string => `Import ${rows(count)}`,
  nothingToStore: 'There is nothing to import: no row makes or changes a customer.',
  storing: (done: number, all: number): string => `Stored ${done} of ${rows(all)}`,
  stop: 'Cancel the import',
  stopping: 'The rows that are on their way are finished first.',
  stopped: (done: number, all: number): string =>
    `Cancelled. ${done} of ${rows(all)} are stored completely, the others not at all.`,
  interrupted: (done: number, all: number): string =>
    `${done} of ${rows(all)} are known to be stored. The file is still here.`,
  stored: (count: number): string => `Done. ${rows(count)} are stored.`,
  result: 'Download the result',
  outcomes: 'What becomes of each row',
  onlyProblems: 'Only problems',
  noProblems: 'There are no problems.',
  line: 'Row',
  outcome: 'Outcome',
  detail: 'Why',
  willBe: {
    created: 'New customer',
    updated: 'Changes an existing customer',
    unchanged: 'Nothing new',
    skipped: 'Left as it is',
    refused: 'Not imported',
  },
  was: {
    created: 'Created',
    updated: 'Changed',
    unchanged: 'Nothing new',
    skipped: 'Left as it is',
    refused: 'Not imported',
  },
  /** why a row is not imported; `field` is the name of a customer field */
  reasons: {
    invalid: (field: string, issue: string): string => `${field}: ${issue}`,
    empty: 'There is nothing in the columns that are imported.',
    unknownNumber: 'There is no customer with this number. Leave it blank for a new customer.',
    deletedNumber: 'The customer of this number was deleted. Leave it blank for a new customer.',
    taken: (field: string, number: string): string => `${field} belongs to customer no. ${number}.`,
    severalCustomers: (numbers: string): string =>
      `The values belong to different customers: no. ${numbers}. Merge them first, or correct the row.`,
    otherMemberId: (number: string): string =>
      `Customer no. ${number} has these values and another member ID.`,
    repeated: (field: string, lines: string): string => `${field} also stands in row ${lines}.`,
    uneven: 'There are more cells than columns. A value with a comma in it needs quotes.',
  },
  notDone: 'Not imported yet',
  sums: (outcome: string, count: number): string => `${outcome}: ${plural(lang, count, { other: '#' })}`,
};
