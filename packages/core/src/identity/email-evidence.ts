/**
 * Two e-mail addresses that are not the same key may still be one mailbox: what stands behind a plus is a label, some
 * providers ignore dots, and gmial.com is a slip of the pen. That is evidence and never a key: only the owner's mail
 * server knows (D3). Addresses of a whole office (info@, cs@) say nothing about a person.
 */
import { readEmail } from './email.js';
import { isOneEdit } from './similarity.js';

export interface EmailEvidence {
  /** the key of D3 */
  key: string;
  domain: string;
  /** the local part without its label, and without dots where the provider ignores them */
  mailbox: string;
}

export type EmailLevel = 'same' | 'mailbox' | 'typo' | 'local' | 'different';

const offices: ReadonlySet<string> = new Set(
  (
    'info admin contact sales support help office mail webmaster master postmaster noreply no-reply cs ' +
    'service customer hr order shop store team hello'
  ).split(' '),
);

/** Providers whose names people mistype: gmial.com, naver.co, hanmial.net. */
const providers = 'gmail.com naver.com hanmail.net daum.net kakao.com nate.com hotmail.com'.split(' ');
/** Two names of one provider for the same mailbox. */
const sameProvider: Readonly<Record<string, string>> = {
  'googlemail.com': 'gmail.com',
  'daum.net': 'hanmail.net',
};

/** `undefined` when the text is no address, or one of a whole office. */
export function emailEvidence(raw: string): EmailEvidence | undefined {
  const found = readEmail(raw);
  if (!('key' in found)) return undefined;
  const { key } = found;
  const at = key.lastIndexOf('@');
  const [local, typed] = [key.slice(0, at), key.slice(at + 1)];
  if (offices.has(local)) return undefined;
  const domain = sameProvider[typed] ?? typed;
  const plus = local.indexOf('+');
  const untagged = plus > 0 ? local.slice(0, plus) : local;
  return { key, domain, mailbox: domain === 'gmail.com' ? untagged.replaceAll('.', '') : untagged };
}

export function compareEmails(a: EmailEvidence, b: EmailEvidence): EmailLevel {
  if (a.key === b.key) return 'same';
  if (a.domain === b.domain) return a.mailbox === b.mailbox ? 'mailbox' : 'different';
  if (a.mailbox !== b.mailbox) return 'different';
  if (isSlip(a.domain, b.domain) || isSlip(b.domain, a.domain)) return 'typo';
  return tells(a.mailbox) ? 'local' : 'different';
}

/** A local part that few people would choose: names of people alone are shared by all who bear them. */
export const tells = (local: string): boolean => /(?:\d\D*){3}/.test(local);

const isSlip = (typed: string, meant: string): boolean =>
  providers.includes(meant) && !providers.includes(typed) && isOneEdit(typed, meant);
