import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { testDesk, type TestDesk } from '../../test/desk.js';
import type { Desk, Merge, MergeChoices } from '../index.js';
import { assertInvariants, view, views } from '../../test/history/invariants.js';
import { liveNumbers, living, play, type Played } from '../../test/history/play.js';
import { mailOf, nameOf, phoneOf, replay, steps, type Step } from '../../test/history/steps.js';

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

  it('whoever waits in the queue is in the list as well, also where two pairs became one', async () => {
    const desk = testDesk({ checkAnswers: false });
    const arrives = (phone: number, mail: number, name: number, channelId: 'call' | 'email' = 'call') =>
      ({ do: 'intake', channelId, phone, mail, name }) as const;
    const history: Step[] = [
      arrives(0, 0, 0),
      arrives(2, 0, 0),
      { do: 'decide', who: 0, other: 1, decision: 'notSame' },
      arrives(0, 1, 0),
      { do: 'save', ticket: 1, field: 'name', value: 1 },
      { do: 'move', ticket: 2, to: 0 },
      arrives(2, 0, 0, 'email'),
      arrives(0, 0, 2),
      { do: 'merge', survivor: 4, absorbed: [0, 3], choose: false, at: undefined },
    ];
    await assertInvariants(desk, desk.storage, await play(desk, desk.storage, history));
    const other = testDesk({ checkAnswers: false });
    const decided: Step[] = [
      arrives(0, 0, 0),
      arrives(5, 0, 0),
      arrives(5, 0, 0, 'email'),
      { do: 'decide', who: 0, other: 1, decision: 'later' },
      { do: 'edit', who: 1, field: 'name', value: 1, taken: 'move' },
      { do: 'merge', survivor: 0, absorbed: [2], choose: false, at: undefined },
      { do: 'save', ticket: 0, field: 'name', value: 2 },
    ];
    await assertInvariants(other, other.storage, await play(other, other.storage, decided));
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
        const request = { survivorNumber: survivorNumber!, absorbedNumbers: [absorbedNumber!] };
        const { fingerprint } = await desk.customers.planMerge(request);
        const { merges, customer } = await desk.customers.merge({ ...request, fingerprint });
        const between = await views(desk, numbers);
        const family = new Set([customer.customerNumber, ...customer.absorbedNumbers]);
        for (const number of numbers.filter((each) => !family.has(each))) {
          assert.deepEqual(between.get(number), before.get(number), 'somebody else changed');
        }
        await desk.customers.unmerge({ mergeId: merges[0]!.mergeId });
        assert.deepEqual(await views(desk, numbers), before);
      }),
      { numRuns: Math.ceil(histories / 4), ...replay() },
    );
  });

  it('several merged at once look as if they had been merged one after another, in whatever order they were named (R17)', async () => {
    await fc.assert(
      fc.asyncProperty(steps, several, async (history, { named, choose, turn }) => {
        const one = await twin(history, named);
        if (one === undefined) return;
        const choices = await choicesOf(one, choose);
        await mergeAtOnce(one.desk, one.live, choices);
        const atOnce = await views(one.desk, one.numbers);

        const other = (await twin(history, named))!;
        const [survivor, ...absorbed] = other.live;
        const order = absorbed.map((_, i) => absorbed[(i + turn) % absorbed.length]!);
        await mergeAtOnce(other.desk, [survivor!, ...order], choices);
        assert.deepEqual(await views(other.desk, other.numbers), atOnce, 'the order of the names matters');

        const last = (await twin(history, named))!;
        const merged = new Set([survivor!]);
        for (const number of order) {
          merged.add(number);
          // Whoever is merged already shows what was chosen among them.
          const now = Object.entries(choices)
            .filter(([, whose]) => merged.has(whose))
            .map(([field, whose]) => [field, whose === number ? number : survivor!]);
          await mergeAtOnce(last.desk, [survivor!, number], Object.fromEntries(now) as MergeChoices);
        }
        assert.deepEqual(await views(last.desk, last.numbers), atOnce, 'one after another is something else');
      }),
      { numRuns: Math.ceil(histories / 20), ...replay() },
    );
  });

  it('undoing one of several leaves exactly what merging only the others gives (B1)', async () => {
    await fc.assert(
      fc.asyncProperty(steps, several, async (history, { named, choose, turn }) => {
        const one = await twin(history, named);
        if (one === undefined || one.live.length < 3) return;
        const [survivor, ...absorbed] = one.live;
        const leaving = absorbed[turn % absorbed.length]!;
        const others = one.live.filter((number) => number !== leaving);
        const choices = await choicesOf({ ...one, live: others }, choose);
        const merges = await mergeAtOnce(one.desk, one.live, choices);
        const { mergeId } = merges.find(({ absorbedNumber }) => absorbedNumber === leaving)!;
        await one.desk.customers.unmerge({ mergeId });

        const other = (await twin(history, named))!;
        await mergeAtOnce(other.desk, others, choices);
        assert.deepEqual(await views(one.desk, one.numbers), await views(other.desk, other.numbers));

        const rest = merges.filter((each) => each.mergeId !== mergeId);
        for (const each of rest) await one.desk.customers.unmerge({ mergeId: each.mergeId });
        const never = (await twin(history, named))!;
        assert.deepEqual(await views(one.desk, one.numbers), await views(never.desk, never.numbers));
        assert.ok(survivor);
      }),
      { numRuns: Math.ceil(histories / 20), ...replay() },
    );
  });

  it('nothing that was there before a merge leaves its customer because of tickets that came in since (B1)', async () => {
    await fc.assert(
      fc.asyncProperty(steps, steps, several, async (history, since, { named }) => {
        const one = await twin(history, named);
        if (one === undefined) return;
        const { desk, live } = one;
        const { storage } = desk;
        const stored = async () => storage.read((tx) => tx.scan('fragments', undefined, { limit: 1000 }));
        const before = (await stored()).records;
        const tickets = await desk.tickets.list({ limit: 500 });
        const merges = await mergeAtOnce(desk, live, {});
        one.played.duplicates?.forgetAmong(live);
        const onlyTickets = since.filter((step) => step.do === 'intake' || step.do === 'save');
        await play(desk, storage, onlyTickets, one.played);
        for (const { mergeId } of merges) await desk.customers.unmerge({ mergeId });
        const after = new Map(
          (await stored()).records.map(({ key, value }) => [key, value as unknown as Kept]),
        );
        for (const { key, value } of before) {
          const now = after.get(key)!;
          const was = value as unknown as Kept;
          assert.deepEqual([now.live, now.absorbed], [was.live, was.absorbed]);
          for (const [field, list] of Object.entries(was.values)) {
            const kept = new Set(now.values[field]?.map(({ same }) => same));
            for (const each of list) assert.ok(kept.has(each.same), `${key} has lost ${field} ${each.value}`);
          }
        }
        for (const { ticketId, arrivedNumber } of tickets.items) {
          assert.equal((await desk.tickets.get({ ticketId })).arrivedNumber, arrivedNumber);
        }
        await assertInvariants(desk, storage, one.played);
      }),
      { numRuns: Math.ceil(histories / 20), ...replay() },
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
      { numRuns: Math.ceil(histories / 20), ...replay() },
    );
  });
});

/** Who is merged at once, as places in the list of all numbers, and one of the values they have. */
const several = fc.record({
  named: fc.array(fc.nat({ max: 40 }), { minLength: 2, maxLength: 5 }),
  choose: fc.option(fc.record({ field: fc.nat(), who: fc.nat() }), { nil: undefined }),
  turn: fc.nat(),
});

interface Kept {
  live: string;
  absorbed: string[];
  values: Record<string, { value: string; same: string }[]>;
}

interface Twin {
  desk: TestDesk;
  played: Played;
  numbers: string[];
  /** those who are to be one, survivor first */
  live: string[];
}

/** The same history always gives the same desk; undefined when there are not two customers among the named. */
async function twin(history: readonly Step[], named: readonly number[]): Promise<Twin | undefined> {
  const desk = testDesk({ checkAnswers: false });
  const played = await play(desk, desk.storage, history);
  const numbers = living(played);
  if (numbers.length === 0) return undefined;
  const live = await liveNumbers(
    desk,
    named.map((each) => numbers[each % numbers.length]!),
  );
  return live.length < 2 ? undefined : { desk, played, numbers, live };
}

async function choicesOf(
  { desk, live: [survivorNumber, ...absorbedNumbers] }: Twin,
  choose: { field: number; who: number } | undefined,
): Promise<MergeChoices> {
  const { fields } = await desk.customers.planMerge({ survivorNumber: survivorNumber!, absorbedNumbers });
  const field = fields[(choose?.field ?? 0) % Math.max(fields.length, 1)];
  if (choose === undefined || field === undefined) return {};
  const holders = Object.keys(field.values);
  return { [field.field]: holders[choose.who % holders.length]! };
}

async function mergeAtOnce(
  desk: Desk,
  [survivorNumber, ...absorbedNumbers]: readonly string[],
  choices: MergeChoices,
): Promise<Merge[]> {
  const request = { survivorNumber: survivorNumber!, absorbedNumbers, choices };
  const { fingerprint } = await desk.customers.planMerge(request);
  return (await desk.customers.merge({ ...request, fingerprint })).merges;
}

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
    const request = { survivorNumber, absorbedNumbers: [live.customerNumber] };
    const { fingerprint } = await desk.customers.planMerge(request);
    await desk.customers.merge({ ...request, fingerprint });
  }
  return view(await desk.customers.get({ customerNumber: survivorNumber }));
}
