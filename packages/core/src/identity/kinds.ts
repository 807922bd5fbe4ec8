/**
 * The kinds of fields by which people are compared: how a value is read, what two values of it tell, and under which
 * keys records are brought together before they are compared at all.
 */
import { compareEmails, emailEvidence, tells, type EmailEvidence } from './email-evidence.js';
import { readMemberId } from './member-id.js';
import { compareNames } from './compare-name.js';
import { personName, type NameValue, type PersonName } from './person-name.js';
import { isOneEdit } from './similarity.js';
import { outcome, type Outcome } from './outcome.js';
import { emailLevels, memberIdLevels, phoneLevels } from './weights.js';

export interface Kind<V = never> {
  /** stands in every reason */
  name: string;
  /** `undefined` when the value says nothing about who it is */
  read(raw: NameValue): V | undefined;
  /** Symmetric; `undefined` when nothing can be told. */
  compare(a: V, b: V): Outcome | undefined;
  /** Keys that bring two records together by themselves; an identifier has its own first. */
  keys(value: V): string[];
  /** Weaker ones, which count together with one of another field. */
  tokens(value: V): string[];
  /** Levels that speak against one person so plainly that nobody may be joined without a person's decision (B7). */
  contradicting: readonly string[];
}

/** Any kind; what it reads is its own business. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyKind = Kind<any>;

export const none = (): string[] => [];
export const textOf = (raw: NameValue): string =>
  typeof raw === 'string' ? raw : `${raw.given ?? ''} ${raw.surname ?? ''}`;

export const personNames: Kind<PersonName> = {
  name: 'name',
  read: personName,
  compare: compareNames,
  keys: none,
  tokens({ script, readings: [first] }) {
    const { surname = '', given = '' } = first!;
    const words = script === 'hangul' ? [given] : [surname, given];
    return words.filter((word) => word.length > 1);
  },
  contradicting: ['different', 'relative'],
};

/** Keys are E.164 numbers (`phoneKeys` of the core); other texts compare by their digits. */
export const phones: Kind<string> = {
  name: 'phone',
  read: (raw) => textOf(raw).replace(/[^\d+]/g, '') || undefined,
  compare: (a, b) => outcome(phoneLevels, a === b ? 'same' : isOneEdit(a, b) ? 'near' : 'different'),
  keys: (key) => [key],
  tokens: halves,
  contradicting: [],
};

/** The last four signs and the four before them: a slip of the pen leaves one of them whole. */
export function halves(key: string): string[] {
  return key.length < 6 ? [] : [key.slice(-4), `${key.slice(-8, -4)}-`];
}

export const emails: Kind<EmailEvidence> = {
  name: 'email',
  read: (raw) => emailEvidence(textOf(raw)),
  compare: (a, b) => outcome(emailLevels, compareEmails(a, b)),
  keys: ({ mailbox, domain }) => [`${mailbox}@${domain}`, ...(tells(mailbox) ? [mailbox] : [])],
  tokens: ({ mailbox }) => (mailbox.length < 3 ? [] : [mailbox.slice(0, 5)]),
  contradicting: [],
};

export const memberIds: Kind<string> = {
  name: 'memberId',
  read(raw) {
    const found = readMemberId(textOf(raw));
    return 'key' in found ? found.key : undefined;
  },
  compare: (a, b) => outcome(memberIdLevels, a === b ? 'same' : 'different'),
  keys: (key) => [key],
  tokens: none,
  contradicting: ['different'],
};
