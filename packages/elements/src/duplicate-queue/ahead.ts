/** What is shown of a pair beside its values: what would remain, and the tickets of both. Read before it is needed. */
import type { Desk, QueuedDuplicate, Ticket } from '@deskcard/core';
import { Late } from '../late.js';
import { lookAhead, type Outlook } from './merging.js';
import { keyOf } from './pairs.js';

/** The tickets of one of the two, newest first. */
export interface Contacts {
  readonly items: readonly Ticket[];
  readonly more: boolean;
}

export interface Beside {
  /** what would remain */
  readonly outlook: Late<Outlook>;
  /** of the first and of the second */
  readonly contacts: Late<readonly [Contacts, Contacts]>;
}

/** So many tickets are counted; more are said to be more. */
const COUNTED = 10;

export class Ahead {
  readonly #known = new Map<string, Beside>();
  /** pairs of which the second one shall survive */
  readonly #swapped = new Set<string>();
  readonly #desk: () => Desk;
  readonly #changed: () => void;
  #turn = 0;

  constructor(desk: () => Desk, changed: () => void) {
    this.#desk = desk;
    this.#changed = changed;
  }

  /** At every drawing: these pairs may be looked at, others not. */
  look(pairs: readonly QueuedDuplicate[]): void {
    const keys = new Set(pairs.map(keyOf));
    for (const [key, beside] of this.#known) {
      if (keys.has(key)) continue;
      stop(beside);
      this.#known.delete(key);
    }
    for (const pair of pairs) this.#read(pair);
  }

  of(pair: QueuedDuplicate): Beside {
    const key = keyOf(pair);
    let beside = this.#known.get(key);
    if (!beside) {
      beside = { outlook: new Late(this.#changed), contacts: new Late(this.#changed) };
      this.#known.set(key, beside);
    }
    return beside;
  }

  /** True where the second one would survive, not the one that has been there longer. */
  isSwapped(pair: QueuedDuplicate): boolean {
    return this.#swapped.has(keyOf(pair));
  }

  /** D5: the other number stays instead. */
  swap(pair: QueuedDuplicate): void {
    const key = keyOf(pair);
    if (!this.#swapped.delete(key)) this.#swapped.add(key);
    this.#read(pair);
  }

  /** Asks again for what could not be read. */
  again(): void {
    this.#turn++;
  }

  stop(): void {
    for (const beside of this.#known.values()) stop(beside);
    this.#known.clear();
  }

  #read(pair: QueuedDuplicate): void {
    const { outlook, contacts } = this.of(pair);
    const desk = this.#desk();
    const { customer, other } = pair;
    const numbers = [customer.customerNumber, other.customerNumber] as const;
    const [survivor, absorbed] = this.isSwapped(pair) ? [numbers[1], numbers[0]] : numbers;
    const versions = [customer.version, other.version];
    outlook.follow(this.#turn, [desk, survivor, absorbed, ...versions], (signal) =>
      lookAhead(desk, survivor, absorbed, signal),
    );
    contacts.follow(this.#turn, [desk, ...versions], (signal) => {
      const read = (customerNumber: string): Promise<Contacts> =>
        desk.tickets.ofCustomer({ customerNumber, limit: COUNTED }, { signal });
      return Promise.all([read(numbers[0]), read(numbers[1])]);
    });
  }
}

function stop({ outlook, contacts }: Beside): void {
  outlook.stop();
  contacts.stop();
}
