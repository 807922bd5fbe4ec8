/** Random histories of a desk and what must hold after each of them, for property tests on any storage adapter. */
import { assert } from 'chai';
import * as fc from 'fast-check';
import { isDeskError, type ErrorCode } from '../src/errors.js';
import { personNames } from '../src/identity/kinds.js';
import type { Customer, Desk, MergeChoices, StorageAdapter, Ticket } from '../src/index.js';
import { DuplicateModel } from './duplicate-model.js';

export type Step =
  | { do: 'intake'; channelId: 'call' | 'email'; phone: number; mail: number; name: number }
  | { do: 'edit'; who: number; field: 'name' | 'phone' | 'email'; value: number; taken: 'move' | 'keepApart' }
  | { do: 'save'; ticket: number; field: 'name' | 'phone' | 'mail'; value: number }
  | { do: 'merge'; survivor: number; absorbed: number[]; choose: boolean; at: number | undefined }
  | { do: 'unmerge'; which: number }
  | { do: 'move'; ticket: number; to: number }
  | { do: 'decide'; who: number; other: number; decision: 'notSame' | 'later' | 'open' }
  | { do: 'scan' }
  | { do: 'delete'; who: number };

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
        absorbed: fc.array(index, { minLength: 1, maxLength: 3 }),
        choose: fc.boolean(),
        at: fc.option(index, { nil: undefined }),
      }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('unmerge' as const), which: index }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('move' as const), ticket: index, to: index }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('decide' as const),
        who: index,
        other: index,
        decision: fc.constantFrom('notSame' as const, 'notSame' as const, 'later' as const, 'open' as const),
      }),
    },
    { weight: 1, arbitrary: fc.constant({ do: 'scan' as const }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('delete' as const), who: index }) },
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
  /** absent when many played at once */
  duplicates: DuplicateModel | undefined;
  /** numbers of customers who were deleted; every one of them is among `numbers` */
  deleted: string[];
}

export const living = ({ numbers, deleted }: Played): string[] =>
  numbers.filter((number) => !deleted.includes(number));

/** Whatever names a customer who was deleted is refused as that, and nothing else is. */
function isRightlyRefused(error: unknown, { deleted }: Played): boolean {
  if (!isDeskError(error) || error.code !== 'customer_deleted') return false;
  return deleted.includes(String(error.details['customerNumber']));
}

export async function play(
  desk: Desk,
  storage: StorageAdapter,
  history: readonly Step[],
  played: Played = nothingPlayed(),
): Promise<Played> {
  for (const step of history) {
    try {
      if (step.do === 'decide') await playDecision(desk, storage, step, played);
      else if (step.do === 'edit') await playEdit(desk, storage, step, played);
      else await playStep(desk, step, played);
    } catch (error) {
      if (!isRightlyRefused(error, played)) throw error;
    }
  }
  return played;
}

export const nothingPlayed = (): Played => ({
  numbers: [],
  tickets: [],
  merges: [],
  deleted: [],
  duplicates: new DuplicateModel(),
});

async function playEdit(
  desk: Desk,
  storage: StorageAdapter,
  { who, field, value, taken }: Extract<Step, { do: 'edit' }>,
  { numbers, duplicates }: Played,
): Promise<void> {
  const customerNumber = pick(numbers, who);
  if (!customerNumber) return;
  const text = valueOf[field](value);
  await desk.customers.edit({ customerNumber, values: { [field]: text }, taken });
  if (taken === 'keepApart' && text !== '') await duplicates!.keepApart(storage, customerNumber, text);
}

async function playDecision(
  desk: Desk,
  storage: StorageAdapter,
  { who, other, decision }: Extract<Step, { do: 'decide' }>,
  { numbers, duplicates }: Played,
): Promise<void> {
  const pair = [pick(numbers, who), pick(numbers, other)] as const;
  if (pair[0] && pair[1]) await duplicates!.decide(desk, storage, [pair[0], pair[1]], decision);
}

const pick = <T>(list: readonly T[], n: number): T | undefined =>
  list.length === 0 ? undefined : list[n % list.length];

async function playStep(
  desk: Desk,
  step: Exclude<Step, { do: 'decide' | 'edit' }>,
  played: Played,
): Promise<void> {
  const { numbers, tickets, merges, duplicates } = played;
  if (step.do === 'intake') {
    const fields = { phone: phoneOf(step.phone), mail: mailOf(step.mail), name: nameOf(step.name) };
    // Where many play at once, nobody knows what stood there a moment ago.
    const before = duplicates && (await registeredNames(desk, living(played)));
    const { ticket, outcome } = await desk.tickets.intake({ channelId: step.channelId, fields });
    if (before) assertGuarded(fields.name, ticket, outcome, before);
    tickets.push(ticket.ticketId);
    if (outcome === 'created') numbers.push(ticket.customerNumber);
  } else if (step.do === 'save') {
    const ticketId = pick(tickets, step.ticket);
    const fields = { [step.field]: valueOf[step.field](step.value) };
    if (ticketId) await desk.tickets.save({ ticketId, fields });
  } else if (step.do === 'merge') {
    const named = [step.survivor, ...step.absorbed].flatMap((each) => pick(numbers, each) ?? []);
    const ticketId = step.at === undefined ? undefined : pick(tickets, step.at);
    await playMerge(desk, named, step.choose, ticketId, merges, duplicates);
  } else if (step.do === 'move') {
    const [ticketId, customerNumber] = [pick(tickets, step.ticket), pick(numbers, step.to)];
    if (ticketId && customerNumber) await desk.tickets.move({ ticketId, customerNumber });
  } else if (step.do === 'scan') {
    await desk.duplicates.scan();
  } else if (step.do === 'delete') {
    const customerNumber = pick(numbers, step.who);
    if (customerNumber) played.deleted.push(...(await desk.customers.delete({ customerNumber })).numbers);
  } else {
    const mergeId = pick(merges, step.which);
    if (mergeId === undefined) return;
    await desk.customers.unmerge({ mergeId });
    merges.splice(merges.indexOf(mergeId), 1);
  }
}

/** By the number of each live customer. */
async function registeredNames(desk: Desk, numbers: readonly string[]): Promise<Map<string, string[]>> {
  const all = await Promise.all(numbers.map((customerNumber) => desk.customers.get({ customerNumber })));
  const names = ({ registered }: Customer): string[] => (registered['name'] ?? []).map(({ value }) => value);
  return new Map(all.map((each) => [each.customerNumber, names(each)]));
}

const contradict = (a: string, b: string): boolean => {
  const [one, other] = [personNames.read(a), personNames.read(b)];
  const found = one && other && personNames.compare(one, other);
  return found !== undefined && personNames.contradicting.includes(found.level);
};

/** Nobody joins whose names all contradict, and whoever joined nobody for that reason is contradicted indeed (B7). */
function assertGuarded(
  name: string,
  { customerNumber, held = [] }: Ticket,
  outcome: 'found' | 'created',
  before: ReadonlyMap<string, string[]>,
): void {
  const allContradict = (number: string): boolean => {
    const names = (before.get(number) ?? []).filter((each) => each !== '');
    return names.length > 0 && names.every((each) => contradict(each, name));
  };
  assert.equal(before.has(customerNumber), outcome === 'found', 'found is who was there');
  assert.ok(outcome === 'created' || !allContradict(customerNumber), `${name} joined a stranger`);
  for (const { reason, customerNumbers } of held) {
    if (reason !== 'differentName') continue;
    assert.ok(customerNumbers.length > 0 && customerNumbers.every(allContradict), 'held without a reason');
  }
}

/** The customers that these numbers are now, each once. */
export async function liveNumbers(desk: Desk, numbers: readonly string[]): Promise<string[]> {
  const customers = await Promise.all(
    numbers.map((customerNumber) => desk.customers.get({ customerNumber })),
  );
  return [...new Set(customers.map(({ customerNumber }) => customerNumber))];
}

async function playMerge(
  desk: Desk,
  named: readonly string[],
  choose: boolean,
  ticketAtHand: string | undefined,
  merges: string[],
  duplicates: DuplicateModel | undefined,
): Promise<void> {
  const live = await liveNumbers(desk, named);
  const [survivorNumber, ...absorbedNumbers] = live;
  if (survivorNumber === undefined || absorbedNumbers.length === 0) return;
  const request = { survivorNumber, absorbedNumbers };
  const plan = await desk.customers.planMerge(request);
  if (plan.blockers.length > 0) return;
  const [field] = plan.fields;
  const last = field && Object.keys(field.values).at(-1);
  const choices: MergeChoices = choose && last !== undefined ? { [field!.field]: last } : {};
  const ticket = ticketAtHand === undefined ? undefined : await desk.tickets.get({ ticketId: ticketAtHand });
  const isTheirs = ticket && live.includes(ticket.customerNumber);
  const preview = await desk.customers.planMerge({ ...request, choices });
  const done = await desk.customers.merge({
    ...request,
    fingerprint: preview.fingerprint,
    choices,
    ...(isTheirs ? { ticketId: ticket.ticketId } : {}),
  });
  assert.deepEqual(
    done.customer.values,
    preview.result,
    'the merged customer is not what the preview showed',
  );
  merges.push(...done.merges.map(({ mergeId }) => mergeId));
  duplicates?.forgetAmong(live);
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
  await assertDeleted(desk, storage, played);
  await (played.duplicates ?? new DuplicateModel('unforetold')).assertTrue(desk, storage);
}

/** What one of many may meet because another was faster; whoever meets it looks again and decides anew. */
const overtaken: readonly ErrorCode[] = [
  'merge_stale',
  'merge_blocked',
  'merge_already_undone',
  'invalid_input',
  'customer_deleted',
];

/** Every desk plays its own history on the same store, all at once. */
export async function playTogether(desks: readonly Desk[], histories: readonly Step[][]): Promise<Played> {
  // What was said while others changed what it was about is not to be foretold.
  const played: Played = { ...nothingPlayed(), duplicates: undefined };
  const { numbers } = played;
  const playOne = async (desk: Desk, step: Step): Promise<void> => {
    if (step.do !== 'decide' && step.do !== 'edit') return playStep(desk, step, played);
    const customerNumber = pick(numbers, step.who);
    if (customerNumber === undefined) return;
    if (step.do === 'edit') {
      const { field, value, taken } = step;
      await desk.customers.edit({ customerNumber, values: { [field]: valueOf[field](value) }, taken });
    } else {
      const otherNumber = pick(numbers, step.other)!;
      await desk.duplicates.decide({ customerNumber, otherNumber, decision: step.decision });
    }
  };
  await Promise.all(
    desks.map(async (desk, i) => {
      for (const step of histories[i]!) {
        try {
          await playOne(desk, step);
        } catch (error) {
          if (!isDeskError(error) || !overtaken.includes(error.code)) throw error;
        }
      }
    }),
  );
  return played;
}

/**
 * A history that failed is printed with its seed and path; both, given in the environment, play it again:
 * `DESKCARD_SEED=… DESKCARD_PATH=… npm test -- --node histories`.
 */
export function replay(): { seed?: number; path?: string } {
  const { DESKCARD_SEED: seed, DESKCARD_PATH: path } = process.env;
  return seed === undefined ? {} : { seed: Number(seed), ...(path === undefined ? {} : { path }) };
}
