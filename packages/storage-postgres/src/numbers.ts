/**
 * A customer number is given once and never again (R9). Numbers are reserved in blocks, each in a transaction of its own
 * that is committed before the first of them is given out; so whatever happens to the transactions that use them, and
 * to this process, nobody gets one a second time. What is reserved and not used is a gap.
 */
const block = 50;

/** Moves the memory on by so many numbers; gives the last of them. */
export type Reserve = (count: number) => Promise<number>;

export class Numbers {
  readonly #reserve: Reserve;
  readonly #blocks: { next: number; last: number }[] = [];
  #free = 0;
  /** whether anybody ever asked for one here */
  #isUsed = false;

  constructor(reserve: Reserve) {
    this.#reserve = reserve;
  }

  readonly take = (): number | undefined => {
    this.#isUsed = true;
    const first = this.#blocks[0];
    if (first === undefined) return undefined;
    const number = first.next++;
    if (first.next > first.last) this.#blocks.shift();
    this.#free--;
    return number;
  };

  /** Where numbers are in use, makes sure that `count` are at hand. */
  async expect(count: number): Promise<void> {
    if (this.#isUsed && this.#free < count) await this.provide(count);
  }

  /** Makes sure that `count` numbers are at hand. */
  async provide(count: number): Promise<void> {
    const missing = count - this.#free;
    if (missing <= 0) return;
    const size = Math.ceil(missing / block) * block;
    const last = await this.#reserve(size);
    this.#blocks.push({ next: last - size + 1, last });
    this.#free += size;
  }
}
