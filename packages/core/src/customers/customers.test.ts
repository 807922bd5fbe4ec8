import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DeskError } from '../errors.js';
import { call, mail, testDesk } from '../../test/desk.js';
import { sharedJson } from '@deskcard/tools/shared-data';

const rejectsWith = (code: string, path?: (string | number)[], issue?: string) => (error: DeskError) => {
  assert.equal(error.code, code);
  if (path) assert.deepEqual([error.issues[0]?.path, error.issues[0]?.code], [path, issue]);
  return true;
};

describe('an agent edits a customer', () => {
  it('registers a new value in front of the ones already there, with who and when (R14, R16)', async () => {
    const desk = testDesk();
    const { ticket } = await desk.tickets.intake(call('010-1111-2222', { name: '김미나' }));
    const { customerNumber } = ticket;
    const after = await desk.customers.edit({
      customerNumber,
      values: { name: '김민아', email: 'mina@example.com' },
    });
    assert.deepEqual(after.values, { name: '김민아', phone: '010-1111-2222', email: 'mina@example.com' });
    const [first, second] = after.registered['name']!;
    assert.deepEqual([first?.value, first?.source, first?.by], ['김민아', 'manual', 'mina']);
    assert.deepEqual([second?.value, second?.source], ['김미나', 'ticket']);
  });

  it('offers a value chosen again as the newest, still only once (R14)', async () => {
    const desk = testDesk();
    const { customerNumber } = (await desk.tickets.intake(call('010-1111-2222', { name: '김미나' }))).ticket;
    await desk.customers.edit({ customerNumber, values: { name: '김민아' } });
    const after = await desk.customers.edit({ customerNumber, values: { name: '김미나' } });
    assert.deepEqual(
      after.registered['name']?.map((each) => each.value),
      ['김미나', '김민아'],
    );
  });

  it('shows what was entered last, also when both were entered in the same millisecond (R14, D4)', async () => {
    const desk = testDesk();
    const { customerNumber } = (await desk.tickets.intake(call('010-1111-2222'))).ticket;
    desk.clock.now = () => desk.clock.time;
    for (const name of ['Ada', 'Bea', 'Ada', '', 'Cleo', 'Bea'])
      await desk.customers.edit({ customerNumber, values: { name } });
    const { values, registered } = await desk.customers.get({ customerNumber });
    assert.equal(values['name'], 'Bea');
    assert.deepEqual(
      registered['name']?.map((each) => each.value),
      ['Bea', 'Cleo', 'Ada'],
    );
  });

  it('blanks a field and keeps its history; a newer value from a ticket shows again', async () => {
    const desk = testDesk();
    const { customerNumber } = (await desk.tickets.intake(call('010-1111-2222', { name: '김미나' }))).ticket;
    const blanked = await desk.customers.edit({ customerNumber, values: { name: '' } });
    assert.equal(blanked.values['name'], undefined);
    assert.deepEqual(
      blanked.registered['name']?.map((each) => each.value),
      ['김미나'],
    );
    await desk.tickets.intake(call('010-1111-2222', { name: '김민아' }));
    assert.equal((await desk.customers.get({ customerNumber })).values['name'], '김민아');
  });

  it('hears at the field what is wrong with it, and nothing is saved', async () => {
    const desk = testDesk();
    const { customerNumber } = (await desk.tickets.intake(call('010-1111-2222'))).ticket;
    const before = await desk.customers.get({ customerNumber });
    const edit = (values: Record<string, string>) => desk.customers.edit({ customerNumber, values });
    await assert.rejects(
      edit({ name: 'A', email: 'no address' }),
      rejectsWith('invalid_input', ['values', 'email'], 'invalidEmail'),
    );
    await assert.rejects(
      edit({ phone: '12-34' }),
      rejectsWith('invalid_input', ['values', 'phone'], 'invalidPhone'),
    );
    await assert.rejects(
      edit({ name: '가'.repeat(10_000) }),
      rejectsWith('invalid_input', ['values', 'name'], 'tooLong'),
    );
    await assert.rejects(
      edit({ shoeSize: '42' }),
      rejectsWith('invalid_input', ['values', 'shoeSize'], 'unknown'),
    );
    assert.deepEqual(await desk.customers.get({ customerNumber }), before);
  });

  it('is told when somebody saved first', async () => {
    const desk = testDesk();
    const { customerNumber } = (await desk.tickets.intake(call('010-1111-2222'))).ticket;
    const { version } = await desk.customers.get({ customerNumber });
    await desk.customers.edit({ customerNumber, version, values: { name: '김미나' } });
    await assert.rejects(
      desk.customers.edit({ customerNumber, version, values: { name: '이서연' } }),
      rejectsWith('version_conflict'),
    );
  });

  it('may merge, move or keep apart when another customer owns the identifier (B5)', async () => {
    const desk = testDesk();
    const a = (await desk.tickets.intake(call('010-1111-2222'))).ticket.customerNumber;
    const b = (await desk.tickets.intake(call('010-3333-4444'))).ticket.customerNumber;
    const values = { phone: '010 3333 4444' };
    await assert.rejects(desk.customers.edit({ customerNumber: a, values }), (error: DeskError) => {
      assert.equal(error.code, 'identifier_taken');
      assert.deepEqual(error.details, { field: 'phone', customerNumber: b });
      return true;
    });
    await desk.customers.edit({ customerNumber: a, values, taken: 'keepApart' });
    assert.equal((await desk.tickets.intake(call('010-3333-4444'))).ticket.customerNumber, b);
    await desk.customers.edit({ customerNumber: a, values, taken: 'move' });
    assert.equal((await desk.tickets.intake(call('010-3333-4444'))).ticket.customerNumber, a);
    assert.equal((await desk.customers.get({ customerNumber: b })).values['phone'], undefined);
  });

  it('tells those who look at the other customer that its identifier moved away (B5)', async () => {
    const desk = testDesk();
    const a = (await desk.tickets.intake(call('010-1111-2222'))).ticket.customerNumber;
    const b = (await desk.tickets.intake(call('010-3333-4444'))).ticket.customerNumber;
    const told = new Set<string>();
    const unsubscribe = desk.changes.subscribe((change) => {
      if (change.type === 'customerEdited') told.add(change.customerNumber);
    });
    await desk.customers.edit({ customerNumber: a, values: { phone: '010-3333-4444' }, taken: 'move' });
    unsubscribe();
    assert.deepEqual([...told].sort(), [a, b]);
  });

  it('was changed last when it was changed last, even if an older ticket arrives afterwards (D4)', async () => {
    const desk = testDesk();
    const { ticket } = await desk.tickets.intake(call('010-1111-2222', { name: '김미나' }));
    const { customerNumber } = ticket;
    const { updatedAt } = await desk.customers.get({ customerNumber });
    await desk.tickets.intake({
      ...call('010-1111-2222', { mail: 'mina@example.com' }),
      createdAt: '2020-05-01T09:00:00Z',
    });
    const after = await desk.customers.get({ customerNumber });
    assert.equal(after.values['email'], 'mina@example.com');
    assert.equal(after.updatedAt, updatedAt);
  });

  it('keeps what was typed in a ticket with its customer, and leaves the ticket as it was typed (R12, R15, D4)', async () => {
    const desk = testDesk();
    const { ticket } = await desk.tickets.intake(call('010-1111-2222'));
    const saved = await desk.tickets.save({
      ticketId: ticket.ticketId,
      fields: { name: '김미나', mail: 'mina@example.com', content: '환불' },
    });
    assert.equal(saved.fields['content'], '환불');
    const { values, registered } = await desk.customers.get({ customerNumber: ticket.customerNumber });
    assert.equal(values['email'], 'mina@example.com');
    assert.equal(registered['name']?.[0]?.source, 'manual');
    await desk.customers.edit({ customerNumber: ticket.customerNumber, values: { name: '다른 이름' } });
    assert.equal((await desk.tickets.get({ ticketId: ticket.ticketId })).fields['name'], '김미나');
  });

  it('keeps a name typed in a ticket in the form in which it keeps every name (D3)', async () => {
    const desk = testDesk();
    const { ticketId, customerNumber } = (await desk.tickets.intake(call('010-1111-2222'))).ticket;
    const name = ` ${'김미나'.normalize('NFD')}  Kim`;
    const saved = await desk.tickets.save({ ticketId, fields: { name } });
    assert.equal(saved.fields['name'], '김미나 Kim');
    assert.equal((await desk.customers.get({ customerNumber })).values['name'], '김미나 Kim');
  });

  it('marks the fields a field connection filled until somebody types into them (D11)', async () => {
    const desk = testDesk();
    const { ticketId } = (await desk.tickets.intake(call('010-1111-2222'))).ticket;
    const filled = await desk.tickets.save({
      ticketId,
      fields: { subject: 'VIP' },
      filledByConnection: { subject: 'api-1' },
    });
    assert.deepEqual(
      [filled.filled['subject']?.by, filled.filled['subject']?.source],
      ['connection', 'api-1'],
    );
    const typed = await desk.tickets.save({ ticketId, fields: { subject: '환불 문의' } });
    assert.deepEqual(typed.filled, {});
  });
});

describe('an agent looks a customer up', () => {
  it('finds a person by any piece of what is known, as the survivor (R20, R21, B2)', async () => {
    const desk = testDesk();
    const a = (await desk.tickets.intake(call('010-1234-5678', { name: '김미나', usercode: 'M-0042' })))
      .ticket.customerNumber;
    const b = (await desk.tickets.intake(mail('mina.kim@example.com', { name: 'Mina Kim' }))).ticket
      .customerNumber;
    await desk.tickets.intake(call('010-9999-0001', { name: '이서연' }));
    const { fingerprint } = await desk.customers.planMerge({ survivorNumber: a, absorbedNumbers: [b] });
    await desk.customers.merge({ survivorNumber: a, absorbedNumbers: [b], fingerprint });
    const conditions = [
      { text: '5678' },
      { text: 'ㄱㅁㄴ' },
      { text: '김ㅁ' },
      { text: 'mina' },
      { name: 'Kim' },
      { email: 'kim@exam' },
      { phone: '+82 10-1234' },
      { memberId: 'M-0042' },
      { customerNumber: b },
      { text: '미나 5678' },
    ];
    for (const condition of conditions) {
      const { items, more } = await desk.customers.search(condition);
      assert.deepEqual(
        [items.map((each) => each.customerNumber), more],
        [[a], false],
        JSON.stringify(condition),
      );
    }
  });

  it('finds a merged customer by words that were registered under different numbers (R20, B2)', async () => {
    const desk = testDesk();
    const a = (await desk.tickets.intake(call('010-1234-5678', { name: '김미나' }))).ticket.customerNumber;
    const b = (await desk.tickets.intake(mail('mk@example.com', { usercode: 'M-0042' }))).ticket
      .customerNumber;
    const conditions = [
      { text: '김미나 mk@example.com' },
      { text: '5678 M-0042' },
      { name: '김미나', memberId: 'M-0042' },
      { customerNumber: b, phone: '5678' },
    ];
    for (const condition of conditions)
      assert.deepEqual((await desk.customers.search(condition)).items, [], 'nobody has both yet');
    const { fingerprint } = await desk.customers.planMerge({ survivorNumber: a, absorbedNumbers: [b] });
    await desk.customers.merge({ survivorNumber: a, absorbedNumbers: [b], fingerprint });
    for (const condition of conditions) {
      const { items } = await desk.customers.search(condition);
      assert.deepEqual(
        items.map((each) => each.customerNumber),
        [a],
        JSON.stringify(condition),
      );
    }
    assert.deepEqual((await desk.customers.search({ text: '김미나 nobody' })).items, []);
  });

  it('knows who is calling before there is a ticket, through an absorbed number too (D2, D3, B2)', async () => {
    const desk = testDesk();
    const a = (await desk.tickets.intake(call('010-1234-5678'))).ticket.customerNumber;
    const b = (await desk.tickets.intake(mail('mina@example.com'))).ticket.customerNumber;
    const { fingerprint } = await desk.customers.planMerge({ survivorNumber: a, absorbedNumbers: [b] });
    await desk.customers.merge({ survivorNumber: a, absorbedNumbers: [b], fingerprint });
    const who = async (kind: 'phone' | 'email', value: string) =>
      (await desk.customers.identify({ kind, value })).customer?.customerNumber;
    assert.equal(await who('phone', '+82 10 1234 5678'), a);
    assert.equal(await who('email', 'MINA@example.com'), a);
    assert.equal(await who('phone', '010-0000-0000'), undefined);
    assert.equal(await who('phone', '1588-1234'), undefined);
    const younger = (await desk.tickets.intake(call('010-2222-3333'))).ticket.customerNumber;
    const both = '010-2222-3333 / 010-1234-5678';
    assert.equal((await desk.tickets.intake(call(both))).ticket.customerNumber, a);
    assert.equal(await who('phone', both), a, 'the oldest wins before there is a ticket, too');
    assert.equal(await who('phone', '010-2222-3333'), younger);
  });

  it('joins several conditions by AND and says when there are more than it shows (R5)', async () => {
    const desk = testDesk();
    for (const n of [1, 2, 3]) await desk.tickets.intake(call(`010-2000-000${n}`, { name: '김미나' }));
    const some = await desk.customers.search({ name: '김미나', limit: 2 });
    assert.deepEqual([some.items.length, some.more], [2, true]);
    const one = await desk.customers.search({ name: '김미나', phone: '0002' });
    assert.equal(one.items.length, 1);
    assert.deepEqual((await desk.customers.search({})).items, []);
  });

  it('takes a hostile search term for a value and nothing else (trap 9)', async (t) => {
    const desk = testDesk();
    await desk.tickets.intake(call('010-1234-5678', { name: '김미나' }));
    const terms = [
      '#{1+1}',
      '{{7*7}}',
      '&x=1',
      'a\r\nb',
      '\0',
      '\ud800',
      'x'.repeat(10_000),
      '%',
      '_',
      '|',
      '~',
    ];
    const naughty = await sharedJson<string[]>('security/blns.json');
    if (!naughty) t.diagnostic('security/blns.json is absent: only the built-in terms were tried');
    for (const text of [...terms, ...(naughty ?? [])]) {
      const { items } = await desk.customers.search({ text });
      assert.ok(items.length <= 1);
    }
  });
});

describe('whatever somebody types', () => {
  it('comes back as it was typed, in every field, from the big list of naughty strings', async (t) => {
    const naughty = await sharedJson<string[]>('security/blns.json');
    if (!naughty) return t.skip('security/blns.json is absent');
    const desk = testDesk();
    const storable = naughty.filter(
      (text) => text.trim() !== '' && !text.includes('\0') && [...text].length <= 100,
    );
    for (const text of storable) {
      const { ticket } = await desk.tickets.intake({
        channelId: 'web',
        fields: { name: text, usercode: text, subject: text, content: text },
      });
      assert.equal(ticket.fields['content'], text);
      const found = await desk.tickets.get({ ticketId: ticket.ticketId });
      assert.equal(found.fields['subject'], text);
      const { registered } = await desk.customers.get({ customerNumber: ticket.customerNumber });
      assert.equal(
        registered['name']?.[0]?.value,
        ticket.fields['name'],
        'a name of white space alone is no name',
      );
    }
    assert.ok(storable.length > 300);
  });
});
