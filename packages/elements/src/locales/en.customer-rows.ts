/** English for the list itself of `<customer-list>`. */
import { plural } from './plural.js';

const lang = 'en';

export const customerRows = {
  title: 'Customers',
  conditions: 'Search conditions',
  grade: 'Grade',
  grades: 'Grades',
  anyGrade: 'Any grade',
  from: 'First known, from',
  to: 'First known, until',
  reversed: 'The period ends before it begins.',
  clear: 'Clear all',
  createdAt: 'First known',
  updatedAt: 'Changed',
  /** of a column that is not sorted by */
  sortBy: (column: string): string => `Sort by ${column}`,
  count: (count: number): string => plural(lang, count, { one: '# customer', other: '# customers' }),
  /** where the desk does not count them */
  loaded: (count: number): string =>
    plural(lang, count, { one: '# customer so far', other: '# customers so far' }),
  atLeast: (count: number): string => plural(lang, count, { other: 'More than # customers' }),
  reading: 'Searching…',
  nobody: 'There are no customers yet.',
  nobodyHint: 'A customer is created by itself when a ticket arrives. You can also import a CSV file.',
  noMatch: 'Nobody meets these conditions.',
  noMatchHint: 'Check them, or clear some of them.',
  more: 'Loading more customers…',
  full: (count: number): string =>
    `The first ${plural(lang, count, { other: '#' })} are shown. Narrow the conditions to find the others.`,
  outdated: 'Customers were added or changed elsewhere.',
  show: 'Show',
  unmasked: 'Show whole values',
  maskedForYou: 'Values of customers are masked for you.',
  whole:
    'Enter whole values: a phone or its last four digits, an e-mail address, a member ID, a word of the name.',
  /** stands before a value that was found and another one has replaced */
  former: 'was',
  noGrades: 'The grades could not be read.',
  sorted: (column: string, isDescending: boolean): string =>
    `Sorted by ${column}, ${isDescending ? 'descending' : 'ascending'}.`,
  exportCsv: 'Export CSV',
  importCsv: 'Import CSV',
  importDenied: 'Import CSV: you are not allowed to change customers',
  keys: 'Arrow keys move, Enter opens a customer.',
};
