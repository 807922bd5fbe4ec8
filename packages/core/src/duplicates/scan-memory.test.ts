import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { contactCentre } from '@deskcard/testing/contact-centre';
import { fillCustomers } from '../../test/fill.js';
import { call, testDesk, type TestDesk } from '../../test/desk.js';
import type { Desk, DuplicateScan } from '../index.js';

const people = contactCentre({ seed: 31, people: 5_000 });
const admin = { user: 'mina', role: 'admin' } as const;

async function filled(scanInMemory: boolean): Promise<TestDesk> {
  const desk = testDesk({ scanInMemory, checkAnswers: false });
  await fillCustomers(desk.storage, people);
  return desk;
}

async function scanAll(...desks: readonly Desk[]): Promise<DuplicateScan> {
  const step = (start: 'ifFinished' | 'ifNone'): Promise<DuplicateScan[]> =>
    Promise.all(desks.map((desk) => desk.duplicates.scan({ start })));
  let steps = await step('ifFinished');
  // Whoever made the last step, it is the same end for all.
  while (steps.some(({ finishedAt }) => finishedAt === undefined)) steps = await step('ifNone');
  for (const end of steps) assert.deepEqual(end, steps[0]);
  return steps[0]!;
}

/** What the scan left in the store, without the time. */
async function pairsOf({ storage }: TestDesk): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  let after: string | undefined;
  do {
    const page = await storage.read((tx) => tx.scan('suggestions', undefined, { limit: 1000, after }));
    for (const { key, value } of page.records) {
      found.set(key, (value as { probability: number }).probability);
    }
    after = page.cursor;
  } while (after !== undefined);
  return found;
}

describe('a scan of all customers in memory', () => {
  it('finds the same pairs as one through the index, with the same probabilities (B4)', async () => {
    const [byMemory, byIndex] = [await filled(true), await filled(false)];
    const [one, other] = [await scanAll(byMemory), await scanAll(byIndex)];
    const [found, expected] = [await pairsOf(byMemory), await pairsOf(byIndex)];
    assert.ok(expected.size > 300, `${expected.size}`);
    assert.deepEqual([...found].sort(), [...expected].sort());
    assert.deepEqual([one.done, one.total, one.found], [people.length, people.length, found.size]);
    assert.deepEqual([other.done, other.found], [one.done, one.found]);
  });

  it('is gone on with by whoever comes, in memory or through the index, and counts each pair once', async () => {
    const first = await filled(true);
    const index = first.as(admin, {});
    const memory = testDesk({ storage: first.storage, scanInMemory: true, checkAnswers: false });
    const alone = await filled(false);
    await scanAll(alone);
    for (let step = 0; step < 3; step++) await first.duplicates.scan();
    await index.duplicates.scan();
    const { done, found } = await scanAll(first, memory, index);
    const pairs = await pairsOf(first);
    assert.deepEqual([...pairs.keys()].sort(), [...(await pairsOf(alone)).keys()].sort());
    assert.deepEqual([done, found], [people.length, pairs.size]);
  });

  it('also compares who comes, who is merged and who changes while it goes on', async () => {
    const desk = await filled(true);
    await desk.duplicates.scan();
    const { queued, reading } = { queued: await desk.duplicates.queue(), reading: people.length };
    assert.equal(queued.scan?.done, 0);
    assert.equal(queued.scan.total, reading);
    while ((await desk.duplicates.scan()).done === 0);
    const { ticket } = await desk.tickets.intake(call('010-2121-3434', { name: '홍길동' }));
    const late = await desk.tickets.intake(
      call('010-2121-3435', { name: '홍길동', mail: 'sun77@example.com' }),
    );
    const [pair] = (await desk.duplicates.queue({ limit: 1 })).items;
    const request = {
      survivorNumber: pair!.customer.customerNumber,
      absorbedNumbers: [pair!.other.customerNumber],
    };
    const { fingerprint } = await desk.customers.planMerge(request);
    await desk.customers.merge({ ...request, fingerprint });
    const gone = (await desk.duplicates.queue({ limit: 2 })).items[1]!.other.customerNumber;
    await desk.customers.delete({ customerNumber: gone });
    const { done } = await scanAll(desk);
    assert.ok(done >= people.length, `${done}`);
    assert.ok([...(await pairsOf(desk)).keys()].every((key) => !key.split('|').includes(gone)));
    const numbers = [ticket.customerNumber, late.ticket.customerNumber];
    assert.ok((await pairsOf(desk)).has(numbers.join('|')));
    const shown = (await desk.duplicates.queue({ limit: 100 })).items;
    assert.ok(shown.every(({ customer, other }) => customer.customerNumber !== other.customerNumber));
  });

  it('begins anew when told to, and forgets everybody when nobody goes on with it', async () => {
    const desk = await filled(true);
    while ((await desk.duplicates.scan()).done < 2000);
    desk.clock.time += 120_000;
    await desk.service.describe();
    const before = await desk.duplicates.scan();
    assert.equal(before.done, 2000, 'everybody is read again first');
    assert.equal((await desk.duplicates.scan({ start: 'anew' })).done, 0);
    assert.equal((await scanAll(desk)).done, people.length);
  });
});
