/** What every part of the page works with: the desk, the tickets, what is not saved yet, and who is in front of it. */
import type { Desk, ServiceDescription, Ticket, TicketField } from 'deskcard';
import type { Data, SandboxConfig } from './data.js';
import { Drafts } from './drafts.js';
import { explain } from './explain.js';
import { hostDataOf } from './host-data.js';
import { Listeners } from './listeners.js';
import { Notes } from './notes.js';
import type { Preferences } from './preferences.js';
import type { Texts } from './texts-en.js';
import { TicketBook } from './ticket-book.js';

/** Which part fills a small screen. */
export type Pane = 'list' | 'ticket' | 'side';
export type Area = 'tickets' | 'settings';

export class App {
  /** another ticket, area, pane or customer is shown */
  readonly moved = new Listeners();
  readonly drafts = new Drafts();
  readonly notes = new Notes();
  readonly book = new TicketBook();
  readonly data: Data;
  readonly config: SandboxConfig;
  t: Texts;
  preferences: Preferences;
  /** what the desk says of itself and of whoever sits here */
  service: ServiceDescription | undefined;
  /** lookup API id → name */
  apiNames: ReadonlyMap<string, string> = new Map();
  area: Area = 'tickets';
  pane: Pane = 'list';
  sideTab: 'search' | 'customer' = 'search';
  ticketId: string | undefined;
  /** a customer other than the ticket's own, chosen among matching tickets */
  otherCustomer: string | undefined;
  /** that ticket */
  otherTicketId: string | undefined;

  /** opens the dialog for the customer on the screen; set when the page is built */
  mergeDialog: (view: 'merge' | 'history') => void = () => undefined;

  /** the customer part of the detail fields; set when the page is built */
  customerFields: HTMLElementTagNameMap['customer-fields'] | undefined;

  #desk: Desk | undefined;
  #following = new AbortController();

  constructor(data: Data, config: SandboxConfig, t: Texts, preferences: Preferences) {
    this.data = data;
    this.config = config;
    this.t = t;
    this.preferences = preferences;
  }

  get desk(): Desk {
    return this.#desk!;
  }

  get fields(): readonly TicketField[] {
    return this.service?.ticketFields ?? [];
  }

  /** Masks stand in place of customers' values for whoever sits here (D13). */
  get isMasked(): boolean {
    return this.service?.masked ?? false;
  }

  /** Works with another desk from now on, as after a sign-in. */
  async use(desk: Desk): Promise<void> {
    this.#following.abort();
    this.#following = new AbortController();
    this.#desk = desk;
    const { signal } = this.#following;
    const stop = desk.changes.subscribe((change) => {
      if (change.type === 'lookupApisChanged') void this.#learnApiNames();
      if (change.type === 'cleared') location.reload();
    });
    signal.addEventListener('abort', stop);
    const [service] = await Promise.all([
      desk.service.describe(),
      this.book.use(desk, signal),
      this.#learnApiNames(),
    ]);
    this.service = service;
  }

  get ticket(): Ticket | undefined {
    return this.book.get(this.ticketId);
  }

  /** Every ticket field as it stands on the screen, saved or not. */
  get values(): Record<string, string> {
    return this.ticket ? { ...this.drafts.values(this.ticket), ...this.customerFields?.values } : {};
  }

  /** How many fields of the open ticket are not saved. */
  get unsaved(): number {
    return this.ticketId === undefined
      ? 0
      : this.drafts.count(this.ticketId) + (this.customerFields?.unsaved ?? 0);
  }

  /** The customer in the side area. */
  get customerNumber(): string | undefined {
    return this.otherCustomer ?? this.ticket?.customerNumber;
  }

  open(ticketId: string): void {
    if (ticketId !== this.ticketId) this.otherCustomer = this.otherTicketId = undefined;
    this.ticketId = ticketId;
    this.area = 'tickets';
    this.pane = 'ticket';
    history.replaceState(null, '', `#${encodeURIComponent(ticketId)}`);
    this.moved.tell();
    void this.#markRead();
  }

  show(pane: Pane): void {
    this.pane = pane;
    this.moved.tell();
  }

  goTo(area: Area): void {
    this.area = area;
    this.pane = 'list';
    history.replaceState(null, '', area === 'settings' ? '#settings' : `#${this.ticketId ?? ''}`);
    this.moved.tell();
  }

  showSide(tab: App['sideTab'], otherCustomer?: string, otherTicketId?: string): void {
    this.sideTab = tab;
    this.otherCustomer = otherCustomer === this.ticket?.customerNumber ? undefined : otherCustomer;
    this.otherTicketId = this.otherCustomer && otherTicketId;
    this.pane = 'side';
    this.moved.tell();
  }

  async #learnApiNames(): Promise<void> {
    const { items } = await this.desk.lookups.list();
    this.apiNames = new Map(items.map(({ apiId, name }) => [apiId, name]));
  }

  /** Says what went wrong; for actions that have no place of their own to say it. */
  complain(error: unknown): void {
    const [title, hint] = explain(error, this.preferences.language);
    this.notes.show({ kind: 'failed', title, lines: [hint] });
  }

  async #markRead(): Promise<void> {
    const { ticket } = this;
    const kept = ticket && hostDataOf(ticket);
    if (!ticket || !kept?.unread) return;
    const hostData = { ...kept, unread: false };
    try {
      this.book.put(await this.desk.tickets.save({ ticketId: ticket.ticketId, hostData }));
    } catch (error) {
      this.complain(error);
    }
  }
}
