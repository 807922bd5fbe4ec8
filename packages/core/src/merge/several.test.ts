import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Change, DeskError, MergeChoices } from '../index.js';
import { call, mail, testDesk, type TestDesk } from '../../test/desk.js';

const refused = (code: string) => (error: DeskError) => {
  assert.equal(error.code, code);
  return true;
};

/** By phone, by e-mail and by a second phone; the last two share nothing with anybody. */
async function three(desk: TestDesk): Promise<[string, string, string]> {
  const a = await desk.tickets.intake(call('010-1111-2222', { name: '김미나' }));
  const b = await desk.tickets.intake(mail('mina@example.com', { name: 'Mina Kim', usercode: 'M-7' }));
  const c = await desk.tickets.intake(call('010-3333-4444', { name: '김민아', usercode: 'M-9' }));
  return [a.ticket.customerNumber, b.ticket.customerNumber, c.ticket.customerNumber];
}

async function merge(
  desk: TestDesk,
  survivorNumber: string,
  absorbedNumbers: string[],
  more: { choices?: MergeChoices; ticketId?: string; reason?: string } = {},
) {
  const { choices = {} } = more;
  const { fingerprint } = await desk.customers.planMerge({ survivorNumber, absorbedNumbers, choices });
  return desk.customers.merge({ survivorNumber, absorbedNumbers, fingerprint, ...more });
}

describe('several records of one person become one at once (R17, B3)', () => {
  it('shows everybody, whose value each field will have, and what the result will be', async () => {
    const desk = testDesk();
    const [a, b, c] = await three(desk);
    const plan = await desk.customers.planMerge({ survivorNumber: a, absorbedNumbers: [c, b] });
    assert.deepEqual(
      plan.customers.map(({ customerNumber }) => customerNumber),
      [a, c, b],
    );
    assert.deepEqual(
      plan.fields.map(({ field, values, chosen }) => [field, values, chosen]),
      [
        ['memberId', { [b]: 'M-7', [c]: 'M-9' }, c],
        ['name', { [a]: '김미나', [b]: 'Mina Kim', [c]: '김민아' }, c],
        ['phone', { [a]: '010-1111-2222', [c]: '010-3333-4444' }, c],
        ['email', { [b]: 'mina@example.com' }, b],
      ],
    );
    assert.deepEqual(plan.result, {
      memberId: 'M-9',
      name: '김민아',
      phone: '010-3333-4444',
      email: 'mina@example.com',
    });
    assert.equal(plan.absorbedTickets, 2);
    const { customer, merges } = await merge(desk, a, [c, b]);
    assert.deepEqual(customer.values, plan.result);
    assert.deepEqual(customer.absorbedNumbers, [b, c]);
    assert.deepEqual(
      merges.map(({ absorbedNumber }) => absorbedNumber),
      [c, b],
    );
  });

  it('says which customers a warning is about', async () => {
    const desk = testDesk();
    const [a, b, c] = await three(desk);
    const d = (await desk.tickets.intake(call('010-5555-6666', { name: 'Mina Kim' }))).ticket.customerNumber;
    const from = (survivorNumber: string, ...absorbedNumbers: string[]) =>
      desk.customers.planMerge({ survivorNumber, absorbedNumbers });
    assert.deepEqual((await from(a, b, c)).warnings, [
      { reason: 'differentMemberId', customerNumbers: [b, c] },
      { reason: 'nothingInCommon', customerNumbers: [b, c] },
    ]);
    // d has the name of b, so only c is a stranger to both.
    assert.deepEqual((await from(d, b, c)).warnings[1], { reason: 'nothingInCommon', customerNumbers: [c] });
  });

  it('refuses to merge a customer with itself, the same one twice, or two who are one already (traps 1, 3, 7)', async () => {
    const desk = testDesk();
    const [a, b, c] = await three(desk);
    await merge(desk, b, [c]);
    const before = await desk.customers.get({ customerNumber: b });
    const cases: [string[], unknown][] = [
      [[b, a], [{ reason: 'sameCustomer', customerNumbers: [a] }]],
      [[b, c], [{ reason: 'alreadyMerged', customerNumbers: [b, c] }]],
    ];
    for (const [absorbedNumbers, blockers] of cases) {
      const plan = await desk.customers.planMerge({ survivorNumber: a, absorbedNumbers });
      assert.deepEqual(plan.blockers, blockers);
      await assert.rejects(merge(desk, a, absorbedNumbers), refused('merge_blocked'));
    }
    for (const absorbedNumbers of [[b, b], [], Array.from({ length: 10 }, (_, i) => String(i + 50))]) {
      await assert.rejects(merge(desk, a, absorbedNumbers), refused('invalid_input'));
    }
    assert.deepEqual(await desk.customers.get({ customerNumber: b }), before);
    assert.equal((await desk.customers.get({ customerNumber: a })).absorbedNumbers.length, 0);
  });

  it('merges all or nobody: one who changed since the preview keeps everybody apart (B3)', async () => {
    const desk = testDesk();
    const [a, b, c] = await three(desk);
    const request = { survivorNumber: a, absorbedNumbers: [b, c] };
    const { fingerprint } = await desk.customers.planMerge(request);
    await desk.customers.edit({ customerNumber: c, values: { name: '김민아2' } });
    await assert.rejects(desk.customers.merge({ ...request, fingerprint }), refused('merge_stale'));
    for (const customerNumber of [a, b, c]) {
      assert.equal((await desk.customers.get({ customerNumber })).customerNumber, customerNumber);
    }
  });

  it('lets exactly one of several merges win that meet each other (trap 15)', async () => {
    const desk = testDesk();
    const [a, b, c] = await three(desk);
    const requests = [
      { survivorNumber: a, absorbedNumbers: [b, c] },
      { survivorNumber: b, absorbedNumbers: [c, a] },
      { survivorNumber: c, absorbedNumbers: [a] },
    ];
    const plans = await Promise.all(requests.map((each) => desk.customers.planMerge(each)));
    const results = await Promise.allSettled(
      requests.map((each, i) => desk.customers.merge({ ...each, fingerprint: plans[i]!.fingerprint })),
    );
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
  });

  it('is one merge for the history and for the audit trail, and one event for each who was absorbed (B8)', async () => {
    const desk = testDesk();
    const [a, b, c] = await three(desk);
    const told: Change[] = [];
    const unsubscribe = desk.changes.subscribe((change) => told.push(change));
    const { merges } = await merge(desk, a, [b, c], { reason: 'same person' });
    unsubscribe();
    assert.deepEqual(
      told.map((change) => change.type === 'customersMerged' && [change.absorbedNumber, change.numbers]),
      [
        [b, { [b]: a }],
        [c, { [c]: a }],
      ],
    );
    assert.equal(new Set(merges.map(({ at, reason, groupId }) => [at, reason, groupId].join())).size, 1);
    assert.notEqual(merges[0]!.groupId, undefined);
    for (const subjectId of [a, b, c]) {
      const { items } = await desk.audit.list({ subjectId });
      assert.deepEqual(
        items.map(({ subject, facts }) => [subject.otherIds, facts['mergeIds']]),
        [[[b, c], merges.map(({ mergeId }) => mergeId)]],
      );
    }
  });

  it('keeps a choice when another of them leaves again, while its value is there', async () => {
    const desk = testDesk();
    const [a, b, c] = await three(desk);
    const { merges, customer } = await merge(desk, a, [b, c], { choices: { name: b } });
    assert.equal(customer.values['name'], 'Mina Kim');
    assert.deepEqual(merges[1]!.choices, { name: b });
    const { survivor } = await desk.customers.unmerge({ mergeId: merges[1]!.mergeId });
    assert.equal(survivor.values['name'], 'Mina Kim');
    const rest = await desk.customers.unmerge({ mergeId: merges[0]!.mergeId });
    assert.equal(rest.survivor.values['name'], '김미나');
  });

  it('remembers nothing that was chosen of somebody who has left', async () => {
    const desk = testDesk();
    const [a, b, c] = await three(desk);
    const { merges } = await merge(desk, a, [b, c], { choices: { name: c } });
    await desk.customers.unmerge({ mergeId: merges[1]!.mergeId });
    await desk.customers.delete({ customerNumber: c });
    const kept = await desk.storage.read((tx) => tx.get('merges', merges[0]!.mergeId));
    assert.ok(!JSON.stringify(kept).includes('김민아'));
  });

  it('takes back the middle one of three and leaves the others merged (B1)', async () => {
    const desk = testDesk();
    const [a, b, c] = await three(desk);
    const d = (await desk.tickets.intake(call('010-5555-6666'))).ticket.customerNumber;
    const { merges } = await merge(desk, a, [b, c, d]);
    const { survivor, restored } = await desk.customers.unmerge({ mergeId: merges[1]!.mergeId });
    assert.deepEqual([survivor.customerNumber, survivor.absorbedNumbers], [a, [b, d]]);
    assert.deepEqual([restored.customerNumber, restored.absorbedNumbers], [c, []]);
    assert.equal(restored.values['name'], '김민아');
  });

  it('fills the ticket at hand once; what one of them brought leaves with that one, the rest with the last (D6)', async () => {
    const desk = testDesk();
    const [a, b, c] = await three(desk);
    const [ticket] = (await desk.tickets.ofCustomer({ customerNumber: a })).items;
    const { ticketId, fields: typed } = ticket!;
    const choices = { memberId: c };
    const { merges } = await merge(desk, a, [b, c], { ticketId, choices });
    const fields = async () => (await desk.tickets.get({ ticketId })).fields;
    const { filled } = await desk.tickets.get({ ticketId });
    assert.deepEqual(await fields(), { ...typed, mail: 'mina@example.com', usercode: 'M-9' });
    assert.equal(new Set(Object.values(filled).map(({ source }) => source)).size, 1);
    await desk.customers.unmerge({ mergeId: merges[0]!.mergeId });
    assert.deepEqual(await fields(), { ...typed, usercode: 'M-9' });
    await desk.customers.unmerge({ mergeId: merges[1]!.mergeId });
    assert.deepEqual(await fields(), typed);
  });
});
