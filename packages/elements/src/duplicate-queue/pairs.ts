/**
 * The pairs that wait, most likely first, and the one at hand. More are read before the last one is reached, and what
 * changes on the desk changes here; but the pair at hand is never exchanged for another one under somebody's fingers.
 */
import type { Desk, QueuedDuplicate } from '@deskcard/core';
import { Late } from '../late.js';
import { PAGE, type QueuePage } from './queue-page.js';

/** A look at what has changed reaches so far. */
const MOST = 100;
/** With fewer before one, the next page is read. */
const AHEAD = 8;
/** Changes come in bursts: one look answers them all. */
const SETTLE_MS = 150;

const ordered = (one: string, other: string): string => [one, other].sort().join(' ');
export const keyOf = ({ customer, other }: Pick<QueuedDuplicate, 'customer' | 'other'>): string =>
  ordered(customer.customerNumber, other.customerNumber);

export class Pairs {
  items: readonly QueuedDuplicate[] = [];
  at = 0;
  /** the pair at hand does not wait any more, and not because of anything that was done here */
  isGone = false;
  /** how many wait, as the desk last counted them */
  waiting = 0;
  scan: QueuePage['scan'];
  readonly reading: Late<QueuePage>;
  /** counts what happens: a page that was asked for before a decision was saved does not know of it */
  clock = 0;
  readonly #desk: () => Desk;
  /** whether a pair was decided here after the page was asked for */
  readonly #isDecided: (key: string, since: number) => boolean;
  readonly #changed: () => void;
  #cursor: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(desk: () => Desk, isDecided: (key: string, since: number) => boolean, changed: () => void) {
    this.#desk = desk;
    this.#isDecided = isDecided;
    this.#changed = changed;
    this.reading = new Late(changed);
  }

  get current(): QueuedDuplicate | undefined {
    return this.items[this.at];
  }

  /** Those that may be looked at next, the one at hand first. */
  get next(): readonly QueuedDuplicate[] {
    return this.items.slice(this.at, this.at + 4);
  }

  find(key: string): QueuedDuplicate | undefined {
    return this.items.find((each) => keyOf(each) === key);
  }

  /** The beginning of the queue, as the desk had it at `asked`. */
  take(page: QueuePage, asked: number): void {
    const { current } = this;
    const shown = current && keyOf(current);
    const waiting = page.items.filter((each) => !this.#isDecided(keyOf(each), asked));
    const isWhole = page.cursor === undefined;
    // Whoever has read on so far keeps what a single look does not reach.
    const far = isWhole ? [] : this.items.slice(MOST);
    const keys = new Set(waiting.map(keyOf));
    this.items = [...waiting, ...far.filter((each) => !keys.has(keyOf(each)))];
    this.#cursor = page.cursor;
    this.waiting = Math.max(page.waiting - (page.items.length - waiting.length), this.items.length);
    this.scan = page.scan;
    const at = this.items.findIndex((each) => keyOf(each) === shown);
    if (at >= 0) {
      this.at = at;
      this.isGone = false;
    } else if (current && !this.#isDecided(shown!, -1)) {
      // It stays to be seen until somebody goes on.
      this.at = Math.min(this.at, this.items.length);
      this.items = [...this.items.slice(0, this.at), current, ...this.items.slice(this.at)];
      this.isGone = true;
    }
    this.at = Math.max(0, Math.min(this.at, this.items.length - 1));
    this.readOn();
  }

  /** Reads the same again, soon. */
  refreshSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.refresh();
    }, SETTLE_MS);
  }

  async refresh(): Promise<void> {
    const limit = Math.max(PAGE, Math.min(this.items.length, MOST));
    const asked = ++this.clock;
    const isThere = await this.reading.ask((signal) => this.#desk().duplicates.queue({ limit }, { signal }));
    if (isThere) this.take(this.reading.value!, asked);
    this.#changed();
  }

  /** The next page, before it is needed; also after a page in which nothing is left. */
  readOn(): void {
    const cursor = this.#cursor;
    if (cursor === undefined || this.reading.busy || this.items.length - this.at > AHEAD) return;
    const asked = ++this.clock;
    void this.reading
      .ask((signal) => this.#desk().duplicates.queue({ limit: PAGE, cursor }, { signal }))
      .then((isThere) => {
        if (!isThere || cursor !== this.#cursor) return;
        const { items, cursor: further } = this.reading.value!;
        const known = new Set(this.items.map(keyOf));
        const isNew = (each: QueuedDuplicate): boolean =>
          !known.has(keyOf(each)) && !this.#isDecided(keyOf(each), asked);
        this.items = [...this.items, ...items.filter(isNew)];
        this.#cursor = further;
        this.#changed();
        this.readOn();
      });
  }

  /** One pair further or back; false at either end. */
  step(by: 1 | -1): boolean {
    if (this.isGone) return this.leaveGone();
    const to = this.at + by;
    if (to < 0 || to >= this.items.length) return false;
    this.at = to;
    this.readOn();
    return true;
  }

  /** The pair that does not wait any more is put away. */
  leaveGone(): boolean {
    if (!this.isGone) return false;
    this.isGone = false;
    this.#drop(this.at);
    return true;
  }

  show(key: string): void {
    this.leaveGone();
    const at = this.items.findIndex((each) => keyOf(each) === key);
    if (at >= 0) this.at = at;
    this.readOn();
  }

  /** It is decided; the one after it is at hand. */
  remove(key: string): void {
    const at = this.items.findIndex((each) => keyOf(each) === key);
    if (at < 0) return;
    this.waiting--;
    this.#drop(at);
  }

  /** It waits again: at hand, or after the one at hand so that nothing changes under somebody's fingers. */
  putBack(pair: QueuedDuplicate, isAtHand: boolean): void {
    const key = keyOf(pair);
    this.leaveGone();
    if (!this.find(key)) {
      const place = isAtHand ? this.at : Math.min(this.at + 1, this.items.length);
      this.items = [...this.items.slice(0, place), pair, ...this.items.slice(place)];
      this.waiting++;
    }
    if (isAtHand) this.show(key);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.reading.stop();
  }

  #drop(at: number): void {
    this.items = this.items.filter((_, index) => index !== at);
    if (this.at > at || this.at >= this.items.length) this.at = Math.max(0, this.at - 1);
    this.readOn();
  }
}
