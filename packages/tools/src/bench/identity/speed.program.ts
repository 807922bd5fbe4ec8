/** How long a full scan takes and one suggestion, and how much memory: a process of its own, so that nothing else is in it. */
import { phoneKeys } from '@deskcard/core/phone';
import { scan } from '@deskcard/core/identity/scan';
import { contactCentre } from '@deskcard/testing/contact-centre';
import { percentile } from '../figure.js';
import { storedModel, type StoredRecord } from './centre.js';

const customers = 100_000;
const rounds = 3;
const suggestions = 2_000;

export interface Speed {
  scanSeconds: number;
  /** of the processor, whatever else the machine is doing */
  scanProcessorSeconds: number;
  readingSeconds: number;
  peakMb: number;
  suggestionMs: number;
}

/** In the child. Keys stand beside the numbers, as a desk keeps them; reading them from text is timed apart. */
function measureSpeed(): Speed {
  const centre = contactCentre({ seed: 5, people: Math.ceil(customers / 1.12) }).slice(0, customers);
  const readingStart = performance.now();
  const records: StoredRecord[] = centre.map((record) => ({
    ...record,
    phoneKeys: record.phone === undefined ? [] : phoneKeys(record.phone),
  }));
  const readingSeconds = (performance.now() - readingStart) / 1000;
  const times = Array.from({ length: rounds }, () => {
    const [start, work] = [performance.now(), process.cpuUsage()];
    let found = 0;
    for (const { pairs } of scan(records, storedModel())) found += pairs.length;
    if (found === 0) throw new Error('The scan found nothing.');
    const { user, system } = process.cpuUsage(work);
    return { wall: (performance.now() - start) / 1000, processor: (user + system) / 1e6 };
  });
  return {
    scanSeconds: Math.min(...times.map(({ wall }) => wall)),
    scanProcessorSeconds: Math.min(...times.map(({ processor }) => processor)),
    readingSeconds,
    peakMb: process.resourceUsage().maxRSS / 1024,
    suggestionMs: suggestionTime(records),
  };
}

/** Whom one customer looks like, by an index in memory of everybody's keys. */
function suggestionTime(records: readonly StoredRecord[]): number {
  const model = storedModel();
  const prepared = records.map((record) => model.prepare(record));
  const index = new Map<string, number[]>();
  for (const [i, record] of prepared.entries()) {
    for (const key of model.keys(record)) index.set(key, [...(index.get(key) ?? []), i]);
  }
  const times = Array.from({ length: suggestions }, (_, n) => {
    const at = (n * 7919) % records.length;
    const start = performance.now();
    const own = model.prepare(records[at]!);
    const near = new Set(model.keys(own).flatMap((key) => (index.get(key) ?? []).slice(0, 60)));
    for (const other of near) model.score(own, prepared[other]!);
    return performance.now() - start;
  });
  return percentile(times, 0.95);
}

process.send!(measureSpeed());
