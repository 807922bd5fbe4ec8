/**
 * What must hold of duplicates after any history, told by comparing everybody with everybody: beside it the desk has to
 * be right with its index, its queue and its memory of what people said (B4).
 */
import { assert } from 'chai';
import { likeness, preparePerson } from '../../src/duplicates/likeness.js';
import type { Desk, StorageAdapter } from '../../src/index.js';
import type { Fragment } from '../../src/store/fragment.js';

type Decision = 'notSame' | 'later' | 'open';

interface Family {
  root: string;
  members: Fragment[];
  identifiers: string;
}

interface Said {
  decision: Decision;
  /** what both had at that moment, by their numbers */
  had: Map<string, string>;
}

/** From this probability on the index has to bring two together; below it may miss some. */
const certain = 0.9;

const pairKey = (a: string, b: string): string => (Number(a) < Number(b) ? `${a}-${b}` : `${b}-${a}`);

async function familiesIn(storage: StorageAdapter, numbers: readonly string[]): Promise<Map<string, Family>> {
  const found = (await storage.read((tx) => tx.getMany('fragments', numbers))) as unknown as Fragment[];
  const families = new Map<string, Family>();
  for (const each of found) {
    if (each.deleted) continue;
    const family = families.get(each.live) ?? { root: each.live, members: [], identifiers: '' };
    family.members.push(each);
    families.set(each.live, family);
  }
  for (const family of families.values()) {
    const keys = family.members.flatMap(({ values }) =>
      Object.values(values).flatMap((list) => list.flatMap((entry) => entry.keys ?? [])),
    );
    family.identifiers = [...new Set(keys)].sort().join(' ');
  }
  return families;
}

export class DuplicateModel {
  readonly #said = new Map<string, Said>();
  readonly #isForetold: boolean;

  /** `unforetold`: what people said, and when, is not known here. */
  constructor(knowing: 'all' | 'unforetold' = 'all') {
    this.#isForetold = knowing === 'all';
  }

  /** A person says something about two customers, in the desk and here. */
  async decide(
    desk: Desk,
    storage: StorageAdapter,
    [one, other]: readonly [string, string],
    decision: Decision,
  ): Promise<void> {
    const [a, b] = await Promise.all(
      [one, other].map(
        async (customerNumber) => (await desk.customers.get({ customerNumber })).customerNumber,
      ),
    );
    if (a === b) return;
    const { decision: told } = await desk.duplicates.decide({
      customerNumber: one,
      otherNumber: other,
      decision,
    });
    assert.strictEqual(told, decision);
    const families = await familiesIn(storage, await everyNumber(storage));
    const had = new Map([a!, b!].map((number) => [number, families.get(number)!.identifiers]));
    this.#said.set(pairKey(a!, b!), { decision, had });
  }

  /** A person kept a value here although others own its identifiers: they are not the same, for all that is known (B5). */
  async keepApart(storage: StorageAdapter, customerNumber: string, value: string): Promise<void> {
    const families = await familiesIn(storage, await everyNumber(storage));
    const familyOf = (number: string): Family =>
      [...families.values()].find(({ members }) => members.some((each) => each.customerNumber === number))!;
    const own = familyOf(customerNumber);
    const keys = own.members.flatMap(({ values }) =>
      Object.values(values).flatMap((list) =>
        list.flatMap((entry) => (entry.value === value ? (entry.keys ?? []) : [])),
      ),
    );
    const records = await storage.read((tx) => tx.getMany('identifiers', keys));
    for (const { owner } of records as { owner: string }[]) {
      const other = familyOf(owner);
      if (other === own) continue;
      const had = new Map([own, other].map(({ root, identifiers }) => [root, identifiers]));
      this.#said.set(pairKey(own.root, other.root), { decision: 'notSame', had });
    }
  }

  /** Two who were merged and are apart again are asked about anew. */
  forgetAmong(numbers: readonly string[]): void {
    for (const [i, a] of numbers.entries()) {
      for (const b of numbers.slice(i + 1)) this.#said.delete(pairKey(a, b));
    }
  }

  /** Whether what a person said still stands: not the same, until an identifier of one of them changes. */
  #isApart(a: Family, b: Family): boolean {
    const said = this.#said.get(pairKey(a.root, b.root));
    return (
      said?.decision === 'notSame' &&
      said.had.get(a.root) === a.identifiers &&
      said.had.get(b.root) === b.identifiers
    );
  }

  async assertTrue(desk: Desk, storage: StorageAdapter): Promise<void> {
    const all = [...(await familiesIn(storage, await everyNumber(storage))).values()];
    const listed = new Map<string, number>();
    // Nothing that both have tells anything: said beside the customer, and no matter for a queue (B7).
    const aside = new Set<string>();
    for (const { root } of all) {
      const { items } = await desk.duplicates.list({ customerNumber: root });
      for (const { customerNumber, other, probability, reasons } of items) {
        assert.strictEqual(customerNumber, root);
        const key = pairKey(root, other.customerNumber);
        const before = listed.get(key);
        assert.ok(
          before === undefined || before === probability,
          `${key} is seen differently from its two sides`,
        );
        listed.set(key, probability);
        if (reasons.every(({ ratio }) => ratio <= 1)) aside.add(key);
      }
    }
    const queued = await scanned(desk);
    const names = new Set<string>();
    for (const [i, a] of all.entries()) {
      for (const b of all.slice(i + 1)) {
        const key = pairKey(a.root, b.root);
        names.add(key);
        const { probability } = likeness.score(preparePerson(a.members), preparePerson(b.members));
        if (!this.#isForetold && !listed.has(key)) continue;
        if (this.#isApart(a, b)) {
          assert.strictEqual(listed.get(key), undefined, `${key} was called not the same and is listed`);
          assert.ok(!queued.has(key), `${key} was called not the same and waits`);
          continue;
        }
        if (probability >= certain) assert.ok(listed.has(key), `${key} is as good as certain and not listed`);
        if (listed.has(key))
          assert.strictEqual(listed.get(key), probability, `${key} has another probability`);
        if (aside.has(key)) continue;
        assert.strictEqual(
          queued.has(key),
          listed.has(key),
          `${key} is in the list or in the queue, not in both`,
        );
      }
    }
    for (const key of listed.keys()) assert.ok(names.has(key), `${key} are not two customers`);
  }
}

async function everyNumber(storage: StorageAdapter): Promise<string[]> {
  const page = await storage.read((tx) => tx.scan('fragments', undefined, { limit: 1000 }));
  assert.strictEqual(page.cursor, undefined, 'a history is small');
  return page.records.map(({ key }) => key);
}

/** Every pair of the queue, once all customers were compared. */
async function scanned(desk: Desk): Promise<Set<string>> {
  let step = await desk.duplicates.scan({ start: 'anew' });
  while (step.finishedAt === undefined) step = await desk.duplicates.scan({ start: 'ifNone' });
  const pairs = new Set<string>();
  for (let cursor: string | undefined; ;) {
    const page = await desk.duplicates.queue({ limit: 100, ...(cursor === undefined ? {} : { cursor }) });
    for (const { customer, other } of page.items) {
      const key = pairKey(customer.customerNumber, other.customerNumber);
      assert.ok(!pairs.has(key), `${key} waits twice`);
      pairs.add(key);
    }
    if (page.cursor === undefined) return pairs;
    cursor = page.cursor;
  }
}
