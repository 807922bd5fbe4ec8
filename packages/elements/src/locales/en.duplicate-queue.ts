/** What the queue of duplicates says once it is there; see `lazy.ts`. */
import { plural } from './plural.js';

const lang = 'en';

export const queue = {
  title: 'Possible duplicates',
  /** `more`: there may be more of them */
  waiting: (count: number, more: boolean): string =>
    plural(lang, count, { one: '# pair waits', other: more ? 'more than # pairs wait' : '# pairs wait' }),
  place: (at: number, count: number): string => `Pair ${at} of ${count}`,
  previous: 'Previous pair',
  next: 'Next pair',
  versus: (one: string, other: string): string => `No. ${one} and no. ${other}`,
  // side by side
  field: 'Field',
  comparison: 'Comparison',
  relations: {
    same: 'same',
    similar: 'similar',
    different: 'different',
    oneOnly: 'one only',
  },
  willShow: 'Will show',
  stays: 'Stays',
  becomesAlias: 'Becomes an alias',
  otherValues: 'Also',
  formerNumbers: 'Earlier numbers',
  since: 'Since',
  changed: 'Last changed',
  contact: 'Last contact',
  tickets: (count: number, more: boolean): string =>
    plural(lang, count, { one: more ? '#+ tickets' : '# ticket', other: more ? '#+ tickets' : '# tickets' }),
  noTickets: 'no tickets',
  noPreview: 'What would remain could not be read.',
  // deciding
  swap: 'Swap',
  choose: 'Choose per field',
  keys:
    'Keys while the focus is on the pair: M merges, N not the same, L later, S swaps, C chooses per field, U takes the ' +
    'last decision back, ← and → go to another pair.',
  merged: (survivor: string, absorbed: string): string => `No. ${absorbed} is merged into no. ${survivor}.`,
  alias: (survivor: string, absorbed: string): string =>
    `No. ${absorbed} leads to no. ${survivor} from then on. Tickets, values and grades come along.`,
  takenBack: (one: string, other: string): string => `Taken back: no. ${one} and no. ${other}.`,
  notTakenBack: (one: string, other: string): string =>
    `No. ${one} and no. ${other}: this could not be taken back.`,
  notSaved: (one: string, other: string): string => `No. ${one} and no. ${other}: the decision is not saved.`,
  showPair: 'Show the pair',
  nextPair: (names: string): string => `Next: ${names}`,
  anyway: 'Merge all the same?',
  anywayText: 'Something speaks against these two being one person:',
  differ: (field: string): string => `${field} differs.`,
  nothingInCommon: 'They have nothing in common.',
  oneCustomer: 'This is one customer already.',
  waitForPreview: 'What would remain is not there yet. Try again in a moment.',
  gone: 'This pair does not wait any more.',
  goneHint: 'Somebody has decided about it, or one of the customers is different now.',
  goOn: 'Go on',
  // nothing to decide
  nothing: 'No pair waits.',
  neverScanned:
    'Pairs come by themselves as tickets arrive. Compare all customers once to find those from before.',
  notScanned: 'Not all customers have been compared yet.',
  scanned: 'New pairs come by themselves as tickets arrive.',
  // comparing everybody
  scan: 'Compare all customers',
  scanAgain: 'Compare all again',
  scanning: 'Comparing all customers…',
  scanStopped: 'The comparison of all customers is not finished.',
  compared: (done: string, total: string): string => `${done} of ${total} customers`,
  scanFinished: (when: string): string => `All customers compared, ${when}`,
  found: (count: number): string => plural(lang, count, { one: '# pair found', other: '# pairs found' }),
  pause: 'Pause',
  goOnScanning: 'Go on',
  beginAnew: 'Begin anew',
  scanDenied: 'You are not allowed to compare all customers.',
};
