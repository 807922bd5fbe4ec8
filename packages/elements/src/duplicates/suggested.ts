/**
 * B4: who else a customer may be, at the ticket and in the customer dialog, and "not the same" said right there. What
 * the desk knows decides what is shown: whatever changes there, here or elsewhere, is read again.
 */
import type { Change, Desk, Duplicate, DuplicateDecision, Held, ServiceDescription } from '@deskcard/core';
import { numbersIn } from '../changed-numbers.js';
import { READ_MS, within } from '../deadline.js';
import '../duplicate-queue/duplicate-queue.events.js';
import { ask, tell } from '../events.js';
import { Late } from '../late.js';

/** What was said last of one of them. */
export interface LastSaid {
  readonly duplicate: Duplicate;
  readonly decision: DuplicateDecision;
  /** absent once it is saved */
  readonly isSaving: boolean;
  readonly error?: unknown;
}

export class Suggested {
  readonly list: Late<readonly Duplicate[]>;
  last: LastSaid | undefined;
  /** all of them are shown, not only the strongest */
  isWide = false;
  readonly #host: HTMLElement;
  readonly #changed: () => void;
  #desk: Desk | undefined;
  #service: ServiceDescription | undefined;
  #number: string | undefined;
  #turn = 0;

  /** Events come from `host`; `changed` is called whenever there is something else to show. */
  constructor(host: HTMLElement, changed: () => void) {
    this.#host = host;
    this.#changed = changed;
    this.list = new Late(changed);
  }

  /** Those about whom nobody has said that they are somebody else. */
  get open(): readonly Duplicate[] {
    return (this.list.value ?? []).filter(({ decided }) => decided?.decision !== 'notSame');
  }

  get notSame(): readonly Duplicate[] {
    return (this.list.value ?? []).filter(({ decided }) => decided?.decision === 'notSame');
  }

  get mayDecide(): boolean {
    return this.#service?.permitted.includes('duplicates.decide') ?? false;
  }

  /** At every update: whose. */
  follow(desk: Desk, service: ServiceDescription, customerNumber: string | undefined): void {
    if (customerNumber !== this.#number) {
      this.last = undefined;
      this.isWide = false;
    }
    this.#desk = desk;
    this.#service = service;
    this.#number = customerNumber;
    const may = service.permitted.includes('duplicates.list');
    this.list.follow(
      this.#turn,
      [desk, customerNumber],
      customerNumber && may
        ? async (signal) => (await desk.duplicates.list({ customerNumber, decided: true }, { signal })).items
        : undefined,
    );
  }

  hear(change: Change): void {
    const known = this.list.value ?? [];
    const shown = [this.#number, ...known.map(({ other }) => other.customerNumber)];
    const named = [...numbersIn(change), ...('otherNumber' in change ? [change.otherNumber] : [])];
    const isWhole = change.type === 'missed' || change.type === 'cleared';
    if (isWhole || named.some((each) => shown.includes(each))) this.again();
  }

  again(): void {
    this.#turn++;
    this.#changed();
  }

  pause(): void {
    this.list.pause();
  }

  showAll(): void {
    this.isWide = true;
    this.#changed();
  }

  /** True once it is saved; what is said stays said when the agent goes on to another ticket meanwhile. */
  async decide(duplicate: Duplicate, decision: DuplicateDecision): Promise<boolean> {
    const desk = this.#desk;
    if (!desk || this.last?.isSaving) return false;
    const { customerNumber, other } = duplicate;
    const what = { customerNumber, otherNumber: other.customerNumber, decision };
    if (!ask(this.#host, 'deskcard-before-duplicate-decide', what)) return false;
    const number = this.#number;
    const show = (last: LastSaid): void => {
      if (number === this.#number) this.last = last;
      this.#changed();
    };
    show({ duplicate, decision, isSaving: true });
    try {
      await within(READ_MS, new AbortController().signal, (signal) =>
        desk.duplicates.decide(what, { signal }),
      );
      show({ duplicate, decision, isSaving: false });
      tell(this.#host, 'deskcard-duplicate-decided', what);
      if (number === this.#number) this.again();
      return number === this.#number;
    } catch (error) {
      show({ duplicate, decision, isSaving: false, error });
      return false;
    }
  }

  /** B7: what kept the ticket from joining somebody, as long as nobody has said or done anything about it. */
  stillHeld(held: readonly Held[], own: readonly string[]): readonly Held[] {
    const settled = new Set([...own, ...this.notSame.flatMap(numbersOf)]);
    return held.filter(
      ({ customerNumbers }) =>
        customerNumbers.length === 0 || customerNumbers.some((each) => !settled.has(each)),
    );
  }
}

export const numbersOf = ({ other }: Duplicate): readonly string[] => [
  other.customerNumber,
  ...other.absorbedNumbers,
];
