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
  other: 'The other record of the same person',
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
  // step 2: preview
  preview: 'Preview of the merge',
  another: 'Choose another',
  fate: { survivor: 'Stays', absorbed: 'Becomes an alias' },
  swap: 'Swap',
  result: 'Will show',
  alias: (survivor: string, absorbed: string): string =>
    `No. ${absorbed} leads to no. ${survivor} for ever, also for new tickets.`,
  tickets: (count: number): string =>
    plural(lang, count, { one: '# ticket', other: count < 1000 ? '# tickets' : '#+ tickets' }),
  along: (tickets: string): string => `With it: ${tickets}, all values and grades. No ticket is rewritten.`,
  filled: 'Filled in this ticket',
  warnings: {
    differentMemberId: 'Different member IDs: these may be two people.',
    nothingInCommon: 'Nothing in common: these may be two people.',
  },
  confirm: 'I have checked that both are the same person.',
  confirmFirst: 'Tick this box first.',
  blockers: {
    sameCustomer: 'This is one and the same customer.',
    alreadyMerged: 'These two are merged already.',
  },
  overtaken: 'The customers have changed meanwhile.',
  overtakenHint: 'This is the new preview. Check it, then merge.',
  reason: 'Reason (for the history)',
  // step 3: done
  merged: (survivor: string, absorbed: string): string => `No. ${absorbed} is merged into no. ${survivor}.`,
  undo: 'Undo merge',
  apart: (survivor: string, restored: string): string =>
    `No. ${survivor} and no. ${restored} are two customers again.`,
  since: 'Since the merge, and with whom it stays',
  sinceNothing: 'Nothing has changed since the merge.',
  // history
  noMerges: 'This customer was never merged.',
  active: 'Active',
  undone: 'Undone',
  ask: (survivor: string, absorbed: string): string =>
    `No. ${absorbed} gets back its tickets, values and identifiers, and whatever came in under it since. The rest ` +
    `stays with no. ${survivor}. What the merge filled in a ticket is blanked.`,
  keep: 'Keep merged',
};
