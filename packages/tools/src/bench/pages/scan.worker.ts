/** The worker of `scan.page.ts`: compares made-up customers, or serves a desk on a database of its page. */
import { createDesk } from '@deskcard/core';
import { scan } from '@deskcard/core/identity/scan';
import { phoneKeys } from '@deskcard/core/phone';
import { serveDesk } from '@deskcard/http/worker';
import { idbStorage } from '@deskcard/storage-idb';
import { contactCentre } from '@deskcard/testing/contact-centre';
import { fillCustomers } from '../../../../core/test/fill.js';
import { storedModel } from '../identity/centre.js';

/** One of these at a time; the answer comes when it is done. */
export type Order = { do: 'compare' | 'fill'; customers: number; database: string };
export interface Done {
  done: true;
  milliseconds: number;
  numbers: string[];
}

const people = (count: number): ReturnType<typeof contactCentre> =>
  contactCentre({ seed: 5, people: Math.ceil(count / 1.12) }).slice(0, count);

function compare(count: number): number {
  const records = people(count).map((record) => ({
    ...record,
    phoneKeys: record.phone === undefined ? [] : phoneKeys(record.phone),
  }));
  const start = performance.now();
  let found = 0;
  for (const { pairs } of scan(records, storedModel())) found += pairs.length;
  if (found === 0) throw new Error('The scan found nothing.');
  return performance.now() - start;
}

async function carryOut({ do: what, customers, database }: Order): Promise<void> {
  let numbers: string[] = [];
  let milliseconds = 0;
  if (what === 'compare') milliseconds = compare(customers);
  else {
    const storage = idbStorage({ name: database });
    numbers = await fillCustomers(storage, people(customers));
    const principal = { user: 'bench', role: 'admin' } as const;
    serveDesk(self, createDesk({ storage, principal, scanInMemory: true }));
  }
  self.postMessage({ done: true, milliseconds, numbers } satisfies Done);
}

self.addEventListener('message', ({ data }: MessageEvent<Partial<Order>>) => {
  if (data.do === 'compare' || data.do === 'fill') void carryOut(data as Order);
});
