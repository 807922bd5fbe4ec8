/**
 * Tickets of the same person (R51, R52, D8): those that meet every filled member id, phone, e-mail and name of the
 * search, of the last three months unless the agent wants more, whether or not the API answers. Selecting one shows
 * its customer below it and tells the host, which may show the customer in a side tab of its own.
 */
import type { ReactiveControllerHost } from 'lit';
import { initialState, Task, TaskStatus } from '@lit/task';
import type { Change, Customer, Desk, Ticket } from '@deskcard/core';
import { isBlank } from '@deskcard/core/connect';
import { READ_MS, within } from '../deadline.js';
import { ask, tell } from '../events.js';
import { valueIn, type InfoSearchTicket, type Section } from './section.js';

/** The ticket fields that count, and what they are of a customer. */
export const matched = { usercode: 'memberId', name: 'name', phone: 'phone', mail: 'email' } as const;
export type MatchedCode = keyof typeof matched;
export type Conditions = { readonly [C in MatchedCode]?: string };
export type Period = 'quarter' | 'year' | 'all';

interface Found {
  readonly desk: Desk;
  /** conditions and period it was found by */
  readonly key: string;
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
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #desk: () => Desk | undefined;
  #limit = page.first;
  #chosen: string | undefined;
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #tickets: Task<readonly unknown[], Found>;
  readonly #customer: Task<readonly unknown[], { readonly asked: string; readonly customer: Customer }>;

  constructor(host: ReactiveControllerHost & HTMLElement, desk: () => Desk | undefined) {
    this.#host = host;
    this.#desk = desk;
    this.#tickets = new Task(host, {
      args: () => [desk(), this.#key, this.#limit, this.#turn] as const,
      task: async ([from, key, limit], { signal }) => {
        const conditions = this.conditions;
        if (from === undefined || conditions === undefined || isEmpty(conditions)) return initialState;
        const input = { conditions: { ...conditions }, limit, ...since(this.period) };
        const found = await within(READ_MS, signal, (signal) => from.tickets.matching(input, { signal }));
        return { desk: from, key, ...found };
      },
    });
    this.#customer = new Task(host, {
      args: () => [desk(), this.chosen?.customerNumber, this.#turn] as const,
      task: async ([from, customerNumber], { signal }) => {
        if (from === undefined || customerNumber === undefined) return initialState;
        const read = (signal: AbortSignal): Promise<Customer> =>
          from.customers.get({ customerNumber }, { signal });
        return { asked: customerNumber, customer: await within(READ_MS, signal, read) };
      },
    });
  }

  get #key(): string {
    return JSON.stringify([this.conditions, this.period]);
  }

  /** What was found for the conditions in force; undefined while that is not known. */
  get found(): Found | undefined {
    const { value } = this.#tickets;
    return value?.key === this.#key && value.desk === this.#desk() ? value : undefined;
  }

  /** Why it could not be read. */
  get error(): unknown {
    return this.#tickets.status === TaskStatus.ERROR ? this.#tickets.error : undefined;
  }

  /** More are there, and may be asked for. */
  get hasMore(): boolean {
    return this.found?.more === true && this.#limit < page.most;
  }

  /** The ticket that the agent selected. */
  get chosen(): Ticket | undefined {
    return this.found?.items.find(({ ticketId }) => ticketId === this.#chosen);
  }

  /** Its customer; undefined while not known. */
  get customer(): Customer | undefined {
    const { value } = this.#customer;
    return value !== undefined && value.asked === this.chosen?.customerNumber ? value.customer : undefined;
  }

  get customerError(): unknown {
    return this.#customer.status === TaskStatus.ERROR ? this.#customer.error : undefined;
  }

  /** A search was made with these conditions; undefined: none was. */
  show(conditions: Conditions | undefined): void {
    if (JSON.stringify(conditions) !== JSON.stringify(this.conditions)) {
      this.#limit = page.first;
      this.#chosen = undefined;
    }
    this.conditions = conditions;
    this.#host.requestUpdate();
  }

  choosePeriod(period: Period): void {
    this.period = period;
    this.#limit = page.first;
    this.#host.requestUpdate();
  }

  showMore(): void {
    this.#limit = page.most;
    this.#host.requestUpdate();
  }

  /** Asks again. */
  reload(): void {
    this.#turn++;
    this.#host.requestUpdate();
  }

  /** Opens a ticket's customer, or closes it (R52). */
  select(ticket: Ticket): void {
    const { ticketId, customerNumber } = ticket;
    const detail = { ticket, customerNumber };
    if (this.#chosen === ticketId) this.#chosen = undefined;
    else if (ask(this.#host, 'deskcard-before-ticket-select', detail)) {
      this.#chosen = ticketId;
      tell(this.#host, 'deskcard-ticket-selected', detail);
    }
    this.#host.requestUpdate();
  }

  /** A change on the desk that may concern what is shown here (trap 4). */
  changed(change: Change): void {
    if (this.conditions === undefined || !this.#concerns(change)) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.reload();
    }, SETTLE_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #concerns(change: Change): boolean {
    if (change.type === 'customersMerged' || change.type === 'mergeUndone' || change.type === 'cleared') {
      return true;
    }
    if (!('customerNumber' in change)) return false;
    const shown = this.found?.items ?? [];
    // A ticket that just arrived may meet the conditions, whoever its customer is.
    if (change.type === 'ticketArrived') return true;
    return shown.some(({ customerNumber }) => customerNumber === change.customerNumber);
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
