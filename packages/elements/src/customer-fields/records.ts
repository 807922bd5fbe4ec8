/**
 * The ticket and its customer as the desk has them now. A merge elsewhere re-binds both to the survivor (trap 4); the
 * ticket that a host hands over counts until the desk has given a newer one.
 */
import type { Change, Customer, Desk, Ticket } from '@deskcard/core';
import { numbersIn } from '../changed-numbers.js';
import { Late } from '../late.js';
import { keyOf, type CustomerFieldsTicket, type Subject } from './subject.js';

export class Records {
  readonly #ticket: Late<Ticket>;
  readonly #customer: Late<Customer>;
  readonly #changed: () => void;
  #subject: Subject | undefined;
  #key = '';
  #ticketTurn = 0;
  #customerTurn = 0;

  constructor(changed: () => void) {
    this.#changed = changed;
    this.#ticket = new Late(changed);
    this.#customer = new Late(changed);
  }

  get ticket(): CustomerFieldsTicket | undefined {
    if (this.#subject === undefined || this.#subject.kind === 'customer') return undefined;
    const { ticket: given } = this.#subject;
    const read = this.#ticket.value;
    return read && read.version >= (given?.version ?? 0) ? read : given;
  }

  get customer(): Customer | undefined {
    return this.#customer.value;
  }

  /** The number that people see: the survivor's, as soon as that is known. */
  get customerNumber(): string | undefined {
    return this.customer?.customerNumber ?? this.#number;
  }

  /** Why what has to be shown cannot be read; a ticket is shown without its customer. */
  get error(): unknown {
    return this.#ticket.error ?? (this.#subject?.kind === 'customer' ? this.#customer.error : undefined);
  }

  /** Why a ticket is shown without its customer. */
  get customerError(): unknown {
    return this.#customer.error;
  }

  /** Resolves when what has to be shown was read, or could not be. */
  get done(): Promise<unknown> | undefined {
    return this.isThere
      ? undefined
      : this.#subject?.kind === 'customer'
        ? this.#customer.done
        : this.#ticket.done;
  }

  /** There is something to show. */
  get isThere(): boolean {
    return this.#subject?.kind === 'customer' ? this.customer !== undefined : this.ticket !== undefined;
  }

  /** At every update. */
  follow(desk: Desk, subject: Subject | undefined): void {
    const key = subject ? keyOf(subject) : '';
    if (key !== this.#key) this.#ticketTurn = this.#customerTurn = 0;
    this.#key = key;
    this.#subject = subject;
    const ticketId = subject?.kind === 'saved' ? subject.ticketId : undefined;
    const isGiven = subject?.kind === 'saved' && subject.ticket !== undefined && this.#ticketTurn === 0;
    this.#ticket.follow(
      this.#ticketTurn,
      [desk, ticketId],
      ticketId && !isGiven ? (signal) => desk.tickets.get({ ticketId }, { signal }) : undefined,
    );
    const customerNumber = this.#number;
    this.#customer.follow(
      this.#customerTurn,
      [desk, customerNumber],
      customerNumber ? (signal) => desk.customers.get({ customerNumber }, { signal }) : undefined,
    );
  }

  /** What happened on the desk, here or elsewhere. */
  hear(change: Change): void {
    const numbers = numbersIn(change);
    const own = [this.#number, this.customer?.customerNumber, ...(this.customer?.absorbedNumbers ?? [])];
    const isWhole = change.type === 'missed' || change.type === 'cleared';
    const isTheirs = own.some((each) => each !== undefined && numbers.includes(each));
    const isTicket = 'ticketId' in change && change.ticketId === this.ticket?.ticketId;
    if (isWhole || (isTheirs && 'numbers' in change)) this.again();
    else if (isTheirs && change.type === 'customerEdited') this.#customerTurn++;
    // A host that hands tickets over hands this one over anew.
    else if (isTicket && this.#subject?.kind === 'saved' && !this.#subject.ticket) this.#ticketTurn++;
  }

  /** Reads both again. */
  again(): void {
    this.#ticketTurn++;
    this.#customerTurn++;
    this.#changed();
  }

  /** Resolves when both were read again, or could not be. */
  async reread(desk: Desk): Promise<void> {
    this.again();
    this.follow(desk, this.#subject);
    await Promise.all([this.#ticket.done, this.#customer.done]);
  }

  /** What the desk answered to a save. */
  take({ ticket, customer }: { ticket?: Ticket | undefined; customer?: Customer | undefined }): void {
    if (ticket?.ticketId === this.ticket?.ticketId) this.#ticket.value = ticket ?? this.#ticket.value;
    if (customer && this.customer?.customerNumber === customer.customerNumber)
      this.#customer.value = customer;
  }

  pause(): void {
    this.#ticket.pause();
    this.#customer.pause();
  }

  get #number(): string | undefined {
    return this.#subject?.kind === 'customer' ? this.#subject.customerNumber : this.ticket?.customerNumber;
  }
}
