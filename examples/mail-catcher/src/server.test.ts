import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { after, beforeEach, before, test } from 'node:test';
import { startMailCatcher, type MailCatcher } from './server.js';

let catcher: MailCatcher;
before(async () => void (catcher = await startMailCatcher()));
beforeEach(async () => void (await fetch(new URL('/mails', catcher.url), { method: 'DELETE' })));
after(() => catcher.close());

/** Speaks SMTP as a mail program does, one command at a time; gives the server's last words. */
async function deliver(recipients: string[], source: string, to = catcher): Promise<string> {
  const { hostname, port } = new URL(to.smtpUrl);
  const socket = connect(Number(port), hostname);
  const rcpt = recipients.map((address) => `RCPT TO:<${address}>`);
  const commands = ['EHLO test', 'MAIL FROM:<desk@example.com>', ...rcpt, 'DATA', `${source}\r\n.`, 'QUIT'];
  const said: string[] = [];
  let rest = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines.filter((each) => /^\d{3} /.test(each))) {
      said.push(line);
      const next = commands.shift();
      if (next !== undefined) socket.write(`${next}\r\n`);
    }
  });
  await once(socket, 'close');
  return said.at(-2) ?? '';
}

const mail = (subject: string, body: string, type = 'text/plain'): string =>
  [
    'From: Helpdesk <desk@example.com>',
    'To: jun@example.com',
    `Subject: ${subject}`,
    `Content-Type: ${type}; charset=utf-8`,
    '',
    body,
  ].join('\r\n');

const page = async (path = '/') => {
  const answer = await fetch(new URL(path, catcher.url));
  return {
    status: answer.status,
    policy: answer.headers.get('Content-Security-Policy') ?? '',
    body: await answer.text(),
  };
};

test('A mail shows on the page, to whom it was delivered and what it says', async () => {
  assert.match((await page()).body, /No mail yet/);
  assert.match(
    await deliver(['jun@example.com', 'seo@example.com'], mail('Addresses', 'Let 203.0.113.10 in.')),
    /^250/,
  );
  const { body } = await page();
  for (const text of ['1 mail', 'Addresses', 'jun@example.com, seo@example.com', 'Let 203.0.113.10 in.']) {
    assert.ok(body.includes(text), text);
  }
  await deliver(['jun@example.com'], mail('Second', 'Later.'));
  const [newest, first] = catcher.mails();
  assert.deepEqual([newest?.subject, first?.subject], ['Second', 'Addresses']);
  assert.ok((await page(`/mails/${first!.id}`)).body.includes('Let 203.0.113.10 in.'));
  const listed = JSON.parse((await page('/mails')).body) as { items: unknown[] };
  assert.equal(listed.items.length, 2);
});

test('What stands in a mail is text on the page, and its HTML runs and loads nothing', async () => {
  const hostile = '</pre><script>document.title = "owned"</script><img src="https://evil.example/x.png">';
  await deliver(['jun@example.com'], mail('<script>alert(1)</script>', hostile, 'text/html'));
  const [caught] = catcher.mails();
  const shown = await page();
  assert.ok(!shown.body.includes('<script>alert(1)') && !shown.body.includes('<img src="https://evil'));
  assert.match(shown.policy, /default-src 'none'.*script-src 'nonce-.*frame-src 'self'/);
  assert.match(shown.body, /<iframe [^>]*\bsandbox><\/iframe>/);
  const inside = await page(`/mails/${caught!.id}/html`);
  assert.ok(inside.body.includes('<script>'));
  assert.match(inside.policy, /^sandbox; default-src 'none'; style-src 'unsafe-inline'/);
});

test('The page of somebody else reads and deletes nothing, not even under a name of its own for this machine', async () => {
  await deliver(['jun@example.com'], mail('Kept', 'Here.'));
  const status = (headers: Record<string, string>, method = 'GET') =>
    new Promise((done) => {
      const asked = request(new URL('/mails', catcher.url), { method, headers }, (answer) => {
        answer.resume();
        done(answer.statusCode);
      });
      asked.end();
    });
  const { host } = new URL(catcher.url);
  assert.equal(await status({ origin: 'https://evil.example' }, 'DELETE'), 403);
  assert.equal(await status({ host: 'evil.example' }), 403);
  assert.equal(await status({ host: `${host}.evil.example` }), 403);
  assert.equal(await status({}, 'POST'), 405);
  assert.equal((await page('/nowhere')).status, 404);
  assert.equal((await page('/mails/nothing/html')).status, 404);
  assert.equal(catcher.mails().length, 1);
  assert.equal(await status({ origin: `http://${host}` }, 'DELETE'), 204);
  assert.equal(catcher.mails().length, 0);
});

test('A recipient can be refused, as a real mail server does', async () => {
  const picky = await startMailCatcher({ refuses: (address) => address.startsWith('nobody@') });
  assert.match(await deliver(['nobody@example.com', 'jun@example.com'], mail('One', 'Body.'), picky), /^250/);
  assert.deepEqual(picky.mails()[0]?.recipients, ['jun@example.com']);
  await picky.close();
});

test('A port that is taken is an error with the code EADDRINUSE that leaves nothing open; closing twice is no error', async () => {
  const smtpPort = Number(new URL(catcher.smtpUrl).port);
  const httpPort = Number(new URL(catcher.url).port);
  await assert.rejects(startMailCatcher({ smtpPort }), { code: 'EADDRINUSE' });
  await assert.rejects(startMailCatcher({ httpPort }), { code: 'EADDRINUSE' });
  const another = await startMailCatcher();
  const idle = connect(Number(new URL(another.smtpUrl).port), '127.0.0.1');
  await once(idle, 'data');
  const isOver = once(idle, 'close');
  idle.resume();
  await Promise.all([another.close(), another.close(), isOver]);
});
