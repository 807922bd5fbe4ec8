/** What must hold after every history: no number, identifier or ticket is lost, and nothing is left of who was deleted. */
import { assert } from 'chai';
import { isDeskError } from '../../src/errors.js';
import type { Customer, Desk, StorageAdapter } from '../../src/index.js';
import type { MergeRecord } from '../../src/store/merge-record.js';
import { DuplicateModel } from './duplicate-model.js';
import type { Played } from './play.js';

/** A customer without what every change bumps. */
export function view({ version: _, updatedAt: __, ...rest }: Customer): unknown {
  return rest;
}

export async function views(desk: Desk, numbers: readonly string[]): Promise<Map<string, unknown>> {
  const entries = await Promise.all(
    numbers.map(
      async (customerNumber) => [customerNumber, view(await desk.customers.get({ customerNumber }))] as const,
    ),
  );
  return new Map(entries);
}

interface StoredFragment {
  customerNumber: string;
  live: string;
  absorbed: string[];
  values: Record<string, { value: string; keys?: string[] }[]>;
}

/** Every number ever issued resolves to exactly one live customer in one step. */
async function assertNumbers(storage: StorageAdapter, numbers: readonly string[]): Promise<StoredFragment[]> {
  const found = await storage.read((tx) => tx.getMany('fragments', numbers));
  const all = found as unknown as StoredFragment[];
  const byNumber = new Map(all.map((each) => [each.customerNumber, each]));
  assert.strictEqual(new Set(numbers).size, numbers.length, 'a number was issued twice');
  for (const each of all) {
    const root = byNumber.get(each.live);
    assert.ok(root, `${each.customerNumber} leads nowhere`);
    assert.strictEqual(root.live, root.customerNumber, `${each.customerNumber} needs more than one step`);
    const isListed = each === root || root.absorbed.includes(each.customerNumber);
    assert.ok(isListed, `${each.customerNumber} is not among the numbers of ${root.customerNumber}`);
  }
  const listed = all
    .filter((each) => each.live === each.customerNumber)
    .flatMap((each) => [each.customerNumber, ...each.absorbed]);
  assert.deepEqual([...listed].sort(), [...numbers].sort(), 'a number belongs to two customers or to none');
  return all;
}

/** No identifier is lost or owned twice: each registered key has one owner, who registered it. */
async function assertIdentifiers(
  storage: StorageAdapter,
  fragments: readonly StoredFragment[],
): Promise<void> {
  const holders = new Map<string, Set<string>>();
  for (const { customerNumber, values } of fragments) {
    for (const key of Object.values(values).flatMap((list) => list.flatMap((entry) => entry.keys ?? []))) {
      holders.set(key, (holders.get(key) ?? new Set()).add(customerNumber));
    }
  }
  const keys = [...holders.keys()];
  const records = (await storage.read((tx) => tx.getMany('identifiers', keys))) as (
    { owner: string } | undefined
  )[];
  for (const [i, key] of keys.entries()) {
    const owner = records[i]?.owner;
    assert.ok(owner !== undefined, `${key} has no owner`);
    assert.ok(holders.get(key)!.has(owner), `${key} is owned by ${owner}, who never registered it`);
  }
}

/** No ticket is lost: each belongs to the live customer of the number it came in on, and to nobody else. */
async function assertTickets(
  desk: Desk,
  fragments: readonly StoredFragment[],
  { tickets }: Played,
): Promise<void> {
  const live = new Set(fragments.map((each) => each.live));
  const found: string[] = [];
  for (const customerNumber of live) {
    const { items } = await desk.tickets.ofCustomer({ customerNumber, limit: 100 });
    assert.ok(items.every((ticket) => ticket.customerNumber === customerNumber));
    found.push(...items.map((ticket) => ticket.ticketId));
  }
  assert.deepEqual(found.sort(), [...tickets].sort(), 'a ticket was lost or belongs to two customers');
}

/** What was chosen in a merge is remembered as long as it holds, and somebody in its family has it. */
async function assertChosen(storage: StorageAdapter, fragments: readonly StoredFragment[]): Promise<void> {
  const { records } = await storage.read((tx) => tx.scan('merges', undefined, { limit: 1000 }));
  const live = new Map(fragments.map((each) => [each.customerNumber, each.live]));
  for (const { key, value } of records) {
    const { survivorNumber, chosen, undone } = value as unknown as MergeRecord;
    const family = fragments.filter((each) => each.live === live.get(survivorNumber));
    for (const [field, text] of Object.entries(chosen)) {
      const isKnown = family.some(({ values }) => values[field]?.some((entry) => entry.value === text));
      assert.ok(isKnown && !undone, `the merge ${key} remembers ${text}`);
    }
  }
}

/** Nothing leads to a customer who was deleted, and nothing of them is left in their tickets. */
async function assertDeleted(desk: Desk, storage: StorageAdapter, { deleted }: Played): Promise<void> {
  const all = await storage.read((tx) => tx.scan('identifiers', undefined, { limit: 1000 }));
  const others = all.records.flatMap(({ value }) => (value as { others?: string[] }).others ?? []);
  assert.ok(!others.some((each) => deleted.includes(each)), 'an identifier remembers a deleted customer');
  for (const customerNumber of deleted) {
    const refusal = await desk.customers.get({ customerNumber }).catch((error: unknown) => error);
    assert.isTrue(isDeskError(refusal) && refusal.code === 'customer_deleted', 'a deleted customer is shown');
    const range = { from: customerNumber, to: `${customerNumber} `, limit: 1 };
    const owned = await storage.read((tx) => tx.scan('identifiers', 'fragment', range));
    assert.deepEqual(owned.records, [], 'an identifier leads to a deleted customer');
    const naming = { prefix: `${customerNumber}|`, limit: 1 };
    const pairs = await storage.read((tx) => tx.scan('suggestions', 'number', naming));
    assert.deepEqual(pairs.records, [], 'a suggestion names a deleted customer');
    assert.deepEqual((await desk.customers.search({ customerNumber })).items, []);
    assert.deepEqual((await desk.customers.list({ customerNumber })).items, []);
    const { items } = await desk.tickets.ofCustomer({ customerNumber, limit: 100 });
    for (const { fields, filled } of items) assert.deepEqual([fields, filled], [{}, {}]);
  }
}

export async function assertInvariants(desk: Desk, storage: StorageAdapter, played: Played): Promise<void> {
  const fragments = await assertNumbers(storage, played.numbers);
  await assertIdentifiers(storage, fragments);
  await assertTickets(desk, fragments, played);
  await assertChosen(storage, fragments);
  await assertDeleted(desk, storage, played);
  await (played.duplicates ?? new DuplicateModel('unforetold')).assertTrue(desk, storage);
}
