/** R17: those whom an agent has ticked to be merged at once; they stay chosen whatever is searched for next. */
import type { Person } from './person.js';

/** As many as a merge takes beside the survivor. */
export const MOST_OTHERS = 9;

export class Picks {
  readonly #changed: () => void;
  #people: readonly Person[] = [];

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** In the order in which they were chosen. */
  get people(): readonly Person[] {
    return this.#people;
  }

  get numbers(): string[] {
    return this.#people.map(({ customerNumber }) => customerNumber);
  }

  get isFull(): boolean {
    return this.#people.length >= MOST_OTHERS;
  }

  has(customerNumber: string): boolean {
    return this.numbers.includes(customerNumber);
  }

  toggle(who: Person): void {
    const { customerNumber } = who;
    if (this.has(customerNumber))
      this.#people = this.#people.filter((each) => each.customerNumber !== customerNumber);
    else if (!this.isFull) this.#people = [...this.#people, who];
    this.#changed();
  }

  replace(people: readonly Person[]): void {
    this.#people = people;
  }
}
