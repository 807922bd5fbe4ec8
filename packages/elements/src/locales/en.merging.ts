/** English for what `<merge-dialog>` loads when it is first opened. */
import { plural } from './plural.js';

const lang = 'en';

export const merging = {
  numberHead: 'No.',
  number: (number: string): string => `No. ${number}`,
  current: 'This customer',
  grades: 'Grades',
  noCustomer: 'No customer is chosen.',
  moved: (from: string, to: string): string =>
    `After a merge or its undoing, you see no. ${to} now instead of no. ${from}.`,
  // step 1: find
  other: 'Other records of the same person',
  searchIn: 'Search in',
  everywhere: 'All fields',
  placeholder: 'Number, name, member ID, phone or e-mail',
  /** for somebody who sees masks */
  whole:
    'Values are masked for you, and customers are found by whole ones: a phone or its last four digits, an e-mail ' +
    'address, a member ID, a word of the name.',
  suggested: 'Possibly the same person',
  shared: { phone: 'Same phone', email: 'Same e-mail', memberId: 'Same member ID' },
  found: (count: number, isMore: boolean): string =>
    isMore
      ? plural(lang, count, { other: 'More than # matches. Type more to narrow them down.' })
      : plural(lang, count, { one: '# match', other: '# matches' }),
  none: 'Nobody matches.',
  noneHint: 'Check the spelling, or search in all fields.',
  /** stands before a value that was found and another one has replaced */
  earlier: 'Formerly',
  pick: (number: string): string => `Choose no. ${number} as well`,
  picked: (count: number): string => `${count} chosen`,
  full: (most: number): string => `At most ${most} customers are merged at once.`,
  compare: (count: number): string => `Preview ${count} customers`,
  leaveOut: (number: string): string => `Leave out no. ${number}`,
  // step 2: preview
  preview: 'Preview of the merge',
  another: 'Choose another',
  fate: { survivor: 'Stays', absorbed: 'Becomes an alias' },
  swap: 'Swap',
  stay: 'Keep this',
  stayOf: (number: string): string => `Keep this: no. ${number}`,
  result: 'Will show',
  alias: (survivor: string, absorbed: string, count: number): string =>
    `No. ${absorbed} ${count === 1 ? 'leads' : 'lead'} to no. ${survivor} for ever, also for new tickets.`,
  tickets: (count: number): string =>
    plural(lang, count, { one: '# ticket', other: count < 1000 ? '# tickets' : '#+ tickets' }),
  along: (tickets: string): string => `With it: ${tickets}, all values and grades. No ticket is rewritten.`,
  filled: 'Filled in this ticket',
  warnings: {
    differentMemberId: 'Different member IDs: these may be different people.',
    nothingInCommon: 'Nothing in common: these may be different people.',
  },
  about: (numbers: string): string => `This is about no. ${numbers}.`,
  confirm: (count: number): string =>
    `I have checked that ${count === 2 ? 'both' : `all ${count}`} are the same person.`,
  confirmFirst: 'Tick this box first.',
  blockers: {
    sameCustomer: 'This is one and the same customer.',
    alreadyMerged: 'These are merged already.',
  },
  overtaken: 'The customers have changed meanwhile.',
  overtakenHint: 'This is the new preview. Check it, then merge.',
  reason: 'Reason (for the history)',
  // step 3: done
  merged: (survivor: string, absorbed: string, count: number): string =>
    `No. ${absorbed} ${count === 1 ? 'is' : 'are'} merged into no. ${survivor}.`,
  undo: 'Undo merge',
  undoOf: (number: string): string => `Undo the merge of no. ${number}`,
  together: 'Merged at once',
  apart: (survivor: string, restored: string): string =>
    `No. ${survivor} and no. ${restored} are two customers again.`,
  since: 'Since the merge, and with whom it stays',
  sinceNothing: 'Nothing has changed since the merge.',
  placed: 'Moved to where its identifiers are',
  unclear: 'Whose are these tickets?',
  unclearHint:
    'They came in while the two were one, and their identifiers do not tell. Choose a customer for each.',
  nowWith: (number: string): string => `Now with no. ${number}`,
  placedWith: (number: string): string => `It is with no. ${number}.`,
  // history
  noMerges: 'This customer was never merged.',
  active: 'Active',
  undone: 'Undone',
  ask: (survivor: string, absorbed: string): string =>
    `No. ${absorbed} gets back its tickets, values and identifiers, and whatever came in under it since. The rest ` +
    `stays with no. ${survivor}. What the merge filled in a ticket is blanked.`,
  keep: 'Keep merged',
};
