/**
 * Mails leave over SMTP, one connection a mail (R36). A mail server may refuse, hang or vanish at any point; what the
 * administrator reads is whether the mail left, certainly did not, or may have. No address is taken as it comes, and no
 * error carries the login.
 */
import { Readable } from 'node:stream';
import type { ConnectionOptions } from 'node:tls';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { mailboxAddress, type Mail, type MailAddress, type Mailer } from '@deskcard/core';
import { DeskError } from '@deskcard/core/errors';

export interface SmtpMailerOptions {
  /**
   * `smtp://user:password@host:587` or `smtps://…` for TLS from the first byte, the user and the password
   * percent-encoded. A login never travels unencrypted, except to this machine.
   */
  url: string;
  /** who the mails come from; the mail server must accept it */
  from: MailAddress;
  /** for the whole of one mail; 30 s when absent */
  deadlineMs?: number;
  /** for a mail server with a certificate of one's own, as in `{ ca }` */
  tls?: Pick<ConnectionOptions, 'ca' | 'servername' | 'minVersion'>;
}

interface SmtpServer {
  host: string;
  port: number;
  secure: boolean;
  login: { user: string; pass: string } | undefined;
  from: MailAddress;
  deadlineMs: number;
  tls: SmtpMailerOptions['tls'];
}

/** How long a mail server may take to pick up. */
const pickUpMs = 10_000;

const badOption = (name: string, message: string): DeskError =>
  new DeskError('invalid_input', `${name}: ${message}`, {
    hint: 'Correct the configuration of the mailer.',
    issues: [{ path: [name], code: 'invalid', message }],
  });

/** The platform's own error would repeat the URL, password included. */
function parsed(url: string): { at: URL; login: SmtpServer['login'] } {
  try {
    const at = new URL(url);
    const [user, pass] = [decodeURIComponent(at.username), decodeURIComponent(at.password)];
    return { at, login: user === '' ? undefined : { user, pass } };
  } catch {
    throw badOption('url', 'must be like smtp://user:password@mail.example.com:587');
  }
}

function readOptions({ url, from, deadlineMs = 30_000, tls }: SmtpMailerOptions): SmtpServer {
  const { at, login } = parsed(url);
  const secure = at.protocol === 'smtps:';
  if (!secure && at.protocol !== 'smtp:') throw badOption('url', 'must begin with smtp:// or smtps://');
  const host = at.hostname.replace(/^\[|\]$/g, '');
  if (host === '' || at.search !== '' || at.hash !== '' || !['', '/'].includes(at.pathname)) {
    throw badOption('url', 'must name a host, and nothing after its port');
  }
  const address = mailboxAddress(from.address);
  if (address === undefined) throw badOption('from', 'must have one e-mail address');
  if (!(deadlineMs > 0)) throw badOption('deadlineMs', 'must be a number of milliseconds');
  const port = at.port === '' ? (secure ? 465 : 587) : Number(at.port);
  return { host, port, secure, login, from: { ...from, address }, deadlineMs, tls };
}

/** Throws `invalid_input` at once when the configuration cannot work. */
export function smtpMailer(options: SmtpMailerOptions): Mailer {
  const server = readOptions(options);
  return {
    async send(mail, { signal }) {
      signal?.throwIfAborted();
      const address = mailboxAddress(mail.to.address);
      if (address === undefined) throw refused('This is not one e-mail address.');
      const message = await compose(mail, address, server.from);
      await deliver(server, address, message, signal);
    },
  };
}

/** A line break in a name is one of nodemailer's to fold; a name of ours has none to begin with. */
const mailbox = ({ address, name }: MailAddress) => ({ address, name: name.replace(/[\r\n\0]+/g, ' ') });

function compose(mail: Mail, address: string, from: MailAddress): Promise<Buffer> {
  const replyTo = mail.replyTo && mailboxAddress(mail.replyTo.address);
  const composer = new MailComposer({
    from: mailbox(from),
    to: mailbox({ address, name: mail.to.name }),
    ...(mail.replyTo && replyTo ? { replyTo: mailbox({ address: replyTo, name: mail.replyTo.name }) } : {}),
    subject: mail.subject.replace(/[\r\n\0]+/g, ' '),
    text: mail.text,
    html: mail.html,
    messageId: `<${mail.id.replace(/[^\w.-]/g, '')}@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`,
    headers: { 'Content-Language': mail.language, 'Auto-Submitted': 'auto-generated' },
    // Nothing in a mail of ours is ever read from a disk or fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

const refused = (answer: string): DeskError =>
  new DeskError('mail_refused', 'The mail server refused this mail.', { details: { answer } });

type Step = 'connect' | 'login' | 'send';

interface SmtpFailure extends Error {
  code?: string;
  /** of a system error, when `code` is nodemailer's own */
  originalCode?: string;
  command?: string;
  response?: string;
}

/**
 * One mail over one connection. The last line of a mail is a single dot, and only the server's answer to it says
 * whether it took the mail: a connection that ends between the two leaves it open.
 */
function deliver(server: SmtpServer, to: string, message: Buffer, signal?: AbortSignal): Promise<void> {
  const { login } = server;
  const connection = new SMTPConnection(connectionOptions(server));
  const content = Readable.from([message]);
  let step: Step = 'connect';
  let isHandedOver = false;
  content.once('end', () => (isHandedOver = true));
  return new Promise<void>((done, reject) => {
    const end = (error?: DeskError): void => {
      clearTimeout(deadline);
      signal?.removeEventListener('abort', giveUp);
      if (error) {
        reject(error);
        connection.close();
      } else {
        done();
        connection.quit();
        // The mail is with the server; one that does not say goodbye is not waited for.
        setTimeout(() => connection.close(), 1000);
      }
    };
    const fail = (error: SmtpFailure): void => end(failureOf(error, step, isHandedOver));
    const giveUp = (): void =>
      end(isHandedOver ? uncertain() : new DeskError('aborted', 'The call was cancelled.'));
    const deadline = setTimeout(
      () => end(isHandedOver ? uncertain() : unavailable('timeout')),
      server.deadlineMs,
    );
    signal?.addEventListener('abort', giveUp, { once: true });
    const then =
      (next: () => void) =>
      (error?: SmtpFailure | null): void => {
        if (error) fail(error);
        else next();
      };
    const send = (): void => {
      step = 'send';
      connection.send(
        { from: server.from.address, to: [to], size: message.length },
        content,
        then(() => end()),
      );
    };
    connection.on('error', fail);
    connection.connect(
      then(() => {
        if (login === undefined) return send();
        step = 'login';
        connection.login({ credentials: login }, then(send));
      }),
    );
  });
}

function connectionOptions({ host, port, secure, login, deadlineMs, tls }: SmtpServer) {
  const isThisMachine = /^(localhost|127(\.\d{1,3}){3}|::1)$/.test(host);
  return {
    host,
    port,
    secure,
    // Without this, somebody in between could take the offer of encryption away and read the password.
    requireTLS: login !== undefined && !isThisMachine,
    connectionTimeout: pickUpMs,
    greetingTimeout: pickUpMs,
    socketTimeout: deadlineMs,
    dnsTimeout: pickUpMs,
    // A server that never closes its half may not keep ours open.
    socketCloseTimeout: 0,
    maxResponseSize: 65_536,
    tls: { ...tls },
  };
}

type Unavailable =
  'timeout' | 'notFound' | 'connection' | 'encryption' | 'login' | 'sender' | 'turnedAway' | 'protocol';

const said: Readonly<Record<Unavailable, string>> = {
  timeout: 'The mail server did not answer in time.',
  notFound: 'There is no mail server of this name.',
  connection: 'The mail server could not be reached.',
  encryption: 'The mail server offers no encryption that can be trusted.',
  login: 'The mail server refused the login.',
  sender: 'The mail server refused the sender.',
  turnedAway: 'The mail server takes no mail from here at the moment.',
  protocol: 'The mail server does not speak SMTP.',
};

const unavailable = (reason: Unavailable, cause?: unknown): DeskError =>
  new DeskError('mail_unavailable', said[reason], { details: { reason }, cause });

const uncertain = (cause?: unknown): DeskError =>
  new DeskError('mail_uncertain', 'The mail server did not say whether it took the mail.', { cause });

const byCode: Readonly<Record<string, Unavailable>> = {
  ETIMEDOUT: 'timeout',
  EDNS: 'notFound',
  ETLS: 'encryption',
  EPROTOCOL: 'protocol',
  EREQUIRETLS: 'encryption',
};

function failureOf(error: SmtpFailure, step: Step, isHandedOver: boolean): DeskError {
  // The words of a server that refused a login may repeat it.
  if (step === 'login') return error.code === 'EAUTH' ? unavailable('login') : unavailable('connection');
  if (step === 'send' && error.response !== undefined && error.command !== 'MAIL FROM') {
    return refused(error.response);
  }
  if (isHandedOver) return uncertain(error);
  if (error.command === 'MAIL FROM') return unavailable('sender', error);
  return unavailable(reasonOf(error), error);
}

function reasonOf({ code = '', originalCode = '', response }: SmtpFailure): Unavailable {
  if (code !== 'ETLS' && /^[45]\d\d/.test(response ?? '')) return 'turnedAway';
  if (/CERT|SSL|TLS/.test(originalCode)) return 'encryption';
  return byCode[code] ?? 'connection';
}
