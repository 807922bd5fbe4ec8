/** What is said of two customers who may be one person, wherever they are shown: in the queue, at the ticket, in the list. */
import { reasonsInEnglish } from '@deskcard/core/identity/explain';
import { plural } from './plural.js';

const lang = 'en';

export const duplicates = {
  reasons: reasonsInEnglish,
  /** how sure it is; `percent` as the language writes it */
  likelihood: {
    certain: (percent: string): string => `Almost certainly the same person: ${percent}`,
    high: (percent: string): string => `Very likely the same person: ${percent}`,
    fair: (percent: string): string => `Probably the same person: ${percent}`,
    low: (percent: string): string => `Possibly the same person: ${percent}`,
    hardly: (percent: string): string => `Hardly the same person: ${percent}`,
  },
  inFavour: 'In favour',
  against: 'Against',
  nothingAgainst: 'Nothing speaks against it.',
  /** why a ticket joined nobody by itself (B7); `numbers` are customer numbers */
  held: {
    differentName: (numbers: string): string =>
      `This ticket did not join customer ${numbers} by itself: the name differs.`,
    differentMemberId: (numbers: string): string =>
      `This ticket did not join customer ${numbers} by itself: the member ID differs.`,
    shared: (numbers: string): string =>
      `This ticket did not join anybody by itself: too many customers have the same value (${numbers}).`,
    blocked: (numbers: string): string =>
      `This ticket did not join anybody by itself: the value is blocked in the service settings${numbers && ` (${numbers})`}.`,
  },
  /** the same of two customers, without the ticket */
  heldPair: {
    differentName: 'A ticket of one did not join the other by itself: the name differs.',
    differentMemberId: 'A ticket of one did not join the other by itself: the member ID differs.',
    shared: 'A ticket of one did not join the other by itself: many customers have the same value.',
    blocked:
      'A ticket of one did not join the other by itself: the value is blocked in the service settings.',
  },
  looksLike: (count: number): string =>
    plural(lang, count, { one: 'Looks like # other customer', other: 'Looks like # other customers' }),
  mayBe: 'Possible duplicates',
  nobodyElse: 'Nobody else looks like this customer.',
  others: (count: number): string => plural(lang, count, { one: 'Show # more', other: 'Show # more' }),
  nameless: '(no name)',
  merge: 'Merge',
  notSame: 'Not the same',
  later: 'Later',
  reopen: 'Decide again',
  /** of a pair that somebody has decided about */
  decided: {
    notSame: (who: string, when: string): string => `Not the same person: ${who}, ${when}`,
    later: (who: string, when: string): string => `Put off: ${who}, ${when}`,
  },
  /** `one` and `other` are customer numbers */
  done: {
    notSame: (one: string, other: string): string => `No. ${one} and no. ${other} are not the same person.`,
    later: (one: string, other: string): string => `No. ${one} and no. ${other} come later.`,
    open: (one: string, other: string): string => `No. ${one} and no. ${other} are to be decided again.`,
  },
  saving: 'Saving…',
  remembered: 'Remembered until an identifier of one of them changes.',
  /** what a button does it to, for a screen reader */
  about: (act: string, number: string): string => `${act}: no. ${number}`,
  unread: 'Possible duplicates could not be read.',
};
