/**
 * B1: the tickets that an unmerge could not place, and what the agent says of each. They stay on the screen until the
 * dialog begins anew, also while further merges are undone.
 */
import type { Desk, Ticket, UnmergeReport } from '@deskcard/core';
import { Late } from '../late.js';

export interface Unclear {
  readonly ticket: Ticket;
  /** the two customers it may belong to */
  readonly sides: readonly [UnmergeReport['survivor'], UnmergeReport['restored']];
  /** where it went, or that it stays */
  readonly placed: Late<string>;
  /** whose it is to be, while that is asked for or failed */
  asked: string | undefined;
}

export class Placing {
  items: readonly Unclear[] = [];
  readonly #desk: () => Desk | undefined;
  readonly #changed: () => void;

  constructor(desk: () => Desk | undefined, changed: () => void) {
    this.#desk = desk;
    this.#changed = changed;
  }

  /** What a report asks of a person. */
  add({ survivor, restored, since }: UnmergeReport): void {
    const known = this.items.filter(({ ticket }) =>
      since.unclear.every(({ ticketId }) => ticketId !== ticket.ticketId),
    );
    const added = since.unclear.map((ticket): Unclear => {
      const placed = new Late<string>(this.#changed);
      return { ticket, sides: [survivor, restored], placed, asked: undefined };
    });
    this.items = [...known, ...added];
  }

  /** Something is left for a person to say. */
  get isAsking(): boolean {
    return this.items.some(({ placed }) => placed.value === undefined);
  }

  /** Whose it is now. */
  whose({ ticket, placed }: Unclear): string {
    return placed.value ?? ticket.customerNumber;
  }

  async place(item: Unclear, customerNumber: string): Promise<void> {
    const desk = this.#desk();
    const { ticket, placed } = item;
    if (!desk || placed.busy) return;
    item.asked = customerNumber;
    await placed.ask(async (signal) => {
      // Where it is, it stays.
      if (this.whose(item) === customerNumber) return customerNumber;
      const { ticketId } = ticket;
      return (await desk.tickets.move({ ticketId, customerNumber }, { signal })).customerNumber;
    });
  }

  /** How many tickets have come to this customer since, less those that have gone. */
  gained(customerNumber: string): number {
    return this.items.reduce((sum, item) => {
      const [before, now] = [item.ticket.customerNumber, this.whose(item)];
      return sum + Number(now === customerNumber) - Number(before === customerNumber);
    }, 0);
  }

  drop(): void {
    for (const { placed } of this.items) placed.stop();
    this.items = [];
  }
}
