/** In the page: fills an IndexedDB desk and a raw IndexedDB database with the same people, and asks both. */
import { createDesk, type Desk, type StorageAdapter } from '@deskcard/core';
import { idbStorage } from '@deskcard/storage-idb';
import type { StorageTimes } from '../storage.js';
import { fragments, personOf, spread } from './people.js';
import { fillRaw, openRaw, rawIdentify, rawMerge } from './raw-idb.js';
import { putStranger, strangerSettings } from './stranger.js';

const settings = strangerSettings();
const batch = 1000;

/** A thousand customers a transaction. */
async function fill(storage: StorageAdapter, count: number): Promise<string[]> {
  const numbers: string[] = [];
  for (let start = 0; start < count; start += batch) {
    await storage.write(async (tx) => {
      const writes: Promise<void>[] = [];
      for (let i = start; i < Math.min(count, start + batch); i++) {
        const customerNumber = String(await tx.nextNumber());
        numbers[i] = customerNumber;
        writes.push(putStranger(tx, personOf(i), customerNumber, settings));
      }
      await Promise.all(writes);
    });
  }
  return numbers;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function searches(desk: Desk, customers: number, rounds: number): Promise<StorageTimes['search']> {
  const times: StorageTimes['search'] = {};
  for (const [kind, cut] of Object.entries(fragments)) {
    times[kind] = [];
    for (let i = 0; i < rounds; i++) {
      const text = cut(personOf(spread(i, customers)), i);
      let found = 0;
      times[kind].push(
        await timed(async () => (found = (await desk.customers.search({ text })).items.length)),
      );
      if (found === 0) throw new Error(`nobody was found by ${text}`);
    }
  }
  return times;
}

async function giveTickets(desk: Desk, index: number): Promise<void> {
  const { phone } = personOf(index);
  for (let n = 0; n < 10; n++) {
    const { outcome } = await desk.tickets.intake({
      channelId: 'call',
      fields: { phone, subject: `ticket ${n}` },
    });
    if (outcome !== 'found') throw new Error('the caller was not recognised');
  }
}

async function mergePair(desk: Desk, survivorNumber: string, absorbedNumber: string): Promise<number> {
  const { fingerprint } = await desk.customers.planMerge({
    survivorNumber,
    absorbedNumbers: [absorbedNumber],
  });
  return timed(() =>
    desk.customers.merge({ survivorNumber, absorbedNumbers: [absorbedNumber], fingerprint }),
  );
}

export async function run({ customers }: { customers: number }): Promise<StorageTimes> {
  const storage = idbStorage({ name: 'bench-deskcard' });
  const desk = createDesk({ storage, principal: { user: 'bench', role: 'admin' } });
  const numbers = await fill(storage, customers);
  const raw = await openRaw('bench-raw');
  await fillRaw(raw, customers, numbers);

  const identify: number[] = [];
  const rawTimes: number[] = [];
  for (let i = 0; i < 2500; i++) {
    const { phone } = personOf(spread(i, customers));
    identify.push(await timed(() => desk.customers.identify({ kind: 'phone', value: phone })));
    rawTimes.push(await timed(() => rawIdentify(raw, `+82${phone.replace(/-/g, '').slice(1)}`)));
  }

  const merge: number[] = [];
  const rawMergeTimes: number[] = [];
  for (let i = 0; i < 60; i++) {
    const [a, b] = [2 * i, 2 * i + 1];
    await giveTickets(desk, a);
    await giveTickets(desk, b);
    merge.push(await mergePair(desk, numbers[a]!, numbers[b]!));
    rawMergeTimes.push(await timed(() => rawMerge(raw, numbers[a]!, numbers[b]!)));
  }
  const search = await searches(desk, customers, 300);
  return {
    // A page that has been open for a moment: the first calls of both are compiled while they run.
    identify: identify.slice(500),
    rawIdentify: rawTimes.slice(500),
    search,
    merge: merge.slice(5),
    rawMerge: rawMergeTimes.slice(5),
  };
}
