/** English for what `<customer-fields>` loads when it is first on a page. */
import { plural } from './plural.js';

const lang = 'en';

export const fields = {
  noNumber: 'The customer gets a number when the ticket is saved.',
  /** the customer's earlier numbers, after a merge */
  also: (numbers: string): string => `also ${numbers}`,
  merge: 'Merge',
  noMergeDialog: 'Customers cannot be merged on this page.',
  // values on offer
  registered: (label: string): string => `Registered values: ${label}`,
  offered: (count: number): string =>
    plural(lang, count, { one: '# registered value', other: '# registered values' }),
  noOffers: 'Registered values cannot be offered.',
  choose: 'Choose…',
  /** where a value came from */
  sources: { manual: 'typed in', import: 'imported', ticket: 'came with a ticket' },
  ticket: (ticketId: string): string => `ticket ${ticketId}`,
  number: (number: string): string => `no. ${number}`,
  // filled in
  filled: { connection: 'Filled in by a lookup', merge: 'Filled in by a merge' },
  undoFill: (label: string): string => `Undo what was filled in: ${label}`,
  // somebody else saved
  conflict: (label: string): string => `Saved by somebody else: ${label}`,
  theirs: 'Saved meanwhile:',
  mine: 'You typed:',
  blank: '(blank)',
  takeTheirs: 'Use what is saved',
  keepMine: 'Keep what I typed',
  conflicts: 'Somebody else has saved in the meantime.',
  conflictsHint: 'Choose at the marked fields, then save.',
  // saving
  changes: (count: number): string =>
    plural(lang, count, { one: '# change not saved', other: '# changes not saved' }),
  saving: 'Saving…',
  saved: (labels: string): string => `Saved: ${labels}`,
  savedAll: 'Saved.',
  discard: 'Discard',
  faults: (count: number): string =>
    plural(lang, count, { one: '# entry must be corrected.', other: '# entries must be corrected.' }),
  readOnly: [
    'You may read this, but not change it.',
    'Ask an administrator for the permission.',
  ] as readonly [string, string],
  // masks
  masked: 'Values are masked for you. Whatever you type replaces the value behind a mask.',
  maskedOnly: 'Values are masked for you.',
  reveal: 'Show values',
  revealReason: 'Reason (for the audit trail)',
  revealed: 'Values are shown. The audit trail has a record of it.',
  // a value of another customer
  takenTitle: (label: string): string => `${label}: this belongs to another customer`,
  takenText: (value: string, number: string): string =>
    value
      ? `“${value}” is registered for customer no. ${number}.`
      : `It is registered for customer no. ${number}.`,
  takenNothing: 'Nothing is saved yet.',
  answers: {
    merge: ['Merge', 'It is one person with two records. You see a preview first.'],
    move: ['Move the value here', 'It is this customer’s now, and the other one loses it.'],
    keepApart: [
      'Keep the two apart',
      'Two people share it. Both have it, and it still finds the other customer.',
    ],
  } as Readonly<Record<'merge' | 'move' | 'keepApart', readonly [what: string, means: string]>>,
  saveAfterMerge: 'Not saved yet: save again after the merge.',
};
