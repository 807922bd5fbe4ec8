import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createDesk, memoryStorage, type Desk } from 'deskcard';
import { sandboxTicketFields } from '@deskcard/testing/fixtures';
import { seedDesk } from './seed.js';
import { TicketBook } from './ticket-book.js';

function emptyDesk(): Desk {
  return createDesk({
    storage: memoryStorage(),
    principal: { user: 'sandbox', role: 'admin' },
    settings: { ticketFields: sandboxTicketFields('ko'), allowInsecureProviders: true },
  });
}

const nothing = (): void => undefined;

async function until(condition: () => boolean): Promise<void> {
  const givesUp = AbortSignal.timeout(20_000);
  while (!condition()) {
    givesUp.throwIfAborted();
    await new Promise((done) => setTimeout(done, 5));
  }
}

describe('the first start', () => {
  it('fills an empty desk once, tells how far it is, and leaves a merge to see', async () => {
    const desk = emptyDesk();
    const told: number[] = [];
    await seedDesk(desk, 'ko', (done, all) => told.push(done / all));
    assert.equal(told.at(-1), 1);
    assert.equal((await desk.tickets.list({ limit: 500 })).items.length, 300);
    assert.equal((await desk.grades.list()).items.length, 5);
    const { items } = await desk.customers.search({ name: '남궁소희' });
    const merges = await desk.customers.merges({ customerNumber: items[0]!.customerNumber });
    assert.equal(merges.items.length, 1);
    await seedDesk(desk, 'ko', () => assert.fail('it filled the desk again'));
  });

  it('goes on where it was interrupted', async () => {
    const desk = emptyDesk();
    const stop = new Error('the tab was closed');
    const breakOff = (done: number): void => {
      if (done === 180) throw stop;
    };
    await assert.rejects(seedDesk(desk, 'ko', breakOff), stop);
    await seedDesk(desk, 'ko', nothing);
    assert.equal((await desk.tickets.list({ limit: 500 })).items.length, 300);
    assert.equal((await desk.grades.list()).items.length, 5);
  });
});

describe("the helpdesk's own copy of the tickets", () => {
  it('shows what arrives, what is saved and whose it is after a merge, without being asked', async () => {
    const desk = emptyDesk();
    const book = new TicketBook();
    const life = new AbortController();
    await book.use(desk, life.signal);
    const byPhone = (await desk.tickets.intake({ channelId: 'call', fields: { phone: '010-0321-4567' } }))
      .ticket;
    const byMail = (await desk.tickets.intake({ channelId: 'email', fields: { mail: 'mina@example.com' } }))
      .ticket;
    await until(() => book.all.length === 2);
    const pair = { survivorNumber: byPhone.customerNumber, absorbedNumbers: [byMail.customerNumber] };
    const { fingerprint } = await desk.customers.planMerge(pair);
    const { merges } = await desk.customers.merge({ ...pair, fingerprint });
    await until(() => book.get(byMail.ticketId)?.customerNumber === byPhone.customerNumber);
    await desk.customers.unmerge({ mergeId: merges[0]!.mergeId });
    await until(() => book.get(byMail.ticketId)?.customerNumber === byMail.customerNumber);
    await desk.tickets.save({ ticketId: byMail.ticketId, fields: { subject: 'Hello' } });
    await until(() => book.get(byMail.ticketId)?.fields['subject'] === 'Hello');
    life.abort();
  });

  it("calls a ticket without a name by its customer's name, else by what it came in with", async () => {
    const desk = emptyDesk();
    const book = new TicketBook();
    await desk.tickets.intake({ channelId: 'call', fields: { phone: '010-0321-4567', name: '김미나' } });
    await desk.tickets.intake({ channelId: 'call', fields: { phone: '+82 10 0321 4567' } });
    await desk.tickets.intake({ channelId: 'call', fields: { phone: '010-0999-4567' } });
    await book.use(desk, new AbortController().signal);
    assert.deepEqual(book.all.map((ticket) => book.nameOf(ticket)).sort(), [
      '010-0999-4567',
      '김미나',
      '김미나',
    ]);
  });
});
