import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { call, mail, testDesk, type TestDesk } from '../../test/desk.js';
import { fakeTransport, membersApi } from '../../test/lookups.js';
import {
  collections,
  systemTicketFields,
  type Change,
  type CollectionName,
  type Principal,
} from '../index.js';
import { ticketsAtOnce } from './tickets.js';

const agent: Principal = { user: 'jun', role: 'agent' };
const person = {
  name: '김미나',
  phone: '010-1111-2222',
  mail: 'mina.kim@example.com',
  usercode: 'mina1988',
};
/** In no spelling that a store might hold. */
const secrets = ['김미나', '1111-2222', '11112222', 'mina.kim', 'mina1988'];

/** A customer of two numbers with values, tickets, a grade, a suggestion and a merge that was chosen in. */
async function minasDesk(more: Parameters<typeof testDesk>[0] = {}) {
  const desk = testDesk(more);
  const first = await desk.tickets.intake(
    { ...call(person.phone, { ...person, subject: 'Where is it?' }), ticketId: 'T-1' },
    { idempotencyKey: 'intake-1' },
  );
  const number = first.ticket.customerNumber;
  const second = await desk.tickets.intake({
    ...mail('m.kim@example.org', { name: '김미나' }),
    ticketId: 'T-2',
  });
  const absorbed = second.ticket.customerNumber;
  const pair = { survivorNumber: number, absorbedNumbers: [absorbed] };
  const choices = { email: absorbed };
  const { fingerprint } = await desk.customers.planMerge({ ...pair, choices });
  const { merges } = await desk.customers.merge({ ...pair, choices, fingerprint, reason: '김미나 본인' });
  return { desk, number, absorbed, mergeId: merges[0]!.mergeId };
}

async function everything(desk: TestDesk, but: readonly CollectionName[] = []): Promise<string> {
  const texts: string[] = [];
  for (const collection of Object.keys(collections) as CollectionName[]) {
    if (but.includes(collection)) continue;
    const { records } = await desk.storage.read((tx) => tx.scan(collection, undefined, { limit: 1000 }));
    texts.push(...records.map(({ key, value }) => `${collection} ${key} ${JSON.stringify(value)}`));
  }
  return texts.join('\n');
}

function assertNothingLeft(text: string): void {
  for (const secret of secrets) {
    const line = text.split('\n').find((each) => each.includes(secret));
    assert.equal(line, undefined, `${secret} is still there`);
  }
}

const both = '010-1111-2222 / 010-3333-4444';

/** A customer of two numbers, one of which was then moved to somebody else. */
async function withMovedNumber(desk: TestDesk): Promise<string> {
  const { ticket } = await desk.tickets.intake(call(both));
  const other = (await desk.tickets.intake(call('010-5555-6666'))).ticket.customerNumber;
  await desk.customers.edit({ customerNumber: other, values: { phone: '010-1111-2222' }, taken: 'move' });
  return ticket.customerNumber;
}

/** Whoever is remembered beside the owner of the moved number. */
async function othersWithIt({ storage }: TestDesk): Promise<unknown> {
  const record = await storage.read((tx) => tx.get('identifiers', 'phone:+821011112222'));
  return (record as { others?: unknown }).others;
}

describe('a customer whose number was moved to somebody else', () => {
  it('is forgotten by it when deleted, after a ticket brought it back', async () => {
    const desk = testDesk();
    const number = await withMovedNumber(desk);
    const { ticket } = await desk.tickets.intake(call(both));
    assert.equal(ticket.customerNumber, number);
    assert.deepEqual(await othersWithIt(desk), [number]);
    await desk.customers.delete({ customerNumber: number });
    assert.deepEqual(await othersWithIt(desk), []);
  });

  it('is forgotten by it when deleted, after a moved ticket brought it back', async () => {
    const desk = testDesk();
    const number = await withMovedNumber(desk);
    const { ticket } = await desk.tickets.intake(mail('jun@example.com', { phone: both }));
    assert.notEqual(ticket.customerNumber, number);
    await desk.tickets.move({ ticketId: ticket.ticketId, customerNumber: number });
    assert.deepEqual(await othersWithIt(desk), [number]);
    await desk.customers.delete({ customerNumber: number });
    assert.deepEqual(await othersWithIt(desk), []);
  });
});

describe('a customer who is deleted', () => {
  it('is gone with every number, and each of them says when and by whom', async () => {
    const { desk, number, absorbed } = await minasDesk();
    const answer = await desk.customers.delete({ customerNumber: absorbed, reason: 'Asked by letter' });
    assert.deepEqual(
      [answer.customerNumber, answer.numbers, answer.deletedBy, answer.tickets, answer.ticketsLeft],
      [number, [number, absorbed], 'mina', 2, false],
    );
    for (const customerNumber of [number, absorbed]) {
      const details = { customerNumber, deletedAt: answer.deletedAt, deletedBy: 'mina' };
      await assert.rejects(desk.customers.get({ customerNumber }), { code: 'customer_deleted', details });
    }
    assert.deepEqual((await desk.customers.list({})).items, []);
    assert.deepEqual((await desk.customers.search({ text: '미나' })).items, []);
    assert.deepEqual((await desk.customers.search({ customerNumber: number })).items, []);
    assert.deepEqual(await desk.customers.identify({ kind: 'phone', value: person.phone }), {});
  });

  it('leaves no value in the store, in no receipt and in no index, but for free text of tickets', async () => {
    const { desk, number } = await minasDesk();
    await desk.customers.edit(
      { customerNumber: number, values: { name: '김미나 님' } },
      { idempotencyKey: 'e' },
    );
    await desk.customers.reveal({ customerNumber: number }, { idempotencyKey: 'r' });
    const { gradeId } = await desk.grades.save({ name: 'VIP', color: '#123456' });
    const gift = { gradeId, criterion: 'phone', value: person.phone, note: '김미나' } as const;
    await desk.grades.assign(gift, { idempotencyKey: 'g' });
    await desk.customers.delete({ customerNumber: number }, { idempotencyKey: 'd' });
    const left = await everything(desk);
    assertNothingLeft(left);
    assert.ok(left.includes('Where is it?'));
    const { items } = await desk.tickets.matching({ conditions: { phone: person.phone } });
    assert.deepEqual(items, []);
  });

  it('who calls again is a new customer with a new number (R9)', async () => {
    const { desk, number, absorbed } = await minasDesk();
    await desk.customers.delete({ customerNumber: number });
    const { ticket, outcome } = await desk.tickets.intake(call(person.phone));
    assert.equal(outcome, 'created');
    assert.ok(![number, absorbed].includes(ticket.customerNumber));
    assert.deepEqual(
      (await desk.customers.list({})).items.map((each) => each.customerNumber),
      [ticket.customerNumber],
    );
  });

  it('leaves the tickets with their free text, their number and no value or mark of anybody', async () => {
    const { desk, number } = await minasDesk();
    await desk.tickets.save({
      ticketId: 'T-1',
      fields: { content: 'tier: gold' },
      filledByConnection: { content: 'api-1' },
    });
    const { version } = await desk.tickets.get({ ticketId: 'T-1' });
    await desk.customers.delete({ customerNumber: number });
    const ticket = await desk.tickets.get({ ticketId: 'T-1' });
    assert.deepEqual([ticket.fields, ticket.filled], [{ subject: 'Where is it?' }, {}]);
    assert.deepEqual([ticket.customerNumber, ticket.version], [number, version + 1]);
    const { items } = await desk.tickets.ofCustomer({ customerNumber: number });
    assert.deepEqual(
      items.map(({ ticketId }) => ticketId),
      ['T-2', 'T-1'],
    );
    assert.equal((await desk.tickets.list({})).items.length, 2);
    const { outcome, ticket: again } = await desk.tickets.intake({ ...call(person.phone), ticketId: 'T-1' });
    assert.deepEqual([outcome, again], ['found', ticket]);
  });

  it('leaves no value in a field of a ticket that the settings name no longer', async () => {
    const birth = {
      code: 'birth',
      label: 'Birth',
      type: 'date',
      maxLength: 10,
      customerField: 'birthday',
    } as const;
    const customerFields = [{ code: 'birthday', label: 'Birthday' }];
    const desk = testDesk({ settings: { ticketFields: [...systemTicketFields, birth], customerFields } });
    const fields = { birth: '1988-01-02', subject: 'Where is it?' };
    const { ticketId, customerNumber } = (await desk.tickets.intake(call(person.phone, fields))).ticket;
    // The host lists the fields it fills itself; subject is one of the system all the same.
    const ticketFields = systemTicketFields.filter(({ code }) => code !== 'subject');
    const later = desk.as({ user: 'mina', role: 'admin' }, { ticketFields, customerFields: [] });
    await later.customers.delete({ customerNumber });
    assert.deepEqual((await desk.tickets.get({ ticketId })).fields, { subject: 'Where is it?' });
  });

  it('does not come back with a ticket that is saved later: everything else of it is saved', async () => {
    const { desk, number } = await minasDesk();
    const before = await desk.tickets.get({ ticketId: 'T-1' });
    await desk.customers.delete({ customerNumber: number });
    await assert.rejects(
      desk.tickets.save({ ticketId: 'T-1', version: before.version, fields: before.fields }),
      { code: 'version_conflict' },
    );
    const saved = await desk.tickets.save({
      ticketId: 'T-1',
      status: 'solved',
      fields: { ...before.fields, content: 'Done.', name: '김미나' },
      filledByConnection: { name: 'api-1' },
    });
    assert.equal(saved.status, 'solved');
    assert.deepEqual([saved.fields, saved.filled], [{ subject: 'Where is it?', content: 'Done.' }, {}]);
    assertNothingLeft(await everything(desk));
    assert.deepEqual((await desk.customers.search({ text: '미나' })).items, []);
  });

  it('is refused by everything else that names it', async () => {
    const { desk, number, absorbed, mergeId } = await minasDesk();
    const other = (await desk.tickets.intake(call('010-3333-4444'))).ticket;
    await desk.customers.delete({ customerNumber: number });
    const pair = { survivorNumber: other.customerNumber, absorbedNumbers: [absorbed] };
    const gone = { code: 'customer_deleted' };
    await assert.rejects(desk.customers.edit({ customerNumber: number, values: { name: 'x' } }), gone);
    await assert.rejects(desk.customers.reveal({ customerNumber: number }), gone);
    await assert.rejects(desk.customers.planMerge(pair), gone);
    await assert.rejects(desk.customers.merge({ ...pair, fingerprint: 'x' }), gone);
    await assert.rejects(desk.customers.unmerge({ mergeId }), gone);
    await assert.rejects(desk.customers.merges({ customerNumber: number }), gone);
    await assert.rejects(desk.customers.delete({ customerNumber: absorbed }), gone);
    await assert.rejects(desk.duplicates.list({ customerNumber: number }), gone);
    const both = { customerNumber: other.customerNumber, otherNumber: number };
    await assert.rejects(desk.duplicates.decide({ ...both, decision: 'notSame' }), gone);
    await assert.rejects(desk.customers.get({ customerNumber: '99' }), { code: 'customer_not_found' });
    await assert.rejects(desk.customers.delete({ customerNumber: '99' }), { code: 'customer_not_found' });
    const subjects = [{ customerNumber: number }, { ticketId: 'T-1' }];
    await desk.grades.save({ name: 'VIP', color: '#123456' });
    assert.deepEqual((await desk.grades.match({ subjects })).items, [[], []]);
    const rows = [{ line: 2, customerNumber: absorbed, values: { name: '김미나' } }];
    const { items } = await desk.customers.import({ rows, dryRun: false });
    assert.deepEqual(items, [{ line: 2, outcome: 'refused', reason: { code: 'deletedNumber' } }]);
    // At a ticket of theirs an edit is of whom it names.
    await desk.customers.edit({
      customerNumber: other.customerNumber,
      values: { name: '이서연' },
      ticketId: 'T-1',
    });
  });

  it('keeps the history of merges, without what was chosen and why', async () => {
    const { desk, number, absorbed, mergeId } = await minasDesk();
    const other = (await desk.tickets.intake(call('010-3333-4444'))).ticket.customerNumber;
    const pair = { survivorNumber: other, absorbedNumbers: [number] };
    const choices = { name: number };
    const { fingerprint } = await desk.customers.planMerge({ ...pair, choices });
    const { merges } = await desk.customers.merge({ ...pair, choices, fingerprint, reason: '김미나' });
    const [merge] = merges;
    await desk.customers.unmerge({ mergeId: merge!.mergeId });
    await desk.customers.delete({ customerNumber: number });
    const { items } = await desk.customers.merges({ customerNumber: other });
    assert.deepEqual(
      items.map(({ mergeId: id, absorbedNumber, choices: chosen, reason }) => [
        id,
        absorbedNumber,
        chosen,
        reason,
      ]),
      [[merge!.mergeId, number, {}, '']],
    );
    const kept = await desk.storage.read((tx) => tx.get('merges', mergeId));
    assert.deepEqual(kept, {
      ...(kept as object),
      survivorNumber: number,
      absorbedNumber: absorbed,
      choices: {},
      chosen: {},
      reason: '',
    });
  });

  it('may be deleted as it was looked at and no otherwise', async () => {
    const { desk, number, absorbed } = await minasDesk();
    const { version } = await desk.customers.get({ customerNumber: number });
    await desk.customers.edit({ customerNumber: number, values: { name: '김민아' } });
    const stale = { code: 'version_conflict' };
    await assert.rejects(desk.customers.delete({ customerNumber: number, version }), stale);
    await assert.rejects(desk.customers.delete({ customerNumber: absorbed, version: version + 1 }), stale);
    await desk.customers.delete({ customerNumber: number, version: version + 1 });
  });

  it('needs an administrator with a permission of its own', async () => {
    const { desk, number } = await minasDesk();
    const refused = { code: 'not_permitted' };
    await assert.rejects(desk.as(agent).customers.delete({ customerNumber: number }), refused);
    const editor = desk.as({ user: 'a', role: 'admin', capabilities: ['customers.edit', 'personal.view'] });
    await assert.rejects(editor.customers.delete({ customerNumber: number }), refused);
    const eraser = desk.as({ user: 'a', role: 'admin', capabilities: ['customers.delete'] });
    assert.equal((await eraser.customers.delete({ customerNumber: number })).deletedBy, 'a');
  });

  it('stands in the audit trail by number, with the reason as it was typed', async () => {
    const { desk, number, absorbed } = await minasDesk();
    await desk.customers.delete({ customerNumber: absorbed, reason: ' By letter of 2 May ' });
    const { items } = await desk.audit.list({ operation: 'customers.delete' });
    assert.equal(items.length, 1);
    assert.deepEqual(items[0]!.subject, { kind: 'customer', id: number });
    assert.deepEqual(items[0]!.facts, {
      numbers: [absorbed],
      reason: 'By letter of 2 May',
      tickets: 2,
      assignments: 0,
    });
  });

  it('is told to everybody with all its numbers', async () => {
    const { desk, number, absorbed } = await minasDesk();
    const told: Change[] = [];
    desk.changes.subscribe((change) => told.push(change));
    await desk.customers.delete({ customerNumber: number });
    assert.deepEqual(told, [
      { type: 'customerDeleted', customerNumber: number, numbers: [number, absorbed] },
    ]);
  });
});

describe('what a deleted customer shared with others', () => {
  it('an identifier that somebody else registered too is theirs from now on, the oldest of several first (D2)', async () => {
    const { desk, number } = await minasDesk();
    const others: string[] = [];
    for (const phone of ['010-3333-4444', '010-5555-6666']) {
      const { customerNumber } = (await desk.tickets.intake(call(phone))).ticket;
      const values = { phone: `${phone} / ${person.phone}` };
      await desk.customers.edit({ customerNumber, values, taken: 'keepApart' });
      others.push(customerNumber);
    }
    await desk.customers.delete({ customerNumber: number });
    const { ticket, outcome } = await desk.tickets.intake(call(person.phone));
    assert.deepEqual([outcome, ticket.customerNumber], ['found', others[0]]);
    await desk.customers.delete({ customerNumber: others[0]! });
    assert.equal((await desk.tickets.intake(call(person.phone))).ticket.customerNumber, others[1]);
  });

  it('no duplicate suggestion names them any more', async () => {
    const { desk, number } = await minasDesk();
    const other = (await desk.tickets.intake(mail('x@example.com', { phone: person.phone }))).ticket
      .customerNumber;
    assert.equal((await desk.duplicates.list({ customerNumber: other })).items.length, 1);
    await desk.customers.delete({ customerNumber: number });
    assert.deepEqual((await desk.duplicates.list({ customerNumber: other })).items, []);
  });

  it('grades go with an identifier that was theirs alone, and stay with one that somebody else has (D7)', async () => {
    const { desk, number } = await minasDesk();
    const other = (await desk.tickets.intake(mail('x@example.com', { phone: person.phone }))).ticket
      .customerNumber;
    const { gradeId } = await desk.grades.save({ name: 'VIP', color: '#123456' });
    await desk.grades.assign({ gradeId, criterion: 'phone', value: person.phone });
    await desk.grades.assign({ gradeId, criterion: 'email', value: person.mail });
    await desk.grades.assign({ gradeId, criterion: 'email', value: 'stranger@example.com' });
    const { assignments } = await desk.customers.delete({ customerNumber: number });
    assert.equal(assignments, 1);
    const { items } = await desk.grades.assignments({});
    assert.deepEqual(items.map(({ value }) => value).sort(), [person.phone, 'stranger@example.com']);
    const [grades] = (await desk.grades.match({ subjects: [{ customerNumber: other }] })).items;
    assert.deepEqual(
      grades!.map(({ name }) => name),
      ['VIP'],
    );
  });
});

describe('a request that is repeated after its customer was deleted', () => {
  it('is told so and has no second effect', async () => {
    const { desk, number } = await minasDesk();
    const edit = { customerNumber: number, values: { name: '김민아' } };
    await desk.customers.edit(edit, { idempotencyKey: 'e' });
    const rows = [{ line: 2, values: { name: '이서연', phone: '010-3333-4444' } }];
    const imported = await desk.customers.import({ rows, dryRun: false }, { idempotencyKey: 'i' });
    const customerNumber = imported.items[0]!.customerNumber!;
    await desk.customers.delete({ customerNumber: number }, { idempotencyKey: 'd1' });
    await desk.customers.delete({ customerNumber }, { idempotencyKey: 'd2' });
    const gone = { code: 'customer_deleted' };
    const intake = { ...call(person.phone, { ...person, subject: 'Where is it?' }), ticketId: 'T-1' };
    await assert.rejects(desk.tickets.intake(intake, { idempotencyKey: 'intake-1' }), gone);
    await assert.rejects(desk.customers.edit(edit, { idempotencyKey: 'e' }), gone);
    await assert.rejects(desk.customers.import({ rows, dryRun: false }, { idempotencyKey: 'i' }), gone);
    assert.deepEqual((await desk.customers.list({})).items, []);
    const again = await desk.customers.delete({ customerNumber: number }, { idempotencyKey: 'd1' });
    assert.equal(again.customerNumber, number);
  });

  it('what is about somebody else gets its first answer as ever', async () => {
    const { desk, number } = await minasDesk();
    const other = { ...call('010-3333-4444'), ticketId: 'T-9' };
    const first = await desk.tickets.intake(other, { idempotencyKey: 'x' });
    await desk.customers.delete({ customerNumber: number });
    assert.deepEqual(await desk.tickets.intake(other, { idempotencyKey: 'x' }), first);
  });
});

describe('a customer with more tickets than one transaction takes', () => {
  const many = ticketsAtOnce * 2 + 3;

  async function crowded() {
    const { desk, number, absorbed } = await minasDesk();
    for (let i = 2; i < many; i++) {
      await desk.tickets.intake({ ...call(person.phone, { ...person, subject: 'x' }), ticketId: `M-${i}` });
    }
    return { desk, number, absorbed };
  }

  it('is gone with the first call, to everybody and everywhere, and further calls clear the store', async () => {
    const { desk, number, absorbed } = await crowded();
    const { gradeId } = await desk.grades.save({ name: 'VIP', color: '#123456' });
    const first = await desk.customers.delete({ customerNumber: number });
    assert.deepEqual([first.tickets, first.ticketsLeft], [ticketsAtOnce, true]);
    // A grade given anew to the number must not be read from what is left in the store.
    await desk.grades.assign({ gradeId, criterion: 'phone', value: person.phone });
    await assert.rejects(desk.customers.get({ customerNumber: number }), { code: 'customer_deleted' });
    const ids = Array.from({ length: many - 2 }, (_, i) => `M-${i + 2}`);
    for (const customerNumber of [number, absorbed]) {
      const { items } = await desk.tickets.ofCustomer({ customerNumber, limit: 100 });
      for (const { fields } of items) assert.deepEqual(Object.keys(fields), ['subject']);
    }
    for (let cursor: string | undefined, page = 0; page === 0 || cursor !== undefined; page++) {
      const { items, ...rest } = await desk.tickets.list({ limit: 500, ...(cursor ? { cursor } : {}) });
      assertNothingLeft(JSON.stringify(items));
      cursor = rest.cursor;
    }
    assert.deepEqual((await desk.tickets.matching({ conditions: { phone: person.phone } })).items, []);
    const subjects = ids.slice(-400).map((ticketId) => ({ ticketId }));
    assert.ok((await desk.grades.match({ subjects })).items.every((grades) => grades.length === 0));
    const saved = await desk.tickets.save({ ticketId: ids.at(-1)!, status: 'closed' });
    assert.deepEqual(saved.fields, { subject: 'x' });

    const second = await desk.customers.delete({ customerNumber: absorbed });
    assert.deepEqual([second.deletedAt, second.numbers], [first.deletedAt, first.numbers]);
    const third = await desk.customers.delete({ customerNumber: number });
    assert.equal(third.ticketsLeft, false);
    // One of them was saved in between.
    assert.equal(first.tickets + second.tickets + third.tickets, many - 1);
    await assert.rejects(desk.customers.delete({ customerNumber: number }), { code: 'customer_deleted' });
    await desk.grades.unassign({ assignmentId: (await desk.grades.assignments({})).items[0]!.assignmentId });
    assertNothingLeft(await everything(desk));
    assert.equal((await desk.audit.list({ operation: 'customers.delete' })).items.length, 3);
  });

  it('gives none of what is left to a provider, for somebody who sees masks (D13)', async () => {
    const transport = fakeTransport(() => ({ data: {} }));
    const desk = testDesk({ transport });
    const number = (await desk.tickets.intake({ ...call(person.phone, person), ticketId: 'M-0' })).ticket
      .customerNumber;
    for (let i = 1; i <= ticketsAtOnce; i++) {
      await desk.tickets.intake({ ...call(person.phone, person), ticketId: `M-${i}` });
    }
    const { apiId } = await desk.lookups.save(membersApi());
    assert.equal((await desk.customers.delete({ customerNumber: number })).ticketsLeft, true);
    const masked = desk.as({ ...agent, capabilities: ['lookups.search'] });
    const ticketId = `M-${ticketsAtOnce}`;
    const input = { apiId, ticketId, inputs: { memberId: 'A1' } };
    await assert.rejects(masked.lookups.search(input), { code: 'invalid_input' });
    assert.deepEqual(transport.calls, []);
  });
});

describe('what providers said', () => {
  it('is asked for anew once somebody was deleted, in this process at once (B11)', async () => {
    const transport = fakeTransport(() => ({ data: { name: person.name } }));
    const { desk, number } = await minasDesk({ transport });
    const security = { mode: 'none', signedText: 'body+timestamp' } as const;
    const { apiId } = await desk.lookups.save(membersApi({ cacheSeconds: 600, security }));
    const search = () => desk.lookups.search({ apiId, inputs: { memberId: 'A1', phone: person.phone } });
    await search();
    assert.equal((await search()).cached, true);
    await desk.customers.delete({ customerNumber: number });
    assert.equal((await search()).cached, false);
    assert.equal(transport.calls.length, 2);
  });
});

describe('a write that races a deletion', () => {
  it('lands before it and is erased, or after it and finds nobody; never half (trap 2)', async () => {
    for (let round = 0; round < 30; round++) {
      const { desk, number, mergeId } = await minasDesk();
      const works: (() => Promise<unknown>)[] = [
        () => desk.customers.delete({ customerNumber: number }),
        () => desk.customers.edit({ customerNumber: number, values: { name: '김미나 A' } }),
        () => desk.tickets.save({ ticketId: 'T-1', fields: { name: '김미나 B' } }),
        () => desk.tickets.intake({ ...call(person.phone), ticketId: 'T-3' }),
        () => desk.customers.unmerge({ mergeId }),
      ];
      const order = works.map((work, i) => ({ work, at: (i * 7 + round * 3) % works.length }));
      await Promise.allSettled(order.sort((a, b) => a.at - b.at).map(({ work }) => work()));
      const live = (await desk.customers.list({})).items;
      const third = await desk.tickets.get({ ticketId: 'T-3' });
      // Whoever is left is a new customer of that call, or the one who was taken apart from it before.
      for (const { customerNumber } of live) assert.notEqual(customerNumber, number);
      const isTheirs = third.customerNumber === number;
      assert.equal(isTheirs, third.fields['phone'] === undefined);
      assert.equal((await desk.tickets.get({ ticketId: 'T-1' })).fields['name'], undefined);
    }
  });
});
