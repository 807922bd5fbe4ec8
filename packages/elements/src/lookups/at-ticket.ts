/**
 * What every element needs that looks something up at a ticket: what is set up on the desk, and the ticket as it
 * stands on the screen or, for a saved one, as the desk has it.
 */
import type { Change, Desk, Ticket } from '@deskcard/core';
import { Late } from '../late.js';
import type { Setup } from './lookups.js';
import type { InfoSearchTicket } from './section.js';

/** What a page says of the ticket; one without types may say anything. */
export interface GivenTicket {
  readonly ticket: InfoSearchTicket | null | undefined;
  readonly ticketId: string | null | undefined;
}

export class AtTicket {
  readonly setup: Late<Setup>;
  readonly saved: Late<Ticket>;
  /** the ticket, once it is known */
  ticket: InfoSearchTicket | undefined;
  #setupTurn = 0;
  #savedTurn = 0;
  #ticketId: string | undefined;

  constructor(changed: () => void) {
    this.setup = new Late(changed);
    this.saved = new Late(changed);
  }

  /** Asks the desk what is not known yet; call it at every update. */
  follow(desk: Desk | undefined, given: GivenTicket): void {
    const ticketId = given.ticket ? undefined : given.ticketId || undefined;
    this.#ticketId = given.ticketId ?? undefined;
    this.setup.follow(this.#setupTurn, [desk], desk && ((signal) => readSetup(desk, signal)));
    this.saved.follow(
      this.#savedTurn,
      [desk, ticketId],
      desk && ticketId ? (signal) => desk.tickets.get({ ticketId }, { signal }) : undefined,
    );
    this.ticket = given.ticket ? asTicket(given.ticket) : this.saved.value;
  }

  /** Reads again what may be another now. */
  deskDidChange(change: Change): void {
    const isEverything = change.type === 'cleared' || change.type === 'missed';
    if (change.type === 'lookupApisChanged' || isEverything) this.#setupTurn++;
    const isTheirs = 'ticketId' in change ? change.ticketId === this.#ticketId : this.#isDeleted(change);
    if (isEverything || isTheirs) this.#savedTurn++;
  }

  /** Whoever it was has no values in the ticket any more. */
  #isDeleted(change: Change): boolean {
    const number = this.saved.value?.customerNumber;
    return change.type === 'customerDeleted' && number !== undefined && change.numbers.includes(number);
  }

  /** Why one of them could not be read. */
  get error(): unknown {
    return this.setup.error ?? this.saved.error;
  }

  get done(): Promise<unknown> {
    return Promise.all([this.setup.done, this.saved.done]);
  }

  reload(): void {
    this.#setupTurn++;
    this.#savedTurn++;
  }

  /** Off the page. */
  pause(): void {
    this.setup.pause();
    this.saved.pause();
  }
}

async function readSetup(desk: Desk, signal: AbortSignal): Promise<Setup> {
  const [service, { items }] = await Promise.all([
    desk.service.describe({}, { signal }),
    desk.lookups.list({}, { signal }),
  ]);
  return { desk, service, apis: items };
}

/** A host without types may pass anything: what is no text becomes one, what is nothing is left out. */
function asTicket(given: InfoSearchTicket): InfoSearchTicket {
  const fields = Object.entries(given.fields ?? {}).filter(([, value]) => (value ?? '') !== '');
  return {
    ticketId: given.ticketId === undefined || given.ticketId === null ? undefined : String(given.ticketId),
    channelId: String(given.channelId ?? ''),
    fields: Object.fromEntries(fields.map(([code, value]) => [code, String(value)])),
    customerNumber: given.customerNumber ?? undefined,
  };
}
