import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DeskError } from '../errors.js';
import type { MergeChoices } from '../model/merge.js';
import { call, mail, testDesk, type TestDesk } from '../../test/desk.js';

const rejectsWith = (code: string) => (error: DeskError) => {
  assert.equal(error.code, code);
  assert.notEqual(error.hint, '');
  return true;
};

async function twoCustomers(desk: TestDesk): Promise<[string, string]> {
  const a = await desk.tickets.intake(call('010-1111-2222', { name: '김미나' }));
  const b = await desk.tickets.intake(mail('mina@example.com', { name: 'Mina Kim', usercode: 'M-7' }));
  return [a.ticket.customerNumber, b.ticket.customerNumber];
}

async function merge(
  desk: TestDesk,
  survivorNumber: string,
  absorbedNumber: string,
  choices?: MergeChoices,
  ticketId?: string,
) {
  const pair = { survivorNumber, absorbedNumbers: [absorbedNumber], choices };
  const { fingerprint } = await desk.customers.planMerge(pair);
  const { merges, customer } = await desk.customers.merge({ ...pair, fingerprint, ticketId });
  return { merge: merges[0]!, customer };
}

describe('two records of one person become one', () => {
  it('shows in the preview what both have, what will remain and how many tickets come along (B3)', async () => {
    const desk = testDesk();
    const [a, b] = await twoCustomers(desk);
    const plan = await desk.customers.planMerge({ survivorNumber: a, absorbedNumbers: [b] });
    assert.deepEqual(
      plan.fields.map((each) => each.field),
      ['memberId', 'name', 'phone', 'email'],
    );
    assert.deepEqual(plan.result, {
      memberId: 'M-7',
      name: 'Mina Kim',
      phone: '010-1111-2222',
      email: 'mina@example.com',
    });
    assert.equal(plan.absorbedTickets, 1);
    assert.deepEqual(plan.blockers, []);
    assert.deepEqual(plan.warnings, [{ reason: 'nothingInCommon', customerNumbers: [b] }]);
  });

  it('keeps the survivor number, and the absorbed number finds the survivor for ever (D5, B2, trap 5)', async () => {
    const desk = testDesk();
    const [a, b] = await twoCustomers(desk);
    await merge(desk, a, b);
    const byOldNumber = await desk.customers.get({ customerNumber: b });
    assert.equal(byOldNumber.customerNumber, a);
    assert.deepEqual(byOldNumber.absorbedNumbers, [b]);
    const next = await desk.tickets.intake(mail('mina@example.com'));
    assert.equal(next.ticket.customerNumber, a);
    assert.equal(next.outcome, 'found');
  });

  it('brings the tickets along without rewriting them (D5, trap 3)', async () => {
    const desk = testDesk();
    const [a, b] = await twoCustomers(desk);
    await merge(desk, a, b);
    const { items } = await desk.tickets.ofCustomer({ customerNumber: a });
    assert.deepEqual(
      items.map((ticket) => [ticket.customerNumber, ticket.arrivedNumber, ticket.version]),
      [
        [a, b, 1],
        [a, a, 1],
      ],
    );
  });

  it('shows the value that was chosen per field, until somebody edits it (D5, B3)', async () => {
    const desk = testDesk();
    const [a, b] = await twoCustomers(desk);
    const { customer } = await merge(desk, a, b, { name: a });
    assert.equal(customer.values['name'], '김미나');
    const edited = await desk.customers.edit({ customerNumber: a, values: { name: '김미나2' } });
    assert.equal(edited.values['name'], '김미나2');
    assert.deepEqual(
      edited.registered['name']?.map((each) => each.value),
      ['김미나2', 'Mina Kim', '김미나'],
    );
  });

  it('loses no value of one to a field that was blanked at the other before they met (B3, D5)', async () => {
    const desk = testDesk();
    const [a, b] = await twoCustomers(desk);
    await desk.customers.edit({ customerNumber: b, values: { name: '', phone: '' } });
    const plan = await desk.customers.planMerge({ survivorNumber: a, absorbedNumbers: [b] });
    assert.deepEqual([plan.result['name'], plan.result['phone']], ['김미나', '010-1111-2222']);
    const { customer, merge: done } = await merge(desk, a, b);
    assert.deepEqual(customer.values, plan.result);
    const blanked = await desk.customers.edit({ customerNumber: b, values: { name: '', phone: '' } });
    assert.deepEqual([blanked.values['name'], blanked.values['phone']], [undefined, undefined]);
    const { survivor } = await desk.customers.unmerge({ mergeId: done.mergeId });
    assert.equal(survivor.values['name'], '김미나');
  });

  it('blanks a chosen value when somebody blanks the merged customer, whichever number they name (D5)', async () => {
    const desk = testDesk();
    const [a, b] = await twoCustomers(desk);
    await merge(desk, a, b, { name: b });
    const { values } = await desk.customers.edit({ customerNumber: a, values: { name: '' } });
    assert.equal(values['name'], undefined);
  });

  it('shows what was chosen before once the value that was chosen last has left (B1)', async () => {
    const desk = testDesk();
    const [a, b] = await twoCustomers(desk);
    const between = (await desk.tickets.intake(call('010-3333-4444'))).ticket.customerNumber;
    const last = (await desk.tickets.intake(call('010-5555-6666', { name: '이서연' }))).ticket.customerNumber;
    await merge(desk, last, a, { name: a });
    const { merge: first } = await merge(desk, between, b);
    const { customer } = await merge(desk, last, between, { name: between });
    assert.equal(customer.values['name'], 'Mina Kim');
    await desk.customers.unmerge({ mergeId: first.mergeId });
    const { items } = await desk.customers.list({ customerNumber: last });
    assert.equal(items[0]!.values['name'], '김미나');
  });

  it('refuses the choice of a field that nobody has, whatever its name', async () => {
    const desk = testDesk();
    const [survivorNumber, absorbedNumber] = await twoCustomers(desk);
    for (const field of ['shoeSize', 'constructor', 'toString']) {
      const choices = { [field]: absorbedNumber };
      await assert.rejects(
        desk.customers.planMerge({ survivorNumber, absorbedNumbers: [absorbedNumber], choices }),
        rejectsWith('invalid_input'),
      );
    }
  });

  it('refuses to merge a customer with itself and loses nothing (trap 1)', async () => {
    const desk = testDesk();
    const [a] = await twoCustomers(desk);
    const before = await desk.customers.get({ customerNumber: a });
    const plan = await desk.customers.planMerge({ survivorNumber: a, absorbedNumbers: [a] });
    assert.deepEqual(plan.blockers, [{ reason: 'sameCustomer', customerNumbers: [a] }]);
    await assert.rejects(merge(desk, a, a), rejectsWith('merge_blocked'));
    assert.deepEqual(await desk.customers.get({ customerNumber: a }), before);
  });

  it('refuses to merge two numbers of one customer', async () => {
    const desk = testDesk();
    const [a, b] = await twoCustomers(desk);
    await merge(desk, a, b);
    await assert.rejects(merge(desk, a, b), rejectsWith('merge_blocked'));
    const { blockers } = await desk.customers.planMerge({ survivorNumber: b, absorbedNumbers: [a] });
    assert.deepEqual(blockers, [{ reason: 'alreadyMerged', customerNumbers: [b, a] }]);
  });

  it('asks for a new preview when a customer changed since (B3)', async () => {
    const desk = testDesk();
    const [a, b] = await twoCustomers(desk);
    const { fingerprint } = await desk.customers.planMerge({ survivorNumber: a, absorbedNumbers: [b] });
    await desk.customers.edit({ customerNumber: b, values: { name: '김민아' } });
    await assert.rejects(
      desk.customers.merge({ survivorNumber: a, absorbedNumbers: [b], fingerprint }),
      rejectsWith('merge_stale'),
    );
    assert.equal((await desk.customers.get({ customerNumber: b })).customerNumber, b);
  });

  it('asks for a new preview when the value that was chosen is gone (B3)', async () => {
    const desk = testDesk();
    const [a, b] = await twoCustomers(desk);
    const request = { survivorNumber: a, absorbedNumbers: [b], choices: { name: b } };
    const { fingerprint } = await desk.customers.planMerge(request);
    await desk.customers.edit({ customerNumber: b, values: { name: '' } });
    await assert.rejects(desk.customers.merge({ ...request, fingerprint }), rejectsWith('merge_stale'));
    await assert.rejects(desk.customers.planMerge(request), rejectsWith('invalid_input'));
  });

  it('lets exactly one of A→B and B→A win when both are sent at once (trap 15)', async () => {
    const desk = testDesk();
    const [a, b] = await twoCustomers(desk);
    const one = await desk.customers.planMerge({ survivorNumber: a, absorbedNumbers: [b] });
    const two = await desk.customers.planMerge({ survivorNumber: b, absorbedNumbers: [a] });
    const results = await Promise.allSettled([
      desk.customers.merge({ survivorNumber: a, absorbedNumbers: [b], fingerprint: one.fingerprint }),
      desk.customers.merge({ survivorNumber: b, absorbedNumbers: [a], fingerprint: two.fingerprint }),
    ]);
    assert.equal(results.filter((result) => result.status === 'fulfilled').length, 1);
    const { customerNumber } = await desk.customers.get({ customerNumber: a });
    assert.equal((await desk.customers.get({ customerNumber: b })).customerNumber, customerNumber);
  });

  it('merges once when the same request is sent twice with one idempotency key', async () => {
    const desk = testDesk();
    const [survivorNumber, absorbedNumber] = await twoCustomers(desk);
    const { fingerprint } = await desk.customers.planMerge({
      survivorNumber,
      absorbedNumbers: [absorbedNumber],
    });
    const request = { survivorNumber, absorbedNumbers: [absorbedNumber], fingerprint };
    const first = await desk.customers.merge(request, { idempotencyKey: 'k1' });
    const second = await desk.customers.merge(request, { idempotencyKey: 'k1' });
    assert.deepEqual(second, first);
    await assert.rejects(
      desk.customers.merge({ ...request, reason: 'another' }, { idempotencyKey: 'k1' }),
      rejectsWith('idempotency_conflict'),
    );
    await assert.rejects(
      desk.customers.merge(request, { idempotencyKey: 'k'.repeat(201) }),
      rejectsWith('invalid_input'),
    );
  });

  it('takes a repeated request for the same in whatever order a database gave its members back', async () => {
    const desk = testDesk();
    const [customerNumber] = await twoCustomers(desk);
    const edit = (values: Record<string, string>) =>
      desk.customers.edit({ customerNumber, values }, { idempotencyKey: 'k1' });
    const first = await edit({ name: '김하나', memberId: 'hana' });
    assert.deepEqual(await edit({ memberId: 'hana', name: '김하나' }), first);
    await assert.rejects(edit({ memberId: '김하나', name: 'hana' }), rejectsWith('idempotency_conflict'));
  });

  it('lands an edit that raced the merge on the survivor (trap 2)', async () => {
    const desk = testDesk();
    const [a, b] = await twoCustomers(desk);
    const { version } = await desk.customers.get({ customerNumber: b });
    await merge(desk, a, b);
    const edited = await desk.customers.edit({
      customerNumber: b,
      version,
      values: { phone: '010-3333-4444' },
    });
    assert.equal(edited.customerNumber, a);
    assert.equal(edited.values['phone'], '010-3333-4444');
  });

  it('keeps two spellings of one number as they were typed (trap 6, B6)', async () => {
    const desk = testDesk();
    const a = (await desk.tickets.intake(call('010-1111-2222'))).ticket.customerNumber;
    const b = (await desk.tickets.intake(mail('x@y.co', { phone: '+82 10 1111 2222' }))).ticket
      .customerNumber;
    await merge(desk, a, b);
    const { items } = await desk.tickets.ofCustomer({ customerNumber: a });
    assert.deepEqual(
      items.map((ticket) => ticket.fields['phone']),
      ['+82 10 1111 2222', '010-1111-2222'],
    );
    await desk.customers.unmerge({
      mergeId: (await desk.customers.merges({ customerNumber: a })).items[0]!.mergeId,
    });
    assert.equal((await desk.customers.get({ customerNumber: b })).values['phone'], '+82 10 1111 2222');
  });

  it('previews two customers of the same name with everything they have (trap 7)', async () => {
    const desk = testDesk();
    const a = (await desk.tickets.intake(call('010-1111-2222', { name: '김미나' }))).ticket.customerNumber;
    const b = (await desk.tickets.intake(call('010-3333-4444', { name: '김미나' }))).ticket.customerNumber;
    const { fields, warnings } = await desk.customers.planMerge({ survivorNumber: a, absorbedNumbers: [b] });
    assert.deepEqual(
      fields.map(({ field, same }) => [field, same]),
      [
        ['name', true],
        ['phone', false],
      ],
    );
    assert.deepEqual(warnings, []);
  });

  it('warns when the member ids differ', async () => {
    const desk = testDesk();
    const a = (await desk.tickets.intake(call('010-1111-2222', { usercode: 'M-1' }))).ticket.customerNumber;
    const b = (await desk.tickets.intake(call('010-3333-4444', { usercode: 'M-2' }))).ticket.customerNumber;
    const { warnings } = await desk.customers.planMerge({ survivorNumber: a, absorbedNumbers: [b] });
    assert.deepEqual(warnings, [
      { reason: 'differentMemberId', customerNumbers: [a, b] },
      { reason: 'nothingInCommon', customerNumbers: [b] },
    ]);
  });

  it('fills only the blank customer fields of the ticket at hand, and marks them (D6)', async () => {
    const desk = testDesk();
    const { ticket } = await desk.tickets.intake(call('010-1111-2222', { name: '김미나' }));
    const b = (await desk.tickets.intake(mail('mina@example.com', { name: 'Mina Kim' }))).ticket
      .customerNumber;
    const { merge: done } = await merge(desk, ticket.customerNumber, b, {}, ticket.ticketId);
    const after = await desk.tickets.get({ ticketId: ticket.ticketId });
    assert.deepEqual(after.fields, { phone: '010-1111-2222', name: '김미나', mail: 'mina@example.com' });
    assert.deepEqual(
      Object.entries(after.filled).map(([code, mark]) => [code, mark.by]),
      [['mail', 'merge']],
    );
    await desk.customers.unmerge({ mergeId: done.mergeId });
    const undone = await desk.tickets.get({ ticketId: ticket.ticketId });
    assert.deepEqual(undone.fields, { phone: '010-1111-2222', name: '김미나' });
    assert.deepEqual(undone.filled, {});
  });

  it('tells everyone who has the ticket open that it was filled, and that it was emptied again (D6, trap 4)', async () => {
    const desk = testDesk();
    const a = (await desk.tickets.intake(call('010-1111-2222', { name: '김미나' }))).ticket.customerNumber;
    const { ticket } = await desk.tickets.intake(mail('mina@example.com'));
    const [b, { ticketId }] = [ticket.customerNumber, ticket];
    const told: unknown[] = [];
    const unsubscribe = desk.changes.subscribe((change) => {
      if (change.type === 'ticketSaved') told.push(change);
    });
    const { merge: done } = await merge(desk, a, b, {}, ticketId);
    await desk.customers.unmerge({ mergeId: done.mergeId });
    unsubscribe();
    assert.deepEqual(told, [
      { type: 'ticketSaved', ticketId, customerNumber: a },
      { type: 'ticketSaved', ticketId, customerNumber: b },
    ]);
  });

  it('gives nobody a right: an agent without the permission to merge is refused (B8, trap 13)', async () => {
    const desk = testDesk();
    const [a, b] = await twoCustomers(desk);
    const agent = desk.as({ user: 'jun', role: 'agent', capabilities: ['customers.edit'] });
    const { fingerprint } = await desk.customers.planMerge({ survivorNumber: a, absorbedNumbers: [b] });
    await assert.rejects(
      agent.customers.merge({ survivorNumber: a, absorbedNumbers: [b], fingerprint }),
      rejectsWith('not_permitted'),
    );
  });

  it('tells everyone which numbers now lead where (B8, trap 4)', async () => {
    const desk = testDesk();
    const seen: unknown[] = [];
    const [a, b] = await twoCustomers(desk);
    const unsubscribe = desk.changes.subscribe((change) => seen.push(change));
    const { merge: done } = await merge(desk, a, b);
    await desk.customers.unmerge({ mergeId: done.mergeId });
    unsubscribe();
    const { mergeId } = done;
    assert.deepEqual(seen, [
      { type: 'customersMerged', mergeId, survivorNumber: a, absorbedNumber: b, numbers: { [b]: a } },
      { type: 'mergeUndone', mergeId, survivorNumber: a, absorbedNumber: b, numbers: { [b]: b } },
    ]);
  });
});

describe('a merge is taken back', () => {
  it('restores both customers, the middle one of three merges included (B1)', async () => {
    const desk = testDesk();
    const numbers: string[] = [];
    for (const n of [1, 2, 3, 4])
      numbers.push((await desk.tickets.intake(call(`010-2000-000${n}`))).ticket.customerNumber);
    const [a, b, c, d] = numbers as [string, string, string, string];
    await merge(desk, c, d);
    const { merge: middle } = await merge(desk, b, c);
    await merge(desk, a, b);
    const report = await desk.customers.unmerge({ mergeId: middle.mergeId });
    assert.deepEqual(report.survivor.absorbedNumbers, [b]);
    assert.deepEqual(report.restored.absorbedNumbers, [d]);
    assert.equal((await desk.customers.get({ customerNumber: d })).customerNumber, c);
    assert.equal((await desk.customers.get({ customerNumber: b })).customerNumber, a);
  });

  it('reports what came since and on whose side it stays (B1)', async () => {
    const desk = testDesk();
    const [a, b] = await twoCustomers(desk);
    const { merge: done } = await merge(desk, a, b);
    const later = await desk.tickets.intake(mail('mina@example.com', { phone: '010-7777-8888' }));
    await desk.customers.edit({ customerNumber: a, values: { name: '김미나 (VIP)' } });
    const report = await desk.customers.unmerge({ mergeId: done.mergeId });
    assert.equal(report.since.restoredTickets, 1);
    assert.equal(report.since.survivorTickets, 0);
    assert.deepEqual(
      report.since.values.map(({ field, customerNumber }) => [field, customerNumber]),
      [
        ['name', a],
        ['phone', b],
      ],
    );
    assert.equal((await desk.tickets.get({ ticketId: later.ticket.ticketId })).customerNumber, b);
  });

  it('takes back from a ticket what a later merge had filled in from the side that leaves (D6, B1)', async () => {
    const desk = testDesk();
    const a = (await desk.tickets.intake(call('010-1111-2222', { name: '김미나' }))).ticket.customerNumber;
    const b = (await desk.tickets.intake(mail('mina@example.com'))).ticket.customerNumber;
    const { ticket } = await desk.tickets.intake(call('010-5555-6666'));
    const { merge: first } = await merge(desk, a, b);
    await merge(desk, ticket.customerNumber, a, {}, ticket.ticketId);
    const filled = (await desk.tickets.get({ ticketId: ticket.ticketId })).fields;
    assert.deepEqual(filled, { phone: '010-5555-6666', name: '김미나', mail: 'mina@example.com' });
    await desk.customers.unmerge({ mergeId: first.mergeId });
    const after = await desk.tickets.get({ ticketId: ticket.ticketId });
    assert.deepEqual(after.fields, { phone: '010-5555-6666', name: '김미나' });
    assert.deepEqual(Object.keys(after.filled), ['name']);
  });

  it('happens once: a second undo says that it is done, and the history shows who and when (B8)', async () => {
    const desk = testDesk();
    const [a, b] = await twoCustomers(desk);
    const { merge: done } = await merge(desk, a, b);
    await desk.customers.unmerge({ mergeId: done.mergeId });
    await assert.rejects(
      desk.customers.unmerge({ mergeId: done.mergeId }),
      rejectsWith('merge_already_undone'),
    );
    await assert.rejects(desk.customers.unmerge({ mergeId: 'nope' }), rejectsWith('merge_not_found'));
    const { items } = await desk.customers.merges({ customerNumber: b });
    assert.deepEqual(
      items.map(({ by, undone }) => [by, undone?.by]),
      [['mina', 'mina']],
    );
  });
});
