import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DeskError } from '../errors.js';
import { call, testDesk, type TestDesk } from '../../test/desk.js';

/** Two callers, and what identifies the second. */
async function twoCallers(): Promise<{ desk: TestDesk; ticketId: string; own: string; other: string }> {
  const desk = testDesk();
  const { ticket } = await desk.tickets.intake(call('010-1111-2222'));
  const fields = { mail: 'taeho@example.com', usercode: 'taeho99' };
  const other = (await desk.tickets.intake(call('010-3333-4444', fields))).ticket.customerNumber;
  return { desk, ticketId: ticket.ticketId, own: ticket.customerNumber, other };
}

const taken = (field: string, code: string | undefined, customerNumber: string) => (error: DeskError) => {
  assert.equal(error.code, 'identifier_taken');
  assert.deepEqual(error.details, { field, ...(code === undefined ? {} : { code }), customerNumber });
  return true;
};

describe('saving a ticket with a value that belongs to another customer (B5)', () => {
  it('asks first when asked to: nothing is saved, and it says whose the value is', async () => {
    const { desk, ticketId, other } = await twoCallers();
    const fields = { phone: '010 3333 4444', name: '김미나' };
    await assert.rejects(
      desk.tickets.save({ ticketId, fields, taken: 'refuse' }),
      taken('phone', 'phone', other),
    );
    const after = await desk.tickets.get({ ticketId });
    assert.deepEqual([after.fields, after.version], [{ phone: '010-1111-2222' }, 1]);
  });

  it('moves the value: the next call from it is this customer’s, and the other one has it no longer', async () => {
    const { desk, ticketId, own, other } = await twoCallers();
    await desk.tickets.save({ ticketId, fields: { phone: '010-3333-4444' }, taken: { phone: 'move' } });
    assert.equal((await desk.tickets.intake(call('01033334444'))).ticket.customerNumber, own);
    assert.equal((await desk.customers.get({ customerNumber: other })).values['phone'], undefined);
  });

  it('keeps the two apart: both have the value, it still finds the other one, and nobody suggests a merge', async () => {
    const { desk, ticketId, own, other } = await twoCallers();
    await desk.tickets.save({ ticketId, fields: { phone: '010-3333-4444' }, taken: 'keepApart' });
    assert.equal((await desk.tickets.intake(call('01033334444'))).ticket.customerNumber, other);
    assert.equal((await desk.customers.get({ customerNumber: own })).values['phone'], '010-3333-4444');
    assert.deepEqual((await desk.duplicates.list({ customerNumber: own })).items, []);
  });

  it('an answer about the phone is none about the e-mail address', async () => {
    const { desk, ticketId, own, other } = await twoCallers();
    const fields = { phone: '010-3333-4444', mail: 'taeho@example.com' };
    await assert.rejects(
      desk.tickets.save({ ticketId, fields, taken: { phone: 'move' } }),
      taken('email', 'mail', other),
    );
    assert.equal((await desk.customers.get({ customerNumber: other })).values['phone'], '010-3333-4444');
    await desk.tickets.save({ ticketId, fields, taken: { phone: 'move', email: 'keepApart' } });
    const [mine, theirs] = await Promise.all(
      [own, other].map((customerNumber) => desk.customers.get({ customerNumber })),
    );
    assert.deepEqual([mine!.values['phone'], mine!.values['email']], [fields.phone, fields.mail]);
    assert.deepEqual([theirs!.values['phone'], theirs!.values['email']], [undefined, fields.mail]);
  });

  it('is the same for an edit of the customer, one answer per kind', async () => {
    const { desk, own, other } = await twoCallers();
    const values = { phone: '010-3333-4444', memberId: 'taeho99' };
    const edit = { customerNumber: own, values };
    await assert.rejects(
      desk.customers.edit({ ...edit, taken: { phone: 'move' } }),
      taken('memberId', undefined, other),
    );
    const { values: after } = await desk.customers.edit({
      ...edit,
      taken: { phone: 'move', memberId: 'keepApart' },
    });
    assert.deepEqual([after['phone'], after['memberId']], ['010-3333-4444', 'taeho99']);
  });

  it('without an answer the value stays as typed and becomes a duplicate suggestion, as ever (D2)', async () => {
    const { desk, ticketId, own, other } = await twoCallers();
    await desk.tickets.save({ ticketId, fields: { phone: '010-3333-4444' } });
    const { items } = await desk.duplicates.list({ customerNumber: own });
    assert.deepEqual(
      items.map(({ other, reasons }) => [other.customerNumber, reasons[0]?.kind, reasons[0]?.level]),
      [[other, 'phone', 'same']],
    );
  });
});
