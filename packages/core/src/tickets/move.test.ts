import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { call, mail, testDesk, type TestDesk } from '../../test/desk.js';

const [minasPhone, seoyeonsMail] = ['010-1111-2222', 'seoyeon@example.com'];

/** 김미나 calls so many times and says her name; 이서연 wrote once. */
async function callsOfMina(desk: TestDesk, count: number) {
  const calls: string[] = [];
  let mina = '';
  for (let i = 0; i < count; i++) {
    const { ticket } = await desk.tickets.intake(call(minasPhone, { name: '김미나' }));
    mina = ticket.customerNumber;
    calls.push(ticket.ticketId);
  }
  const { ticket } = await desk.tickets.intake(mail(seoyeonsMail, { name: '이서연' }));
  return { calls, mina, seoyeon: ticket.customerNumber };
}

const known = async (desk: TestDesk, customerNumber: string) =>
  (await desk.customers.get({ customerNumber })).registered;

const valuesOf = async (desk: TestDesk, customerNumber: string) =>
  (await desk.customers.get({ customerNumber })).values;

/** Whom the next call from her number joins. */
const nextCall = async (desk: TestDesk): Promise<string> =>
  (await desk.tickets.intake(call(minasPhone))).ticket.customerNumber;

describe('a ticket that goes to somebody else takes values along (B1, B2)', () => {
  it('leaves its customer what other tickets of theirs brought too, and the next call joins them (R7)', async () => {
    for (const which of [0, 1, 2]) {
      const desk = testDesk();
      const { calls, mina, seoyeon } = await callsOfMina(desk, 3);
      await desk.tickets.move({ ticketId: calls[which]!, customerNumber: seoyeon });
      assert.deepEqual(await valuesOf(desk, mina), { name: '김미나', phone: minasPhone });
      assert.deepEqual((await valuesOf(desk, seoyeon))['phone'], minasPhone);
      assert.equal(await nextCall(desk), mina);
    }
  });

  it('takes them along when it is the last that brought them', async () => {
    const desk = testDesk();
    const { calls, mina, seoyeon } = await callsOfMina(desk, 3);
    for (const ticketId of calls) await desk.tickets.move({ ticketId, customerNumber: seoyeon });
    assert.deepEqual(await valuesOf(desk, mina), {});
    assert.equal(await nextCall(desk), seoyeon);
  });

  it('leaves nothing behind that the others said once and say no longer', async () => {
    const desk = testDesk();
    const { calls, mina, seoyeon } = await callsOfMina(desk, 2);
    await desk.tickets.save({ ticketId: calls[1]!, fields: { name: '' } });
    await desk.tickets.move({ ticketId: calls[0]!, customerNumber: seoyeon });
    assert.deepEqual(await valuesOf(desk, mina), { phone: minasPhone });
  });

  it('leaves nothing behind that a merge only filled in elsewhere', async () => {
    const desk = testDesk();
    const { ticketId, customerNumber: mina } = (
      await desk.tickets.intake(call(minasPhone, { name: '김미나' }))
    ).ticket;
    const blank = (await desk.tickets.intake(call(minasPhone))).ticket;
    const { seoyeon } = await callsOfMina(desk, 0);
    const other = (await desk.tickets.intake(mail('m@example.com'))).ticket.customerNumber;
    const pair = { survivorNumber: mina, absorbedNumbers: [other] };
    const { fingerprint } = await desk.customers.planMerge(pair);
    await desk.customers.merge({ ...pair, fingerprint, ticketId: blank.ticketId });
    await desk.tickets.move({ ticketId, customerNumber: seoyeon });
    assert.deepEqual(await valuesOf(desk, mina), { phone: minasPhone, email: 'm@example.com' });
  });

  it('brings what was typed at it, and whom it identifies stays who said it too (D2)', async () => {
    const desk = testDesk();
    const { calls, mina, seoyeon } = await callsOfMina(desk, 2);
    await desk.tickets.save({ ticketId: calls[0]!, fields: { usercode: 'M-7' } });
    await desk.tickets.intake(call(minasPhone, { usercode: 'M-7' }));
    await desk.tickets.move({ ticketId: calls[0]!, customerNumber: seoyeon });
    for (const number of [mina, seoyeon]) assert.equal((await valuesOf(desk, number))['memberId'], 'M-7');
    const { customer } = await desk.customers.identify({ kind: 'memberId', value: 'M-7' });
    assert.equal(customer?.customerNumber, mina);
  });
});

describe('a customer with more tickets than are looked at', () => {
  it('keeps what one that goes has brought', async () => {
    const desk = testDesk({ checkAnswers: false });
    const { calls, mina, seoyeon } = await callsOfMina(desk, 1);
    for (let i = 0; i < 500; i++) await desk.tickets.intake(call(minasPhone));
    await desk.tickets.move({ ticketId: calls[0]!, customerNumber: seoyeon });
    assert.deepEqual(await valuesOf(desk, mina), { name: '김미나', phone: minasPhone });
  });
});

describe('a ticket that goes to somebody else and comes back', () => {
  it('leaves both as they were, whichever it is', async () => {
    for (const which of [0, 1, 2]) {
      const desk = testDesk();
      const { calls, mina, seoyeon } = await callsOfMina(desk, 3);
      const before = [await known(desk, mina), await known(desk, seoyeon)];
      for (const customerNumber of [seoyeon, mina])
        await desk.tickets.move({ ticketId: calls[which]!, customerNumber });
      assert.deepEqual([await known(desk, mina), await known(desk, seoyeon)], before);
      assert.equal(await nextCall(desk), mina);
    }
  });

  it('leaves both as they were after all of them went and came back', async () => {
    const desk = testDesk();
    const { calls, mina, seoyeon } = await callsOfMina(desk, 3);
    const before = [await valuesOf(desk, mina), await known(desk, seoyeon)];
    for (const customerNumber of [seoyeon, mina])
      for (const ticketId of calls) await desk.tickets.move({ ticketId, customerNumber });
    assert.deepEqual([await valuesOf(desk, mina), await known(desk, seoyeon)], before);
    assert.equal(await nextCall(desk), mina);
  });

  it('brings back what the other one had already, and whom it finds', async () => {
    const desk = testDesk();
    const { ticketId, customerNumber: mina } = (
      await desk.tickets.intake(call(minasPhone, { name: '김미나' }))
    ).ticket;
    const other = (await desk.tickets.intake(mail(seoyeonsMail, { name: '김서준', phone: minasPhone })))
      .ticket;
    const before = [await known(desk, mina), await known(desk, other.customerNumber)];
    await desk.tickets.move({ ticketId, customerNumber: other.customerNumber });
    assert.equal(await nextCall(desk), other.customerNumber);
    await desk.tickets.move({ ticketId, customerNumber: mina });
    assert.deepEqual([await known(desk, mina), await known(desk, other.customerNumber)], before);
    assert.equal(await nextCall(desk), mina);
  });

  it('brings back no number that a person said is somebody else’s (B5)', async () => {
    const desk = testDesk();
    const { calls, mina, seoyeon } = await callsOfMina(desk, 1);
    await desk.customers.edit({ customerNumber: seoyeon, values: { phone: minasPhone }, taken: 'move' });
    for (const customerNumber of [seoyeon, mina])
      await desk.tickets.move({ ticketId: calls[0]!, customerNumber });
    assert.equal(await nextCall(desk), seoyeon);
  });
});

const person = { name: '김미나', mail: 'mina@example.com', usercode: 'M-7' };

/** A call whose ticket shows who 김미나 is only because a merge filled that in. */
async function filledCall(desk: TestDesk) {
  const { ticketId, customerNumber } = (await desk.tickets.intake(call('010-1111-1234'))).ticket;
  const { mail: address, ...more } = person;
  const absorbed = (await desk.tickets.intake(mail(address, more))).ticket.customerNumber;
  const pair = { survivorNumber: customerNumber, absorbedNumbers: [absorbed] };
  const { fingerprint } = await desk.customers.planMerge(pair);
  const { merges } = await desk.customers.merge({ ...pair, fingerprint, ticketId });
  return { ticketId, customerNumber, mergeId: merges[0]!.mergeId };
}

describe('a ticket in which a merge filled in its customer goes to somebody else (D6, B1)', () => {
  it('leaves that behind, with its marks, and nothing of it comes to light when they are erased', async () => {
    const desk = testDesk();
    const { ticketId, customerNumber } = await filledCall(desk);
    const before = (await desk.tickets.get({ ticketId })).fields;
    assert.deepEqual(before, { ...person, phone: '010-1111-1234' });
    const other = (await desk.tickets.intake(call('010-3333-1234', { name: '이서연' }))).ticket;
    const moved = await desk.tickets.move({ ticketId, customerNumber: other.customerNumber });
    assert.deepEqual([moved.fields, moved.filled], [{ phone: '010-1111-1234' }, {}]);
    const { items } = await desk.tickets.matching({ conditions: { usercode: 'M-7' } });
    assert.ok(!items.some((each) => each.ticketId === ticketId));
    await desk.customers.delete({ customerNumber });
    assert.deepEqual((await desk.tickets.get({ ticketId })).fields, { phone: '010-1111-1234' });
  });

  it('keeps what the other one has as well, and what somebody typed over it', async () => {
    const desk = testDesk();
    const { ticketId } = await filledCall(desk);
    await desk.tickets.save({ ticketId, fields: { mail: 'mina.kim@example.com' } });
    const other = (await desk.tickets.intake(call('010-3333-1234', { name: '김미나' }))).ticket;
    const moved = await desk.tickets.move({ ticketId, customerNumber: other.customerNumber });
    const kept = { phone: '010-1111-1234', name: '김미나', mail: 'mina.kim@example.com' };
    assert.deepEqual([moved.fields, Object.keys(moved.filled)], [kept, ['name']]);
  });

  it('keeps it among the numbers of one customer', async () => {
    const desk = testDesk();
    const { ticketId, customerNumber } = await filledCall(desk);
    const moved = await desk.tickets.move({ ticketId, customerNumber });
    assert.deepEqual(moved.fields, { ...person, phone: '010-1111-1234' });
  });
});
