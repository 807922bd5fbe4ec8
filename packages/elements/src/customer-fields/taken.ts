/**
 * B5: a value that belongs to another customer. Who that is, as far as this person may see it, so that they can tell
 * whether it is one person with two records, a number that was passed on, or two people who share it.
 */
import type { Customer, Desk, Grade, IdentifierKind } from '@deskcard/core';
import { Late } from '../late.js';

export interface Other {
  readonly customer: Customer;
  readonly grades: readonly Grade[];
}

interface Matter {
  readonly kind: IdentifierKind;
  /** the field that holds it */
  readonly fieldId: string | undefined;
  readonly label: string;
  readonly value: string;
  readonly otherNumber: string;
}

export class TakenQuestion {
  matter: Matter | undefined;
  readonly other: Late<Other>;
  #desk: Desk | undefined;
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
    this.other = new Late(changed);
  }

  get kind(): IdentifierKind | undefined {
    return this.matter?.kind;
  }

  open(desk: Desk, matter: Matter): void {
    this.matter = matter;
    this.#desk = desk;
    this.other.drop();
    this.read();
  }

  read(): void {
    const [desk, matter] = [this.#desk, this.matter];
    if (desk && matter) void this.other.ask((signal) => readOther(desk, matter.otherNumber, signal));
  }

  close(): void {
    if (!this.matter) return;
    this.matter = undefined;
    this.other.drop();
    this.#changed();
  }
}

/** Grades help to decide and are not needed for it, so a failure leaves them out. */
async function readOther(desk: Desk, customerNumber: string, signal: AbortSignal): Promise<Other> {
  const [customer, grades] = await Promise.all([
    desk.customers.get({ customerNumber }, { signal }),
    desk.grades
      .match({ subjects: [{ customerNumber }] }, { signal })
      .then(({ items }) => items[0] ?? [])
      .catch(() => []),
  ]);
  return { customer, grades };
}
