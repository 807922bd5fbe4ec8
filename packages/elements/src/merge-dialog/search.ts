/**
 * R20, R21: the other record is found by customer number, name, member id, phone or e-mail, in one box. Whoever
 * types on is not answered about what they typed before.
 */
import type { CustomerSummary, Desk } from '@deskcard/core';
import { Late } from '../late.js';

export const conditions = ['text', 'customerNumber', 'name', 'memberId', 'phone', 'email'] as const;
/** Where to look; `text` is everywhere. */
export type Condition = (typeof conditions)[number];

export interface Found {
  readonly items: readonly CustomerSummary[];
  /** there are more than these */
  readonly more: boolean;
  /** what was looked for, and where */
  readonly text: string;
  readonly condition: Condition;
}

/** As many as an agent looks through before they would rather type more. */
const LIMIT = 20;
/** People who type a word are asked about when they pause, not at every letter. */
const PAUSE_MS = 200;

export class CustomerSearch {
  text = '';
  condition: Condition = 'text';
  readonly found: Late<Found>;
  readonly #desk: () => Desk | undefined;
  readonly #changed: () => void;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(desk: () => Desk | undefined, changed: () => void) {
    this.#desk = desk;
    this.#changed = changed;
    this.found = new Late(changed);
  }

  type(text: string): void {
    this.stop();
    this.text = text;
    if (text.trim() === '') this.found.drop();
    else this.#pause = setTimeout(() => void this.run(), PAUSE_MS);
    this.#changed();
  }

  lookIn(condition: Condition): void {
    this.condition = condition;
    void this.run();
  }

  /** What is shown is what was typed. */
  get isFresh(): boolean {
    const { value, busy, error } = this.found;
    return !busy && !error && value?.text === this.text.trim() && value.condition === this.condition;
  }

  async run(): Promise<void> {
    this.stop();
    const desk = this.#desk();
    const { condition } = this;
    const text = this.text.trim();
    if (desk === undefined || text === '') return this.#changed();
    await this.found.ask(async (signal) => {
      const found = await desk.customers.search({ [condition]: text, limit: LIMIT }, { signal });
      return { ...found, text, condition };
    });
  }

  stop(): void {
    clearTimeout(this.#pause);
    this.found.stop();
  }

  reset(): void {
    this.stop();
    this.found.drop();
    this.text = '';
    this.condition = 'text';
  }
}
