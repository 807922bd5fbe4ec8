/**
 * R10, R11: all that is known of one customer, as it is now: whatever is asked for another one meanwhile is forgotten,
 * and what changes on the desk changes here (trap 4).
 */
import type { Change, Customer, Desk, Grade, Ticket } from '@deskcard/core';
import { numbersIn } from '../changed-numbers.js';
import { isDeleted } from '../deleted.js';
import { tell } from '../events.js';
import { Late } from '../late.js';
import { Merges } from './merges.js';
import { may, type Ui } from './ui.js';

interface Tickets {
  readonly items: readonly Ticket[];
  readonly more: boolean;
}

const page = { first: 20, most: 100 };
/** Changes come in bursts: one look answers them all. */
const SETTLE_MS = 150;

export class CustomerRecord {
  readonly customer: Late<Customer>;
  readonly grades: Late<readonly Grade[]>;
  readonly tickets: Late<Tickets>;
  readonly merges: Merges;
  /** the customer with whole values, for somebody who sees masks */
  readonly revealing: Late<Customer>;
  reason = '';
  /** as the list names them */
  number = '';
  readonly #ui: Ui;
  #desk: Desk | undefined;
  #limit = page.first;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ui: Ui) {
    this.#ui = ui;
    this.customer = new Late(ui.update);
    this.grades = new Late(ui.update);
    this.tickets = new Late(ui.update);
    this.revealing = new Late(ui.update);
    this.merges = new Merges(ui.host, ui.update, () => this.reload());
  }

  /** The customer as they are shown: with whole values where somebody asked for them and nothing has changed since. */
  get shown(): Customer | undefined {
    const { value } = this.customer;
    const revealed = this.revealing.value;
    return revealed && revealed.version === value?.version ? revealed : value;
  }

  get isRevealed(): boolean {
    return this.shown !== undefined && this.shown === this.revealing.value;
  }

  /** The number that was opened, when the customer has another one now. */
  get movedFrom(): string | undefined {
    const now = this.customer.value?.customerNumber;
    return now !== undefined && now !== this.number ? this.number : undefined;
  }

  /** Shows a customer, unless they are shown already. */
  begin(number: string): void {
    const { desk } = this.#ui;
    if (number === this.number && desk === this.#desk) return;
    this.end();
    this.number = number;
    this.#desk = desk;
    for (const each of [this.customer, this.grades, this.tickets, this.revealing]) each.drop();
    this.merges.drop();
    this.#limit = page.first;
    this.reason = '';
    this.reload();
  }

  reload(): void {
    const desk = this.#desk;
    if (!desk || this.number === '') return;
    const customerNumber = this.number;
    void this.customer.ask((signal) => desk.customers.get({ customerNumber }, { signal }));
    this.readGrades();
    this.readTickets();
    this.merges.begin(desk, this.#ui.service, customerNumber);
  }

  readGrades(): void {
    const desk = this.#desk;
    const subjects = [{ customerNumber: this.number }];
    if (!desk) return;
    void this.grades.ask(
      async (signal) => (await desk.grades.match({ subjects }, { signal })).items[0] ?? [],
    );
  }

  readTickets(): void {
    const desk = this.#desk;
    const customerNumber = this.number;
    const limit = this.#limit;
    if (!desk) return;
    void this.tickets.ask((signal) => desk.tickets.ofCustomer({ customerNumber, limit }, { signal }));
  }

  get hasMoreTickets(): boolean {
    return this.tickets.value?.more === true && this.#limit < page.most;
  }

  moreTickets(): void {
    this.#limit = page.most;
    this.readTickets();
  }

  get mayReveal(): boolean {
    return may(this.#ui, 'customers.reveal');
  }

  /** B13: whole values, once, and the audit trail keeps it. */
  async reveal(): Promise<void> {
    const desk = this.#desk;
    const customerNumber = this.number;
    const reason = this.reason.trim();
    if (!desk || this.revealing.busy) return;
    const input = { customerNumber, ...(reason === '' ? {} : { reason }) };
    const isThere = await this.revealing.ask(
      async (signal) => (await desk.customers.reveal(input, { signal })).customer,
    );
    if (!isThere || customerNumber !== this.number) return;
    // What was revealed may be newer than what was shown masked.
    const revealed = this.revealing.value!;
    if (revealed.version !== this.customer.value?.version) this.customer.value = revealed;
    tell(this.#ui.host, 'deskcard-customer-revealed', { customerNumber: revealed.customerNumber });
    this.#ui.say(this.#ui.t.revealed);
  }

  mask(): void {
    this.revealing.drop();
    void this.customer.ask((signal) =>
      this.#desk!.customers.get({ customerNumber: this.number }, { signal }),
    );
  }

  /** Nothing is left of whom the dialog was opened for but their tickets. */
  get isDeleted(): boolean {
    return isDeleted(this.customer.error);
  }

  follow(change: Change): void {
    if (this.number === '' || !this.#concerns(change)) return;
    if (change.type === 'customerDeleted') this.revealing.drop();
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.reload();
    }, SETTLE_MS);
  }

  /** Nothing that is under way is waited for any more. */
  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.number = '';
    for (const each of [this.customer, this.grades, this.tickets]) each.stop();
    this.revealing.drop();
    this.merges.stop();
  }

  #concerns(change: Change): boolean {
    const known = this.customer.value;
    const ours = [this.number, ...(known ? [known.customerNumber, ...known.absorbedNumbers] : [])];
    if (numbersIn(change).some((each) => ours.includes(each))) return true;
    return change.type === 'missed' || change.type === 'cleared' || change.type === 'gradesChanged';
  }
}
