/**
 * R5, B14: the customers that were found, a page at a time as one scrolls, with the grade labels of each page asked
 * for once. What changes on the desk changes in the rows that are there; nothing moves under the reader's hand.
 */
import type { Change, CustomerSummary, Desk, Grade, InputOf, Match } from '@deskcard/core';
import { READ_MS, within } from '../deadline.js';
import { Late } from '../late.js';

/** The first page is small, so that it is there soon. */
const FIRST = 100;
const NEXT = 200;
/** As many as fill a screen. */
const FEW = 30;
/** Nobody scrolls through more; the conditions find the others. A browser also draws no higher page. */
export const MOST = 200_000;
/** Asked for before the last row is seen. */
const AHEAD = 60;
/** Labels are asked for by so many rows. */
const LABELLED = 100;
/** Nobody reads labels that fly by. */
const REST_MS = 60;
/** Changes come in bursts: one look answers them all. */
const SETTLE_MS = 150;
/** More changed customers at once than this are not asked for one by one. */
const ONE_BY_ONE = 20;

export type Query = Omit<InputOf<'customers.list'>, 'cursor' | 'limit'>;

interface Page {
  readonly items: readonly CustomerSummary[];
  readonly cursor?: string | undefined;
  readonly total?: number | undefined;
  readonly totalIsAtLeast?: number | undefined;
}

export class Rows {
  /** those that are here, in the order asked for */
  items: CustomerSummary[] = [];
  /** how many there are, where the desk knows */
  total: number | undefined;
  /** how many there are at least, where they are too many to count */
  atLeast: number | undefined;
  /** customer number → its grades, once they are known */
  readonly grades = new Map<string, readonly Grade[]>();
  /** the question for the first page, and for one more */
  readonly first: Late<Page>;
  readonly next: Late<Page>;
  /** some customers came or went: the rows are no longer all */
  isOutdated = false;
  /** why the labels are missing */
  gradesError: unknown;
  /** the rows were answered at least once */
  isAnswered = false;
  /** grows whenever a row or a label is another */
  revision = 0;
  /** grows whenever the rows are the answer to a new question */
  generation = 0;
  readonly #draw: () => void;
  #desk: Desk | undefined;
  #query: Query = {};
  #cursor: string | undefined;
  #asked = new AbortController();
  #touched = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #labelling: ReturnType<typeof setTimeout> | undefined;
  #isLabelling = false;
  #window: readonly [first: number, end: number] = [0, 0];

  /** `changed` is called whenever there is something else to show. */
  constructor(changed: () => void) {
    this.#draw = changed;
    this.first = new Late(changed);
    this.next = new Late(changed);
  }

  get hasMore(): boolean {
    return this.#cursor !== undefined && this.items.length < MOST;
  }

  /** There are more customers than a list can show. */
  get isFull(): boolean {
    return this.#cursor !== undefined && this.items.length >= MOST;
  }

  /** Asks for the first page; the rows before stay until it is there. */
  async ask(desk: Desk, query: Query): Promise<boolean> {
    this.stop();
    this.#desk = desk;
    this.#query = query;
    const isThere = await this.first.ask((signal) => readPage(desk, query, FIRST, undefined, signal));
    if (!isThere) return false;
    this.items = [];
    this.total = this.atLeast = this.#cursor = undefined;
    this.grades.clear();
    this.gradesError = undefined;
    this.#window = [0, 0];
    this.isOutdated = false;
    this.isAnswered = true;
    this.generation++;
    this.next.drop();
    this.#take(this.first.value!);
    return true;
  }

  reload(): Promise<boolean> {
    return this.#desk ? this.ask(this.#desk, this.#query) : Promise.resolve(false);
  }

  /** The rows from `first` to before `end` can be seen: asks in time for what they need. */
  seen(first: number, end: number): void {
    this.#window = [first, end];
    clearTimeout(this.#labelling);
    this.#labelling = setTimeout(() => void this.#label(), REST_MS);
    if (end + AHEAD < this.items.length || !this.hasMore) return;
    if (this.next.busy || this.next.error !== undefined || this.first.busy) return;
    // This is heard while the element draws itself.
    queueMicrotask(() => void this.more());
  }

  async more(): Promise<void> {
    const desk = this.#desk;
    const cursor = this.#cursor;
    if (!desk || cursor === undefined || this.next.busy) return;
    const query = this.#query;
    const isThere = await this.next.ask((signal) => readPage(desk, query, NEXT, cursor, signal));
    // Asked anew meanwhile, these would follow other rows.
    if (!isThere || cursor !== this.#cursor) return;
    this.#take(this.next.value!);
  }

  /** Asks again for the labels that are missing. */
  relabel(): void {
    this.gradesError = undefined;
    void this.#label();
  }

  follow(change: Change): void {
    switch (change.type) {
      case 'cleared':
      case 'missed':
        return void this.reload();
      case 'gradesChanged':
        this.grades.clear();
        return this.#settle();
      case 'customerCreated':
        return this.#outdate();
      case 'customersMerged': {
        const { numbers, survivorNumber } = change;
        const isGone = this.#remove(new Set(Object.keys(numbers)), survivorNumber);
        // Their conditions may now be met by whoever they were merged into.
        if (isGone && this.indexOf(survivorNumber) < 0) return this.#outdate();
        return this.#touch(survivorNumber);
      }
      case 'customerDeleted':
        return void this.#remove(new Set(change.numbers), '');
      case 'mergeUndone':
        this.#touch(change.survivorNumber);
        return this.#outdate();
      case 'customerEdited':
      case 'ticketArrived':
      case 'ticketSaved':
        return this.#touch(change.customerNumber);
      default:
        return;
    }
  }

  indexOf(customerNumber: string): number {
    return this.items.findIndex((each) => each.customerNumber === customerNumber);
  }

  /** Somebody else may sit here now: nothing of what was shown stays. */
  forget(): void {
    this.stop();
    this.items = [];
    this.grades.clear();
    this.first.drop();
    this.next.drop();
    this.isAnswered = this.isOutdated = false;
    this.total = this.atLeast = this.#cursor = this.gradesError = undefined;
  }

  /** Nothing that is under way is waited for any more. */
  stop(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#labelling);
    this.#timer = undefined;
    this.#isLabelling = false;
    this.#touched.clear();
    this.#asked.abort();
    this.#asked = new AbortController();
    this.first.stop();
    this.next.stop();
  }

  #changed(): void {
    this.revision++;
    this.#draw();
  }

  #take({ items, cursor, total, totalIsAtLeast }: Page): void {
    for (const item of items) this.items.push(item);
    this.#cursor = cursor;
    this.total = cursor === undefined ? this.items.length : (total ?? this.total);
    this.atLeast = totalIsAtLeast ?? this.atLeast;
    // Far between, they are looked for until there are some to look at.
    if (this.hasMore && this.items.length < FEW) void this.more();
    if (this.#window[1] === 0) this.#window = [0, Math.min(LABELLED, this.items.length)];
    this.#changed();
    void this.#label();
  }

  /** One question for the rows of the pages that can be seen, never one for each row (B14). */
  async #label(): Promise<void> {
    const desk = this.#desk;
    const { signal } = this.#asked;
    const [first, end] = this.#window;
    const page = this.items
      .slice(Math.floor(first / LABELLED) * LABELLED, Math.ceil(end / LABELLED) * LABELLED)
      .filter(({ customerNumber }) => !this.grades.has(customerNumber));
    if (!desk || page.length === 0 || this.#isLabelling || this.gradesError !== undefined) return;
    this.#isLabelling = true;
    const subjects = page.map(({ customerNumber }) => ({ customerNumber }));
    try {
      const { items } = await within(READ_MS, signal, (each) =>
        desk.grades.match({ subjects }, { signal: each }),
      );
      page.forEach(({ customerNumber }, index) => this.grades.set(customerNumber, items[index] ?? []));
    } catch (error) {
      if (!signal.aborted) this.gradesError = error;
    }
    if (signal.aborted) return;
    this.#isLabelling = false;
    this.#changed();
    // Scrolled on meanwhile.
    void this.#label();
  }

  #touch(customerNumber: string): void {
    this.#touched.add(customerNumber);
    this.#settle();
  }

  #outdate(): void {
    this.isOutdated = true;
    this.#settle();
  }

  #settle(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.relabel();
      this.#changed();
      void this.#refresh();
    }, SETTLE_MS);
  }

  #remove(numbers: ReadonlySet<string>, except: string): boolean {
    const before = this.items.length;
    this.items = this.items.filter(
      ({ customerNumber }) => customerNumber === except || !numbers.has(customerNumber),
    );
    if (this.items.length === before) return false;
    if (this.total !== undefined) this.total = Math.max(this.items.length, this.total - 1);
    this.#changed();
    return true;
  }

  /** Reads the rows that changed again; they stay where they are. */
  async #refresh(): Promise<void> {
    const desk = this.#desk;
    const { signal } = this.#asked;
    const wanted = [...this.#touched];
    this.#touched.clear();
    const here = new Map(this.items.map(({ customerNumber }, index) => [customerNumber, index]));
    const numbers = wanted.filter((number) => here.has(number));
    if (!desk || numbers.length === 0) return;
    if (numbers.length > ONE_BY_ONE) return this.#outdate();
    const { masked } = this.#query;
    const read = (customerNumber: string): Promise<CustomerSummary | undefined> =>
      within(READ_MS, signal, async (each) => {
        const input = { customerNumber, limit: NEXT, ...(masked === undefined ? {} : { masked }) };
        const { items } = await desk.customers.list(input, { signal: each });
        return items.find((item) => item.customerNumber === customerNumber);
      }).catch(() => undefined);
    const found = await Promise.all(numbers.map(read));
    if (signal.aborted) return;
    for (const item of found) {
      const index = item ? this.indexOf(item.customerNumber) : -1;
      if (item && index >= 0) this.items[index] = { ...item, matches: stillThere(this.items[index]!, item) };
      else this.isOutdated = true;
    }
    for (const number of numbers) this.grades.delete(number);
    this.#changed();
    void this.#label();
  }
}

/** What was searched for is marked where the value is as it was; the row was asked for by its number now. */
function stillThere({ matches = [] }: CustomerSummary, { values }: CustomerSummary): Match[] {
  return matches.filter(
    ({ field, value, isFormer }) => isFormer || field === 'customerNumber' || values[field] === value,
  );
}

async function readPage(
  desk: Desk,
  query: Query,
  limit: number,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<Page> {
  return desk.customers.list({ ...query, limit, ...(cursor === undefined ? {} : { cursor }) }, { signal });
}
