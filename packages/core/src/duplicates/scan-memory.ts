/**
 * The same comparison of all customers with everybody in memory, where a host lets the desk do so (B4): a hundred
 * thousand take seconds instead of minutes. The first steps read, the next ones compare. What they find is compared
 * once more with what the two have by then, in the transaction that keeps it, so that only what is likely comes into the
 * queue; customers who came meanwhile are left to the index.
 *
 * How far it is stands in the same record as ever, so any other desk can go on; of two that step at once, one is late
 * and what it found is dropped.
 */
import type { CallContext, CallScope } from '../handler.js';
import { comparison, type Comparison } from '../identity/scan.js';
import type { Prepared } from '../identity/model.js';
import type { ReadTransaction } from '../ports.js';
import { familiesOf } from '../store/customer.js';
import type { Fragment } from '../store/fragment.js';
import { rangeBehind } from '../store/listing.js';
import { likeness, preparePerson } from './likeness.js';
import { notePairs } from './note.js';
import { familiesByNumber, type Family } from './pairs.js';
import {
  advanced,
  knownScan,
  putScanRecord,
  scanFor,
  scanRecord,
  type ScanRecord,
  type ScanStart,
} from './scan-record.js';

type Settings = CallContext['settings'];

const customersAPage = 1000;
const pagesAStep = 5;
const customersAStep = 2000;
/** So few are compared through the index before everybody has been read. */
const few = 200;
const idleMs = 60_000;

export class ScanMemory {
  #everybody: Everybody | undefined;
  #usedAt = 0;
  /** settles when the steps before have ended */
  #turn: Promise<unknown> = Promise.resolve();

  /** One step, after those before it; `undefined` when it is one for the index. */
  step(scope: CallScope, start: ScanStart, context: CallContext): Promise<ScanRecord | undefined> {
    const step = this.#turn.then(() => this.#step(scope, start, context));
    this.#turn = step.catch(() => undefined);
    return step;
  }

  /** A scan that nobody goes on with holds nobody's data for long. */
  releaseIfIdle(now: number): void {
    if (now - this.#usedAt > idleMs) this.#everybody = undefined;
  }

  async #step(
    scope: CallScope,
    start: ScanStart,
    { at, settings }: CallContext,
  ): Promise<ScanRecord | undefined> {
    const scan = await startedScan(scope, start, at);
    if (scan.finishedAt !== undefined) return scan;
    const all = scan.tidying ? undefined : await this.#everybodyFor(scan, scope);
    try {
      if (all === undefined) return undefined;
      if (!all.isRead) {
        await scope.read((tx) => all.readSome(tx));
        return scan;
      }
      return await compareSome(all, scan, scope, { at, settings });
    } finally {
      this.#everybody = all;
      this.#usedAt = scope.now();
    }
  }

  /** Those who are held, as long as it is this scan and there is somebody left to compare. */
  async #everybodyFor(scan: ScanRecord, { read }: CallScope): Promise<Everybody | undefined> {
    const held = this.#everybody;
    if (held?.startedAt === scan.startedAt && !(held.isRead && held.isLast(scan.last))) return held;
    const range = { ...rangeBehind(scan.last), limit: few + 1 };
    const left = await read((tx) => tx.count('fragments', 'list', range));
    return left > few ? new Everybody(scan.startedAt) : undefined;
  }
}

async function startedScan({ read, write }: CallScope, start: ScanStart, at: string): Promise<ScanRecord> {
  const known = await read((tx) => knownScan(tx, start));
  if (known !== undefined) return known;
  return write(async (tx) => {
    const scan = await scanFor(tx, start, at);
    await putScanRecord(tx, scan);
    return scan;
  });
}

/** Customers as they were read, in the order of their numbers. */
class Everybody {
  /** of the scan for which they were read */
  readonly startedAt: string;
  readonly numbers: string[] = [];
  isRead = false;
  #prepared: Prepared[] = [];
  #compare: Comparison | undefined;

  constructor(startedAt: string) {
    this.startedAt = startedAt;
  }

  async readSome(tx: ReadTransaction): Promise<void> {
    for (let page = 0; page < pagesAStep && !this.isRead; page++) {
      const range = { ...rangeBehind(this.numbers.at(-1)), limit: customersAPage };
      const { records, cursor } = await tx.scan('fragments', 'list', range);
      const families = await familiesOf(
        tx,
        records.map(({ value }) => value as unknown as Fragment),
      );
      for (const members of families) {
        this.numbers.push(members[0].customerNumber);
        this.#prepared.push(preparePerson(members));
      }
      this.isRead = cursor === undefined;
    }
  }

  /** Whether this number stands behind everybody. */
  isLast(number: string | undefined): boolean {
    return this.firstBehind(number) === this.numbers.length;
  }

  firstBehind(number: string | undefined): number {
    if (number === undefined) return 0;
    let [low, high] = [0, this.numbers.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (Number(this.numbers[middle]) <= Number(number)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The numbers of likely pairs of these with all before them. */
  pairs(start: number, end: number, { duplicates }: Settings): [string, string][] {
    this.#compare ??= comparison(this.#prepared.splice(0), likeness, {
      least: duplicates.least,
      mostWithOneIdentifier: duplicates.mostCustomersPerIdentifier,
    });
    return this.#compare(start, end).map(({ a, b }) => [this.numbers[b]!, this.numbers[a]!]);
  }
}

async function compareSome(
  all: Everybody,
  scan: ScanRecord,
  { write }: CallScope,
  { at, settings }: Pick<CallContext, 'at' | 'settings'>,
): Promise<ScanRecord> {
  const start = all.firstBehind(scan.last);
  const compared = all.numbers.slice(start, start + customersAStep);
  const pairs = all.pairs(start, start + compared.length, settings);
  return write(async (tx) => {
    const now = await scanRecord(tx);
    // Somebody else has gone on meanwhile, or begun anew.
    if (now?.startedAt !== scan.startedAt || now.last !== scan.last || now.tidying || now.finishedAt)
      return now ?? scan;
    const byNumber = await familiesByNumber(tx, pairs.flat());
    const found = await notePairs(tx, stillTwo(pairs, byNumber), at, settings);
    const next = advanced(now, compared, found, false);
    await putScanRecord(tx, next);
    return next;
  });
}

/** The pairs as they are now, each once: since they were read some may have become one customer, or have gone. */
function stillTwo(
  pairs: readonly (readonly [string, string])[],
  byNumber: ReadonlyMap<string, Family>,
): [Family, Family][] {
  const found = new Map<string, [Family, Family]>();
  for (const [one, other] of pairs) {
    const [a, b] = [byNumber.get(one), byNumber.get(other)];
    if (a === undefined || b === undefined || a === b) continue;
    found.set([a[0].customerNumber, b[0].customerNumber].sort().join('|'), [a, b]);
  }
  return [...found.values()];
}
