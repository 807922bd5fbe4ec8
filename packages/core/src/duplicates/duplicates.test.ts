import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DeskError } from '../errors.js';
import { call, mail, mergeInto, testDesk, type TestDesk } from '../../test/desk.js';

const numberOf = async (
  desk: TestDesk,
  draft: Parameters<TestDesk['tickets']['intake']>[0],
): Promise<string> => (await desk.tickets.intake(draft)).ticket.customerNumber;

/** A caller and a writer of one name: the same provider name, the same digits but for one. */
async function likelyPair(desk: TestDesk): Promise<[string, string]> {
  const a = await numberOf(desk, call('010-2345-6789', { name: '홍길동', usercode: '' }));
  const b = await numberOf(desk, mail('gildong@example.com', { name: '홍길동', phone: '010-2345-6788' }));
  return [a, b];
}

const scanAll = async (desk: TestDesk): Promise<{ done: number; total: number; found: number }> => {
  for (;;) {
    const step = await desk.duplicates.scan();
    if (step.finishedAt !== undefined) return step;
  }
};

const pairsIn = async (desk: TestDesk): Promise<string[]> => {
  const { items } = await desk.duplicates.queue();
  return items.map(({ customer, other }) => `${customer.customerNumber}-${other.customerNumber}`);
};

describe('who may be the same person', () => {
  it('is found by what both have, with how sure that is and why, although no identifier is the same (B4)', async () => {
    const desk = testDesk();
    const [a, b] = await likelyPair(desk);
    await numberOf(desk, call('010-9876-5432', { name: '박서연' }));
    const { items } = await desk.duplicates.list({ customerNumber: a });
    const [found, ...rest] = items;
    assert.deepEqual(rest, []);
    assert.equal(found?.customerNumber, a);
    assert.equal(found.other.customerNumber, b);
    assert.ok(found.probability > 0.5, `${found.probability}`);
    assert.deepEqual(
      found.reasons.map(({ kind, level }) => `${kind} ${level}`),
      ['name same', 'phone near'],
    );
    const [back] = (await desk.duplicates.list({ customerNumber: b })).items;
    assert.equal(back?.probability, found.probability);
    assert.deepEqual(back?.reasons, found.reasons);
  });

  it('is told of everything registered under any number of a customer (B2, B4)', async () => {
    const desk = testDesk();
    const [a, b] = await likelyPair(desk);
    const third = await numberOf(desk, mail('far@example.com', { name: '이서연' }));
    const request = { survivorNumber: third, absorbedNumbers: [a] };
    const { fingerprint } = await desk.customers.planMerge(request);
    await desk.customers.merge({ ...request, fingerprint });
    const [found] = (await desk.duplicates.list({ customerNumber: a })).items;
    assert.deepEqual([found?.customerNumber, found?.other.customerNumber], [third, b]);
  });

  it('stays unsaid once somebody said that they are not the same, until an identifier of one changes (B4)', async () => {
    const desk = testDesk();
    const [a, b] = await likelyPair(desk);
    await desk.duplicates.decide({ customerNumber: a, otherNumber: b, decision: 'notSame' });
    assert.deepEqual((await desk.duplicates.list({ customerNumber: a })).items, []);
    await scanAll(desk);
    assert.deepEqual(await pairsIn(desk), []);
    const [decided] = (await desk.duplicates.list({ customerNumber: b, decided: true })).items;
    assert.equal(decided?.decided?.decision, 'notSame');
    assert.equal(decided.decided.by, 'mina');

    await desk.customers.edit({ customerNumber: b, values: { name: '홍길동 님' } });
    assert.deepEqual(
      (await desk.duplicates.list({ customerNumber: a })).items,
      [],
      'a name is no identifier',
    );
    await desk.customers.edit({ customerNumber: b, values: { memberId: 'hong7' } });
    assert.equal((await desk.duplicates.list({ customerNumber: a })).items[0]?.other.customerNumber, b);
    assert.deepEqual(await pairsIn(desk), [`${a}-${b}`]);
  });

  it('is remembered as not the same also through a merge that is taken back (B1, B4)', async () => {
    const desk = testDesk();
    const [a, b] = await likelyPair(desk);
    const third = await numberOf(desk, mail('far@example.com', { name: '이서연' }));
    await desk.duplicates.decide({ customerNumber: b, otherNumber: a, decision: 'notSame' });
    const request = { survivorNumber: third, absorbedNumbers: [a] };
    const { fingerprint } = await desk.customers.planMerge(request);
    const { merges } = await desk.customers.merge({ ...request, fingerprint });
    assert.equal(
      (await desk.duplicates.list({ customerNumber: b })).items.length,
      1,
      'it is another customer now',
    );
    await desk.customers.edit({ customerNumber: third, values: { memberId: 'seoyeon' } });
    await desk.customers.unmerge({ mergeId: merges[0]!.mergeId });
    assert.deepEqual((await desk.duplicates.list({ customerNumber: b })).items, []);
  });

  it('is remembered as not the same whatever was said of the merged one meanwhile, and after a scan (B1, B4)', async () => {
    const desk = testDesk();
    const [a, b] = await likelyPair(desk);
    const third = await numberOf(desk, mail('far@example.com', { name: '이서연' }));
    await desk.duplicates.decide({ customerNumber: a, otherNumber: b, decision: 'notSame' });
    const first = await mergeInto(desk, third, a);
    await desk.duplicates.decide({ customerNumber: third, otherNumber: b, decision: 'notSame' });
    await desk.customers.unmerge({ mergeId: first });
    assert.deepEqual((await desk.duplicates.list({ customerNumber: b })).items, []);

    const again = [await mergeInto(desk, third, a), await mergeInto(desk, third, b)];
    await scanAll(desk);
    for (const mergeId of again.reverse()) await desk.customers.unmerge({ mergeId });
    assert.deepEqual((await desk.duplicates.list({ customerNumber: b })).items, []);
    await scanAll(desk);
    assert.deepEqual(await pairsIn(desk), []);
  });

  it('is said again when a merge brings an identifier that a ticket of the merged one shares (B4)', async () => {
    const desk = testDesk();
    const a = await numberOf(desk, call('', { name: '김미나' }));
    const b = await numberOf(desk, call('010-2400-1114', { mail: 'person1@example.com' }));
    await desk.duplicates.decide({ customerNumber: a, otherNumber: b, decision: 'notSame' });
    const c = await numberOf(desk, call('', { mail: 'person1@example.com' }));
    const request = { survivorNumber: a, absorbedNumbers: [c] };
    const { fingerprint } = await desk.customers.planMerge(request);
    await desk.customers.merge({ ...request, fingerprint });
    assert.equal(
      await numberOf(desk, call('010-2400-1114', { name: '이서연', mail: 'person2@example.com' })),
      b,
    );
    const { items } = await desk.duplicates.list({ customerNumber: a });
    assert.deepEqual(
      items.map(({ other }) => other.customerNumber),
      [b],
    );
    assert.deepEqual(await pairsIn(desk), [`${a}-${b}`]);
  });

  it('can be opened again by hand, and nobody can be the same as themselves (trap 1)', async () => {
    const desk = testDesk();
    const [a, b] = await likelyPair(desk);
    await desk.duplicates.decide({ customerNumber: a, otherNumber: b, decision: 'notSame' });
    await desk.duplicates.decide({ customerNumber: b, otherNumber: a, decision: 'open' });
    assert.equal((await desk.duplicates.list({ customerNumber: a })).items.length, 1);
    await assert.rejects(
      desk.duplicates.decide({ customerNumber: a, otherNumber: a, decision: 'notSame' }),
      ({ code }: DeskError) => code === 'invalid_input',
    );
  });

  it('is not told of an identifier that too many have, or that the host blocked (B7)', async () => {
    const settings = {
      duplicates: {
        least: 0.5,
        mostCustomersPerIdentifier: 3,
        blockedIdentifiers: [{ kind: 'email' as const, value: '*@office.example.com' }],
        guards: [],
      },
    };
    const desk = testDesk({ settings });
    const numbers: string[] = [];
    for (const [i, name] of ['김하나', '이두리', '박세찬', '최네모', '정다섯'].entries()) {
      numbers.push(await numberOf(desk, mail(`p${i}@example.com`, { name, phone: '02-555-0100' })));
      if (i === 1) {
        const { items } = await desk.duplicates.list({ customerNumber: numbers[0]! });
        assert.equal(
          items[0]?.reasons.some(({ kind }) => kind === 'phone'),
          true,
        );
      }
    }
    const { items } = await desk.duplicates.list({ customerNumber: numbers[0]! });
    assert.ok(
      items.every(({ reasons }) => reasons.every(({ kind, level }) => kind !== 'phone' || level !== 'same')),
    );
    const a = await numberOf(desk, mail('info@office.example.com', { name: '한가람' }));
    const b = await numberOf(desk, call('010-7777-1234', { name: '윤슬', mail: 'INFO@Office.example.com' }));
    const [found] = (await desk.duplicates.list({ customerNumber: a })).items;
    assert.equal(found?.other.customerNumber, b, 'a person shall still hear of it');
    assert.equal(
      found.reasons.some(({ kind }) => kind === 'email'),
      false,
    );
  });

  it('is masked for those who see masks (D13)', async () => {
    const desk = testDesk();
    const [a] = await likelyPair(desk);
    await scanAll(desk);
    const trainee = desk.as({ user: 'bora', role: 'admin', capabilities: ['customers.merge'] });
    const answers = JSON.stringify([
      await trainee.duplicates.list({ customerNumber: a }),
      await trainee.duplicates.queue(),
    ]);
    for (const value of ['홍길동', '2345', 'gildong']) assert.ok(!answers.includes(value), answers);
  });
});

describe('the queue of pairs', () => {
  it('holds what a scan of all customers found, most likely first, and each pair once (B4)', async () => {
    const desk = testDesk();
    const [a, b] = await likelyPair(desk);
    const c = await numberOf(desk, call('02-345-1000', { name: '남궁민', mail: 'namgoong@example.com' }));
    const d = await numberOf(desk, mail('namgoong@example.co.kr', { name: '남궁민', phone: '02-345-1001' }));
    assert.deepEqual((await desk.duplicates.queue()).items, []);
    assert.deepEqual(await scanAll(desk).then(({ done, total, found }) => [done, total, found]), [4, 4, 2]);
    const { items, waiting, scan } = await desk.duplicates.queue();
    assert.equal(waiting, 2);
    assert.equal(scan?.found, 2);
    assert.deepEqual(
      items.map(({ customer, other }) => [customer.customerNumber, other.customerNumber]),
      [
        [a, b],
        [c, d],
      ],
    );
    assert.ok(items[0]!.probability > items[1]!.probability);
    assert.equal((await scanAll(desk)).found, 0, 'a second scan finds nothing new');
    assert.deepEqual(await pairsIn(desk), [`${a}-${b}`, `${c}-${d}`]);
  });

  it('puts those off that a person leaves for later, behind all others (B4)', async () => {
    const desk = testDesk();
    const [a, b] = await likelyPair(desk);
    const c = await numberOf(desk, call('02-345-1000', { name: '남궁민', mail: 'namgoong@example.com' }));
    const d = await numberOf(desk, mail('namgoong@example.co.kr', { name: '남궁민', phone: '02-345-1001' }));
    await scanAll(desk);
    await desk.duplicates.decide({ customerNumber: a, otherNumber: b, decision: 'later' });
    assert.deepEqual(await pairsIn(desk), [`${c}-${d}`, `${a}-${b}`]);
    await scanAll(desk);
    assert.deepEqual(await pairsIn(desk), [`${c}-${d}`, `${a}-${b}`], 'a scan does not bring it forward');
  });

  it('goes on a page at a time and passes over pairs that were merged elsewhere (B4)', async () => {
    const desk = testDesk();
    const pairs: string[] = [];
    for (let i = 0; i < 7; i++) {
      const name = ['김가람', '이나래', '박다온', '최라온', '정마루', '강바다', '조사랑'][i]!;
      const phone = (last: number): string => `010-${4100 + i * 111}-${1200 + i * 370 + last}`;
      const a = await numberOf(desk, call(phone(1), { name }));
      const b = await numberOf(desk, mail(`p${i}@example.com`, { name, phone: phone(2) }));
      pairs.push(`${a}-${b}`);
    }
    await scanAll(desk);
    const [first] = (await desk.duplicates.queue({ limit: 1 })).items;
    const request = {
      survivorNumber: first!.customer.customerNumber,
      absorbedNumbers: [first!.other.customerNumber],
    };
    const { fingerprint } = await desk.customers.planMerge(request);
    const { merges } = await desk.customers.merge({ ...request, fingerprint });
    const seen: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await desk.duplicates.queue({ limit: 2, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(
        ...page.items.map(({ customer, other }) => `${customer.customerNumber}-${other.customerNumber}`),
      );
      if (page.cursor === undefined) break;
      cursor = page.cursor;
    }
    const merged = `${request.survivorNumber}-${request.absorbedNumbers[0]!}`;
    assert.deepEqual(seen.sort(), pairs.filter((pair) => pair !== merged).sort());
    await desk.customers.unmerge({ mergeId: merges[0]!.mergeId });
    assert.ok((await pairsIn(desk)).includes(merged), 'taken back, it waits again (B1)');
  });

  it('a scan goes on where it stopped, whoever goes on with it, and finds who came meanwhile (B4)', async () => {
    const desk = testDesk();
    for (let i = 0; i < 450; i++)
      await numberOf(desk, call(`010-3${String(i).padStart(3, '0')}-${7000 + i * 3}`));
    const first = await desk.duplicates.scan();
    assert.deepEqual([first.done, first.total, first.finishedAt], [200, 450, undefined]);
    const [a, b] = await likelyPair(desk);
    const other = desk.as({ user: 'bora', role: 'admin' });
    assert.equal((await other.duplicates.scan()).done, 400);
    const state = (await desk.duplicates.queue()).scan;
    assert.deepEqual([state?.done, state?.finishedAt], [400, undefined]);
    const finished = await scanAll(desk);
    assert.deepEqual([finished.done, finished.total, finished.found], [452, 452, 1]);
    assert.deepEqual(await pairsIn(desk), [`${a}-${b}`]);
    assert.equal((await desk.duplicates.scan()).done, 200, 'after a finished one the next begins');
    assert.equal((await desk.duplicates.scan({ start: 'anew' })).done, 200);
  });

  it('ends for both of two who scan together, and nobody begins another by asking once more (B4)', async () => {
    const desk = testDesk();
    await likelyPair(desk);
    const other = desk.as({ user: 'bora', role: 'admin' });
    await desk.duplicates.scan();
    const last = await other.duplicates.scan({ start: 'ifNone' });
    assert.notEqual(last.finishedAt, undefined);
    assert.deepEqual(await desk.duplicates.scan({ start: 'ifNone' }), last);
  });

  it('loses what is no longer likely, and a scan tidies it away', async () => {
    const desk = testDesk();
    const [a, b] = await likelyPair(desk);
    await scanAll(desk);
    const values = { phone: '010-2345-6788' };
    await desk.customers.edit({ customerNumber: a, values, taken: 'move' });
    assert.deepEqual((await desk.duplicates.list({ customerNumber: b })).items, [], 'only the name is left');
    assert.deepEqual(await pairsIn(desk), []);
    assert.equal((await desk.duplicates.queue()).waiting, 1);
    await scanAll(desk);
    assert.equal((await desk.duplicates.queue()).waiting, 0);
  });

  it('is for administrators who may merge (R2, B8)', async () => {
    const desk = testDesk();
    const agent = desk.as({ user: 'bora', role: 'agent' });
    const admin = desk.as({ user: 'bora', role: 'admin', capabilities: [] });
    for (const refused of [agent.duplicates.queue(), agent.duplicates.scan(), admin.duplicates.queue()]) {
      await assert.rejects(refused, ({ code }: DeskError) => code === 'not_permitted');
    }
  });

  it('tells every desk when a pair is noticed or decided on (B8)', async () => {
    const desk = testDesk();
    const [a, b] = await likelyPair(desk);
    const told: string[] = [];
    desk.changes.subscribe((change) => {
      if (change.type === 'duplicatesChanged') told.push(`${change.customerNumber}-${change.otherNumber}`);
    });
    await scanAll(desk);
    await desk.duplicates.decide({ customerNumber: a, otherNumber: b, decision: 'notSame' });
    assert.deepEqual(told, [`${a}-${b}`, `${a}-${b}`]);
    const { items } = await desk.audit.list({});
    assert.deepEqual(items[0]?.subject, { kind: 'customer', id: a, otherIds: [b] });
    assert.equal(items[0]?.facts['decision'], 'notSame');
  });
});
