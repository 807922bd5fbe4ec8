import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { call, mail, mergeInto, testDesk, type TestDesk } from '../../test/desk.js';
import { collections, type CollectionName } from '../index.js';
import type { TicketDraft } from '../model/ticket.js';

const person = { name: '김미나', phone: '010-1111-2222', mail: 'mina.kim@example.com' };
/** In no spelling that a store might hold. */
const secrets = ['김미나', '1111-2222', '11112222', 'mina.kim'];

async function newcomer(desk: TestDesk, draft: TicketDraft): Promise<string> {
  return (await desk.tickets.intake(draft)).ticket.customerNumber;
}

/** Mina in one with somebody, who is then merged into a third with her name and address chosen. */
async function chosenThroughAnother() {
  const desk = testDesk();
  const between = await newcomer(desk, call('010-3333-4444'));
  const number = await newcomer(desk, mail(person.mail, { name: person.name }));
  const third = await newcomer(desk, call('010-5555-6666'));
  const first = await mergeInto(desk, between, number);
  const second = await mergeInto(desk, third, between, { name: between, email: between });
  return { desk, number, third, first, second };
}

async function assertNothingLeft({ storage }: TestDesk, but?: CollectionName): Promise<void> {
  for (const collection of Object.keys(collections) as CollectionName[]) {
    if (collection === but) continue;
    const { records } = await storage.read((tx) => tx.scan(collection, undefined, { limit: 1000 }));
    const text = JSON.stringify(records);
    for (const secret of secrets) assert.ok(!text.includes(secret), `${secret} is still in ${collection}`);
  }
}

describe('what was chosen of a deleted customer in a merge of others', () => {
  it('is gone when they were taken out of it before', async () => {
    const { desk, number, third, first } = await chosenThroughAnother();
    assert.equal((await desk.customers.get({ customerNumber: third })).values['name'], person.name);
    await desk.customers.unmerge({ mergeId: first });
    await desk.customers.delete({ customerNumber: number });
    await assertNothingLeft(desk);
  });

  it('is gone when that merge was undone before they were taken out', async () => {
    const { desk, number, first, second } = await chosenThroughAnother();
    await desk.customers.unmerge({ mergeId: second });
    await desk.customers.unmerge({ mergeId: first });
    await desk.customers.delete({ customerNumber: number });
    await assertNothingLeft(desk);
  });

  it('is gone when it came to them with a ticket', async () => {
    const desk = testDesk();
    const { ticketId, customerNumber } = (await desk.tickets.intake(call('010-3333-4444', person))).ticket;
    const absorbed = await newcomer(desk, mail('jun@example.com', { name: '박지훈' }));
    await mergeInto(desk, customerNumber, absorbed, { name: customerNumber });
    const number = await newcomer(desk, mail('m.kim@example.org'));
    await desk.tickets.move({ ticketId, customerNumber: number });
    await desk.customers.delete({ customerNumber: number });
    await assertNothingLeft(desk);
  });

  it('is gone when it was moved to them (B5)', async () => {
    const desk = testDesk();
    const survivor = await newcomer(desk, call('010-3333-4444'));
    const absorbed = await newcomer(desk, call(person.phone));
    await mergeInto(desk, survivor, absorbed, { phone: absorbed });
    const number = await newcomer(desk, mail(person.mail));
    const values = { phone: person.phone };
    await desk.customers.edit({ customerNumber: number, values, taken: 'move' });
    await desk.customers.delete({ customerNumber: number });
    // The ticket of the other one says what was typed at it, whoever has the number now.
    await assertNothingLeft(desk, 'tickets');
  });

  it('stays when one of the others has it as well', async () => {
    const { desk, number, third, first, second } = await chosenThroughAnother();
    await desk.customers.edit({ customerNumber: third, values: { name: person.name } });
    await desk.customers.edit({ customerNumber: third, values: { name: '이서연' } });
    await desk.customers.unmerge({ mergeId: first });
    await desk.customers.delete({ customerNumber: number });
    const kept = await desk.storage.read((tx) => tx.get('merges', second));
    assert.deepEqual((kept as { chosen?: unknown }).chosen, { name: person.name });
  });
});
