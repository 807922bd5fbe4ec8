/** In the page: a full scan in a worker, and how long the page itself is busy meanwhile; then single suggestions. */
import { createDesk } from '@deskcard/core';
import { deskInWorker } from '@deskcard/http/worker';
import { idbStorage } from '@deskcard/storage-idb';
import type { ScanTimes } from '../identity/scan.js';
import { spread } from './people.js';
import type { Done, Order } from './scan.worker.js';

const database = 'bench-scan';
const suggestions = 1_500;

function order(worker: Worker, what: Order): Promise<Done> {
  return new Promise((resolve, reject) => {
    const hear = ({ data }: MessageEvent<Partial<Done>>): void => {
      if (data.done !== true) return;
      worker.removeEventListener('message', hear);
      resolve(data as Done);
    };
    worker.addEventListener('message', hear);
    worker.addEventListener('error', ({ message }) => reject(new Error(message)));
    worker.postMessage(what);
  });
}

/** What the work takes, and the longest time for which the page could not answer a click meanwhile. */
async function watched<T>(
  work: () => Promise<T>,
): Promise<{ result: T; seconds: number; longestMs: number }> {
  let longestMs = 0;
  const note = (entries: PerformanceEntryList): void => {
    for (const { duration } of entries) longestMs = Math.max(longestMs, duration);
  };
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  observer.observe({ entryTypes: ['longtask'] });
  const start = performance.now();
  const result = await work();
  const seconds = (performance.now() - start) / 1000;
  note(observer.takeRecords());
  observer.disconnect();
  return { result, seconds, longestMs };
}

export async function run({ customers }: { customers: number }): Promise<ScanTimes> {
  const worker = new Worker('/scan-worker.js');
  const compared = await watched(() => order(worker, { do: 'compare', customers, database }));
  const { numbers } = await order(worker, { do: 'fill', customers, database });
  const inWorker = deskInWorker(worker);
  const stored = await watched(async () => {
    for (;;) {
      const { finishedAt, done, found } = await inWorker.duplicates.scan();
      if (finishedAt === undefined) continue;
      if (done !== customers || found === 0) throw new Error(`${done} compared, ${found} found`);
      return found;
    }
  });
  inWorker.close();
  worker.terminate();
  const desk = createDesk({
    storage: idbStorage({ name: database }),
    principal: { user: 'bench', role: 'admin' },
  });
  const suggestionMs: number[] = [];
  for (let i = 0; i < suggestions; i++) {
    const customerNumber = numbers[spread(i, customers)]!;
    const start = performance.now();
    await desk.duplicates.list({ customerNumber });
    suggestionMs.push(performance.now() - start);
  }
  return {
    compareSeconds: compared.result.milliseconds / 1000,
    storedSeconds: stored.seconds,
    longestTaskMs: Math.max(compared.longestMs, stored.longestMs),
    suggestionMs: suggestionMs.slice(suggestions / 5),
  };
}
