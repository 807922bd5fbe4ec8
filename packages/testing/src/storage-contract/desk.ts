/** A whole desk gives the same answers on the store as in memory: customers imported, merged, apart again, listed, found. */
import { expect } from 'chai';
import { createDesk, memoryStorage, type Desk, type InputOf } from '@deskcard/core';
import type { StorageAdapter } from '@deskcard/core/ports';
import { storeTest, type StorageContractOptions } from './harness.js';

const names = ['김미나', '김', 'Kim Mina', 'kim', '이준', '', '각', 'Ädam', '박서연', '가'];
const count = 60;
const orders = ['customerNumber', 'name', 'createdAt', 'updatedAt'] as const;

/** A desk with the clock that every run has. */
function deskOn(storage: StorageAdapter): Desk {
  let [time, ids] = [Date.UTC(2026, 0, 15), 0];
  return createDesk({
    storage,
    principal: { user: 'mina', role: 'admin' },
    clock: { now: () => (time += 1000) },
    ids: { next: () => `id-${String(++ids).padStart(4, '0')}`, secret: (bytes) => 'a1'.repeat(bytes) },
  });
}

const rows = Array.from({ length: count }, (_, i) => ({
  line: i + 2,
  values: {
    memberId: `m${i}`,
    name: names[i % names.length]!,
    phone: `010-1111-${2000 + i}`,
    ...(i % 3 === 0 ? { email: `m${i}@example.com` } : {}),
  },
}));

/** Of those in the file three are merged, and one more calls. */
const left = count - 3 + 1;

/** Customers by the file and by calls; some merged, one of the merges taken back. */
async function populate(desk: Desk): Promise<void> {
  for (let from = 0; from < count; from += 25) {
    const { items } = await desk.customers.import({ rows: rows.slice(from, from + 25), dryRun: false });
    expect(items.map(({ outcome }) => outcome)).to.deep.equal(items.map(() => 'created'));
  }
  const numberOf = async (i: number): Promise<string> =>
    (await desk.customers.identify({ kind: 'memberId', value: `m${i}` })).customer!.customerNumber;
  const mergeIds: string[] = [];
  for (const [survivor, absorbed] of [
    [5, 6],
    [8, 5],
    [20, 3],
    [30, 31],
  ] as const) {
    const pair = { survivorNumber: await numberOf(survivor), absorbedNumbers: [await numberOf(absorbed)] };
    const { fingerprint } = await desk.customers.planMerge(pair);
    mergeIds.push((await desk.customers.merge({ ...pair, fingerprint })).merges[0]!.mergeId);
  }
  await desk.customers.unmerge({ mergeId: mergeIds[0]! });
  await desk.customers.edit({ customerNumber: await numberOf(3), values: { name: '하나' } });
  // Somebody calls from the telephone of another, twice, and one customer comes of it (B7).
  for (const name of ['Kim', '박다시', '박다시 님'])
    await desk.tickets.intake({ channelId: 'call', fields: { phone: '010-1111-2002', name } });
}

/** Customers by their member ids, page by page; the numbers of two stores differ. */
async function listed(desk: Desk, query: InputOf<'customers.list'>): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await desk.customers.list({ ...query, ...(cursor === undefined ? {} : { cursor }) });
    found.push(...page.items.map(({ values }) => `${values['memberId']} ${values['name']}`));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return found;
}

/** What an agent types, a piece of everything; digits as phones, because the numbers of two stores differ. */
const queries: InputOf<'customers.search'>[] = [
  ...['김', '미나', '김미ㄴ', 'ㄱㅁ', '김ㅁㄴ', 'kim', 'adam', 'Ädam', 'm1', 'm3@example.com', 'example'],
  ...['kim mina', '다시', '하나', 'nobody', '010-1111-2003'],
].map((text) => ({ text }));
queries.push(...['2007', '1111', '+82 10 1111 2003', '010-1111'].map((phone) => ({ phone })), {
  name: '김',
  phone: '1111',
});

/** Who is found, in which order, by what and where. */
async function foundBy(desk: Desk, query: InputOf<'customers.search'>): Promise<unknown> {
  const { items, more } = await desk.customers.search(query);
  return { rows: items.map(({ values, matches }) => ({ values, matches })), more };
}

export function deskContract(options: StorageContractOptions): void {
  options.describe('a desk', () => {
    storeTest(options, 'lists the same customers in the same orders as in memory', async (store) => {
      const [desk, inMemory] = [deskOn(store), deskOn(memoryStorage())];
      await populate(desk);
      await populate(inMemory);
      for (const by of orders) {
        for (const descending of [false, true]) {
          for (const conditions of [{}, { phone: '1111' }, { name: '김' }]) {
            const query = { ...conditions, sort: { by, descending }, limit: 7 };
            const expected = await listed(inMemory, query);
            expect(await listed(desk, query), JSON.stringify(query)).to.deep.equal(expected);
          }
        }
      }
      expect(await listed(desk, {})).to.have.length(left);
    });

    storeTest(
      options,
      'deletes a customer with all their numbers, and finds nobody under them',
      async (store) => {
        const desk = deskOn(store);
        await populate(desk);
        const { customer } = await desk.customers.identify({ kind: 'memberId', value: 'm20' });
        const { customerNumber, absorbedNumbers } = customer!;
        const { phone } = rows[20]!.values;
        await desk.tickets.intake({ channelId: 'call', fields: { phone, subject: 'x' } });
        const { numbers, tickets } = await desk.customers.delete({ customerNumber });
        expect([numbers, tickets > 0]).to.deep.equal([[customerNumber, ...absorbedNumbers], true]);
        expect(await desk.customers.identify({ kind: 'phone', value: phone })).to.deep.equal({});
        expect((await desk.customers.search({ phone })).items).to.deep.equal([]);
        expect(await listed(desk, {})).to.have.length(left - 1);
        const ofTheirs = await desk.tickets.ofCustomer({ customerNumber });
        expect(ofTheirs.items.every(({ fields }) => fields['phone'] === undefined)).to.equal(true);
        const { ticket, outcome } = await desk.tickets.intake({ channelId: 'call', fields: { phone } });
        expect([outcome, numbers.includes(ticket.customerNumber)]).to.deep.equal(['created', false]);
      },
    );

    storeTest(
      options,
      'lets calls that race a deletion come before or after it, never half (trap 2)',
      async (store) => {
        const desk = deskOn(store);
        for (let round = 0; round < 5; round++) {
          const phone = `010-3333-${1000 + round}`;
          const calling = () => desk.tickets.intake({ channelId: 'call', fields: { phone, name: '김미나' } });
          const { customerNumber } = (await calling()).ticket;
          const before = [calling(), calling()];
          const deleting = desk.customers.delete({ customerNumber });
          const [{ deletedAt }, ...calls] = await Promise.all([deleting, ...before, calling(), calling()]);
          expect(deletedAt).to.be.a('string');
          for (const { ticket } of calls) {
            const { fields, customerNumber: whose } = await desk.tickets.get({ ticketId: ticket.ticketId });
            expect(fields['phone']).to.equal(whose === customerNumber ? undefined : phone);
          }
          const { customer } = await desk.customers.identify({ kind: 'phone', value: phone });
          expect(customer?.customerNumber).not.to.equal(customerNumber);
        }
      },
    );

    storeTest(
      options,
      'finds the same customers as in memory, in the same order, by the same matches',
      async (store) => {
        const [desk, inMemory] = [deskOn(store), deskOn(memoryStorage())];
        await populate(desk);
        await populate(inMemory);
        for (const query of queries) {
          for (const limit of [3, 100]) {
            const expected = await foundBy(inMemory, { ...query, limit });
            expect(await foundBy(desk, { ...query, limit }), JSON.stringify(query)).to.deep.equal(expected);
          }
        }
        const [row] = (await desk.customers.search({ text: 'm3@example.com' })).items;
        expect(row?.matches?.[0]?.field).to.equal('email');
      },
    );

    storeTest(options, 'imports a file once, and stores nothing in a dry run', async (store) => {
      const desk = deskOn(store);
      const dry = await desk.customers.import({ rows: rows.slice(0, 50), dryRun: true });
      expect(dry.items.map(({ outcome }) => outcome)).to.deep.equal(dry.items.map(() => 'created'));
      expect((await desk.customers.list({})).total).to.equal(0);
      await populate(desk);
      const again = await desk.customers.import({ rows: rows.slice(0, 3), dryRun: false });
      expect(again.items.map(({ outcome }) => outcome)).to.deep.equal([
        'unchanged',
        'unchanged',
        'unchanged',
      ]);
      const { csv, rows: exported } = await desk.customers.export({ limit: 1000 });
      expect(exported).to.equal(left);
      expect(csv.split('\r\n')).to.have.length(left + 2);
    });
  });
}
