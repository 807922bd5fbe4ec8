import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DeskError } from '../errors.js';
import { call, mail, testDesk } from '../../test/desk.js';

describe('a ticket arrives', () => {
  it('creates a customer with a newly issued number when nobody is known (R6, R9)', async () => {
    const desk = testDesk();
    const first = await desk.tickets.intake(call('010-1234-5678', { name: '김미나' }));
    const second = await desk.tickets.intake(call('010-8765-4321'));
    assert.equal(first.outcome, 'created');
    assert.equal(second.outcome, 'created');
    assert.notEqual(first.ticket.customerNumber, second.ticket.customerNumber);
    const customer = await desk.customers.get({ customerNumber: first.ticket.customerNumber });
    assert.deepEqual(customer.values, { name: '김미나', phone: '010-1234-5678' });
  });

  it('joins a call to the customer who owns the phone number, however it is written (R7, D3)', async () => {
    const desk = testDesk();
    const { ticket } = await desk.tickets.intake(call('010-1234-5678'));
    for (const spelling of [
      '+82 10 1234 5678',
      '０１０１２３４５６７８',
      '010-1234-5678 내선 12',
      '00821012345678',
    ]) {
      const again = await desk.tickets.intake(call(spelling));
      assert.equal(again.outcome, 'found', spelling);
      assert.equal(again.matchedBy, 'phone');
      assert.equal(again.ticket.customerNumber, ticket.customerNumber);
    }
  });

  it('lets the e-mail address decide on every other channel, never the phone number (R8, D2)', async () => {
    const desk = testDesk();
    const byMail = await desk.tickets.intake(mail('Mina@Example.com', { phone: '010-1234-5678' }));
    const samePhoneByChat = await desk.tickets.intake({
      channelId: 'chat',
      fields: { phone: '010-1234-5678' },
    });
    const sameMailByChat = await desk.tickets.intake({
      channelId: 'chat',
      fields: { mail: 'mina@example.com' },
    });
    assert.equal(samePhoneByChat.outcome, 'created');
    assert.equal(sameMailByChat.ticket.customerNumber, byMail.ticket.customerNumber);
  });

  it('follows the matching rule of the service where a host changed it (D2)', async () => {
    const desk = testDesk({ settings: { matchBy: { call: ['phone'], other: ['memberId', 'email'] } } });
    const first = await desk.tickets.intake(mail('a@b.co', { usercode: 'M-1' }));
    const second = await desk.tickets.intake({
      channelId: 'web',
      fields: { usercode: 'M-1', mail: 'other@b.co' },
    });
    assert.equal(second.matchedBy, 'memberId');
    assert.equal(second.ticket.customerNumber, first.ticket.customerNumber);
  });

  it('never takes a service number, a hidden number or the own number of the desk for a customer (D3)', async () => {
    const desk = testDesk({ settings: { ownNumbers: ['02-555-1234'] } });
    const numbers = new Set<string>();
    for (const phone of [
      '1588-1234',
      '1588-1234',
      'anonymous',
      'anonymous',
      '02-555-1234',
      '02-555-1234',
      '',
    ]) {
      numbers.add((await desk.tickets.intake(call(phone))).ticket.customerNumber);
    }
    assert.equal(numbers.size, 7);
  });

  it('keeps what came in as it came in, malformed values too (D3, D4)', async () => {
    const desk = testDesk();
    const { ticket } = await desk.tickets.intake(call('모름', { mail: 'not an address', name: '홍길동 님' }));
    assert.deepEqual(ticket.fields, { phone: '모름', mail: 'not an address', name: '홍길동 님' });
    const { registered } = await desk.customers.get({ customerNumber: ticket.customerNumber });
    assert.equal(registered['email']?.[0]?.value, 'not an address');
  });

  it('suggests a duplicate instead of merging when another customer owns an identifier (D2)', async () => {
    const desk = testDesk();
    const a = (await desk.tickets.intake(call('010-1111-2222'))).ticket.customerNumber;
    const b = (await desk.tickets.intake(mail('b@example.com'))).ticket.customerNumber;
    const third = await desk.tickets.intake(call('010-1111-2222', { mail: 'b@example.com' }));
    assert.equal(third.ticket.customerNumber, a);
    assert.deepEqual(third.suggestions, [b]);
    const { items } = await desk.duplicates.list({ customerNumber: a });
    assert.deepEqual(
      items.map(({ other, reasons }) => [other.customerNumber, reasons[0]?.kind, reasons[0]?.level]),
      [[b, 'email', 'same']],
    );
    assert.equal((await desk.tickets.intake(mail('b@example.com'))).ticket.customerNumber, b);
  });

  it('registers a new value newest first and a known one only once (D4, R16)', async () => {
    const desk = testDesk();
    const { ticket } = await desk.tickets.intake(call('010-1111-2222', { name: '김미나' }));
    await desk.tickets.intake(call('+82 10-1111-2222', { name: '김미나 고객님' }));
    await desk.tickets.intake(call('01011112222', { name: '김민아' }));
    const { registered } = await desk.customers.get({ customerNumber: ticket.customerNumber });
    assert.deepEqual(
      registered['name']?.map((each) => each.value),
      ['김민아', '김미나'],
    );
    assert.deepEqual(
      registered['phone']?.map((each) => each.value),
      ['010-1111-2222'],
    );
  });

  it('takes two numbers in one value for the same value in whatever order they stand (D4)', async () => {
    const desk = testDesk();
    const { customerNumber } = (await desk.tickets.intake(call('010-1111-2222 / 010-3333-4444'))).ticket;
    await desk.tickets.intake(call('010 3333 4444, 010 1111 2222'));
    const { registered } = await desk.customers.get({ customerNumber });
    assert.deepEqual(
      registered['phone']?.map((each) => each.value),
      ['010-1111-2222 / 010-3333-4444'],
    );
  });

  it('takes the same ticket id a second time as the ticket it already has', async () => {
    const desk = testDesk();
    const first = await desk.tickets.intake({ ...call('010-1111-2222'), ticketId: 'T-1' });
    const again = await desk.tickets.intake({ ...call('010-9999-2222'), ticketId: 'T-1' });
    assert.deepEqual(again.ticket, first.ticket);
    assert.equal((await desk.tickets.list({})).items.length, 1);
  });

  it('refuses an unknown channel, an unknown field and a value longer than its field, and writes nothing', async () => {
    const desk = testDesk();
    const draft = { channelId: 'pigeon', fields: {} };
    await assert.rejects(desk.tickets.intake(draft), (error: Error & { issues?: unknown }) => {
      assert.deepEqual(
        (error.issues as { path: unknown; code: string }[]).map((i) => [i.path, i.code]),
        [[['channelId'], 'unknown']],
      );
      return true;
    });
    await assert.rejects(
      desk.tickets.intake(call('010-1111-2222', { name: '가'.repeat(10_000), shoe: '42' })),
      (error: Error & { issues?: { path: unknown; code: string; maximum?: number }[] }) => {
        assert.deepEqual(
          error.issues?.map(({ path, code, maximum }) => [path, code, maximum]),
          [
            [['fields', 'name'], 'tooLong', 100],
            [['fields', 'shoe'], 'unknown', undefined],
          ],
        );
        return true;
      },
    );
    assert.equal((await desk.tickets.list({})).items.length, 0);
  });

  it('takes what came in earlier, and refuses what says that it comes from the future', async () => {
    const desk = testDesk();
    const arrive = (createdAt: string) => desk.tickets.intake({ ...call('010-1111-2222'), createdAt });
    const at = new Date(desk.clock.now());
    const minutes = (count: number): string => new Date(at.getTime() + count * 60_000).toISOString();
    assert.equal((await arrive(minutes(-90))).ticket.createdAt, minutes(-90));
    // Clocks of channels are not all the same.
    assert.equal((await arrive(minutes(2))).ticket.createdAt, minutes(2));
    await assert.rejects(arrive('2099-01-01T00:00:00.000Z'), (error: DeskError) => {
      assert.equal(error.code, 'invalid_input');
      assert.deepEqual(
        error.issues.map(({ path }) => path),
        [['createdAt']],
      );
      return true;
    });
    assert.equal((await desk.tickets.list({})).items.length, 2);
  });

  it('counts a length in code points, so that an emoji is one (D14)', async () => {
    const desk = testDesk();
    const { ticket } = await desk.tickets.intake(call('010-1111-2222', { name: '🦊'.repeat(100) }));
    assert.equal([...ticket.fields['name']!].length, 100);
  });
});
