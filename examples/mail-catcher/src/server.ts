/**
 * A mail server for a desk that is tried out: it takes every mail and delivers none. The mails stay in memory and are
 * shown on a page.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { mailBox, type CaughtMail } from './mails.js';
import { createSite, type SiteRequest } from './site.js';

export type { CaughtMail } from './mails.js';

export interface MailCatcherOptions {
  /** any free one when absent; one that is taken is an `EADDRINUSE` error */
  smtpPort?: number;
  /** any free one when absent; one that is taken is an `EADDRINUSE` error */
  httpPort?: number;
  /** recipients the mail server refuses, as a real one does with people it does not know */
  refuses?: (address: string) => boolean;
}

export interface MailCatcher {
  /** for the desk's mailer, as in `smtp://127.0.0.1:2525` */
  smtpUrl: string;
  /** the page */
  url: string;
  /** newest first */
  mails(): readonly CaughtMail[];
  /** ends every connection; may be called twice */
  close(): Promise<void>;
}

/** Only for this machine: it asks nobody who they are. */
const host = '127.0.0.1';

export async function startMailCatcher(options: MailCatcherOptions = {}): Promise<MailCatcher> {
  const { smtpPort = 0, httpPort = 0, refuses = () => false } = options;
  const box = mailBox();
  let smtpUrl = '';
  const smtp = createSmtpServer(box.add, refuses);
  const http = createServer(listener(createSite(box, () => smtpUrl)));
  const port = await listening(smtp.server, () => smtp.listen(smtpPort, host));
  smtpUrl = `smtp://${host}:${port}`;
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    for (const connection of smtp.connections) connection.close();
    const ended = [new Promise<void>((done) => smtp.close(() => done()))];
    if (http.listening) ended.push(new Promise((done) => http.close(() => done())));
    http.closeAllConnections();
    await Promise.all(ended);
  };
  try {
    const pagePort = await listening(http, () => http.listen(httpPort, host));
    return {
      smtpUrl,
      url: `http://${host}:${pagePort}/`,
      mails: box.all,
      close: () => (closing ??= close()),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function listener(site: (request: SiteRequest) => Response) {
  return async ({ method = 'GET', url = '/', headers }: IncomingMessage, response: ServerResponse) => {
    const [path = '/'] = url.split('?');
    const answer = site({ method, path, host: headers.host ?? '', origin: headers.origin });
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
  };
}

/** The port, once the server listens; rejects with what keeps it from it. */
async function listening(server: ReturnType<typeof createServer> | SMTPServer['server'], listen: () => void) {
  const ready = once(server, 'listening');
  listen();
  await ready;
  return (server.address() as AddressInfo).port;
}

function createSmtpServer(
  add: (source: Buffer, recipients: string[]) => Promise<unknown>,
  refuses: (address: string) => boolean,
): SMTPServer {
  const server = new SMTPServer({
    banner: 'Mail catcher',
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    size: 5 * 1024 * 1024,
    // Names of callers mean nothing here, and looking them up takes time.
    disableReverseLookup: true,
    onRcptTo({ address }, _session, done) {
      done(refuses(address) ? refusal('5.1.1 Nobody of this name lives here') : undefined);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('end', () => {
        if (stream.sizeExceeded) return done(refusal('5.3.4 This mail is too large'));
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        add(Buffer.concat(chunks), recipients).then(
          () => done(),
          () => done(refusal('5.6.0 This mail cannot be read')),
        );
      });
    },
  });
  // A caller that hangs up in the middle is no reason to end; ports that are taken are told by `listen`.
  server.on('error', () => undefined);
  return server;
}

const refusal = (text: string): Error => Object.assign(new Error(text), { responseCode: 550 });
