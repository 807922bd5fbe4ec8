/**
 * A customer number is given once and never again (R9), also when a transaction fails, when two tabs create customers
 * at the same time, and when the browser or the user wipes the database.
 *
 * Numbers are reserved in blocks, and the end of a block is remembered before its first number is given out: in a
 * small database of its own, which is also where tabs agree, and in localStorage where there is one. The desk's own
 * database remembers it too, with the first transaction that uses a number of the block. A reservation goes on behind
 * the highest of these memories. Where none of them knows anything, numbers begin at the tenths of a second since
 * 2026: even when everything was erased, they do not come back as long as fewer than ten a second were used up.
 *
 * Blocks begin with ten numbers and double with every further one up to 640, so a page that creates a few customers
 * leaves a small gap and one that imports thousands seldom waits.
 */
import { wrap, type IDBPDatabase } from 'idb';
import { Connection } from './connection.js';

const firstBlock = 10;
const longestBlock = 640;
const epoch = Date.UTC(2026, 0, 1);
/** Numbers have eight digits at least, also on a device whose clock is wrong. */
const lowestNumber = 10_000_001;
const memory = 'memory';
const lastKey = 'last';

export interface NumbersOptions {
  /** of the small database, and of the entry in localStorage */
  name: string;
  patience: number;
  /** epoch milliseconds */
  now: () => number;
}

/** The numbers `next` to `end` inclusive. */
interface Block {
  next: number;
  end: number;
}

export class Numbers {
  readonly #options: NumbersOptions;
  readonly #connection: Connection;
  readonly #free: Block[] = [];
  #blockSize = firstBlock;
  /** the end of the last block this adapter has reserved */
  #reserved = 0;

  constructor(options: NumbersOptions) {
    const { name, patience } = options;
    this.#options = options;
    this.#connection = new Connection({ name, version: 1, upgrade: createMemory, patience });
  }

  /** A reserved number and the end of its block, which the transaction that uses it must remember. */
  take(): { number: number; end: number } | undefined {
    const block = this.#free[0];
    if (block === undefined) return undefined;
    const number = block.next++;
    if (block.next > block.end) this.#free.shift();
    return { number, end: block.end };
  }

  /** Reserves a block of numbers above `floor`, longer than the one before. */
  async reserve(floor: number): Promise<void> {
    const size = this.#blockSize;
    this.#blockSize = Math.min(this.#blockSize * 2, longestBlock);
    const end = await this.#advance(size, floor);
    this.#rememberLocally(end);
    this.#reserved = Math.max(this.#reserved, end);
    this.#free.push({ next: end - size + 1, end });
  }

  /** The highest number that may have been given out, as far as is remembered outside of the desk's database. */
  async lastKnown(): Promise<number | undefined> {
    const transaction = await this.#connection.begin((database) => wrap(database).transaction(memory));
    const stored: unknown = await transaction.store.get(lastKey);
    const known = [asNumber(stored), this.#local()].filter((each) => each !== undefined);
    return known.length > 0 ? Math.max(...known) : undefined;
  }

  close(): void {
    this.#connection.close();
  }

  /**
   * Moves the memory on by `size` numbers, above `floor` and all that is remembered; resolves, once that is on disk,
   * with the last of them.
   */
  async #advance(size: number, floor: number): Promise<number> {
    const transaction = await this.#connection.begin((database) =>
      wrap(database).transaction(memory, 'readwrite', { durability: 'strict' }),
    );
    const advance = async (): Promise<number> => {
      const stored = asNumber(await transaction.store.get(lastKey)) ?? 0;
      const last = Math.max(floor, stored, this.#reserved, this.#local() ?? 0);
      const end = (last > 0 ? last : this.#firstNumber() - 1) + size;
      await transaction.store.put(end, lastKey);
      return end;
    };
    const [end] = await Promise.all([advance(), transaction.done]);
    return end;
  }

  #firstNumber(): number {
    return Math.max(lowestNumber, Math.floor((this.#options.now() - epoch) / 100));
  }

  #local(): number | undefined {
    try {
      const text = globalThis.localStorage?.getItem(this.#options.name);
      return text === null || text === undefined ? undefined : asNumber(Number(text));
    } catch {
      // A page that may not use localStorage has one memory less.
      return undefined;
    }
  }

  #rememberLocally(end: number): void {
    try {
      globalThis.localStorage?.setItem(this.#options.name, String(Math.max(end, this.#local() ?? 0)));
    } catch {
      // Full or forbidden: the two other memories stand.
    }
  }
}

function createMemory(database: IDBPDatabase): void {
  database.createObjectStore(memory);
}

/** A number somebody else may have tampered with counts only when it can be a customer number. */
function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 9e15
    ? value
    : undefined;
}
