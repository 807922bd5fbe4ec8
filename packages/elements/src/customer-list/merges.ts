/** B1, B8: the merges of the customer in the dialog, and taking one back; drawn as in `<merge-dialog>`. */
import type { Desk, Merge, ServiceDescription, UnmergeReport } from '@deskcard/core';
import { Late } from '../late.js';
import { Once } from '../merge-dialog/once.js';
import { Placing } from '../merge-dialog/placing.js';
import type { HistoryView } from '../merge-dialog/view.js';

export class Merges {
  readonly history: Late<readonly Merge[]>;
  readonly undoing: Late<UnmergeReport>;
  readonly placing: Placing;
  /** the merge that somebody is about to undo */
  asked: string | undefined;
  readonly #once: Once;
  readonly #changed: () => void;
  readonly #undone: () => void;
  #desk: Desk | undefined;
  #service: ServiceDescription | undefined;
  #customerNumber = '';

  /** Events come from `host`; `undone` is called when two customers are apart again. */
  constructor(host: HTMLElement, changed: () => void, undone: () => void) {
    this.#once = new Once(host);
    this.#changed = changed;
    this.#undone = undone;
    this.history = new Late(changed);
    this.undoing = new Late(changed);
    this.placing = new Placing(() => this.#desk, changed);
  }

  get customerFields(): HistoryView['flow']['customerFields'] {
    return this.#service?.customerFields ?? [];
  }

  may(...operations: string[]): boolean {
    return operations.every((name) => this.#service?.permitted.includes(name));
  }

  /** Another customer, or the same one anew. */
  begin(desk: Desk, service: ServiceDescription, customerNumber: string): void {
    if (customerNumber !== this.#customerNumber) this.drop();
    this.#desk = desk;
    this.#service = service;
    this.#customerNumber = customerNumber;
    void this.readHistory();
  }

  async readHistory(): Promise<void> {
    const desk = this.#desk;
    const customerNumber = this.#customerNumber;
    if (!desk) return;
    await this.history.ask(
      async (signal) => (await desk.customers.merges({ customerNumber }, { signal })).items,
    );
  }

  askToUndo(mergeId: string | undefined): void {
    this.asked = mergeId;
    this.undoing.drop();
    this.#changed();
  }

  async undo(mergeId: string): Promise<void> {
    const desk = this.#desk;
    if (!desk || this.undoing.busy) return;
    const number = this.#customerNumber;
    const isUndone = await this.undoing.ask((signal) => this.#once.undo(desk, mergeId, signal));
    if (number !== this.#customerNumber) return;
    this.asked = undefined;
    if (isUndone) {
      this.placing.add(this.undoing.value!);
      this.#undone();
    }
    await this.readHistory();
  }

  stop(): void {
    this.history.stop();
    this.undoing.stop();
  }

  drop(): void {
    this.history.drop();
    this.undoing.drop();
    this.placing.drop();
    this.asked = undefined;
    this.#customerNumber = '';
  }
}
