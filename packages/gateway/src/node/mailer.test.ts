import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { inspect } from 'node:util';
import { agentList, createDesk, memoryStorage, type Mail } from '@deskcard/core';
import type { DeskError } from '@deskcard/core/errors';
import { startMailCatcher, type MailCatcher } from '@deskcard/example-mail-catcher';
import { smtpMailer, type SmtpMailerOptions } from './mailer.js';

const from = { address: 'desk@example.com', name: 'Example Helpdesk' };

const mailTo = (address: string, name = 'Jun Park'): Mail => ({
  id: 'id-000001',
  to: { address, name },
  subject: '방화벽 허용 주소 안내',
  text: 'Hello\n.\n..\nFrom here\n',
  html: '<p>Hello</p>',
  language: 'ko',
});

let catcher: MailCatcher;
before(async () => {
  catcher = await startMailCatcher({ refuses: (address) => address.startsWith('nobody@') });
});
after(() => catcher.close());

/** What a mail server says, line by line: a text, nothing, or `undefined` to hang up. */
type Script = (line: string) => string | undefined;

interface ScriptedServer {
  url(login?: string): string;
  /** every line it was sent */
  lines: string[];
  /** resolves once it was sent a line with this word in front */
  saw(word: string): Promise<void>;
  close(): Promise<void>;
}

async function scriptedServer(greeting: string, answer: Script): Promise<ScriptedServer> {
  const lines: string[] = [];
  const sockets = new Set<Socket>();
  const waiting = new Map<string, () => void>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    let rest = '';
    socket.on('error', () => undefined);
    socket.write(greeting);
    socket.on('data', (chunk) => {
      const parts = (rest + chunk.toString()).split('\r\n');
      rest = parts.pop() ?? '';
      for (const line of parts) {
        lines.push(line);
        waiting.get(line.split(' ')[0] ?? '')?.();
        const said = answer(line);
        if (said === undefined) socket.destroy();
        else if (said !== '') socket.write(said);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: (login = '') => `smtp://${login}127.0.0.1:${port}`,
    lines,
    saw: (word) => new Promise((done) => waiting.set(word, done)),
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Takes the whole of a mail, except where the test says otherwise. */
const polite =
  (otherwise: Record<string, string | undefined> = {}): Script =>
  (line) => {
    const [word = ''] = line.split(/[ :]/);
    const key = line === '.' ? '.' : word;
    if (Object.hasOwn(otherwise, key)) return otherwise[key];
    if (key === 'EHLO') return '250-example\r\n250 AUTH PLAIN\r\n';
    if (key === 'STARTTLS') return '502 no\r\n';
    if (key === 'DATA') return '354 go\r\n';
    return ['MAIL', 'RCPT', '.', 'AUTH', 'QUIT'].includes(key) ? '250 ok\r\n' : '';
  };

async function failure(options: Omit<SmtpMailerOptions, 'from'>, mail = mailTo('jun@example.com')) {
  try {
    await smtpMailer({ ...options, from }).send(mail, {});
  } catch (error) {
    return error as DeskError;
  }
  throw new Error('It was sent.');
}

describe('a mail over SMTP (R36)', () => {
  it('arrives as it was written, at the one recipient', async () => {
    const mailer = smtpMailer({ url: catcher.smtpUrl, from });
    const replyTo = { address: 'mina@example.com', name: '김미나' };
    await mailer.send({ ...mailTo('Jun.Park@xn--vv4b11d.xn--3e0b707e'), replyTo }, {});
    const [mail] = catcher.mails();
    assert.deepEqual(mail?.recipients, ['Jun.Park@예시.한국']);
    assert.equal(mail?.from, 'Example Helpdesk <desk@example.com>');
    assert.equal(mail?.to, 'Jun Park <Jun.Park@xn--vv4b11d.xn--3e0b707e>');
    assert.equal(mail?.replyTo, '김미나 <mina@example.com>');
    assert.equal(mail?.subject, '방화벽 허용 주소 안내');
    assert.equal(mail?.text.trimEnd(), 'Hello\n.\n..\nFrom here');
    assert.equal(mail?.html.trimEnd(), '<p>Hello</p>');
  });

  it('carries a hostile display name or subject as text; nobody else gets it', async () => {
    const mailer = smtpMailer({ url: catcher.smtpUrl, from });
    const names = [
      'Jun\r\nBcc: evil@example.org',
      'Jun" <evil@example.org>, "X',
      'evil@example.org, Jun',
      'Jun\0\r\n\r\nbody',
      '김'.repeat(500),
      '=?utf-8?Q?a=0D=0ABcc:_evil@example.org?=',
    ];
    for (const name of names) {
      await mailer.send(
        { ...mailTo('jun@example.com', name), subject: `x\r\nBcc: evil@example.org ${name}` },
        {},
      );
      const [mail] = catcher.mails();
      assert.deepEqual(mail?.recipients, ['jun@example.com'], name);
      assert.ok(mail?.to.endsWith(' <jun@example.com>'), mail?.to);
      assert.ok(mail?.subject.startsWith('x Bcc: evil@example.org'), mail?.subject);
      assert.doesNotMatch(mail?.text ?? '', /Bcc/);
    }
  });

  it('never leaves for an address that is more than one, or none', async () => {
    const server = await scriptedServer('220 hello\r\n', polite());
    const hostile = [
      'jun@example.com\r\nRCPT TO:<evil@example.org>',
      'jun@example.com, evil@example.org',
      'Jun <jun@example.com>',
      '"jun@example.com"@example.org',
      `${'j'.repeat(500)}@example.com`,
      '',
    ];
    for (const address of hostile) {
      const { code } = await failure({ url: server.url() }, mailTo(address));
      assert.equal(code, 'mail_refused', address);
    }
    assert.deepEqual(server.lines, []);
    await server.close();
  });
});

describe('a mail server that fails', () => {
  it('refuses a recipient: its words are kept', async () => {
    const { code, details } = await failure({ url: catcher.smtpUrl }, mailTo('nobody@example.com'));
    assert.equal(code, 'mail_refused');
    assert.equal(details['answer'], '550 5.1.1 Nobody of this name lives here');
  });

  it('fails before the mail was handed over: it certainly was not sent, and the reason is named', async () => {
    const unreachable = await scriptedServer('', () => '');
    await unreachable.close();
    const cases: [reason: string, greeting: string, script: Script][] = [
      ['turnedAway', '554 go away\r\n', polite()],
      ['turnedAway', '421 too many\r\n', polite()],
      ['protocol', 'HTTP/1.1 400 Bad Request\r\n', polite()],
      ['sender', '220 hello\r\n', polite({ MAIL: '550 not you\r\n' })],
      ['connection', '220 hello\r\n', polite({ EHLO: undefined })],
      ['connection', '220 hello\r\n', polite({ RCPT: undefined })],
      ['connection', '220 hello\r\n', polite({ DATA: undefined })],
    ];
    for (const [reason, greeting, script] of cases) {
      const server = await scriptedServer(greeting, script);
      const { code, details, message } = await failure({ url: server.url() });
      assert.deepEqual([code, details['reason']], ['mail_unavailable', reason], `${greeting} ${message}`);
      await server.close();
    }
    const { code, details } = await failure({ url: unreachable.url() });
    assert.deepEqual([code, details['reason']], ['mail_unavailable', 'connection']);
  });

  it('hangs: the deadline ends it, and whether the mail was handed over decides what is said', async () => {
    const silent = await scriptedServer('', () => '');
    const early = await failure({ url: silent.url(), deadlineMs: 200 });
    assert.deepEqual([early.code, early.details['reason']], ['mail_unavailable', 'timeout']);
    await silent.close();
    const dripping = await scriptedServer('220 hello\r\n', polite({ RCPT: '250-wait\r\n' }));
    const middle = await failure({ url: dripping.url(), deadlineMs: 400 });
    assert.equal(middle.code, 'mail_unavailable');
    await dripping.close();
    const afterwards = await scriptedServer('220 hello\r\n', polite({ '.': '' }));
    const late = await failure({ url: afterwards.url(), deadlineMs: 400 });
    assert.equal(late.code, 'mail_uncertain');
    assert.ok(afterwards.lines.includes('.'));
    await afterwards.close();
  });

  it('vanishes after the last line: nobody knows; refuses after it: it was refused', async () => {
    const vanishing = await scriptedServer('220 hello\r\n', polite({ '.': undefined }));
    assert.equal((await failure({ url: vanishing.url() })).code, 'mail_uncertain');
    await vanishing.close();
    const picky = await scriptedServer('220 hello\r\n', polite({ '.': '554 5.7.1 looks like spam\r\n' }));
    const { code, details } = await failure({ url: picky.url() });
    assert.deepEqual([code, details['answer']], ['mail_refused', '554 5.7.1 looks like spam']);
    await picky.close();
  });

  it('takes the mail and never says goodbye: it was sent', async () => {
    const server = await scriptedServer('220 hello\r\n', polite({ QUIT: '' }));
    await smtpMailer({ url: server.url(), from }).send(mailTo('jun@example.com'), {});
    await server.close();
  });

  it('is left when the caller gives up', async () => {
    const server = await scriptedServer('220 hello\r\n', polite({ MAIL: '' }));
    const controller = new AbortController();
    const isAtWork = server.saw('MAIL');
    const sending = smtpMailer({ url: server.url(), from }).send(mailTo('jun@example.com'), controller);
    const isRefused = assert.rejects(sending, { code: 'aborted' });
    await isAtWork;
    controller.abort();
    await isRefused;
    await assert.rejects(
      smtpMailer({ url: server.url(), from }).send(mailTo('jun@example.com'), controller),
      {
        name: 'AbortError',
      },
    );
    await server.close();
  });
});

describe('the login at the mail server', () => {
  const login = 'desk:s3cret%2Fpass@';

  it('is used, and appears in no error, whatever the server repeats', async () => {
    const plain = Buffer.from('\0desk\0s3cret/pass').toString('base64');
    const refusal = `535 5.7.8 wrong: desk s3cret/pass ${plain}\r\n`;
    const server = await scriptedServer('220 hello\r\n', polite({ AUTH: refusal }));
    const error = await failure({ url: server.url(login) });
    assert.ok(server.lines.includes(`AUTH PLAIN ${plain}`));
    assert.deepEqual([error.code, error.details['reason']], ['mail_unavailable', 'login']);
    assert.doesNotMatch(inspect(error, { depth: 9 }), /s3cret|AGRlc2s/);
    await server.close();
  });

  it('never travels unencrypted to another machine', async () => {
    const server = await scriptedServer('220 hello\r\n', polite());
    const { port } = new URL(server.url());
    // An address that leads to this machine and does not look like it.
    const error = await failure({ url: `smtp://${login}0.0.0.0:${port}` });
    assert.deepEqual([error.code, error.details['reason']], ['mail_unavailable', 'encryption']);
    assert.ok(server.lines.includes('STARTTLS'));
    assert.ok(!server.lines.some((line) => line.startsWith('AUTH')));
    await server.close();
  });

  it('is not in the error about a URL that cannot be used', () => {
    const urls = [
      'mail.example.com',
      `http://${login}mail.example.com`,
      `smtp://${login}mail.example.com:99999`,
      `smtp://desk:s3cret%ZZ@mail.example.com`,
      `smtp://${login}mail.example.com/inbox`,
      `smtp://${login}mail.example.com?tls=off`,
      `smtp:${login}`,
    ];
    for (const url of urls) {
      assert.throws(
        () => smtpMailer({ url, from }),
        (error: DeskError) => error.code === 'invalid_input' && !/s3cret/.test(inspect(error, { depth: 9 })),
        url,
      );
    }
    const badFrom = { address: 'desk@example.com\r\nX: y', name: '' };
    assert.throws(() => smtpMailer({ url: catcher.smtpUrl, from: badFrom }), { code: 'invalid_input' });
    assert.throws(() => smtpMailer({ url: catcher.smtpUrl, from, deadlineMs: NaN }), {
      code: 'invalid_input',
    });
  });
});

it('An administrator sends the addresses to three agents: two have them, the third’s mail server said no (R36)', async () => {
  const desk = createDesk({
    storage: memoryStorage(),
    principal: { user: 'mina', role: 'admin' },
    settings: { serverInformation: { addresses: ['203.0.113.10', '2001:db8::/48'] } },
    mailer: smtpMailer({ url: catcher.smtpUrl, from }),
    agentDirectory: agentList([
      { userId: 'mina', name: '김미나', email: 'mina@example.com' },
      { userId: 'jun', name: 'Jun Park', email: 'jun@example.com' },
      { userId: 'gone', name: 'Gone', email: 'nobody@example.com' },
    ]),
    checkAnswers: true,
  });
  const before = catcher.mails().length;
  const found = await desk.serverInformation.recipients({ text: '@example.com' });
  const userIds = found.items.map(({ userId }) => userId);
  const idempotencyKey = 'once';
  const input = { userIds, note: '오늘 안에 부탁드립니다.', language: 'ko' as const };
  const { items } = await desk.serverInformation.send(input, { idempotencyKey });
  assert.deepEqual(
    items.map(({ userId, outcome }) => [userId, outcome]),
    [
      ['mina', 'sent'],
      ['jun', 'sent'],
      ['gone', 'refused'],
    ],
  );
  await desk.serverInformation.send(input, { idempotencyKey });
  const mails = catcher.mails().slice(0, catcher.mails().length - before);
  assert.deepEqual(mails.map(({ recipients }) => recipients[0]).sort(), [
    'jun@example.com',
    'mina@example.com',
  ]);
  for (const { text, html } of mails) {
    assert.ok(
      text.includes('    203.0.113.10\n    2001:db8::/48\n') && html.includes('203.0.113.10\n2001:db8::/48'),
    );
    assert.ok(text.includes('> 오늘 안에 부탁드립니다.'));
  }
});
