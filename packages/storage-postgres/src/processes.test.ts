/** Several gateways on one database: what one process does holds for all, also when one of them dies. */
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { createDesk, type Desk } from '@deskcard/core';
import { ask, testDatabase, uniqueName, until } from '../test/helpers.js';
import { DeskProcess } from '../test/processes.js';

const { skip, database } = await testDatabase();
const children: DeskProcess[] = [];
after(() => Promise.all(children.map((each) => each.kill())));

async function twoProcesses(workspace: string): Promise<[DeskProcess, DeskProcess]> {
  const pair: [DeskProcess, DeskProcess] = [new DeskProcess(), new DeskProcess()];
  children.push(...pair);
  const { url } = database.server;
  await Promise.all(pair.map((each) => each.ask({ do: 'open', url, workspace })));
  return pair;
}

async function deskOn(workspace: string): Promise<Desk> {
  const storage = (await database.open()).workspace(workspace);
  return createDesk({ storage, principal: { user: 'mina', role: 'admin' } });
}

async function arrive(desk: Desk, phone: string): Promise<string> {
  const { ticket } = await desk.tickets.intake({ channelId: 'call', fields: { phone, subject: 'x' } });
  return ticket.customerNumber;
}

describe('several processes on one database', { skip }, () => {
  const workspace = uniqueName();
  let pair: [DeskProcess, DeskProcess];

  it('bring a new database to its shape together, once', async () => {
    const { url } = database.server;
    const schema = 'opened_at_once';
    const three = [new DeskProcess(), new DeskProcess(), new DeskProcess()];
    children.push(...three);
    await Promise.all(three.map((each) => each.ask({ do: 'open', url, workspace, schema })));
    const migrations = await ask(url, `select version from ${schema}.migrations`);
    assert.deepEqual(migrations, [{ version: 1 }, { version: 2 }, { version: 3 }]);
    await Promise.all(three.map((each) => each.kill()));
  });

  it('never give a customer number twice (R9)', async () => {
    pair = await twoProcesses(workspace);
    const both = await Promise.all(pair.map((each) => each.ask<number[]>({ do: 'numbers', count: 400 })));
    assert.equal(new Set(both.flat()).size, 800);
  });

  it('merge A into B and B into A at once: exactly one wins (trap 15)', async () => {
    const desk = await deskOn(workspace);
    const [one, two] = pair;
    for (let round = 0; round < 10; round++) {
      const [a, b] = [
        await arrive(desk, `010-3000-${1000 + round}`),
        await arrive(desk, `010-3001-${1000 + round}`),
      ];
      const plan = async (survivorNumber: string, absorbedNumber: string) => {
        const { fingerprint } = await desk.customers.planMerge({
          survivorNumber,
          absorbedNumbers: [absorbedNumber],
        });
        return { do: 'merge', survivorNumber, absorbedNumber, fingerprint } as const;
      };
      const [there, back] = [await plan(a, b), await plan(b, a)];
      const outcomes = await Promise.all([one.outcome(there), two.outcome(back)]);
      assert.equal(outcomes.filter((each) => each === 'done').length, 1, outcomes.join());
      const numbers = await Promise.all([a, b].map((each) => desk.customers.get({ customerNumber: each })));
      assert.equal(numbers[0]!.customerNumber, numbers[1]!.customerNumber);
    }
  });

  it('take tickets in while a merge is under way: none stays with the absorbed customer (trap 2)', async () => {
    const desk = await deskOn(workspace);
    const [one, two] = pair;
    for (let round = 0; round < 8; round++) {
      const phones = [`010-4000-${1000 + round}`, `010-4001-${1000 + round}`];
      const [a, b] = [await arrive(desk, phones[0]!), await arrive(desk, phones[1]!)];
      const { fingerprint } = await desk.customers.planMerge({ survivorNumber: a, absorbedNumbers: [b] });
      const [tickets] = await Promise.all([
        one.ask<string[]>({ do: 'intake', phones, count: 20 }),
        two.outcome({ do: 'merge', survivorNumber: a, absorbedNumber: b, fingerprint }),
      ]);
      const { customerNumber } = await desk.customers.get({ customerNumber: b });
      assert.equal(customerNumber, a, 'the merge was carried out');
      for (const ticketId of tickets) {
        assert.equal((await desk.tickets.get({ ticketId })).customerNumber, a);
      }
    }
  });

  it('are told of each other’s changes', async () => {
    const desk = await deskOn(workspace);
    const [one] = pair;
    await one.ask({ do: 'listen' });
    const customerNumber = await arrive(desk, '010-5000-1000');
    const heard = () => one.reports.flatMap((report) => (report.type === 'changed' ? [report.change] : []));
    await until(() => heard().some((each) => each.type === 'ticketArrived'));
    assert.deepEqual(heard()[0], { type: 'customerCreated', customerNumber });
  });

  it('lose nothing that was acknowledged when one of them is killed, and keep nothing half', async () => {
    const own = uniqueName();
    const [dying, living] = await twoProcesses(own);
    dying.send({ do: 'intakeForEver', prefix: '010-2345' });
    living.send({ do: 'intakeForEver', prefix: '010-2346' });
    await until(() => dying.acknowledged().length >= 30);
    await dying.kill();
    const before = living.acknowledged().length;
    await until(() => living.acknowledged().length >= before + 30);
    await living.kill();

    const desk = await deskOn(own);
    const told = [...dying.acknowledged(), ...living.acknowledged()];
    for (const { ticketId, customerNumber } of told) {
      assert.equal((await desk.tickets.get({ ticketId })).customerNumber, customerNumber);
      assert.equal((await desk.customers.get({ customerNumber })).customerNumber, customerNumber);
    }
    assert.equal(
      new Set(told.map((each) => each.customerNumber)).size,
      told.length,
      'no number was given twice',
    );
    // A ticket whose customer is missing would be half of an intake.
    const [counts] = await ask<{ tickets: string; customers: string; identifiers: string }>(
      database.server.url,
      `select (select count(*) from deskcard.tickets where workspace = '${own}') as tickets,
        (select count(*) from deskcard.fragments where workspace = '${own}') as customers,
        (select count(*) from deskcard.identifiers where workspace = '${own}') as identifiers`,
    );
    assert.equal(counts!.tickets, counts!.customers);
    assert.equal(counts!.identifiers, counts!.customers);
    assert.ok(Number(counts!.tickets) >= told.length);
  });
});
