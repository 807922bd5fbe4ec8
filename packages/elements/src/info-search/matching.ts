/**
 * Tickets of the same person (R51, R52, D8): those that meet every filled member id, phone, e-mail and name of the
 * search, of the last three months unless the agent wants more, whether or not the API answers. Selecting one shows
 * its customer below it and tells the host, which may show the customer in a side tab of its own.
 */
import type { Change, Customer, Desk, Ticket } from '@deskcard/core';
import { isBlank } from '@deskcard/core/connect';
import { ask, tell } from '../events.js';
import { Late } from '../late.js';
import { valueIn, type InfoSearchTicket, type Section } from '../lookups/section.js';

/** The ticket fields that count, and what they are of a customer. */
export const matched = { usercode: 'memberId', name: 'name', phone: 'phone', mail: 'email' } as const;
export type MatchedCode = keyof typeof matched;
export type Conditions = { readonly [C in MatchedCode]?: string };
export type Period = 'quarter' | 'year' | 'all';

interface Found {
  readonly items: readonly Ticket[];
  readonly more: boolean;
}

const page = { first: 20, most: 100 };
/** Changes come in bursts: one look answers them all. */
const SETTLE_MS = 150;

export class Matching {
  /** undefined until a search was made */
  conditions: Conditions | undefined;
  period: Period = 'quarter';
  readonly tickets: Late<Found>;
  /** of the selected ticket */
  readonly customer: Late<Customer>;
  readonly #element: HTMLElement;
  readonly #changed: () => void;
  #limit = page.first;
  #ticket: { ticketId?: string } = {};
  #selected: string | undefined;
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(element: HTMLElement, changed: () => void) {
    this.#element = element;
    this.#changed = changed;
    this.tickets = new Late(changed);
    this.customer = new Late(changed);
  }

  /** Asks the desk what is not known yet; called at every update. */
  follow(desk: Desk | undefined): void {
    const { conditions, period } = this;
    const isAsked = desk !== undefined && conditions !== undefined && !isEmpty(conditions);
    const input = { conditions: { ...conditions }, ...this.#ticket, limit: this.#limit, ...since(period) };
    this.tickets.follow(
      this.#turn,
      [desk, JSON.stringify([conditions, this.#ticket]), period],
      isAsked ? (signal) => desk.tickets.matching(input, { signal }) : undefined,
    );
    const customerNumber = this.selected?.customerNumber;
    this.customer.follow(
      this.#turn,
      [desk, customerNumber],
      customerNumber ? (signal) => desk!.customers.get({ customerNumber }, { signal }) : undefined,
    );
  }

  /** More are there, and may be asked for. */
  get hasMore(): boolean {
    return this.tickets.value?.more === true && this.#limit < page.most;
  }

  get selected(): Ticket | undefined {
    return this.tickets.value?.items.find(({ ticketId }) => ticketId === this.#selected);
  }

  /** A search was made with these conditions, or none was; `ticket` is the saved one at hand. */
  show(conditions: Conditions | undefined, ticket: { ticketId?: string } = {}): void {
    const asked = JSON.stringify([conditions, ticket]);
    if (asked !== JSON.stringify([this.conditions, this.#ticket])) this.#startOver();
    this.conditions = conditions;
    this.#ticket = ticket;
    this.#changed();
  }

  choosePeriod(period: Period): void {
    this.#startOver();
    this.period = period;
    this.#changed();
  }

  showMore(): void {
    this.#limit = page.most;
    this.reload();
  }

  /** Asks again. */
  reload(): void {
    this.#turn++;
    this.#changed();
  }

  /** Opens a ticket's customer, or closes it (R52). */
  select(ticket: Ticket): void {
    const { ticketId, customerNumber } = ticket;
    const detail = { ticket, customerNumber };
    if (this.#selected === ticketId) this.#selected = undefined;
    else if (ask(this.#element, 'deskcard-before-ticket-select', detail)) {
      this.#selected = ticketId;
      tell(this.#element, 'deskcard-ticket-selected', detail);
    }
    this.#changed();
  }

  /** Looks again after a change on the desk that may concern what is shown here (trap 4). */
  deskDidChange(change: Change): void {
    if (!this.#concerns(change)) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.reload();
    }, SETTLE_MS);
  }

  /** Off the page. */
  pause(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.tickets.pause();
    this.customer.pause();
  }

  #startOver(): void {
    this.#limit = page.first;
    this.#selected = undefined;
  }

  #concerns(change: Change): boolean {
    switch (change.type) {
      case 'customersMerged':
      case 'mergeUndone':
      case 'customerDeleted':
      case 'cleared':
      case 'missed':
      // A ticket that just arrived may meet the conditions, whoever its customer is.
      case 'ticketArrived':
        return true;
      case 'ticketSaved':
      case 'customerEdited': {
        const { customerNumber } = change;
        return this.tickets.value?.items.some((each) => each.customerNumber === customerNumber) ?? false;
      }
      default:
        return false;
    }
  }
}

/** The conditions that sections put in force together; undefined when they have no items that count. */
export function conditionsOf(
  sections: readonly Section[],
  ticket: InfoSearchTicket | undefined,
): Conditions | undefined {
  let counts = false;
  const conditions: { -readonly [C in MatchedCode]?: string } = {};
  for (const section of sections) {
    for (const item of section.api.searchItems) {
      if (item.division !== 'ticketField' || !isMatched(item.fieldCode)) continue;
      counts = true;
      const value = valueIn(section, item, ticket);
      if (!isBlank(value)) conditions[item.fieldCode] ??= value;
    }
  }
  return counts ? conditions : undefined;
}

function isMatched(code: string): code is MatchedCode {
  return Object.hasOwn(matched, code);
}

export function isEmpty(conditions: Conditions): boolean {
  return Object.keys(conditions).length === 0;
}

/** Three months are the desk's own default. */
function since(period: Period): { from?: string } {
  if (period === 'quarter') return {};
  if (period === 'all') return { from: new Date(0).toISOString() };
  const date = new Date();
  date.setFullYear(date.getFullYear() - 1);
  return { from: date.toISOString() };
}
