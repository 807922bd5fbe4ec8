import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DeskError } from '../errors.js';
import type { Change } from '../index.js';
import { call, mail, mergeInto, testDesk, type TestDesk } from '../../test/desk.js';

const [phoneOfA, mailOfB] = ['010-1111-2222', 'mina@example.com'];

async function mergedPair(desk: TestDesk) {
  const a = (await desk.tickets.intake(call(phoneOfA, { name: '김미나' }))).ticket.customerNumber;
  const b = (await desk.tickets.intake(mail(mailOfB))).ticket.customerNumber;
  return { a, b, mergeId: await mergeInto(desk, a, b) };
}

const whose = async (desk: TestDesk, ticketId: string): Promise<string> =>
  (await desk.tickets.get({ ticketId })).customerNumber;

const findsBy = async (desk: TestDesk, kind: 'phone' | 'email' | 'memberId', value: string) =>
  (await desk.customers.identify({ kind, value })).customer?.customerNumber;

/** Came in by the phone of a; an agent then found out that it is about the e-mail address of b. */
async function wrongSide(desk: TestDesk, more: Record<string, string> = {}): Promise<string> {
  const { ticket } = await desk.tickets.intake(call(phoneOfA));
  const { ticketId } = ticket;
  await desk.tickets.save({ ticketId, fields: { phone: '', mail: mailOfB, ...more } });
  return ticketId;
}

describe('a ticket that came in while two customers were one (B1)', () => {
  it('goes to the side that knows its identifiers, and takes along what only it brought', async () => {
    const desk = testDesk();
    const { a, b, mergeId } = await mergedPair(desk);
    const ticketId = await wrongSide(desk, { usercode: 'M-7', name: 'Mina Kim' });
    assert.equal((await desk.tickets.get({ ticketId })).arrivedNumber, a);
    const { since, survivor, restored } = await desk.customers.unmerge({ mergeId });
    assert.deepEqual(since.moved, [{ ticketId, customerNumber: b }]);
    assert.deepEqual(since.unclear, []);
    assert.deepEqual([since.survivorTickets, since.restoredTickets], [0, 1]);
    assert.equal(await whose(desk, ticketId), b);
    assert.deepEqual(survivor.values, { name: '김미나', phone: phoneOfA });
    assert.deepEqual(restored.values, { email: mailOfB, memberId: 'M-7', name: 'Mina Kim' });
    assert.equal(await findsBy(desk, 'memberId', 'M-7'), b);
    const told = since.values.map(({ field, customerNumber }) => `${field} → ${customerNumber}`);
    assert.deepEqual(told.sort(), [`email → ${b}`, `memberId → ${b}`, `name → ${b}`]);
  });

  it('stays where it came in when its identifiers are there', async () => {
    const desk = testDesk();
    const { a, b, mergeId } = await mergedPair(desk);
    const byPhone = (await desk.tickets.intake(call(phoneOfA))).ticket.ticketId;
    const byMail = (await desk.tickets.intake(mail(mailOfB, { phone: '010-7777-8888' }))).ticket.ticketId;
    const { since } = await desk.customers.unmerge({ mergeId });
    assert.deepEqual([since.moved, since.unclear], [[], []]);
    assert.deepEqual([await whose(desk, byPhone), await whose(desk, byMail)], [a, b]);
    assert.equal(await findsBy(desk, 'phone', '010-7777-8888'), b);
  });

  it('stays, and a person is asked, when both sides or neither know its identifiers', async () => {
    const desk = testDesk();
    const { a, mergeId } = await mergedPair(desk);
    const both = (await desk.tickets.intake(call(phoneOfA, { mail: mailOfB }))).ticket.ticketId;
    const neither = (await desk.tickets.intake(call(phoneOfA))).ticket.ticketId;
    await desk.tickets.save({ ticketId: neither, fields: { phone: '010-9999-0000' } });
    const { since } = await desk.customers.unmerge({ mergeId });
    assert.deepEqual(
      since.unclear.map(({ ticketId, customerNumber }) => [ticketId, customerNumber]),
      [
        [neither, a],
        [both, a],
      ],
    );
    assert.deepEqual(since.moved, []);
  });

  it('is not told by what another ticket brought of which nobody knows whose it is', async () => {
    const desk = testDesk();
    const { mergeId } = await mergedPair(desk);
    const ids: string[] = [];
    for (let i = 0; i < 2; i++)
      ids.unshift((await desk.tickets.intake(call(phoneOfA, { mail: mailOfB }))).ticket.ticketId);
    const { since } = await desk.customers.unmerge({ mergeId });
    assert.deepEqual(
      since.unclear.map(({ ticketId }) => ticketId),
      ids,
    );
  });

  it('is told by what an earlier one brought whose place is clear', async () => {
    const desk = testDesk();
    const { b, mergeId } = await mergedPair(desk);
    await desk.tickets.intake(mail(mailOfB, { phone: '010-7777-8888' }));
    const { ticketId } = (await desk.tickets.intake(call('010-7777-8888'))).ticket;
    const { since } = await desk.customers.unmerge({ mergeId });
    assert.deepEqual([since.moved, since.unclear], [[], []]);
    assert.equal(await whose(desk, ticketId), b);
  });

  it('is told by what only one side knows, when both share another identifier', async () => {
    const desk = testDesk();
    const { a, b, mergeId } = await mergedPair(desk);
    await desk.customers.edit({ customerNumber: b, values: { phone: phoneOfA } });
    await desk.customers.edit({ customerNumber: b, values: { memberId: 'M-7' } });
    const { ticketId } = (await desk.tickets.intake(call(phoneOfA, { usercode: 'M-7' }))).ticket;
    assert.equal((await desk.tickets.get({ ticketId })).arrivedNumber, a);
    const { since } = await desk.customers.unmerge({ mergeId });
    assert.deepEqual(since.moved, [{ ticketId, customerNumber: b }]);
  });

  it('is left alone when it was there before the merge, or came in to somebody who joined later', async () => {
    const desk = testDesk();
    const before = await desk.tickets.intake(call('010-4444-5555'));
    const { ticketId, customerNumber: a } = before.ticket;
    const b = (await desk.tickets.intake(mail(mailOfB))).ticket.customerNumber;
    const pair = { survivorNumber: a, absorbedNumbers: [b] };
    const { fingerprint } = await desk.customers.planMerge(pair);
    const { merges } = await desk.customers.merge({ ...pair, fingerprint });
    await desk.tickets.save({ ticketId, fields: { phone: '', mail: mailOfB } });
    const later = (await desk.tickets.intake(call('010-6666-7777'))).ticket;
    const next = { survivorNumber: a, absorbedNumbers: [later.customerNumber] };
    const plan = await desk.customers.planMerge(next);
    await desk.customers.merge({ ...next, fingerprint: plan.fingerprint });
    const { since } = await desk.customers.unmerge({ mergeId: merges[0]!.mergeId });
    assert.deepEqual([since.moved, since.unclear], [[], []]);
    assert.deepEqual([await whose(desk, ticketId), await whose(desk, later.ticketId)], [a, a]);
  });

  it('takes nothing along that was there before it came, whoever typed it again at the ticket', async () => {
    const desk = testDesk();
    const { a, b, mergeId } = await mergedPair(desk);
    const ticketId = await wrongSide(desk);
    await desk.customers.edit({ customerNumber: a, ticketId, values: { name: '김미나' } });
    await desk.customers.edit({ customerNumber: a, ticketId, values: { phone: phoneOfA } });
    const { survivor } = await desk.customers.unmerge({ mergeId });
    assert.equal(await whose(desk, ticketId), b);
    assert.deepEqual(survivor.values, { name: '김미나', phone: phoneOfA });
    assert.equal(await findsBy(desk, 'phone', phoneOfA), a);
  });

  it('brings a value along that a later merge goes on showing, because it was chosen there', async () => {
    const desk = testDesk();
    const away = (await desk.tickets.intake(call(phoneOfA))).ticket.customerNumber;
    const staying = (await desk.tickets.intake(mail(mailOfB))).ticket.customerNumber;
    const mergeId = await mergeInto(desk, staying, away);
    const ticketId = await wrongSide(desk, { name: 'Mina Kim' });
    const third = (await desk.tickets.intake(call('010-4444-5555'))).ticket.customerNumber;
    await desk.customers.edit({ customerNumber: third, values: { name: '이서연' } });
    await mergeInto(desk, third, staying, { name: staying });
    const { since, survivor } = await desk.customers.unmerge({ mergeId });
    assert.deepEqual(since.moved, [{ ticketId, customerNumber: third }]);
    assert.deepEqual([survivor.customerNumber, survivor.values['name']], [third, 'Mina Kim']);
  });

  it('leaves what another ticket that stays brought too (B2)', async () => {
    const desk = testDesk();
    const { a, b, mergeId } = await mergedPair(desk);
    const goes = await wrongSide(desk, { usercode: 'M-7' });
    const stays = (await desk.tickets.intake(call(phoneOfA, { usercode: 'M-7' }))).ticket.ticketId;
    const { survivor, restored } = await desk.customers.unmerge({ mergeId });
    assert.deepEqual([await whose(desk, goes), await whose(desk, stays)], [b, a]);
    assert.deepEqual([survivor.values['memberId'], restored.values['memberId']], ['M-7', 'M-7']);
    assert.equal(await findsBy(desk, 'memberId', 'M-7'), a);
  });

  it('tells everybody that it is somebody else’s now', async () => {
    const desk = testDesk();
    const { b, mergeId } = await mergedPair(desk);
    const ticketId = await wrongSide(desk);
    const told: Change[] = [];
    const unsubscribe = desk.changes.subscribe((change) => told.push(change));
    await desk.customers.unmerge({ mergeId });
    unsubscribe();
    assert.deepEqual(told[0], { type: 'ticketSaved', ticketId, customerNumber: b });
  });
});

describe('a person says whose a ticket is (B1)', () => {
  it('gives it to the customer that was named, with the values that only it brought', async () => {
    const desk = testDesk();
    const { a, b, mergeId } = await mergedPair(desk);
    const { ticketId } = (await desk.tickets.intake(call(phoneOfA, { mail: mailOfB, usercode: 'M-7' })))
      .ticket;
    await desk.customers.unmerge({ mergeId });
    assert.equal(await findsBy(desk, 'memberId', 'M-7'), a);
    const moved = await desk.tickets.move({ ticketId, customerNumber: b });
    assert.deepEqual([moved.customerNumber, moved.arrivedNumber], [b, b]);
    assert.equal(await findsBy(desk, 'memberId', 'M-7'), b);
    const left = await desk.customers.get({ customerNumber: a });
    assert.deepEqual(left.values, { name: '김미나', phone: phoneOfA });
    assert.equal((await desk.customers.search({ memberId: 'M-7' })).items[0]!.customerNumber, b);
    const { items } = await desk.tickets.ofCustomer({ customerNumber: b });
    assert.ok(items.some((each) => each.ticketId === ticketId));
  });

  it('leaves it where it is when it is that customer’s already', async () => {
    const desk = testDesk();
    const { a, b } = await mergedPair(desk);
    const { ticket } = await desk.tickets.intake(call(phoneOfA));
    const same = await desk.tickets.move({ ticketId: ticket.ticketId, customerNumber: b });
    assert.deepEqual(same, { ...ticket, customerNumber: a });
  });

  it('refuses a customer or a ticket that does not exist, and an agent who may not merge', async () => {
    const desk = testDesk();
    const { a } = await mergedPair(desk);
    const { ticketId } = (await desk.tickets.intake(call('010-3333-4444'))).ticket;
    const code = (expected: string) => (error: DeskError) => error.code === expected;
    await assert.rejects(
      desk.tickets.move({ ticketId, customerNumber: '99999' }),
      code('customer_not_found'),
    );
    await assert.rejects(
      desk.tickets.move({ ticketId: 'nope', customerNumber: a }),
      code('ticket_not_found'),
    );
    const agent = desk.as({ user: 'jun', role: 'agent', capabilities: ['customers.edit'] });
    await assert.rejects(agent.tickets.move({ ticketId, customerNumber: a }), code('not_permitted'));
  });

  it('stands in the audit trail of both customers', async () => {
    const desk = testDesk();
    const { a } = await mergedPair(desk);
    const { ticketId, customerNumber: from } = (await desk.tickets.intake(call('010-3333-4444'))).ticket;
    await desk.tickets.move({ ticketId, customerNumber: a });
    for (const subjectId of [a, from]) {
      const { items } = await desk.audit.list({ subjectId, operation: 'tickets.move' });
      assert.deepEqual(
        items.map(({ subject, facts }) => [subject, facts]),
        [
          [
            { kind: 'customer', id: a, otherIds: [from] },
            { ticketId, from },
          ],
        ],
      );
    }
  });
});
