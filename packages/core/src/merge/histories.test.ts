import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { testDesk } from '../../test/desk.js';
import {
  assertInvariants,
  living,
  mailOf,
  nameOf,
  phoneOf,
  play,
  replay,
  steps,
  view,
  views,
} from '../../test/history.js';

const histories = Number(process.env['DESKCARD_HISTORIES'] ?? 10_000);

describe('whatever happens at a desk', () => {
  it(`every number leads to one customer, no ticket and no identifier is lost, in ${histories} histories (D5, B1, B2)`, async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (history) => {
        const desk = testDesk({ checkAnswers: false });
        await assertInvariants(desk, desk.storage, await play(desk, desk.storage, history));
      }),
      { numRuns: histories, ...replay() },
    );
  });

  it('a merge that is undone leaves everyone as they were, and touches nobody else (B1)', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.nat(), fc.nat(), async (history, one, other) => {
        const desk = testDesk({ checkAnswers: false });
        const numbers = living(await play(desk, desk.storage, history));
        if (numbers.length === 0) return;
        const before = await views(desk, numbers);
        const pair = [numbers[one % numbers.length]!, numbers[other % numbers.length]!] as const;
        const [survivorNumber, absorbedNumber] = await Promise.all(
          pair.map(async (customerNumber) => (await desk.customers.get({ customerNumber })).customerNumber),
        );
        if (survivorNumber === absorbedNumber) return;
        const request = { survivorNumber: survivorNumber!, absorbedNumber: absorbedNumber! };
        const { fingerprint } = await desk.customers.planMerge(request);
        const { merge, customer } = await desk.customers.merge({ ...request, fingerprint });
        const between = await views(desk, numbers);
        const family = new Set([customer.customerNumber, ...customer.absorbedNumbers]);
        for (const number of numbers.filter((each) => !family.has(each))) {
          assert.deepEqual(between.get(number), before.get(number), 'somebody else changed');
        }
        await desk.customers.unmerge({ mergeId: merge.mergeId });
        assert.deepEqual(await views(desk, numbers), before);
      }),
      { numRuns: Math.ceil(histories / 4), ...replay() },
    );
  });

  it('the merged customer looks the same in whatever order the merges came (D5)', async () => {
    const people = fc.array(
      fc.record({
        phone: fc.integer({ min: 1, max: 7 }),
        mail: fc.nat({ max: 7 }),
        name: fc.nat({ max: 7 }),
      }),
      {
        minLength: 2,
        maxLength: 6,
      },
    );
    await fc.assert(
      fc.asyncProperty(people, fc.array(fc.nat(), { minLength: 6, maxLength: 6 }), async (drafts, order) => {
        const inTurn = await mergeAll(
          drafts,
          drafts.map((_, i) => i),
        );
        const shuffled = drafts.map((_, i) => i).sort((a, b) => order[a]! - order[b]! || a - b);
        assert.deepEqual(await mergeAll(drafts, shuffled), inTurn);
      }),
      { numRuns: Math.ceil(histories / 10), ...replay() },
    );
  });
});

/** Everyone is merged into the first customer, one after another in the given order; or into chains on the way. */
async function mergeAll(
  drafts: { phone: number; mail: number; name: number }[],
  order: number[],
): Promise<unknown> {
  const desk = testDesk({ checkAnswers: false });
  const numbers: string[] = [];
  for (const { phone, mail, name } of drafts) {
    const fields = { phone: phoneOf(phone), mail: mailOf(mail), name: nameOf(name) };
    const { ticket } = await desk.tickets.intake({ channelId: 'call', fields });
    numbers.push(ticket.customerNumber);
  }
  const survivorNumber = numbers[0]!;
  for (const i of order) {
    const live = await desk.customers.get({ customerNumber: numbers[i]! });
    if (live.customerNumber === survivorNumber) continue;
    const request = { survivorNumber, absorbedNumber: live.customerNumber };
    const { fingerprint } = await desk.customers.planMerge(request);
    await desk.customers.merge({ ...request, fingerprint });
  }
  return view(await desk.customers.get({ customerNumber: survivorNumber }));
}
