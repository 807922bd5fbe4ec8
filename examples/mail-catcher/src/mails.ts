/** The caught mails, newest first; the oldest go when there are too many. */
import { randomUUID } from 'node:crypto';
import PostalMime, { type Address } from 'postal-mime';

export interface CaughtMail {
  id: string;
  /** ISO 8601 */
  receivedAt: string;
  /** to whom it was really delivered, whatever its head says */
  recipients: string[];
  from: string;
  to: string;
  replyTo: string;
  subject: string;
  text: string;
  html: string;
}

export interface MailBox {
  add(source: Buffer, recipients: string[]): Promise<CaughtMail>;
  all(): readonly CaughtMail[];
  get(id: string): CaughtMail | undefined;
  empty(): void;
  /** Goes up whenever something changed. */
  revision(): number;
}

const most = 200;

const shown = (addresses: readonly Address[] = []): string =>
  addresses.map(({ name, address = '' }) => (name ? `${name} <${address}>` : address)).join(', ');

export function mailBox(): MailBox {
  let mails: CaughtMail[] = [];
  let revision = 0;
  return {
    async add(source, recipients) {
      const mail = await PostalMime.parse(source);
      const caught: CaughtMail = {
        id: randomUUID(),
        receivedAt: new Date().toISOString(),
        recipients,
        from: shown(mail.from && [mail.from]),
        to: shown(mail.to),
        replyTo: shown(mail.replyTo),
        subject: mail.subject ?? '',
        text: mail.text ?? '',
        html: mail.html ?? '',
      };
      mails = [caught, ...mails].slice(0, most);
      revision += 1;
      return caught;
    },
    all: () => mails,
    get: (id) => mails.find((mail) => mail.id === id),
    empty() {
      mails = [];
      revision += 1;
    },
    revision: () => revision,
  };
}
