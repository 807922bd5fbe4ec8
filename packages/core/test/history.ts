/** Random histories of a desk and what must hold after each of them, for property tests on any storage adapter. */
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Customer, Desk, StorageAdapter } from '../src/index.js';

export type Step =
  | { do: 'intake'; channelId: 'call' | 'email'; phone: number; mail: number; name: number }
  | { do: 'edit'; who: number; field: 'name' | 'phone' | 'email'; value: number; taken: 'move' | 'keepApart' }
  | { do: 'save'; ticket: number; field: 'name' | 'phone' | 'mail'; value: number }
  | { do: 'merge'; survivor: number; absorbed: number; choose: boolean; at: number | undefined }
  | { do: 'unmerge'; which: number };

const small = fc.nat({ max: 7 });
const index = fc.nat({ max: 40 });

/** Few distinct values, so that people collide all the time. */
export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('intake' as const),
        channelId: fc.constantFrom('call' as const, 'email' as const),
        phone: small,
        mail: small,
        name: small,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('edit' as const),
        who: index,
        field: fc.constantFrom('name' as const, 'phone' as const, 'email' as const),
        value: small,
        taken: fc.constantFrom('move' as const, 'keepApart' as const),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('save' as const),
        ticket: index,
        field: fc.constantFrom('name' as const, 'phone' as const, 'mail' as const),
        value: small,
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('merge' as const),
        survivor: index,
        absorbed: index,
        choose: fc.boolean(),
        at: fc.option(index, { nil: undefined }),
      }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('unmerge' as const), which: index }) },
  ),
  { minLength: 4, maxLength: 30 },
);

/** Value 0 is blank, so that tickets come in without one. */
const onePhone = (n: number): string => `010-2${n}00-111${n}`;
/** Some values hold two numbers, one of which somebody else may have alone. */
export const phoneOf = (n: number): string =>
  n === 0 ? '' : n > 5 ? `${onePhone(n)} / ${onePhone(n - 3)}` : onePhone(n);
export const mailOf = (n: number): string => (n === 0 ? '' : `person${n}@example.com`);
export const nameOf = (n: number): string =>
  n === 0 ? '' : ['김미나', '이서연', '박지훈', 'Mina Kim', '최유진', '정하은', '강도윤'][n - 1]!;

const valueOf = { phone: phoneOf, email: mailOf, mail: mailOf, name: nameOf };

export interface Played {
  /** every number ever issued, oldest first */
  numbers: string[];
  tickets: string[];
  /** identifier keys that came in, as the store knows them */
  merges: string[];
}

export async function play(
  desk: Desk,
  history: readonly Step[],
  played: Played = { numbers: [], tickets: [], merges: [] },
): Promise<Played> {
  for (const step of history) await playStep(desk, step, played);
  return played;
}

const pick = <T>(list: readonly T[], n: number): T | undefined =>
  list.length === 0 ? undefined : list[n % list.length];

async function playStep(desk: Desk, step: Step, { numbers, tickets, merges }: Played): Promise<void> {
  if (step.do === 'intake') {
    const fields = { phone: phoneOf(step.phone), mail: mailOf(step.mail), name: nameOf(step.name) };
    const { ticket, outcome } = await desk.tickets.intake({ channelId: step.channelId, fields });
    tickets.push(ticket.ticketId);
    if (outcome === 'created') numbers.push(ticket.customerNumber);
  } else if (step.do === 'edit') {
    const customerNumber = pick(numbers, step.who);
    const values = { [step.field]: valueOf[step.field](step.value) };
    if (customerNumber) await desk.customers.edit({ customerNumber, values, taken: step.taken });
  } else if (step.do === 'save') {
    const ticketId = pick(tickets, step.ticket);
    const fields = { [step.field]: valueOf[step.field](step.value) };
    if (ticketId) await desk.tickets.save({ ticketId, fields });
  } else if (step.do === 'merge') {
    const pair = [pick(numbers, step.survivor), pick(numbers, step.absorbed)] as const;
    const ticketId = step.at === undefined ? undefined : pick(tickets, step.at);
    await playMerge(desk, pair, step.choose, ticketId, merges);
  } else {
    const mergeId = pick(merges, step.which);
    if (mergeId === undefined) return;
    await desk.customers.unmerge({ mergeId });
    merges.splice(merges.indexOf(mergeId), 1);
  }
}

async function playMerge(
  desk: Desk,
  [one, other]: readonly [string | undefined, string | undefined],
  choose: boolean,
  ticketAtHand: string | undefined,
  merges: string[],
): Promise<void> {
  if (!one || !other) return;
  const survivorNumber = (await desk.customers.get({ customerNumber: one })).customerNumber;
  const absorbedNumber = (await desk.customers.get({ customerNumber: other })).customerNumber;
  const plan = await desk.customers.planMerge({ survivorNumber, absorbedNumber });
  if (plan.blockers.length > 0) return;
  const field = plan.fields[0];
  const choices = choose && field?.absorbed !== undefined ? { [field.field]: 'absorbed' as const } : {};
  const ticket = ticketAtHand === undefined ? undefined : await desk.tickets.get({ ticketId: ticketAtHand });
  const isTheirs = ticket && [survivorNumber, absorbedNumber].includes(ticket.customerNumber);
  const preview = await desk.customers.planMerge({ survivorNumber, absorbedNumber, choices });
  const { merge, customer } = await desk.customers.merge({
    survivorNumber,
    absorbedNumber,
    fingerprint: preview.fingerprint,
    choices,
    ...(isTheirs ? { ticketId: ticket.ticketId } : {}),
  });
  assert.deepEqual(customer.values, preview.result, 'the merged customer is not what the preview showed');
  merges.push(merge.mergeId);
}

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
  assert.equal(new Set(numbers).size, numbers.length, 'a number was issued twice');
  for (const each of all) {
    const root = byNumber.get(each.live);
    assert.ok(root, `${each.customerNumber} leads nowhere`);
    assert.equal(root.live, root.customerNumber, `${each.customerNumber} needs more than one step`);
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
async function assertTickets(desk: Desk, { numbers, tickets }: Played): Promise<void> {
  const live = new Set<string>();
  for (const customerNumber of numbers)
    live.add((await desk.customers.get({ customerNumber })).customerNumber);
  const found: string[] = [];
  for (const customerNumber of live) {
    const { items } = await desk.tickets.ofCustomer({ customerNumber, limit: 100 });
    assert.ok(items.every((ticket) => ticket.customerNumber === customerNumber));
    found.push(...items.map((ticket) => ticket.ticketId));
  }
  assert.deepEqual(found.sort(), [...tickets].sort(), 'a ticket was lost or belongs to two customers');
}

export async function assertInvariants(desk: Desk, storage: StorageAdapter, played: Played): Promise<void> {
  await assertIdentifiers(storage, await assertNumbers(storage, played.numbers));
  await assertTickets(desk, played);
}
