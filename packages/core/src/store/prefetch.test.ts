/** How often a store that is far from its data is asked for one screen. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryStorage } from '../memory-storage.js';
import type { CollectionName, JsonValue, ReadTransaction, StorageAdapter } from '../ports.js';
import { call, mail, testDesk } from '../../test/desk.js';

/** Answers from memory what was fetched before; everything else is a trip, which all who ask in one turn share. */
class Far {
  trips = 0;
  readonly storage: StorageAdapter;
  #under: Promise<void> | undefined;

  constructor(near: StorageAdapter) {
    this.storage = {
      read: (work, options) => near.read((tx) => work(this.#far(tx)), options),
      write: (work, options) => near.write(work, options),
      subscribe: (listener, options) => near.subscribe(listener, options),
      clear: () => near.clear(),
      close: () => near.close(),
    };
  }

  #trip(): Promise<void> {
    this.#under ??= new Promise((done) => {
      this.trips++;
      setImmediate(() => {
        this.#under = undefined;
        done();
      });
    });
    return this.#under;
  }

  #far(tx: ReadTransaction): ReadTransaction {
    const atHand = new Map<string, JsonValue | undefined>();
    const fetch = async (collection: CollectionName, keys: readonly string[]): Promise<JsonValue[]> => {
      const values = await tx.getMany(collection, keys);
      keys.forEach((key, i) => atHand.set(`${collection} ${key}`, values[i]));
      return values.filter((each) => each !== undefined);
    };
    const getMany: ReadTransaction['getMany'] = async (collection, keys) => {
      const missing = keys.filter((key) => !atHand.has(`${collection} ${key}`));
      if (missing.length > 0) await this.#trip();
      await fetch(collection, missing);
      return keys.map((key) => atHand.get(`${collection} ${key}`));
    };
    return {
      getMany,
      get: async (collection, key) => (await getMany(collection, [key]))[0],
      scan: async (...range) => {
        await this.#trip();
        return tx.scan(...range);
      },
      count: async (...range) => {
        await this.#trip();
        return tx.count(...range);
      },
      prefetch: async (collection, keys, hops) => {
        await this.#trip();
        const steps = [await fetch(collection, keys)];
        for (const { from, member, collection: next } of hops) {
          const named = steps[from]!.flatMap(
            (each) => (each as Record<string, string | string[]>)[member] ?? [],
          );
          steps.push(await fetch(next, named));
        }
      },
    };
  }
}

describe('on a store that is far from its data', () => {
  async function world() {
    const far = new Far(memoryStorage());
    const desk = testDesk({ storage: far.storage });
    const arrive = async (ticket: Parameters<typeof desk.tickets.intake>[0]) =>
      (await desk.tickets.intake(ticket)).ticket;
    const alone = await arrive(call('010-1111-2222', { name: '김미나' }));
    const kept = await arrive(call('010-3333-4444', { name: '박지우' }));
    const joined = await arrive(mail('jiu@example.com', { name: '박지우' }));
    const pair = { survivorNumber: kept.customerNumber, absorbedNumbers: [joined.customerNumber] };
    const { fingerprint } = await desk.customers.planMerge(pair);
    await desk.customers.merge({ ...pair, fingerprint });
    const trips = async (ask: () => Promise<unknown>): Promise<number> => {
      const before = far.trips;
      await ask();
      return far.trips - before;
    };
    return { desk, alone, joined, trips };
  }

  it('a customer who was never merged comes in one trip, by number, identifier or ticket', async () => {
    const { desk, alone, trips } = await world();
    const { customerNumber, ticketId } = alone;
    assert.equal(await trips(() => desk.customers.get({ customerNumber })), 1);
    assert.equal(await trips(() => desk.customers.identify({ kind: 'phone', value: '01011112222' })), 1);
    assert.equal(await trips(() => desk.tickets.get({ ticketId })), 1);
  });

  it('and one who was, with everybody merged into them, in one more', async () => {
    const { desk, joined, trips } = await world();
    const { customerNumber, ticketId } = joined;
    assert.equal(await trips(() => desk.customers.get({ customerNumber })), 2);
    assert.equal(await trips(() => desk.customers.identify({ kind: 'email', value: 'jiu@example.com' })), 2);
    assert.equal(await trips(() => desk.tickets.get({ ticketId })), 1);
  });
});
