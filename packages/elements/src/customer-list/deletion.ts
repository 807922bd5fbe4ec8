/**
 * An administrator deletes the customer in the dialog: asked first, in words that say what goes and what stays. A
 * customer with very many tickets is gone with the first call, and further ones clear the tickets nobody sees into.
 */
import type { Customer, CustomerDeletion, Desk } from '@deskcard/core';
import { isDeleted } from '../deleted.js';
import { ask, tell } from '../events.js';
import { Late } from '../late.js';
import type { Ui } from './ui.js';

export interface DeletionSteps {
  /** one that no other attempt has */
  key(): string;
  /** the administrator thought better of it */
  left(): void;
  /** the desk is about to be asked */
  begins(): void;
  /** the customer is gone; some of their tickets may be left to clear */
  gone(): void;
  /** nothing is left of them */
  done(deletion: CustomerDeletion): void;
}

export class Deletion {
  reason = '';
  readonly deleting: Late<CustomerDeletion>;
  /** tickets that were cleared so far */
  cleared = 0;
  readonly #ui: Ui;
  readonly #steps: DeletionSteps;
  #attempt = { about: '', key: '' };
  /** what the desk said when the customer was gone, while tickets are left */
  #begun: CustomerDeletion | undefined;

  constructor(ui: Ui, steps: DeletionSteps) {
    this.#ui = ui;
    this.#steps = steps;
    this.deleting = new Late(ui.update);
  }

  get isBusy(): boolean {
    return this.deleting.busy;
  }

  /** The customer is gone, and some of their tickets are still to be cleared. */
  get isBegun(): boolean {
    return this.#begun !== undefined;
  }

  /** Nothing is done. */
  leave(): void {
    this.drop();
    this.#steps.left();
  }

  async delete({ customerNumber, version }: Pick<Customer, 'customerNumber' | 'version'>): Promise<void> {
    if (this.isBusy) return;
    const { desk, host } = this.#ui;
    const reason = this.reason.trim();
    if (!ask(host, 'deskcard-before-customer-delete', { customerNumber, reason })) return;
    const input = { customerNumber, version, ...(reason === '' ? {} : { reason }) };
    const about = JSON.stringify(input);
    if (this.#attempt.about !== about) this.#attempt = { about, key: this.#steps.key() };
    const { key: idempotencyKey } = this.#attempt;
    this.#steps.begins();
    const isGone = await this.deleting.ask((signal) =>
      desk.customers.delete(input, { signal, idempotencyKey }),
    );
    if (!isGone) return this.#ui.focus('#keep-customer');
    this.#begun = this.deleting.value!;
    this.cleared = this.#begun.tickets;
    const { numbers } = this.#begun;
    tell(host, 'deskcard-customer-deleted', { customerNumber: this.#begun.customerNumber, numbers });
    if (!this.#begun.ticketsLeft) return this.#end();
    this.#steps.gone();
    await this.clear();
  }

  /** Goes on until no ticket holds anything. */
  async clear(): Promise<void> {
    const { desk } = this.#ui;
    while (this.#begun) {
      const isDone = await this.deleting.ask((signal) => this.#clearSome(desk, signal));
      if (!isDone) return;
      this.cleared += this.deleting.value!.tickets;
      if (!this.deleting.value!.ticketsLeft) this.#end();
    }
  }

  /** Somebody else may have come first. */
  async #clearSome(desk: Desk, signal: AbortSignal): Promise<CustomerDeletion> {
    const { customerNumber } = this.#begun!;
    try {
      return await desk.customers.delete({ customerNumber }, { signal });
    } catch (error) {
      if (!isDeleted(error)) throw error;
      return { ...this.#begun!, tickets: 0, ticketsLeft: false };
    }
  }

  #end(): void {
    const deletion = this.#begun!;
    this.drop();
    this.#steps.done(deletion);
  }

  /** Another customer is shown. */
  drop(): void {
    this.deleting.drop();
    this.reason = '';
    this.cleared = 0;
    this.#begun = undefined;
  }
}
