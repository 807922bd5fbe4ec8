import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { call, mail, testDesk, type TestDesk } from '../../test/desk.js';
import type { InputOf } from '../operations.js';
import { issueFragment, putRegistered, type Fragment } from '../store/fragment.js';
import { fieldValues } from './field-value.js';
import { entryFor, type Origin } from './register.js';

type Query = InputOf<'customers.search'>;

interface Given {
  name?: string;
  phone?: string;
  email?: string;
  memberId?: string;
}

/** Customers as they are imported, one after another; their numbers in the same order. */
async function people(desk: TestDesk, ...given: Given[]): Promise<string[]> {
  const numbers: string[] = [];
  for (const values of given) {
    const { items } = await desk.customers.import({
      rows: [{ line: 2, values: { ...values } }],
      dryRun: false,
    });
    numbers.push(items[0]!.customerNumber!);
  }
  return numbers;
}

const found = async (desk: Pick<TestDesk, 'customers'>, query: Query): Promise<string[]> =>
  (await desk.customers.search({ limit: 100, ...query })).items.map((each) => each.customerNumber);

/** What matched, as `field: formerly? va[lu]e`. */
async function seen(desk: Pick<TestDesk, 'customers'>, query: Query): Promise<string[]> {
  const { items } = await desk.customers.search(query);
  return (items[0]?.matches ?? []).map(({ field, value, isFormer, ranges }) => {
    const marked = [...ranges]
      .reverse()
      .reduce(
        (text, { from, to }) => `${text.slice(0, from)}[${text.slice(from, to)}]${text.slice(to)}`,
        value,
      );
    return `${field}: ${isFormer ? 'formerly ' : ''}${marked}`;
  });
}

async function mergeInto(desk: TestDesk, survivorNumber: string, absorbedNumber: string): Promise<void> {
  const { fingerprint } = await desk.customers.planMerge({
    survivorNumber,
    absorbedNumbers: [absorbedNumber],
  });
  await desk.customers.merge({ survivorNumber, absorbedNumbers: [absorbedNumber], fingerprint });
}

describe('an agent sees the best match first (R20, R21)', () => {
  it('who has the number, then the identifier, the name, the last digits, a beginning, and the rest', async () => {
    const desk = testDesk();
    const [inside, word, beginning, ending, name, identifier] = await people(
      desk,
      { phone: '010-3456-7801', email: 'x10000009x@example.com' },
      { email: 'x.10000009@example.com' },
      { name: '10000009호' },
      { phone: '02-1000-0009' },
      { name: '10000009', phone: '010-3456-7802' },
      { memberId: '10000009' },
    );
    const number = await numberNine(desk);
    assert.deepEqual(await found(desk, { text: '10000009' }), [
      number,
      identifier,
      name,
      ending,
      beginning,
      word,
      inside,
    ]);
  });

  /** Customers until one has the number. */
  async function numberNine(desk: TestDesk): Promise<string> {
    for (let i = 10; ; i++) {
      const { customerNumber } = (await desk.tickets.intake(call(`010-7777-00${i}`))).ticket;
      assert.ok(customerNumber <= '10000009', 'the numbers begin with 10,000,001');
      if (customerNumber === '10000009') return customerNumber;
    }
  }

  it('whoever has the value now before those who had it, and old numbers as well as new ones (B2)', async () => {
    const desk = testDesk();
    const [now, then, other] = await people(
      desk,
      { name: '김미나', phone: '010-2222-5678' },
      { name: '박서연', phone: '010-3333-5678' },
      { name: '이준', phone: '010-4444-1111' },
    );
    await desk.customers.edit({ customerNumber: then!, values: { phone: '010-9999-0000' } });
    assert.deepEqual(await found(desk, { text: '5678' }), [now, then]);
    await mergeInto(desk, now!, other!);
    assert.deepEqual(await found(desk, { text: other! }), [now]);
    assert.deepEqual(await found(desk, { customerNumber: other! }), [now]);
  });

  it('whoever changed last before the others, where they match alike', async () => {
    const desk = testDesk();
    const numbers = await people(
      desk,
      ...['0001', '0002', '0003'].map((end) => ({ name: '김미나', phone: `010-2345-${end}` })),
    );
    assert.deepEqual(await found(desk, { text: '김미나' }), [...numbers].reverse());
    await desk.customers.edit({ customerNumber: numbers[1]!, values: { memberId: 'm1' } });
    assert.deepEqual(await found(desk, { text: '김미나' }), [numbers[1], numbers[2], numbers[0]]);
  });

  it('a name that is typed to its end before longer ones, and whole syllables before half-typed ones', async () => {
    const desk = testDesk();
    const [longer, whole, inside] = await people(
      desk,
      { name: '김민준호' },
      { name: '김민준' },
      { name: '남궁김민준' },
    );
    assert.deepEqual(await found(desk, { text: '김민준' }), [whole, longer, inside]);
    const [half] = await people(desk, { name: '김미나' });
    assert.deepEqual((await found(desk, { name: '김민' })).indexOf(half!), 2, 'after 김민준 and 김민준호');
    assert.deepEqual(await found(desk, { text: 'ㄱㅁㅈ' }), [whole, longer, inside]);
  });

  it('all words as one name before the words apart, and a whole phone before its pieces', async () => {
    const desk = testDesk();
    const [turned, whole, pieces] = await people(
      desk,
      { name: 'Mina Kim', phone: '010-1234-5678' },
      { name: 'Kim Mina', phone: '02-555-0001' },
      { name: 'Lee', phone: '010-5678-1234' },
    );
    assert.deepEqual(await found(desk, { text: 'Kim Mina' }), [whole, turned]);
    assert.deepEqual(await found(desk, { name: 'mina kim' }), [turned, whole]);
    assert.deepEqual(await found(desk, { text: '010 1234 5678' }), [turned, pieces]);
    assert.deepEqual(await found(desk, { text: '010 5678 1234' }), [pieces, turned]);
  });

  it('the very best among thousands who have the fragment too, and says that there are more', async () => {
    const desk = testDesk();
    const [owner] = await people(desk, { name: '하나', phone: '02-1234-5678', email: 'z@example.com' });
    await crowd(desk, 2500, (i) => ({
      name: `김0212345678 ${i}`,
      email: `m${i}z@example.com`,
      memberId: `02-1234-5678-${i}`,
    }));
    for (const text of ['02-1234-5678', '0212345678', '+82 2 1234 5678', 'z@example.com']) {
      const { items, more } = await desk.customers.search({ text, limit: 3 });
      assert.equal(items[0]?.customerNumber, owner, text);
      assert.equal(more, true, text);
    }
    const [last] = (await desk.customers.search({ text: '김0212345678 2499' })).items;
    const number = last!.customerNumber;
    assert.equal((await desk.customers.search({ text: number, limit: 1 })).items[0]?.customerNumber, number);
    const beginning = await desk.customers.search({ text: '하', limit: 5 });
    assert.deepEqual([beginning.items.length, beginning.more], [1, false]);
  });

  it('whose value begins so, among thousands who have it inside', async () => {
    const desk = testDesk();
    await crowd(desk, 2500, (i) => ({ name: `가미나${i}`, email: `${i}.mina@example.com` }));
    const [one, two] = await people(desk, { name: '미나' }, { email: 'mina@example.com' });
    assert.equal((await found(desk, { text: '미나', limit: 2 }))[0], one);
    assert.equal((await found(desk, { text: 'mina', limit: 2 }))[0], two);
  });
});

/** Customers written past intake, which would take far longer. */
async function crowd(desk: TestDesk, count: number, values: (i: number) => Given): Promise<void> {
  const settings = { defaultCountry: 'KR', ownNumbers: [] };
  const at = '2025-01-01T00:00:00.000Z';
  const origin: Origin = { source: 'import', at };
  await desk.storage.write(async (tx) => {
    for (let i = 0; i < count; i++) {
      const fragment: Fragment = await issueFragment(tx, at);
      for (const each of fieldValues(values(i) as Record<string, string>)) {
        fragment.values[each.field] = [entryFor(each, origin, settings)];
      }
      await putRegistered(tx, fragment);
    }
  });
}

describe('an agent sees what matched, and where (R21)', () => {
  it('in names: syllables, half-typed ones, first consonants, both in one, Latin letters with and without marks', async () => {
    const desk = testDesk();
    await people(desk, { name: '김민준' }, { name: 'Émile Çelik' }, { name: '이 서연' });
    assert.deepEqual(await seen(desk, { text: '민준' }), ['name: 김[민준]']);
    assert.deepEqual(await seen(desk, { text: '김ㅁ' }), ['name: [김민]준']);
    assert.deepEqual(await seen(desk, { text: 'ㅁㅈ' }), ['name: 김[민준]']);
    assert.deepEqual(await seen(desk, { text: '김ㅁㅈ' }), ['name: [김민준]']);
    assert.deepEqual(await seen(desk, { text: 'ㄱ민ㅈ' }), ['name: [김민준]']);
    assert.deepEqual(await seen(desk, { text: '이서' }), ['name: [이 서]연']);
    assert.deepEqual(await seen(desk, { text: 'emile' }), ['name: [Émile] Çelik']);
    assert.deepEqual(await seen(desk, { text: 'ÇEL'.normalize('NFD') }), ['name: Émile [Çel]ik']);
    assert.deepEqual(await seen(desk, { text: 'ＣＥＬ ém' }), ['name: [Ém]ile [Çel]ik']);
    assert.deepEqual(await seen(desk, { name: '김민준 고객님' }), ['name: [김민준]']);
  });

  it('in phones: digits with the hyphens between them, in the spelling that the customer has', async () => {
    const desk = testDesk();
    await people(desk, { phone: '010-2345-6789' }, { phone: '+82 10-7777-1234' }, { phone: '1588-1234' });
    assert.deepEqual(await seen(desk, { text: '456' }), ['phone: 010-23[45-6]789']);
    assert.deepEqual(await seen(desk, { text: '6789' }), ['phone: 010-2345-[6789]']);
    assert.deepEqual(await seen(desk, { text: '+82 10-2345-6789' }), ['phone: 0[10-2345-6789]']);
    assert.deepEqual(await seen(desk, { text: '01077771234' }), ['phone: +[82 10-7777-1234]']);
    assert.deepEqual(await seen(desk, { text: '107777' }), ['phone: +82 [10-7777]-1234']);
    assert.deepEqual(await seen(desk, { text: '+82 1588-1234' }), ['phone: [1588-1234]']);
    assert.deepEqual(await seen(desk, { text: '+82 10-2345' }), ['phone: [010-2345]-6789']);
  });

  it('in e-mail addresses, member ids and numbers, each value once with all that was typed', async () => {
    const desk = testDesk();
    const [number] = await people(desk, { email: 'Mina.Kim@Example.com', memberId: 'MINA-7' });
    assert.deepEqual(await seen(desk, { email: 'ina.k' }), ['email: M[ina.K]im@Example.com']);
    assert.deepEqual(await seen(desk, { text: 'mina' }), [
      'memberId: [MINA]-7',
      'email: [Mina].Kim@Example.com',
    ]);
    assert.deepEqual(await seen(desk, { text: 'kim mina' }), [
      'memberId: [MINA]-7',
      'email: [Mina].[Kim]@Example.com',
    ]);
    assert.deepEqual(await seen(desk, { text: `#${number}` }), [`customerNumber: [${number}]`]);
  });

  it('a former value or an old number, where nothing that the row shows matches so well (B2)', async () => {
    const desk = testDesk();
    const [kept, absorbed] = await people(
      desk,
      { name: '김미나', phone: '010-2222-5678' },
      { name: '김미나', email: 'old@example.com' },
    );
    await desk.customers.edit({ customerNumber: kept!, values: { phone: '010-5678-0000' } });
    assert.deepEqual(await seen(desk, { text: '22225678' }), ['phone: formerly 010-[2222-5678]']);
    assert.deepEqual(await seen(desk, { text: '5678' }), [
      'phone: formerly 010-2222-[5678]',
      'phone: 010-[5678]-0000',
    ]);
    await mergeInto(desk, kept!, absorbed!);
    assert.deepEqual(await seen(desk, { text: absorbed! }), [`customerNumber: formerly [${absorbed}]`]);
    assert.deepEqual(await seen(desk, { text: '미나' }), ['name: 김[미나]']);
  });

  it('in the list of customers too, and nothing where no text was searched for (R5)', async () => {
    const desk = testDesk();
    await people(desk, { name: '김미나', phone: '010-2222-5678' });
    const [byPhone] = (await desk.customers.list({ phone: '2222' })).items;
    assert.deepEqual(byPhone!.matches, [
      { field: 'phone', value: '010-2222-5678', isFormer: false, ranges: [{ from: 4, to: 8 }] },
    ]);
    const [anybody] = (await desk.customers.list({})).items;
    assert.equal(anybody!.matches, undefined);
  });
});

describe('a name that is typed in parts', () => {
  it('is found by syllables and first consonants in one, also as the keyboard joins them', async () => {
    const desk = testDesk();
    const [minjun, seoyeon, park] = await people(
      desk,
      { name: '김민준' },
      { name: '이서연' },
      { name: '박서연' },
    );
    assert.deepEqual(await found(desk, { text: '김ㅁㅈ' }), [minjun]);
    assert.deepEqual(await found(desk, { text: '김민ㅈ' }), [minjun]);
    assert.deepEqual(await found(desk, { text: 'ㅁ준' }), [minjun]);
    assert.deepEqual(await found(desk, { text: '이ㅅㅇ' }), [seoyeon]);
    assert.deepEqual(await found(desk, { text: '잇ㅇ' }), [seoyeon], '이ㅅㅇ as it is typed');
    assert.deepEqual(await found(desk, { text: '밗ㅇ' }), [park], '박ㅅㅇ as it is typed');
    assert.deepEqual(await found(desk, { text: '김ㅈㅁ' }), []);
  });

  it('is found without its marks and with marks it has not, behind those who are written so', async () => {
    const desk = testDesk();
    const [plain, marked] = await people(desk, { name: 'Emile Roy' }, { name: 'Émile Roy' });
    assert.deepEqual(await found(desk, { text: 'emile' }), [plain, marked]);
    assert.deepEqual(await found(desk, { text: 'Émile' }), [marked, plain]);
    const [lukasz] = await people(desk, { name: 'Łukasz Søren' });
    assert.deepEqual(await found(desk, { text: 'lukasz soren' }), [lukasz]);
  });

  it('keeps letters apart that are others in their language: が is not か, й is not и', async () => {
    const desk = testDesk();
    await people(desk, { name: 'がんた' }, { name: 'Андрей' });
    assert.deepEqual(await found(desk, { text: 'か' }), []);
    assert.deepEqual(await found(desk, { text: 'Андреи' }), []);
  });
});

describe('the order of what is found', () => {
  const syllables = fc.constantFrom(...'김이박미나준');
  const given = fc.record({
    name: fc.array(syllables, { minLength: 1, maxLength: 4 }).map((each) => each.join('')),
    memberId: fc.constantFrom('m', 'mina', 'minari', '미나'),
  });

  it('is the same in whatever order the customers came, and every one is before or behind every other', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(given, { minLength: 2, maxLength: 12, selector: (each) => JSON.stringify(each) }),
        fc.constantFrom('미나', '김', 'mina', 'ㅁㄴ', 'm'),
        fc.nat(),
        async (all, text, seed) => {
          const turned = all
            .map((values, i) => ({ values, place: (i * 7919 + seed) % 104729 }))
            .sort((a, b) => a.place - b.place)
            .map(({ values }) => values);
          const orders = [];
          for (const each of [all, turned]) {
            const desk = testDesk();
            await crowdAt(desk, each, (values) => all.findIndex((one) => one === values));
            const { items } = await desk.customers.search({ text, limit: 100 });
            orders.push(items.map(({ values }) => values));
          }
          assert.deepEqual(orders[0], orders[1]);
        },
      ),
      { numRuns: 60 },
    );
  });

  /** Each changed at a time of its own, whenever it comes. */
  async function crowdAt<G extends Given>(
    desk: TestDesk,
    all: G[],
    rank: (values: G) => number,
  ): Promise<void> {
    for (const values of all) {
      desk.clock.time = Date.UTC(2026, 0, 1) + rank(values) * 60_000;
      await people(desk, values);
    }
  }

  it('does not depend on what comes besides: fewer are the first of more', async () => {
    const desk = testDesk();
    for (let i = 0; i < 24; i++)
      await desk.tickets.intake(mail(`mina${i % 7}.${i}@example.com`, { name: `미나${i % 3}` }));
    for (const text of ['미나', 'mina', 'mina1', '1@']) {
      const all = await found(desk, { text });
      for (const limit of [1, 3, 7]) {
        assert.deepEqual(await found(desk, { text, limit }), all.slice(0, limit), `${text}, ${limit}`);
      }
    }
  });
});
