import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DeskError } from '../errors.js';
import type { AgentDirectory } from '../ports.js';
import { testDesk } from '../../test/desk.js';
import { membersApi } from '../../test/lookups.js';
import { agents, fakeMailer, mailDesk } from '../../test/mail.js';

const three = agents.map(({ userId }) => userId);
const outcomes = ({ items }: { items: { userId: string; outcome: string }[] }) =>
  Object.fromEntries(items.map(({ userId, outcome }) => [userId, outcome]));

describe('server information (R36)', () => {
  it('shows the addresses to an administrator, each once and in one spelling', async () => {
    const addresses = ['203.0.113.10', '2001:DB8::/48', '2001:db8:0::/48'];
    const desk = mailDesk(fakeMailer(), { settings: { serverInformation: { addresses } } });
    assert.deepEqual(await desk.serverInformation.describe(), {
      addresses: ['203.0.113.10', '2001:db8::/48'],
    });
    assert.deepEqual((await desk.service.describe()).serverInformation, { missing: [] });
  });

  it('finds recipients by name, e-mail address and user id, typed by half and in first consonants too', async () => {
    const desk = mailDesk(fakeMailer());
    const found = async (text: string) =>
      (await desk.serverInformation.recipients({ text })).items.map(({ userId }) => userId);
    assert.deepEqual(await found('김민'), ['mina']);
    assert.deepEqual(await found('ㅇㅅㅇ'), ['seo']);
    assert.deepEqual(await found('PARK@'), ['jun']);
    assert.deepEqual(await found('seo'), ['seo']);
    assert.deepEqual(await found('nobody'), []);
    const { items, more } = await desk.serverInformation.recipients({ text: '@', limit: 2 });
    assert.deepEqual([items.length, more], [2, true]);
    await assert.rejects(desk.serverInformation.recipients({ text: ' ' }), { code: 'invalid_input' });
  });

  it('sends everyone a mail of their own, with the addresses, whose firewall it is and who asks', async () => {
    const mailer = fakeMailer();
    const desk = mailDesk(mailer);
    const { apiId } = await desk.lookups.save(
      membersApi({ baseUrl: 'https://members.example.com:8443/a?b=c' }),
    );
    const { key } = await desk.lookups.showKey({ apiId });
    const note = 'Before Friday, please.\r\n\r\nMina';
    const result = await desk.serverInformation.send({
      userIds: ['jun', 'seo'],
      apiId,
      note,
      language: 'en',
    });
    assert.deepEqual(result.items, [
      { userId: 'jun', email: 'Jun.Park@example.com', outcome: 'sent' },
      { userId: 'seo', email: 'seo@xn--vv4b11d.xn--3e0b707e', outcome: 'sent' },
    ]);
    assert.deepEqual(
      mailer.mails.map(({ to }) => to.name),
      ['Jun Park', '이서연'],
    );
    const [mail] = mailer.mails;
    assert.equal(mail!.subject, 'Addresses to allow in the firewall: Members');
    assert.deepEqual(mail!.replyTo, { address: 'mina@example.com', name: '김미나' });
    const expected = [
      'Jun Park',
      '김미나',
      '“Members”',
      'members.example.com',
      '8443',
      '203.0.113.10',
      '2001:db8::/48',
    ];
    for (const part of [...expected, 'Before Friday, please.', 'Example Helpdesk']) {
      assert.ok(mail!.text.includes(part), part);
      assert.ok(mail!.html.includes(part), part);
    }
    assert.ok(mail!.text.includes('\n> Before Friday, please.\n>\n> Mina\n'));
    for (const secret of [key, '/a?b=c']) assert.ok(!JSON.stringify(mailer.mails).includes(secret));
  });

  it('says it in Korean as well, with and without an API', async () => {
    const mailer = fakeMailer();
    const desk = mailDesk(mailer);
    const { apiId } = await desk.lookups.save(membersApi({ name: '회원 조회' }));
    await desk.serverInformation.send({ userIds: ['seo'], apiId, language: 'ko' });
    await desk.serverInformation.send({ userIds: ['seo'], language: 'ko' });
    const [first, second] = mailer.mails;
    assert.equal(first!.subject, '방화벽 허용 주소 안내: 회원 조회');
    assert.equal(second!.subject, '방화벽 허용 주소 안내');
    for (const { text, html, language } of mailer.mails) {
      assert.ok(text.startsWith('이서연 님, 안녕하세요.') && text.includes('    203.0.113.10\n'));
      assert.ok(html.includes('<html lang="ko">'));
      assert.equal(language, 'ko');
    }
    assert.notEqual(first!.id, second!.id);
  });

  it('lets hostile names and notes be text and nothing else', async () => {
    const mailer = fakeMailer();
    const name = 'Jun\r\nBcc: evil@example.org\u202e<img src=x>';
    const agentDirectory: AgentDirectory = {
      find: async () => [],
      get: async () => [{ userId: 'jun', name, email: 'jun@example.com' }],
    };
    const desk = mailDesk(mailer, { agentDirectory });
    const api = membersApi({ name: 'A\r\nBcc: evil@example.org<b onclick="x()">' });
    const { apiId } = await desk.lookups.save(api);
    const note = '</blockquote><script>alert(1)</script>\n> \u2028Subject: other';
    await desk.serverInformation.send({ userIds: ['jun'], apiId, note, language: 'en' });
    const [mail] = mailer.mails;
    for (const line of [mail!.subject, mail!.to.name]) assert.doesNotMatch(line, /[\r\n\u202e]/);
    assert.doesNotMatch(mail!.html, /<(script|img|b)\b|<\/blockquote><|onclick="/);
    assert.doesNotMatch(mail!.text, /^(Bcc|Subject):/m);
    assert.ok(mail!.text.includes('> </blockquote><script>alert(1)</script>'));
  });
});

describe('who gets server information', () => {
  it('is nobody outside of the directory, and nobody without a usable address', async () => {
    const mailer = fakeMailer();
    const agentDirectory: AgentDirectory = {
      find: async () => [],
      // A directory that answers more than it was asked for.
      get: async () => [
        ...agents,
        { userId: 'crlf', name: 'C', email: 'c@example.com\r\nRCPT TO:<evil@example.org>' },
        { userId: 'list', name: 'L', email: 'l@example.com, evil@example.org' },
        { userId: 'long', name: 'O', email: `${'o'.repeat(500)}@example.com` },
        { userId: 'shape', name: 'S', email: 7 } as never,
        null as never,
      ],
    };
    const desk = mailDesk(mailer, { agentDirectory });
    const userIds = ['ghost', 'crlf', 'list', 'long', 'shape', 'jun', 'jun', 'evil@example.org'];
    const result = await desk.serverInformation.send({ userIds, language: 'en' });
    assert.deepEqual(outcomes(result), {
      ghost: 'unknownAgent',
      crlf: 'invalidAddress',
      list: 'invalidAddress',
      long: 'invalidAddress',
      shape: 'unknownAgent',
      jun: 'sent',
      'evil@example.org': 'unknownAgent',
    });
    assert.deepEqual(
      mailer.mails.map(({ to }) => to.address),
      ['Jun.Park@example.com'],
    );
  });

  it('is decided by administrators alone, and only while OPEN API is on (R2, R3)', async () => {
    const mailer = fakeMailer();
    const desk = mailDesk(mailer);
    const input = { userIds: three, language: 'en' as const };
    const asAgent = desk.as({ user: 'jun', role: 'agent' }).serverInformation;
    await assert.rejects(asAgent.send(input), { code: 'not_permitted' });
    await assert.rejects(asAgent.recipients({ text: 'a' }), { code: 'not_permitted' });
    await assert.rejects(asAgent.describe(), { code: 'not_permitted' });
    const off = desk.as({ user: 'mina', role: 'admin' }, { openApi: false }).serverInformation;
    await assert.rejects(off.send(input), { code: 'open_api_disabled' });
    assert.equal(mailer.mails.length, 0);
  });

  it('hears from an administrator the directory does not know under their user id', async () => {
    const mailer = fakeMailer();
    const desk = mailDesk(mailer, { principal: { user: 'root', role: 'admin' } });
    await desk.serverInformation.send({ userIds: ['jun'], language: 'en' });
    assert.ok(mailer.mails[0]!.text.includes('root asks for'));
    assert.equal(mailer.mails[0]!.replyTo, undefined);
  });
});

describe('a service that is not set up for server information', () => {
  it('says in its description and in the hint of every refusal what the host has to do', async () => {
    const desk = testDesk();
    const missing = ['addresses', 'agentDirectory', 'mailer'];
    assert.deepEqual((await desk.service.describe()).serverInformation, { missing });
    const refusal = (parts: string[], hint: RegExp) => (error: DeskError) => {
      assert.equal(error.code, 'server_information_unavailable');
      assert.deepEqual(error.details['missing'], parts);
      assert.match(error.hint, hint);
      return true;
    };
    const input = { userIds: ['jun'], language: 'en' as const };
    await assert.rejects(
      desk.serverInformation.send(input),
      refusal(missing, /addresses.*agentDirectory.*mailer/),
    );
    assert.deepEqual(await desk.serverInformation.describe(), { addresses: [] });
    const { recipients } = desk.serverInformation;
    await assert.rejects(recipients({ text: 'a' }), refusal(['agentDirectory'], /agentList/));
    const mailer = fakeMailer();
    const withoutAddresses = mailDesk(mailer, { settings: {} });
    await assert.rejects(withoutAddresses.serverInformation.send(input), refusal(['addresses'], /addresses/));
    assert.equal(mailer.mails.length, 0);
  });

  it('does not start with an address that has a slip in it', () => {
    const settings = { serverInformation: { addresses: ['203.0.113.10', '203.0.113.10/24'] } };
    assert.throws(
      () => testDesk({ settings }),
      (error: DeskError) => {
        assert.deepEqual(error.issues[0]?.path, ['serverInformation', 'addresses', 1]);
        return error.code === 'invalid_input';
      },
    );
  });

  it('tells a directory that fails apart from a desk that does', async () => {
    const fails = () => Promise.reject(new Error('ldap://secret@host is down'));
    const desk = mailDesk(fakeMailer(), { agentDirectory: { find: fails, get: fails } });
    const calls = [
      desk.serverInformation.recipients({ text: 'a' }),
      desk.serverInformation.send({ userIds: three, language: 'en' }),
    ];
    for (const each of calls) {
      await assert.rejects(each, (error: DeskError) => {
        assert.equal(error.code, 'agent_directory_failed');
        return !JSON.stringify(error).includes('secret');
      });
    }
  });
});

describe('a mail server that does not play along', () => {
  const refused = (answer: string) => new DeskError('mail_refused', 'Refused.', { details: { answer } });
  const down = () => new DeskError('mail_unavailable', 'The mail server could not be reached.');

  it('refuses one of three: the other two have theirs, and its words are shown', async () => {
    const mailer = fakeMailer(({ to }) => {
      if (to.name === 'Jun Park') throw refused('550 5.1.1 no such\r\nuser');
    });
    const { items } = await mailDesk(mailer).serverInformation.send({ userIds: three, language: 'en' });
    assert.deepEqual(outcomes({ items }), { mina: 'sent', jun: 'refused', seo: 'sent' });
    assert.equal(items[1]?.detail, '550 5.1.1 no such user');
  });

  it('is not asked fifty times when it is down, and the failure is one error', async () => {
    const agentDirectory: AgentDirectory = {
      find: async () => [],
      get: async (userIds) =>
        userIds.map((userId) => ({ userId, name: userId, email: `${userId}@example.com` })),
    };
    const mailer = fakeMailer(() => {
      throw down();
    });
    const desk = mailDesk(mailer, { agentDirectory });
    const userIds = Array.from({ length: 50 }, (_, index) => `u${index}`);
    await assert.rejects(desk.serverInformation.send({ userIds, language: 'en' }), {
      code: 'mail_unavailable',
    });
    assert.ok(mailer.mails.length <= 3, String(mailer.mails.length));
  });

  it('breaks off half-way: everyone reads whether theirs left, did not, or may have', async () => {
    const mailer = fakeMailer(({ to }) => {
      if (to.address.startsWith('u2@')) throw new DeskError('mail_uncertain', 'No answer.');
    });
    const agentDirectory: AgentDirectory = {
      find: async () => [],
      get: async (userIds) =>
        userIds.map((userId) => ({ userId, name: userId, email: `${userId}@example.com` })),
    };
    const desk = mailDesk(mailer, { agentDirectory });
    const userIds = Array.from({ length: 9 }, (_, index) => `u${index}`);
    const found = outcomes(await desk.serverInformation.send({ userIds, language: 'en' }));
    assert.deepEqual([found['u0'], found['u2'], found['u8']], ['sent', 'uncertain', 'notSent']);
    const given = mailer.mails.map(({ to }) => to.address.split('@')[0]!);
    for (const userId of userIds) assert.equal(found[userId] === 'notSent', !given.includes(userId), userId);
  });

  it('throws what nobody expected: the mail may have left', async () => {
    const mailer = fakeMailer(() => {
      throw new TypeError('undefined is not a function');
    });
    const { items } = await mailDesk(mailer).serverInformation.send({ userIds: ['jun'], language: 'en' });
    assert.equal(items[0]?.outcome, 'uncertain');
  });

  it('takes too long: nothing more is begun after a minute', async () => {
    const mailer = fakeMailer(() => void (desk.clock.time += 61_000));
    const desk = mailDesk(mailer);
    const userIds = ['mina', 'jun', 'seo'];
    const found = outcomes(await desk.serverInformation.send({ userIds, language: 'en' }));
    assert.equal(found['mina'], 'sent');
    assert.equal(mailer.mails.length, Object.values(found).filter((outcome) => outcome === 'sent').length);
  });

  it('is left alone once the administrator has given up; what was sent is still told', async () => {
    const controller = new AbortController();
    const mailer = fakeMailer(({ to }, signal) => {
      assert.equal(signal, controller.signal);
      if (to.name === '김미나') return;
      controller.abort();
      throw new DeskError('aborted', 'The call was cancelled.');
    });
    const desk = mailDesk(mailer);
    const { signal } = controller;
    const result = await desk.serverInformation.send({ userIds: three, language: 'en' }, { signal });
    assert.deepEqual(outcomes(result), { mina: 'sent', jun: 'notSent', seo: 'notSent' });
    await assert.rejects(desk.serverInformation.send({ userIds: three, language: 'en' }, { signal }), {
      code: 'aborted',
    });
  });
});

describe('the same request again', () => {
  const input = { userIds: three, language: 'en' as const };
  const idempotencyKey = 'k-1';

  it('mails once and gives the first answer; with other content it is refused', async () => {
    const mailer = fakeMailer();
    const desk = mailDesk(mailer);
    const first = await desk.serverInformation.send(input, { idempotencyKey });
    assert.deepEqual(await desk.serverInformation.send(input, { idempotencyKey }), first);
    assert.equal(mailer.mails.length, 3);
    const other = desk.serverInformation.send({ ...input, language: 'ko' }, { idempotencyKey });
    await assert.rejects(other, { code: 'idempotency_conflict' });
    await desk.serverInformation.send(input, { idempotencyKey: 'k-2' });
    assert.equal(mailer.mails.length, 6);
  });

  it('is refused while the first is under way, and so it stays when nobody lived to see its end', async () => {
    let isBegun: () => void;
    const begun = new Promise<void>((resolve) => (isBegun = resolve));
    const desk = mailDesk(
      fakeMailer(() => {
        isBegun();
        return new Promise(() => undefined);
      }),
    );
    void desk.serverInformation.send(input, { idempotencyKey });
    await begun;
    await assert.rejects(desk.serverInformation.send(input, { idempotencyKey }), {
      code: 'idempotency_pending',
    });
    const mailer = fakeMailer();
    const restarted = mailDesk(mailer, { storage: desk.storage });
    await assert.rejects(restarted.serverInformation.send(input, { idempotencyKey }), {
      code: 'idempotency_pending',
    });
    assert.equal(mailer.mails.length, 0);
  });

  it('is tried afresh when nothing was sent the first time', async () => {
    let isDown = true;
    const mailer = fakeMailer(() => {
      if (isDown) throw new DeskError('mail_unavailable', 'Down.');
    });
    const desk = mailDesk(mailer);
    await assert.rejects(desk.serverInformation.send(input, { idempotencyKey }), {
      code: 'mail_unavailable',
    });
    isDown = false;
    const result = await desk.serverInformation.send(input, { idempotencyKey });
    assert.deepEqual(outcomes(result), { mina: 'sent', jun: 'sent', seo: 'sent' });
  });

  it('does not mail twice when the store fails after the mails left', async () => {
    const mailer = fakeMailer();
    const desk = mailDesk(mailer);
    const { storage } = desk;
    let writes = 0;
    const failing = {
      ...storage,
      read: ((work, options) => storage.read(work, options)) as typeof storage.read,
      write: ((work, options) =>
        ++writes === 2
          ? Promise.reject(new DeskError('storage_aborted', 'Gone.'))
          : storage.write(work, options)) as typeof storage.write,
    };
    const unlucky = mailDesk(mailer, { storage: failing });
    const result = await unlucky.serverInformation.send(input, { idempotencyKey });
    assert.deepEqual(outcomes(result), { mina: 'sent', jun: 'sent', seo: 'sent' });
    await assert.rejects(desk.serverInformation.send(input, { idempotencyKey }), {
      code: 'idempotency_pending',
    });
    assert.equal(mailer.mails.length, 3);
  });
});
