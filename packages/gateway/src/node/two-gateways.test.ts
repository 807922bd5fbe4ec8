/** Several gateways on one database: agents on different ones see one desk, also when one of them dies. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Change, Desk, DeskError } from '@deskcard/core';
import { testServer } from '../../test/database.js';
import { freePort, GatewayProcess, isTelling, until, type Environment } from '../../test/gateway-process.js';
import { allTickets, checkResolution, Ledger } from '../../test/ledger.js';

const { skip, server } = await testServer();

describe('two gateways on one database', { skip }, () => {
  let one: GatewayProcess;
  let two: GatewayProcess;
  let environment: Environment;
  const all: GatewayProcess[] = [];

  /** The second one comes back where it was. */
  const startSecond = async (): Promise<void> => {
    two = await GatewayProcess.start(environment);
    all.push(two);
  };

  before(async () => {
    const shared = { DESKCARD_DATABASE: server.url, DESKCARD_METRICS: 'on' };
    environment = { ...shared, DESKCARD_PORT: await freePort() };
    [one] = await Promise.all([GatewayProcess.start(shared), startSecond()]);
    all.push(one);
  });
  after(() => Promise.all(all.map((each) => each.kill())));

  const arrive = async (desk: Desk, phone: string): Promise<string> => {
    const { ticket } = await desk.tickets.intake({ channelId: 'call', fields: { phone, subject: 'x' } });
    return ticket.customerNumber;
  };

  it('keep everything they acknowledged, once, while one is killed and started again', async () => {
    const workspace = 'busy';
    const ledger = new Ledger(Array.from({ length: 12 }, (_, i) => `010-2000-${1000 + i}`));
    const here = one.desk({ workspace });
    let there = two.desk({ workspace });
    let client = 0;
    /** Half of the clients begin at either gateway; whoever gets no answer asks the other one. */
    const work = async (operations: number): Promise<void> => {
      const own = client++;
      let asked = own % 2;
      for (let i = 0; i < operations; i++) {
        const first = asked;
        await ledger.act(own, i, () => (asked++ % 2 === 0 ? here : there));
        asked = first;
      }
    };
    const clients = Promise.all(Array.from({ length: 6 }, () => work(32)));
    await until(() => ledger.acknowledged > 60);
    await two.kill();
    const atDeath = ledger.acknowledged;
    await until(() => ledger.acknowledged > atDeath + 10);
    await startSecond();
    there = two.desk({ workspace });
    await clients;

    assert.ok(ledger.repeats > 0, 'the dying gateway left calls without an answer');
    assert.ok(ledger.merges.length > 10 && ledger.undone.size > 0, 'customers were merged and taken apart');
    await ledger.settle(there);

    // What was answered by one gateway is answered by the other in the same words, and nothing happens again.
    const before = await allTickets(here);
    for (const done of [
      ...ledger.intakes.slice(-15),
      ...ledger.edits.slice(-5),
      ...ledger.merges.slice(-5),
    ]) {
      for (const desk of [here, there]) assert.deepEqual(await done.again(desk), done.answer, done.key);
    }
    assert.deepEqual(await allTickets(there), before);
    await ledger.settle(here);
  });

  it('merge A into B and B into A at once: exactly one wins (trap 15)', async () => {
    const [here, there] = [one.desk(), two.desk()];
    for (let round = 0; round < 8; round++) {
      const phones = [`010-3000-${1000 + round}`, `010-3001-${1000 + round}`];
      const [a, b] = (await Promise.all(phones.map((phone) => arrive(here, phone)))) as [string, string];
      const merge = async (
        desk: Desk,
        survivorNumber: string,
        absorbedNumber: string,
      ): Promise<() => Promise<string>> => {
        const { fingerprint } = await desk.customers.planMerge({
          survivorNumber,
          absorbedNumbers: [absorbedNumber],
        });
        return () =>
          desk.customers.merge({ survivorNumber, absorbedNumbers: [absorbedNumber], fingerprint }).then(
            ({ customer }) => customer.customerNumber,
            ({ code }: DeskError) => code,
          );
      };
      const both = await Promise.all([merge(here, a, b), merge(there, b, a)]);
      const ends = await Promise.all(both.map((start) => start()));
      const winners = ends.filter((end) => end === a || end === b);
      assert.equal(winners.length, 1, ends.join(' and '));
      assert.ok(ends.includes('merge_stale') || ends.includes('merge_blocked'), ends.join(' and '));
      const found = await Promise.all(
        [a, b].map(
          async (customerNumber) => [customerNumber, await there.customers.get({ customerNumber })] as const,
        ),
      );
      assert.equal(found[0]![1].customerNumber, winners[0]);
      checkResolution(new Map(found));
    }
  });

  it('take calls of two relatives on one telephone at once, during a merge: one customer each, no third (B7)', async () => {
    const workspace = 'family';
    const desks = [one.desk({ workspace }), two.desk({ workspace })] as const;
    for (let round = 0; round < 6; round++) {
      const phone = `010-8000-${1000 + round}`;
      const call = async (desk: Desk, name: string): Promise<string> =>
        (await desk.tickets.intake({ channelId: 'call', fields: { phone, name } })).ticket.customerNumber;
      const mother = await call(desks[0], '김미영');
      const other = await arrive(desks[0], `010-8001-${1000 + round}`);
      const pair = { survivorNumber: other, absorbedNumbers: [mother] };
      const { fingerprint } = await desks[0].customers.planMerge(pair);
      const names = ['박도현', '이하은', '박도현 님', '하은'];
      const merge = desks[0].customers.merge({ ...pair, fingerprint }).then(
        ({ customer }) => customer.customerNumber,
        ({ code }: DeskError) => code,
      );
      const numbers = await Promise.all(
        names.flatMap((name) =>
          desks.map((desk) => call(desk, name).then((number) => [name, number] as const)),
        ),
      );
      // Nobody wrote to the mother, so that nothing made the preview stale.
      assert.equal(await merge, other);
      const customers = (surname: string): Set<string> =>
        new Set(numbers.flatMap(([name, number]) => (surname.includes(name) ? [number] : [])));
      const [father, daughter] = [customers('박도현 님'), customers('이하은 하은')];
      const told = numbers.map((each) => each.join(' ')).join(', ');
      assert.deepEqual([father.size, daughter.size], [1, 1], told);
      const all = new Set([...father, ...daughter, mother, other]);
      assert.equal(all.size, 4, told);
      const live = await desks[1].customers.search({ phone });
      assert.equal(live.items.length, 3, 'the mother under her new number, the father, the daughter');
    }
  });

  it('answer a key that was used at the other one as it was answered there, and refuse it for something else', async () => {
    const [here, there] = [one.desk(), two.desk()];
    const call = { channelId: 'call', fields: { phone: '010-4000-1000', subject: 'once' } };
    const idempotencyKey = 'call-4711';
    const answers = await Promise.all(
      [here, there, here, there].map((desk) => desk.tickets.intake(call, { idempotencyKey })),
    );
    for (const answer of answers) assert.deepEqual(answer, answers[0]);
    const other = { ...call, fields: { phone: '010-4000-1001' } };
    await assert.rejects(there.tickets.intake(other, { idempotencyKey }), { code: 'idempotency_conflict' });
  });

  describe('and a page on each', () => {
    interface Heard {
      change: Change;
      position: string | undefined;
    }

    let phones = 1000;
    const sinceNow = (heard: readonly Heard[], number: string): Heard[] =>
      heard.slice(
        heard.findIndex(({ change }) => 'customerNumber' in change && change.customerNumber === number),
      );

    /** What a page is told, from when it is told everything; there is one page on a gateway at a time. */
    const listen = async (gateway: GatewayProcess, desk: Desk, after?: string): Promise<Heard[]> => {
      const heard: Heard[] = [];
      const streams = async (): Promise<string | undefined> => {
        const text = await (await fetch(`${gateway.url}/metrics`)).text();
        return /^deskcard_event_streams (\d+)/m.exec(text)?.[1];
      };
      await until(async () => (await streams()) === '0');
      const since = after === undefined ? {} : { after };
      desk.changes.subscribe((change, position) => heard.push({ change, position }), since);
      await until(async () => (await streams()) === '1');
      let last: string;
      await until(async () => {
        last = await arrive(desk, `010-9000-${++phones}`);
        return heard.length > 0;
      });
      await until(() => isTold(heard, last));
      return heard;
    };
    const isTold = (heard: readonly Heard[], number: string): boolean =>
      heard.some(({ change }) => change.type === 'ticketArrived' && change.customerNumber === number);
    const types = (heard: readonly Heard[]): string[] => heard.map(({ change }) => change.type);

    it('show a grade and a merge made at the other, in their order', async () => {
      const workspace = 'live';
      const [here, there] = [one.desk({ workspace }), two.desk({ workspace })];
      const heard = await listen(two, there);
      const a = await arrive(here, '010-5000-1000');
      const b = await arrive(here, '010-5000-1001');
      const { gradeId } = await here.grades.save({ name: 'VIP', color: '#aa0000' });
      await here.grades.assign({ gradeId, criterion: 'phone', value: '010-5000-1000' });
      const pair = { survivorNumber: a, absorbedNumbers: [b] };
      const { fingerprint } = await here.customers.planMerge(pair);
      const { merges } = await here.customers.merge({ ...pair, fingerprint });
      await here.customers.unmerge({ mergeId: merges[0]!.mergeId });
      await until(() => types(heard).includes('mergeUndone'));
      const arrived = ['customerCreated', 'ticketArrived'];
      const expected = [
        ...arrived,
        ...arrived,
        'gradesChanged',
        'gradesChanged',
        'customersMerged',
        'mergeUndone',
      ];
      assert.deepEqual(types(sinceNow(heard, a)), expected);
      const merged = heard.find(({ change }) => change.type === 'customersMerged')!.change;
      assert.deepEqual(merged.type === 'customersMerged' && merged.numbers, { [b]: a });
      there.close();
    });

    it('miss nothing when the gateway of the page is killed and comes back', async () => {
      const workspace = 'broken';
      const [here, there] = [one.desk({ workspace }), two.desk({ workspace })];
      const heard = await listen(two, there);
      const other = await listen(one, here);
      await two.kill();
      const numbers: string[] = [];
      for (let i = 0; i < 5; i++) numbers.push(await arrive(here, `010-6000-${1000 + i}`));
      await startSecond();
      numbers.push(await arrive(here, '010-6000-2000'));
      await until(() => [heard, other].every((each) => isTold(each, numbers.at(-1)!)));
      const created = sinceNow(heard, numbers[0]!).flatMap(({ change }) =>
        change.type === 'customerCreated' ? [change.customerNumber] : [],
      );
      assert.deepEqual(created, numbers, 'each once, in their order');
      // Both pages, one of which was never broken, were told the same from the same place on.
      const from = other[0]!.position;
      assert.deepEqual(heard.slice(heard.findIndex(({ position }) => position === from)), other);
      for (const desk of [here, there]) desk.close();
    });

    it('go on at another gateway from where they were, or learn that they missed something', async () => {
      const workspace = 'moved';
      const [here, there] = [one.desk({ workspace }), two.desk({ workspace })];
      const heard = await listen(two, there);
      there.close();
      const { position } = heard.at(-1)!;
      const customerNumber = await arrive(one.desk({ workspace }), '010-7000-1000');
      const moved = await listen(one, here, position);
      assert.deepEqual(moved[0]!.change, { type: 'customerCreated', customerNumber });
      assert.equal(moved[1]!.change.type, 'ticketArrived');
      here.close();

      const elsewhere = one.desk({ workspace: 'another' });
      const lost = await listen(one, elsewhere, position);
      assert.deepEqual(lost[0]!.change, { type: 'missed' });
      elsewhere.close();
    });
  });

  it('end in peace, and their logs hold neither a secret nor anything of a customer', async () => {
    assert.deepEqual(await Promise.all([one, two].map((each) => each.stop())), [0, 0]);
    const said = all.map((each) => each.said).join('');
    assert.match(said, /"operation":"tickets\.intake"/);
    assert.equal(said.split('\n').find(isTelling), undefined);
  });
});
