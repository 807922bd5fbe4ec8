/** Whoever calls from however many telephones, in whatever order (B7). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { personNames } from '../identity/kinds.js';
import type { Customer, Ticket } from '../index.js';
import { call, testDesk, type TestDesk } from '../../test/desk.js';

/** Each in several spellings; no spelling of one can be taken for another. */
const people = [
  ['김미영', '김미영 고객님', '미영', 'Miyoung Kim', 'KIM MI YOUNG', '김 미 영'],
  ['김서준', '서준', 'Seojun Kim', '김서준(아들)', '김서준 씨'],
  ['박도현', '도현', 'Dohyun Park', '박도현 과장님', '박도현'.normalize('NFD')],
  ['이하은', '하은', 'Lee Haeun', 'Ha-eun Rhee'],
  ['최보람', '보람', 'Boram Choi', '최 보람 님'],
] as const;
const nameless = ['', '고객', '익명', '010-1234-5678'];
const telephones = ['010-1234-5678', '010-8765-4321'];

const contradict = (a: string, b: string): boolean => {
  const [one, other] = [personNames.read(a), personNames.read(b)];
  const found = one && other && personNames.compare(one, other);
  return found !== undefined && personNames.contradicting.includes(found.level);
};

interface Arrival {
  person: number;
  spelling: number;
  /** says neither a name nor a member id */
  isNameless: boolean;
  hasMemberId: boolean;
  telephone: number;
}

const arrival: fc.Arbitrary<Arrival> = fc.record({
  person: fc.nat({ max: people.length - 1 }),
  spelling: fc.nat({ max: 5 }),
  isNameless: fc.boolean(),
  hasMemberId: fc.boolean(),
  telephone: fc.nat({ max: telephones.length - 1 }),
});
const arrivals = fc.array(arrival, { minLength: 1, maxLength: 14 });

const byName = arrivals.map((list) => list.map((each) => ({ ...each, hasMemberId: false })));

const nameIn = ({ person, spelling, isNameless }: Arrival): string => {
  const names = isNameless ? nameless : people[person]!;
  return names[spelling % names.length]!;
};

function draftOf(each: Arrival) {
  const { person, isNameless, hasMemberId, telephone } = each;
  const usercode: Record<string, string> = hasMemberId && !isNameless ? { usercode: `M-${person}` } : {};
  return call(telephones[telephone]!, { name: nameIn(each), ...usercode });
}

const namesOf = ({ registered }: Customer): string[] => (registered['name'] ?? []).map(({ value }) => value);

/** Lets them come in and holds, each time, that nobody joined somebody whose names all contradict. */
async function comeIn(desk: TestDesk, list: readonly Arrival[]): Promise<Ticket[]> {
  const tickets: Ticket[] = [];
  const known = new Map<string, Customer>();
  for (const each of list) {
    const { ticket, outcome } = await desk.tickets.intake(draftOf(each));
    const before = known.get(ticket.customerNumber);
    assert.equal(outcome, before ? 'found' : 'created');
    const names = before ? namesOf(before) : [];
    const isContradicted = names.length > 0 && names.every((name) => contradict(name, nameIn(each)));
    assert.ok(!isContradicted, `${nameIn(each)} joined ${names.join(', ')}`);
    assert.equal(before !== undefined && ticket.held !== undefined, false, 'found, and so nothing is held');
    const { customerNumber } = ticket;
    known.set(customerNumber, await desk.customers.get({ customerNumber }));
    tickets.push(ticket);
  }
  return tickets;
}

const count = (tickets: readonly Ticket[]): number =>
  new Set(tickets.map(({ customerNumber }) => customerNumber)).size;

/** Telephones are not joined: each person is known once on each of them that they gave a name on. */
const expected = (list: readonly Arrival[]): number =>
  telephones
    .map((_, telephone) => list.filter((each) => each.telephone === telephone))
    .filter((own) => own.length > 0)
    .map((own) => new Set(own.flatMap((each) => (each.isNameless ? [] : [each.person]))).size || 1)
    .reduce((sum, each) => sum + each, 0);

describe('people who share a telephone', () => {
  it('are told apart by these names, and never one from oneself', () => {
    for (const [i, one] of people.entries()) {
      for (const [j, other] of people.entries()) {
        for (const a of one) for (const b of other) assert.equal(contradict(a, b), i !== j, `${a} and ${b}`);
      }
      for (const name of nameless) assert.ok(!contradict(one[0], name));
    }
  });

  it('become as many customers as there are people, never one more, in whatever order they call (B7)', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(arrivals, async (list) => {
        const tickets = await comeIn(testDesk({ checkAnswers: false }), list);
        assert.equal(count(tickets), expected(list));
        found += list.length - count(tickets);
      }),
      { numRuns: 600 },
    );
    assert.ok(found > 600, `only ${found} calls found their customer`);
  });

  it('become no more when some are merged and taken apart in between (B1, B7)', async () => {
    await fc.assert(
      // By name alone: a member id that came in while two people were merged stays with one of them.
      fc.asyncProperty(byName, byName, fc.nat(), fc.nat(), async (first, then, one, other) => {
        const desk = testDesk({ checkAnswers: false });
        const tickets = await comeIn(desk, first);
        const numbers = [...new Set(tickets.map(({ customerNumber }) => customerNumber))];
        const [a, b] = [numbers[one % numbers.length]!, numbers[other % numbers.length]!];
        if (a === b) return;
        const pair = { survivorNumber: a, absorbedNumbers: [b] };
        const { fingerprint } = await desk.customers.planMerge(pair);
        const { merges } = await desk.customers.merge({ ...pair, fingerprint });
        for (const each of first) {
          const { outcome } = await desk.tickets.intake(draftOf(each));
          assert.equal(outcome, 'found', 'a person’s decision wins, and makes nobody new');
        }
        await desk.customers.unmerge({ mergeId: merges[0]!.mergeId });
        for (const each of then) await desk.tickets.intake(draftOf(each));
        const { total } = await desk.customers.list({});
        assert.ok(total! <= expected([...first, ...then]), `${total} customers`);
      }),
      { numRuns: 200 },
    );
  });

  it('and an office: whoever calls on a shared number is a new customer each time, and nobody else’s (B7)', async () => {
    await fc.assert(
      fc.asyncProperty(arrivals, fc.integer({ min: 1, max: 4 }), async (list, most) => {
        const duplicates = { mostCustomersPerIdentifier: most };
        const desk = testDesk({ checkAnswers: false, settings: { duplicates } });
        const holders = new Set<string>();
        for (const each of list) {
          const { ticket, outcome } = await desk.tickets.intake(draftOf({ ...each, telephone: 0 }));
          const isShared = holders.size > most;
          if (isShared) assert.equal(outcome, 'created');
          assert.equal(ticket.held?.[0]?.reason === 'shared', isShared);
          holders.add(ticket.customerNumber);
        }
      }),
      { numRuns: 200 },
    );
  });
});
