import { expect } from '@open-wc/testing';
import { browserDesk } from './browser-desk.js';

describe('a desk in the browser', () => {
  it('keeps its data for the next desk of the same name, and tells it what changed (R6)', async () => {
    const database = `deskcard-test-${crypto.randomUUID()}`;
    const desk = browserDesk({ database });
    const other = browserDesk({ database });
    const heard = new Promise((done) => other.changes.subscribe((change) => done(change.type)));
    const { ticket } = await desk.tickets.intake({ channelId: 'call', fields: { phone: '010-0321-4567' } });
    expect((await other.tickets.get({ ticketId: ticket.ticketId })).customerNumber).to.equal(
      ticket.customerNumber,
    );
    expect(await heard).to.equal('customerCreated');
    indexedDB.deleteDatabase(database);
  });

  it('is for an agent unless told otherwise (R2)', async () => {
    const database = `deskcard-test-${crypto.randomUUID()}`;
    expect((await browserDesk({ database }).service.describe()).role).to.equal('agent');
    const boss = browserDesk({ database, principal: { user: 'mina', role: 'admin' } });
    expect((await boss.service.describe()).role).to.equal('admin');
    indexedDB.deleteDatabase(database);
  });
});
