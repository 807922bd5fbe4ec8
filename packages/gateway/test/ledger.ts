/**
 * What clients of several gateways were told, and what must therefore hold: every acknowledged effect is there, once.
 * The clients work on customers that they share, so they stand in each other's way as a busy desk does.
 */
import assert from 'node:assert/strict';
import type { Customer, Desk, DeskError, IntakeResult, MergeResult, Ticket } from '@deskcard/core';

/** Refusals that a person meets when somebody else was faster: an answer like any other. */
const expected = new Set(['merge_stale', 'merge_blocked', 'merge_already_undone', 'version_conflict']);
/** Nobody knows what became of it: the same key asks again, anywhere. */
const unanswered = new Set(['desk_unreachable', 'storage_unavailable', 'storage_aborted', 'storage_closed']);

interface Done<T> {
  key: string;
  answer: T;
  again: (desk: Desk) => Promise<T>;
}

export class Ledger {
  readonly intakes: Done<IntakeResult>[] = [];
  readonly edits: (Done<Customer> & { name: string })[] = [];
  readonly merges: Done<MergeResult>[] = [];
  readonly undone = new Set<string>();
  /** calls that were repeated because their answer never came */
  repeats = 0;
  readonly #phones: readonly string[];
  #count = 0;

  constructor(phones: readonly string[]) {
    this.#phones = phones;
  }

  get acknowledged(): number {
    return this.intakes.length + this.edits.length + this.merges.length + this.undone.size;
  }

  /** One thing that an agent does, the `i`-th of client `client`; `desks` are asked in turn until one answers. */
  async act(client: number, i: number, desks: () => Desk): Promise<void> {
    const kind = (client * 3 + i) % 6;
    if (kind < 3 || this.intakes.length < 4) return this.#intake(client, i, desks);
    if (kind === 3) return this.#edit(i, desks);
    if (kind === 4) return this.#merge(client, i, desks);
    return this.#undo(i, desks);
  }

  async #intake(client: number, i: number, desks: () => Desk): Promise<void> {
    const serial = ++this.#count;
    const known = this.#phones[(client + i * 5) % this.#phones.length]!;
    const phone = i % 4 === 0 ? `010-7${String(client).padStart(3, '0')}-${1000 + i}` : known;
    const fields = { phone, subject: `subject ${serial}` };
    await this.#do(`intake-${serial}`, desks, this.intakes, (desk, idempotencyKey) =>
      desk.tickets.intake({ channelId: 'call', fields }, { idempotencyKey }),
    );
  }

  async #edit(i: number, desks: () => Desk): Promise<void> {
    const name = `Name ${++this.#count}`;
    const customerNumber = this.#number(i);
    await this.#do(
      `edit-${this.#count}`,
      desks,
      this.edits,
      (desk, idempotencyKey) => desk.customers.edit({ customerNumber, values: { name } }, { idempotencyKey }),
      { name },
    );
  }

  /** Odd clients merge the other way round, so that both directions meet. */
  async #merge(client: number, i: number, desks: () => Desk): Promise<void> {
    const numbers = [this.#number(i), this.#number(i + 1)];
    if (client % 2 === 1) numbers.reverse();
    const [survivorNumber, absorbedNumber] = numbers as [string, string];
    const pair = { survivorNumber, absorbedNumbers: [absorbedNumber] };
    // Whoever is told that somebody else was faster looks at a new preview and tries again.
    for (let attempt = 0; attempt < 5; attempt++) {
      const plan = await answered(desks, (desk) => desk.customers.planMerge(pair));
      if (plan === undefined) return;
      const { fingerprint } = plan;
      const isDone = await this.#do(`merge-${++this.#count}`, desks, this.merges, (desk, idempotencyKey) =>
        desk.customers.merge({ ...pair, fingerprint }, { idempotencyKey }),
      );
      if (isDone) return;
    }
  }

  async #undo(i: number, desks: () => Desk): Promise<void> {
    const { mergeId } = this.merges[(i * 7) % Math.max(this.merges.length, 1)]?.answer.merges[0] ?? {};
    if (mergeId === undefined || this.undone.has(mergeId)) return;
    const idempotencyKey = `undo-${++this.#count}`;
    const report = await answered(
      desks,
      (desk) => desk.customers.unmerge({ mergeId }, { idempotencyKey }),
      () => this.repeats++,
    );
    if (report !== undefined) this.undone.add(mergeId);
  }

  async #do<T, More extends object>(
    key: string,
    desks: () => Desk,
    list: (Done<T> & More)[],
    call: (desk: Desk, idempotencyKey: string) => Promise<T>,
    more: More = {} as More,
  ): Promise<boolean> {
    const answer = await answered(
      desks,
      (desk) => call(desk, key),
      () => this.repeats++,
    );
    if (answer === undefined) return false;
    list.push({ key, answer, again: (desk) => call(desk, key), ...more });
    return true;
  }

  #number(i: number): string {
    return this.intakes[(i * 11) % Math.min(this.intakes.length, 40)]!.answer.ticket.arrivedNumber;
  }

  /** Compares everything that was acknowledged with what a desk says now. */
  async settle(desk: Desk): Promise<void> {
    const tickets = await allTickets(desk);
    const numbers = [...new Set(tickets.map(({ arrivedNumber }) => arrivedNumber))];
    const customers = await Promise.all(
      numbers.map((customerNumber) => desk.customers.get({ customerNumber })),
    );
    const resolved = new Map(numbers.map((number, i) => [number, customers[i]!]));
    this.#checkTickets(tickets, resolved);
    checkResolution(resolved);
    this.#checkEdits(resolved);
    await this.#checkMerges(desk, resolved);
  }

  #checkTickets(tickets: readonly Ticket[], resolved: ReadonlyMap<string, Customer>): void {
    const stored = new Map(tickets.map((ticket) => [ticket.ticketId, ticket]));
    for (const { answer } of this.intakes) {
      const ticket = stored.get(answer.ticket.ticketId);
      assert.ok(ticket, 'an acknowledged ticket is there');
      assert.equal(ticket.arrivedNumber, answer.ticket.arrivedNumber);
      assert.deepEqual(ticket.fields, answer.ticket.fields);
    }
    const subjects = tickets.map(({ fields }) => fields['subject']);
    assert.equal(new Set(subjects).size, subjects.length, 'no ticket came in twice');
    for (const { customerNumber, arrivedNumber } of tickets) {
      assert.equal(
        customerNumber,
        resolved.get(arrivedNumber)!.customerNumber,
        'no ticket on an absorbed customer',
      );
    }
    const created = this.intakes.filter(({ answer }) => answer.outcome === 'created');
    const given = created.map(({ answer }) => answer.ticket.arrivedNumber);
    assert.equal(new Set(given).size, given.length, 'no number was given twice');
  }

  #checkEdits(resolved: ReadonlyMap<string, Customer>): void {
    for (const { answer, name } of this.edits) {
      const { from } = answer.registered['name']!.find(({ value }) => value === name)!;
      const now = resolved.get(from)!.registered['name'] ?? [];
      assert.ok(
        now.some(({ value }) => value === name),
        `${name} is still registered`,
      );
    }
  }

  /** Merges that stand lead every number to one survivor without a circle; those taken back lead nowhere. */
  async #checkMerges(desk: Desk, resolved: ReadonlyMap<string, Customer>): Promise<void> {
    const known = new Map<string, { survivor: string; absorbed: string; isUndone: boolean }>();
    const histories = [...resolved.keys()].map((customerNumber) => desk.customers.merges({ customerNumber }));
    for (const merge of (await Promise.all(histories)).flatMap(({ items }) => items)) {
      const { mergeId, survivorNumber: survivor, absorbedNumber: absorbed, undone } = merge;
      known.set(mergeId, { survivor, absorbed, isUndone: undone !== undefined });
    }
    for (const { answer } of this.merges) {
      const { mergeId } = answer.merges[0]!;
      assert.equal(
        known.get(mergeId)?.isUndone,
        this.undone.has(mergeId),
        `${mergeId} stands as it was told`,
      );
    }
    const standing = [...known.values()].filter(({ isUndone }) => !isUndone);
    for (const { survivor, absorbed } of standing) {
      assert.equal(resolved.get(survivor)!.customerNumber, resolved.get(absorbed)!.customerNumber);
    }
    const live = new Set([...resolved.values()].map(({ customerNumber }) => customerNumber));
    // As many merges as there are numbers that are no longer live: a circle would need one more.
    assert.equal(standing.length, resolved.size - live.size);
  }
}

/** Every number leads to exactly one live customer in one step, who knows it. */
export function checkResolution(resolved: ReadonlyMap<string, Customer>): void {
  const owners = new Map<string, string>();
  const live = new Map([...resolved.values()].map((customer) => [customer.customerNumber, customer]));
  for (const { customerNumber, absorbedNumbers } of live.values()) {
    for (const number of [customerNumber, ...absorbedNumbers]) {
      assert.ok(!owners.has(number), `${number} belongs to one customer`);
      owners.set(number, customerNumber);
    }
  }
  for (const [number, { customerNumber }] of resolved) {
    assert.equal(owners.get(number), customerNumber);
    assert.equal(resolved.get(customerNumber)?.customerNumber, customerNumber, 'a survivor is live');
  }
}

export async function allTickets(desk: Desk): Promise<Ticket[]> {
  const tickets: Ticket[] = [];
  let cursor: string | undefined;
  do {
    const page = await desk.tickets.list({ limit: 500, ...(cursor === undefined ? {} : { cursor }) });
    tickets.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return tickets;
}

/** The answer, asked for until there is one; undefined when somebody else was faster. */
async function answered<T>(
  desks: () => Desk,
  call: (desk: Desk) => Promise<T>,
  onRepeat: () => void = () => undefined,
): Promise<T | undefined> {
  for (let attempt = 0; attempt < 200; attempt++) {
    try {
      return await call(desks());
    } catch (error) {
      const { code } = error as DeskError;
      if (expected.has(code)) return undefined;
      if (!unanswered.has(code)) throw error;
      onRepeat();
      await new Promise((done) => setTimeout(done, 20));
    }
  }
  throw new Error('No gateway answered.');
}
