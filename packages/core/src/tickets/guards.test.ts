import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DuplicateSettings, IntakeResult, TicketDraft } from '../index.js';
import { call, mail, testDesk, type TestDesk } from '../../test/desk.js';

const mother = { name: '김미영' };
const daughter = { name: '김서연' };
const home = '010-1234-5678';

const guarded = (duplicates: Partial<DuplicateSettings>): TestDesk => testDesk({ settings: { duplicates } });

async function merge(desk: TestDesk, survivorNumber: string, absorbedNumber: string): Promise<string> {
  const pair = { survivorNumber, absorbedNumbers: [absorbedNumber] };
  const { fingerprint } = await desk.customers.planMerge(pair);
  return (await desk.customers.merge({ ...pair, fingerprint })).merges[0]!.mergeId;
}

/** Whose the ticket became, and why it joined nobody. */
const told = ({ ticket, outcome }: IntakeResult): unknown => [
  outcome,
  ticket.held?.map(({ kind, reason, customerNumbers }) => [kind, reason, ...customerNumbers]),
];

/** The number of each, in the order in which they came. */
async function numbersOf(desk: TestDesk, drafts: readonly TicketDraft[]): Promise<string[]> {
  const numbers: string[] = [];
  for (const draft of drafts) numbers.push((await desk.tickets.intake(draft)).ticket.customerNumber);
  return numbers;
}

describe('a call comes in from a telephone that somebody else has', () => {
  it('joins nobody when the name is a relative’s, and says so at the ticket and in the suggestion (B7)', async () => {
    const desk = testDesk();
    const [a] = await numbersOf(desk, [call(home, mother)]);
    const arrived = await desk.tickets.intake(call(home, daughter));
    const b = arrived.ticket.customerNumber;
    assert.notEqual(b, a);
    assert.deepEqual(told(arrived), ['created', [['phone', 'differentName', a]]]);
    assert.deepEqual([arrived.matchedBy, arrived.suggestions], [undefined, [a]]);
    const stored = await desk.tickets.get({ ticketId: arrived.ticket.ticketId });
    assert.deepEqual(stored.held, arrived.ticket.held, 'whoever opens the ticket later sees it too');
    const { items } = await desk.duplicates.list({ customerNumber: b });
    assert.deepEqual(
      items.map(({ other, held, contradictions }) => [other.customerNumber, held, contradictions]),
      [[a, 'differentName', ['name']]],
    );
    assert.deepEqual((await desk.customers.get({ customerNumber: a! })).values['name'], '김미영');
  });

  it('joins nobody when the member id is another one, whatever the name (B7)', async () => {
    const desk = testDesk();
    const [a] = await numbersOf(desk, [call(home, { usercode: 'M-1', name: '김미영' })]);
    const arrived = await desk.tickets.intake(call(home, { usercode: 'M-2', name: '김미영' }));
    assert.deepEqual(told(arrived), ['created', [['phone', 'differentMemberId', a]]]);
  });

  it('goes to the daughter who called before, not to a third customer (B7)', async () => {
    const desk = testDesk();
    const [a, b] = await numbersOf(desk, [call(home, mother), call(home, daughter)]);
    const again = await desk.tickets.intake(call('+82 10 1234 5678', { name: '김 서연 님' }));
    assert.deepEqual(told(again), ['found', undefined]);
    assert.deepEqual([again.ticket.customerNumber, again.matchedBy], [b, 'phone']);
    assert.equal((await desk.tickets.intake(call(home, mother))).ticket.customerNumber, a);
  });

  it('goes to the oldest when it brings neither a name nor a member id (D2)', async () => {
    const desk = testDesk();
    const [a] = await numbersOf(desk, [call(home, mother), call(home, daughter)]);
    for (const more of [{}, { name: '고객님' }, { name: '010-1234-5678' }, { subject: '환불' }] as Record<
      string,
      string
    >[])
      assert.deepEqual(await numbersOf(desk, [call(home, more)]), [a]);
  });

  it('goes to whom it fits best, and to the older of two whom it fits alike (B7)', async () => {
    const desk = testDesk();
    const numbers = await numbersOf(desk, [
      call(home, mother),
      call(home, { name: '김서연', usercode: 'M-1' }),
      call(home, { name: '김서현' }),
    ]);
    const [a, b] = numbers;
    assert.equal(new Set(numbers).size, 2, '김서현 is 김서연, heard wrong by a letter');
    // 김서윤 is heard much like 김서연, but the member id says that they are two.
    const twins = await numbersOf(desk, [
      call(home, { name: '김서윤', usercode: 'M-2' }),
      call(home, { name: '서연' }),
      call(home, { name: '김서윤' }),
      call(home, { usercode: 'M-2' }),
    ]);
    assert.notEqual(twins[0], b);
    assert.deepEqual(twins, [twins[0], b, twins[0], a], 'a member id alone contradicts nobody without one');
  });

  it('takes any name for theirs that is written otherwise, or too little of a name to tell (B7, D3)', async () => {
    const same: [string, string[]][] = [
      ['김민준', ['김민준님', '김민준 고객님', '김 민준', '민준', 'Minjun Kim', 'KIM MIN JUN', '김민진', '']],
      ['홍길동', ['길동홍', '홍길동(배우자)', 'Hong Gildong', '고객', '익명', '이길동']],
      ['John Smith', ['Mr. Smith', 'smith john', 'J. Smith', 'Jhon Smith', 'Unknown', '田中太郎']],
      ['', ['김미나', '']],
    ];
    for (const [known, others] of same) {
      for (const name of others) {
        const desk = testDesk();
        const [a, b] = await numbersOf(desk, [call(home, { name: known }), call(home, { name })]);
        assert.equal(a, b, `${known} and ${name}`);
      }
    }
  });

  it('takes any name the customer ever had for theirs (B7)', async () => {
    const desk = testDesk();
    const [a] = await numbersOf(desk, [call(home, mother)]);
    await desk.customers.edit({ customerNumber: a!, values: { name: '박지영' } });
    assert.deepEqual(await numbersOf(desk, [call(home, mother), call(home, { name: '박지영' })]), [a, a]);
    assert.notEqual((await numbersOf(desk, [call(home, daughter)]))[0], a);
  });
});

describe('what a person decided', () => {
  it('wins over a guard: a merged customer answers to all of their names (B7)', async () => {
    const desk = testDesk();
    const [a, b] = await numbersOf(desk, [call(home, mother), call(home, daughter)]);
    const mergeId = await merge(desk, a!, b!);
    for (const more of [mother, daughter, {}]) {
      const arrived = await desk.tickets.intake(call(home, more));
      assert.deepEqual([arrived.ticket.customerNumber, arrived.ticket.held], [a, undefined]);
    }
    await desk.customers.unmerge({ mergeId });
    assert.deepEqual(await numbersOf(desk, [call(home, mother), call(home, daughter)]), [a, b]);
    const { items } = await desk.tickets.ofCustomer({ customerNumber: b! });
    assert.equal(items.length, 3, 'her calls went with her');
  });

  it('is followed by what a ticket says of it: once merged, nothing is held any more (B7, B2)', async () => {
    const desk = testDesk();
    const [a] = await numbersOf(desk, [call(home, mother)]);
    const { ticket } = await desk.tickets.intake(call(home, daughter));
    const other = (await numbersOf(desk, [call('010-9999-8888', mother)]))[0]!;
    await merge(desk, other, a!);
    const held = async () => (await desk.tickets.get({ ticketId: ticket.ticketId })).held;
    assert.deepEqual((await held())?.[0]?.customerNumbers, [other], 'the number that a leads to now');
    await merge(desk, other, ticket.customerNumber);
    assert.equal(await held(), undefined);
  });

  it('that two are not the same changes nothing about whose a call is (B4, B7)', async () => {
    const desk = testDesk();
    const [a, b] = await numbersOf(desk, [call(home, mother), call(home, daughter)]);
    await desk.duplicates.decide({ customerNumber: a!, otherNumber: b!, decision: 'notSame' });
    assert.deepEqual(await numbersOf(desk, [call(home, mother), call(home, daughter), call(home)]), [
      a,
      b,
      a,
    ]);
  });

  it('that a number moved is kept to: whoever it was taken from is not asked (B5, B7)', async () => {
    const desk = testDesk();
    const [a, b] = await numbersOf(desk, [call(home, mother), call('010-9999-8888', daughter)]);
    await desk.customers.edit({ customerNumber: b!, values: { phone: home }, taken: 'move' });
    const arrived = await desk.tickets.intake(call(home, mother));
    assert.notEqual(arrived.ticket.customerNumber, a);
    assert.deepEqual(told(arrived), ['created', [['phone', 'differentName', b]]]);
  });
});

describe('an identifier that belongs to no one person', () => {
  it('joins nobody once more customers have it than the host allows, also who called before (B7)', async () => {
    const desk = guarded({ mostCustomersPerIdentifier: 2 });
    const names = ['김미영', '이서연', '박지훈'];
    const [a, b, c] = await numbersOf(
      desk,
      names.map((name) => call(home, { name })),
    );
    assert.equal(new Set([a, b, c]).size, 3);
    const arrived = await desk.tickets.intake(call(home, { name: '박지훈' }));
    assert.deepEqual(told(arrived), ['created', [['phone', 'shared', a, b, c]]]);
    const { items } = await desk.duplicates.list({ customerNumber: arrived.ticket.customerNumber });
    assert.deepEqual(
      items.map(({ other, held }) => [other.customerNumber, held]),
      [
        [c, 'shared'],
        [a, 'shared'],
      ],
      'who has the same name comes first',
    );
    const queue = await desk.duplicates.queue();
    const pairs = queue.items.map(({ customer, other }) => [customer.customerNumber, other.customerNumber]);
    assert.ok(
      pairs.some((pair) => pair[0] === c),
      'and waits for an administrator',
    );
    assert.ok(
      !pairs.some((pair) => pair[0] === a && pair[1] === arrived.ticket.customerNumber),
      'colleagues do not',
    );
    assert.equal((await desk.customers.identify({ kind: 'phone', value: home })).customer, undefined);
  });

  it('counts customers, not the numbers that were merged into them (B7, B2)', async () => {
    const desk = guarded({ mostCustomersPerIdentifier: 2 });
    const names = ['김미영', '이서연', '박지훈'];
    const [a, b] = await numbersOf(
      desk,
      names.map((name) => call(home, { name })),
    );
    await merge(desk, a!, b!);
    assert.deepEqual(await numbersOf(desk, [call(home, { name: '이서연' })]), [a]);
    assert.equal((await desk.customers.identify({ kind: 'phone', value: home })).customer?.customerNumber, a);
  });

  it('joins nobody when the host blocked it, in any spelling, or its whole domain (B7)', async () => {
    const desk = guarded({
      blockedIdentifiers: [
        { kind: 'phone', value: '+82 2 555 1000' },
        { kind: 'email', value: ' Desk@Partner.example ' },
        { kind: 'email', value: '*@RELAY.example' },
        { kind: 'memberId', value: 'GUEST' },
      ],
    });
    for (const draft of [
      call('02-555-1000', { name: '김미영' }),
      call('02) 555 1000', { name: '김미영' }),
      mail('desk@partner.example'),
      mail('a.b+c@relay.example', { name: '김미영' }),
    ]) {
      const first = await desk.tickets.intake(draft);
      const kind = draft.channelId === 'call' ? 'phone' : 'email';
      assert.equal(first.outcome, 'created');
      assert.deepEqual(
        first.ticket.held?.map(({ kind, reason }) => [kind, reason]),
        [[kind, 'blocked']],
      );
      const again = await desk.tickets.intake(draft);
      assert.equal(again.outcome, 'created');
      const value = Object.values(draft.fields)[0]!;
      assert.equal((await desk.customers.identify({ kind, value })).customer, undefined);
    }
    const [a, b] = await numbersOf(desk, [mail('a@other.example'), mail('a@other.example')]);
    assert.equal(a, b, 'everybody else is found as ever');
  });

  it('leaves the decision to the next kind that the host matches by, and every one held is told (B7, D2)', async () => {
    const desk = testDesk({
      settings: {
        matchBy: { call: ['phone'], other: ['email', 'phone', 'memberId'] },
        duplicates: { blockedIdentifiers: [{ kind: 'email', value: 'shop@example.com' }] },
      },
    });
    const fields = { mail: 'shop@example.com', phone: home };
    const [a] = await numbersOf(desk, [{ channelId: 'web', fields: { phone: home, ...mother } }]);
    const [b] = await numbersOf(desk, [{ channelId: 'web', fields: { usercode: 'M-7', ...daughter } }]);
    const byPhone = await desk.tickets.intake({ channelId: 'web', fields: { ...fields, ...mother } });
    assert.deepEqual(told(byPhone), ['found', [['email', 'blocked']]]);
    assert.deepEqual([byPhone.ticket.customerNumber, byPhone.matchedBy], [a, 'phone']);
    const byMemberId = await desk.tickets.intake({
      channelId: 'web',
      fields: { ...fields, usercode: 'M-7', ...daughter },
    });
    assert.deepEqual(told(byMemberId), [
      'found',
      [
        ['email', 'blocked', a],
        ['phone', 'differentName', a],
      ],
    ]);
    assert.deepEqual([byMemberId.ticket.customerNumber, byMemberId.matchedBy], [b, 'memberId']);
    assert.deepEqual(byMemberId.suggestions, [a]);
  });

  it('says nothing about a number that identifies nobody anywhere: it has nothing to be held by (D3)', async () => {
    const desk = testDesk({ settings: { ownNumbers: ['02-555-1234'] } });
    for (const phone of ['1588-1234', 'anonymous', '010-0000-0000', '02-555-1234', ''])
      assert.deepEqual(told(await desk.tickets.intake(call(phone, mother))), ['created', undefined]);
  });

  it('still decides when the other number beside it does (B7)', async () => {
    const desk = guarded({ blockedIdentifiers: [{ kind: 'phone', value: '02-555-1000' }] });
    const both = `02-555-1000 / ${home}`;
    const [a, b] = await numbersOf(desk, [call(home, mother), call(both, mother)]);
    assert.equal(a, b);
    const other = await desk.tickets.intake(call(both, daughter));
    assert.deepEqual(told(other), [
      'created',
      [
        ['phone', 'blocked', a],
        ['phone', 'differentName', a],
      ],
    ]);
  });
});

describe('the guards of a desk', () => {
  it('are the host’s to take away, one by one (B7)', async () => {
    const other = { name: '이서연', usercode: 'M-2' };
    const outcome = async (guards: DuplicateSettings['guards']): Promise<unknown> => {
      const desk = guarded({ guards });
      await desk.tickets.intake(call(home, { name: '김미영', usercode: 'M-1' }));
      return (await desk.tickets.intake(call(home, other))).ticket.held?.[0]?.reason;
    };
    assert.equal(await outcome([]), undefined);
    assert.equal(await outcome(['differentName']), 'differentName');
    assert.equal(await outcome(['differentMemberId']), 'differentMemberId');
    assert.equal(await outcome(['differentMemberId', 'differentName']), 'differentName');
  });

  it('are refused when the desk is made, naming the setting, when a value cannot be what it says (B7)', () => {
    const refused: [unknown, (string | number)[], string][] = [
      [{ mostCustomersPerIdentifier: 0 }, ['mostCustomersPerIdentifier'], 'invalid'],
      [{ mostCustomersPerIdentifier: 2.5 }, ['mostCustomersPerIdentifier'], 'invalid'],
      [{ least: 2 }, ['least'], 'invalid'],
      [{ guards: ['sameName'] }, ['guards', 0], 'invalid'],
      [
        { blockedIdentifiers: [{ kind: 'phone', value: '12-34' }] },
        ['blockedIdentifiers', 0, 'value'],
        'invalidPhone',
      ],
      [
        { blockedIdentifiers: [{ kind: 'email', value: '*@' }] },
        ['blockedIdentifiers', 0, 'value'],
        'invalidEmail',
      ],
      [
        {
          blockedIdentifiers: [
            { kind: 'email', value: '*@example.com' },
            { kind: 'email', value: 'a b@example.com' },
          ],
        },
        ['blockedIdentifiers', 1, 'value'],
        'invalidEmail',
      ],
      [
        { blockedIdentifiers: [{ kind: 'memberId', value: ' ' }] },
        ['blockedIdentifiers', 0, 'value'],
        'invalid',
      ],
      [{ blockedIdentifiers: [{ kind: 'name', value: 'x' }] }, ['blockedIdentifiers', 0, 'kind'], 'invalid'],
    ];
    for (const [duplicates, path, code] of refused) {
      assert.throws(
        () => guarded(duplicates as Partial<DuplicateSettings>),
        (error: { code: string; issues: { path: unknown; code: string }[] }) => {
          assert.equal(error.code, 'invalid_input');
          assert.deepEqual(
            error.issues.map((issue) => [issue.path, issue.code]),
            [[['duplicates', ...path], code]],
          );
          return true;
        },
      );
    }
    // What identifies nobody anyway may be named all the same.
    guarded({ blockedIdentifiers: [{ kind: 'phone', value: '1588-1234' }] });
  });

  it('let two relatives call at the same moment, while somebody is merged, without a third (B7)', async () => {
    const desk = testDesk();
    const [a, x] = await numbersOf(desk, [call(home, mother), call('010-9999-8888', mother)]);
    const pair = { survivorNumber: x!, absorbedNumbers: [a!] };
    const { fingerprint } = await desk.customers.planMerge(pair);
    const [, ...calls] = await Promise.all([
      desk.customers.merge({ ...pair, fingerprint }),
      ...Array.from({ length: 6 }, () => desk.tickets.intake(call(home, daughter))),
    ]);
    const numbers = new Set(calls.map(({ ticket }) => ticket.customerNumber));
    assert.equal(numbers.size, 1);
    assert.ok(!numbers.has(a!) && !numbers.has(x!));
  });
});
