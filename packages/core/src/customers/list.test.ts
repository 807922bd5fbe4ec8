import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { call, mail, testDesk, type TestDesk } from '../../test/desk.js';
import type { Customer, Desk, InputOf, MergeChoices, StorageAdapter } from '../index.js';
import { comparableName } from '../identity/name.js';
import { memoryStorage } from '../memory-storage.js';
import type { StoredRecord, WriteTransaction } from '../ports.js';

type Query = InputOf<'customers.list'>;

async function pages(desk: Desk, query: Query): Promise<string[]> {
  const numbers: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await desk.customers.list({ ...query, ...(cursor === undefined ? {} : { cursor }) });
    numbers.push(...page.items.map(({ customerNumber }) => customerNumber));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return numbers;
}

const arrive = async (desk: Desk, draft: InputOf<'tickets.intake'>): Promise<string> =>
  (await desk.tickets.intake(draft)).ticket.customerNumber;

async function merge(desk: Desk, survivorNumber: string, absorbedNumber: string): Promise<string> {
  const pair = { survivorNumber, absorbedNumbers: [absorbedNumber] };
  const { fingerprint } = await desk.customers.planMerge(pair);
  return (await desk.customers.merge({ ...pair, fingerprint })).merges[0]!.mergeId;
}

describe('the list of customers (R5)', () => {
  it('holds everybody once, the newest number first, with the absorbed under their survivor', async () => {
    const desk = testDesk();
    const [a, b, c] = [
      await arrive(desk, call('010-1111-2222')),
      await arrive(desk, mail('b@example.com')),
      await arrive(desk, call('010-3333-4444')),
    ];
    await merge(desk, a, b);
    const { items, total, cursor } = await desk.customers.list({});
    assert.deepEqual(
      items.map(({ customerNumber, absorbedNumbers }) => [customerNumber, absorbedNumbers]),
      [
        [c, []],
        [a, [b]],
      ],
    );
    assert.deepEqual([total, cursor], [2, undefined]);
  });

  it('finds by every condition of a search, all at once, by grade and by period', async () => {
    const desk = testDesk();
    const mina = await arrive(desk, call('010-1111-2222', { name: '김미나' }));
    const other = await arrive(desk, call('010-1111-3333', { name: '김미진' }));
    const { createdAt } = await desk.customers.get({ customerNumber: other });
    const { gradeId } = await desk.grades.save({ name: 'VIP', color: '#123456' });
    await desk.grades.assign({ gradeId, criterion: 'phone', value: '+82 10 1111 3333' });
    const found = async (query: Query) => pages(desk, query);
    assert.deepEqual(await found({ name: '김미', phone: '2222' }), [mina]);
    assert.deepEqual(await found({ text: 'ㄱㅁ', gradeId }), [other]);
    assert.deepEqual(await found({ gradeId }), [other]);
    assert.deepEqual(await found({ createdFrom: createdAt }), [other]);
    assert.deepEqual(await found({ createdTo: createdAt }), [mina]);
    assert.deepEqual(await found({ createdFrom: createdAt, sort: { by: 'createdAt' } }), [other]);
    assert.deepEqual(await found({ phone: 'nothing of the kind' }), []);
    await assert.rejects(found({ gradeId: 'gone' }), { code: 'grade_not_found' });
  });

  it('shows a grade with everybody who bears the identifier, not only with who brought it first (D7)', async () => {
    const desk = testDesk();
    const owner = await arrive(desk, call('010-1111-2222', { usercode: 'owner1' }));
    const bearer = await arrive(desk, mail('bearer@example.com'));
    await desk.customers.edit({
      customerNumber: bearer,
      values: { phone: '010-1111-2222' },
      taken: 'keepApart',
    });
    const { gradeId } = await desk.grades.save({ name: 'VIP', color: '#123456' });
    await desk.grades.assign({ gradeId, criterion: 'phone', value: '010 1111 2222' });
    assert.deepEqual(await pages(desk, { gradeId, sort: { by: 'customerNumber' } }), [owner, bearer]);
  });

  it('shows a merged customer where people see it: under the chosen name, the earlier day, and apart again after', async () => {
    const desk = testDesk();
    const draft = (phone: string, name: string, day: number) => ({
      ...call(phone, { name }),
      createdAt: `2026-01-0${day}T00:00:00.000Z`,
    });
    const a = await arrive(desk, draft('010-1111-0001', '하나', 3));
    const b = await arrive(desk, draft('010-1111-0002', '나래', 2));
    const c = await arrive(desk, draft('010-1111-0003', '가영', 1));
    const by = async (order: 'name' | 'createdAt') => pages(desk, { limit: 1, sort: { by: order } });
    assert.deepEqual(
      [await by('name'), await by('createdAt')],
      [
        [c, b, a],
        [c, b, a],
      ],
    );
    const choices = { name: c };
    const pair = { survivorNumber: a, absorbedNumbers: [c], choices };
    const { fingerprint } = await desk.customers.planMerge(pair);
    const { merges: made } = await desk.customers.merge({ ...pair, fingerprint });
    assert.deepEqual(
      [await by('name'), await by('createdAt')],
      [
        [a, b],
        [a, b],
      ],
    );
    await desk.customers.edit({ customerNumber: c, values: { name: '다은' } });
    assert.deepEqual(await by('name'), [b, a]);
    await desk.customers.unmerge({ mergeId: made[0]!.mergeId });
    assert.deepEqual(
      [await by('name'), await by('createdAt')],
      [
        [b, c, a],
        [c, b, a],
      ],
    );
  });

  it('says which cursor it does not understand', async () => {
    const desk = testDesk();
    for (let i = 0; i < 3; i++) await arrive(desk, call(`010-1111-222${i}`));
    const { cursor } = await desk.customers.list({ limit: 1 });
    const issues = [
      { path: ['cursor'], code: 'invalid', message: 'is not the cursor of an earlier page of this order' },
    ];
    for (const query of [{ cursor: 'x' }, { cursor: cursor!, sort: { by: 'name' } as const }]) {
      await assert.rejects(desk.customers.list(query), { code: 'invalid_input', issues });
    }
  });

  it('masks every value for those who may not see it and for those who ask, and lets no order tell it (D13)', async () => {
    const desk = testDesk();
    await arrive(desk, call('010-1111-2222', { name: '김미나' }));
    const masked = desk.as({ user: 'tae', role: 'admin', capabilities: [] });
    for (const page of [await masked.customers.list({}), await desk.customers.list({ masked: true })]) {
      assert.deepEqual(page.items[0]!.values, { name: '김*나', phone: '****2222' });
    }
    assert.equal((await masked.customers.list({ phone: '1111' })).items.length, 0);
    assert.equal((await masked.customers.list({ phone: '010 1111 2222' })).items.length, 1);
    await assert.rejects(masked.customers.list({ sort: { by: 'name' } }), {
      code: 'not_permitted',
      details: { capability: 'personal.view' },
    });
  });

  it('is for administrators (R2)', async () => {
    const agent = testDesk().as({ user: 'jun', role: 'agent' });
    await assert.rejects(agent.customers.list({}), { code: 'not_permitted' });
  });
});

const names = ['김미나', '김 미나 님', '김', 'Kim Mina', 'kim', '', 'Ädam', '이준', '😀', '각'];

type Step =
  | { do: 'arrive'; phone: number; name: string; day: number }
  | { do: 'edit'; who: number; name: string; phone: number | undefined }
  | { do: 'merge'; who: number; other: number; choice: boolean }
  | { do: 'unmerge'; which: number };

const nat = fc.nat({ max: 30 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('arrive'), phone: nat, name: fc.constantFrom(...names), day: nat } as const),
  fc.record({
    do: fc.constant('edit'),
    who: nat,
    name: fc.constantFrom(...names),
    phone: fc.option(nat, { nil: undefined }),
  } as const),
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('merge'), who: nat, other: nat, choice: fc.boolean() } as const),
  },
  fc.record({ do: fc.constant('unmerge'), which: nat } as const),
);

/** What happens at a desk; steps that are refused change nothing. */
function player(desk: TestDesk) {
  const numbers: string[] = [];
  const merges: string[] = [];
  const pick = <T>(list: readonly T[], i: number): T | undefined => list[i % Math.max(1, list.length)];
  const phoneOf = (i: number) => `010-1111-${String(2000 + i)}`;
  return async (each: Step): Promise<void> => {
    if (each.do === 'arrive') {
      const createdAt = new Date(Date.UTC(2025, 11, 1 + each.day)).toISOString();
      numbers.push(await arrive(desk, { ...call(phoneOf(each.phone), { name: each.name }), createdAt }));
      return;
    }
    if (each.do === 'unmerge') {
      const mergeId = pick(merges, each.which);
      if (mergeId !== undefined) await desk.customers.unmerge({ mergeId }).catch(() => undefined);
      return;
    }
    const customerNumber = pick(numbers, each.who);
    if (customerNumber === undefined) return;
    if (each.do === 'edit') {
      const values = { name: each.name, ...(each.phone === undefined ? {} : { phone: phoneOf(each.phone) }) };
      await desk.customers.edit({ customerNumber, values, taken: 'move' });
      return;
    }
    const pair = { survivorNumber: customerNumber, absorbedNumbers: [pick(numbers, each.other)!] };
    const plan = await desk.customers.planMerge(pair);
    if (plan.blockers.length > 0) return;
    const named = plan.customers.slice(1).find(({ values }) => values['name'] !== undefined);
    const choices: MergeChoices = each.choice && named ? { name: named.customerNumber } : {};
    const { fingerprint } = await desk.customers.planMerge({ ...pair, choices });
    merges.push((await desk.customers.merge({ ...pair, choices, fingerprint })).merges[0]!.mergeId);
  };
}

/** Everybody as people see them, read one by one. */
async function everybody(desk: TestDesk): Promise<Customer[]> {
  const { records } = await desk.storage.read((tx) => tx.scan('fragments', undefined, { limit: 1000 }));
  const all = await Promise.all(records.map(({ key }) => desk.customers.get({ customerNumber: key })));
  return all.filter(({ customerNumber }, i) => customerNumber === records[i]!.key);
}

const keyOf = {
  customerNumber: () => '',
  name: ({ values }: Customer) => (values['name'] ? `1${comparableName(values['name'])}` : '2'),
  createdAt: ({ createdAt }: Customer) => createdAt,
  updatedAt: ({ updatedAt }: Customer) => updatedAt,
};
const orders = Object.keys(keyOf) as (keyof typeof keyOf)[];
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

describe('whatever happens to customers', () => {
  it('the list holds each exactly once, in every order and both ways, whole or by condition', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 25 }),
        fc.integer({ min: 1, max: 4 }),
        async (steps, limit) => {
          const desk = testDesk();
          const play = player(desk);
          for (const each of steps) await play(each);
          const all = await everybody(desk);
          for (const by of orders) {
            const expected = [...all]
              .sort(
                (a, b) => compare(keyOf[by](a), keyOf[by](b)) || compare(a.customerNumber, b.customerNumber),
              )
              .map(({ customerNumber }) => customerNumber);
            assert.deepEqual(await pages(desk, { limit, sort: { by } }), expected, by);
            const down = await pages(desk, { limit, sort: { by, descending: true } });
            assert.deepEqual(down, expected.reverse(), `${by} descending`);
            const some = await pages(desk, { limit, sort: { by }, text: '김' });
            const found = (await desk.customers.search({ text: '김', limit: 100 })).items;
            assert.deepEqual(
              some,
              expected.reverse().filter((number) => found.some((each) => each.customerNumber === number)),
              `${by} with a condition`,
            );
          }
        },
      ),
      { numRuns: 60, includeErrorInReport: true },
    );
  });

  it('nobody who stays as they are is met twice or missed while one pages', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 4, maxLength: 20 }),
        fc.array(fc.array(step, { maxLength: 3 }), { maxLength: 12 }),
        fc.constantFrom(...orders),
        fc.boolean(),
        fc.constantFrom<Query>({}, { createdFrom: '2025-01-01T00:00:00Z' }),
        async (before, meanwhile, by, descending, conditions) => {
          const desk = testDesk();
          const play = player(desk);
          for (const each of before) await play(each);
          const keys = async () =>
            new Map((await everybody(desk)).map((each) => [each.customerNumber, keyOf[by](each)]));
          const stayed = await keys();
          const seen: string[] = [];
          let cursor: string | undefined;
          do {
            const page = await desk.customers.list({
              ...conditions,
              limit: 1,
              sort: { by, descending },
              ...(cursor === undefined ? {} : { cursor }),
            });
            seen.push(...page.items.map(({ customerNumber }) => customerNumber));
            cursor = page.cursor;
            for (const each of meanwhile.shift() ?? []) {
              await play(each);
              const now = await keys();
              for (const [number, key] of stayed) if (now.get(number) !== key) stayed.delete(number);
            }
          } while (cursor !== undefined);
          for (const number of stayed.keys()) {
            assert.equal(seen.filter((each) => each === number).length, 1, number);
          }
          // A number never changes, so not even a merge shows one twice.
          if (by === 'customerNumber') assert.equal(new Set(seen).size, seen.length);
        },
      ),
      { numRuns: 60, includeErrorInReport: true },
    );
  });
});

describe('a store that an earlier version wrote', () => {
  /** Customers stood in the list under their number alone. */
  const asBefore = (storage: StorageAdapter): StorageAdapter => ({
    ...storage,
    read: (work, options) => storage.read(work, options),
    write: (work, options) =>
      storage.write((tx) => {
        const put: WriteTransaction['put'] = (collection, record) =>
          tx.put(collection, older(collection, record));
        const prototype = new Proxy(tx, {
          get: (target, name) => {
            if (name === 'put') return put;
            const member: unknown = Reflect.get(target, name);
            return typeof member === 'function'
              ? (member as (...all: unknown[]) => unknown).bind(target)
              : member;
          },
        });
        return work(prototype);
      }, options),
    subscribe: (listener, options) => storage.subscribe(listener, options),
    clear: () => storage.clear(),
    close: () => storage.close(),
  });
  const older = (collection: string, record: StoredRecord): StoredRecord => {
    const { list } = record.indexes;
    if (collection !== 'fragments' || list === undefined) return record;
    return { ...record, indexes: { list: list.length === 0 ? [] : [record.key.padStart(16, '0')] } };
  };

  it('is brought to the present form by whoever first opens the list', async () => {
    const storage = memoryStorage();
    const before = testDesk({ storage: asBefore(storage) });
    const numbers: string[] = [];
    for (let i = 0; i < 450; i++)
      numbers.push(await arrive(before, call(`010-1111-${2000 + i}`, { name: `${i % 7}` })));
    await merge(before, numbers[5]!, numbers[6]!);
    const desk = testDesk({ storage });
    assert.deepEqual(await pages(desk, { sort: { by: 'customerNumber' }, limit: 200 }), [
      ...numbers.slice(0, 6),
      ...numbers.slice(7),
    ]);
    assert.equal((await pages(desk, { sort: { by: 'name' } })).length, 449);
    const left = await storage.read((tx) =>
      tx.count('fragments', 'list', { from: '0', to: ':', limit: 1000 }),
    );
    assert.equal(left, 0);
  });
});

describe('a list of very many', () => {
  it('walks a bounded way for one page and goes on from there, until everybody who fits was shown', async () => {
    const desk = testDesk();
    const wanted: string[] = [];
    for (let i = 0; i < 4500; i++) {
      const number = await arrive(
        desk,
        call(`010-${2000 + Math.floor(i / 1000)}-${1000 + (i % 1000)}`, { name: '김미나' }),
      );
      if (i % 2200 === 7) wanted.push(number);
    }
    const { gradeId } = await desk.grades.save({ name: 'VIP', color: '#123456' });
    for (const customerNumber of wanted) {
      const { values } = await desk.customers.get({ customerNumber });
      await desk.grades.assign({ gradeId, criterion: 'phone', value: values['phone']! });
    }
    // More than 2,000 bear the name, so the list is walked and not sorted.
    const query: Query = { name: '미나', createdFrom: '2026-01-01T00:00:00Z', sort: { by: 'name' } };
    assert.equal(new Set(await pages(desk, { ...query, limit: 200 })).size, 4500);
    // The grade leads to few, in whatever order.
    for (const by of orders) {
      const page = await desk.customers.list({ gradeId, name: '미나', sort: { by } });
      assert.deepEqual(
        page.items.map(({ customerNumber }) => customerNumber),
        wanted,
        by,
      );
      assert.equal(page.total, wanted.length);
    }
    // A grade that so many have is looked for along the way; this one leads to three of 4,500.
    for (let i = 0; i < 101; i++) {
      const value = `nobody${i}@example.com`;
      await desk.grades.assign({ gradeId, criterion: 'email', value });
    }
    const first = await desk.customers.list({
      gradeId,
      sort: { by: 'createdAt', descending: true },
      limit: 5,
    });
    assert.ok(first.items.length < wanted.length && first.cursor !== undefined, 'stops after a while');
    assert.deepEqual(
      await pages(desk, { gradeId, sort: { by: 'createdAt', descending: true } }),
      [...wanted].reverse(),
    );
  });
});
