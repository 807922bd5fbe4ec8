/** The helpdesk's own copy of its tickets, kept up to date by what the desk says has changed, in any tab. */
import { isDeskError, type Change, type Desk, type Ticket } from 'deskcard';
import { Listeners } from './listeners.js';

const PAGE = 500;

export class TicketBook {
  readonly changed = new Listeners();
  #desk: Desk | undefined;
  readonly #tickets = new Map<string, Ticket>();
  readonly #names = new Map<string, string>();
  #sorted: readonly Ticket[] | undefined;

  /** Newest first. */
  get all(): readonly Ticket[] {
    this.#sorted ??= [...this.#tickets.values()].sort((a, b) =>
      a.createdAt === b.createdAt ? (a.ticketId < b.ticketId ? 1 : -1) : a.createdAt < b.createdAt ? 1 : -1,
    );
    return this.#sorted;
  }

  get(ticketId: string | undefined): Ticket | undefined {
    return ticketId === undefined ? undefined : this.#tickets.get(ticketId);
  }

  /** Whose ticket it is, in words: the name on the ticket, else the customer's, else what it came in with. */
  nameOf({ fields, customerNumber }: Ticket): string {
    return fields['name'] || this.#names.get(customerNumber) || fields['phone'] || fields['mail'] || '';
  }

  /** Copies the tickets of this desk, and follows it until `signal` aborts. */
  async use(desk: Desk, signal: AbortSignal): Promise<void> {
    this.#desk = desk;
    this.#names.clear();
    signal.addEventListener(
      'abort',
      desk.changes.subscribe((change) => void this.#apply(change)),
    );
    await this.load();
  }

  /** Reads everything again; what is on the screen stays there meanwhile. */
  async load(): Promise<void> {
    const desk = this.#desk!;
    const before = new Set(this.#tickets.keys());
    let cursor: string | undefined;
    do {
      const page = await desk.tickets.list({ limit: PAGE, ...(cursor ? { cursor } : {}) });
      if (desk !== this.#desk) return;
      for (const ticket of page.items) {
        before.delete(ticket.ticketId);
        this.#tickets.set(ticket.ticketId, ticket);
      }
      cursor = page.cursor;
    } while (cursor);
    for (const gone of before) this.#tickets.delete(gone);
    this.#sorted = undefined;
    const nameless = this.all.filter(({ fields }) => !fields['name']);
    await Promise.all(nameless.map((ticket) => this.#learnName(ticket)));
    this.#tell();
  }

  /** Takes a ticket as the desk gave it, before the desk has told everybody. */
  put(ticket: Ticket): void {
    const before = this.#tickets.get(ticket.ticketId);
    if (before && before.version > ticket.version) return;
    this.#tickets.set(ticket.ticketId, ticket);
    this.#tell();
    if (!ticket.fields['name']) void this.#learnName(ticket).then(() => this.changed.tell());
  }

  async #apply(change: Change): Promise<void> {
    switch (change.type) {
      case 'ticketArrived':
      case 'ticketSaved':
        return this.refresh(change.ticketId);
      case 'customersMerged':
      case 'mergeUndone':
        return this.#rebind(change.numbers);
      case 'customerDeleted':
        for (const number of change.numbers) this.#names.delete(number);
        return this.#rebind(Object.fromEntries(change.numbers.map((number) => [number, number])));
      case 'customerEdited':
        if (this.#names.delete(change.customerNumber)) {
          const [ticket] = this.all.filter((each) => each.customerNumber === change.customerNumber);
          if (ticket) await this.#learnName(ticket);
          this.changed.tell();
        }
        return;
      case 'missed':
        return this.load();
      default:
        return;
    }
  }

  async refresh(ticketId: string): Promise<void> {
    try {
      this.put(await this.#desk!.tickets.get({ ticketId }));
    } catch (error) {
      // What cannot be read for a moment stays as it is; its next change reads it again.
      if (!isDeskError(error) || error.code !== 'ticket_not_found') return;
      // Gone in the meantime, as after a reset in another tab.
      this.#tickets.delete(ticketId);
      this.#tell();
    }
  }

  /** Customers were merged or separated: their tickets now belong to somebody else, and one may have been filled. */
  async #rebind(numbers: Readonly<Record<string, string>>): Promise<void> {
    const concerned = this.all.filter(
      ({ arrivedNumber, customerNumber }) =>
        arrivedNumber in numbers || Object.values(numbers).includes(customerNumber),
    );
    await Promise.all(concerned.map(({ ticketId }) => this.refresh(ticketId)));
  }

  async #learnName({ customerNumber }: Ticket): Promise<void> {
    if (this.#names.has(customerNumber)) return;
    this.#names.set(customerNumber, await this.#nameOf(customerNumber));
  }

  /** A customer who was deleted has none, and their tickets are still here. */
  async #nameOf(customerNumber: string): Promise<string> {
    try {
      return (await this.#desk!.customers.get({ customerNumber })).values['name'] ?? '';
    } catch (error) {
      if (isDeskError(error) && error.code === 'customer_deleted') return '';
      throw error;
    }
  }

  #tell(): void {
    this.#sorted = undefined;
    this.changed.tell();
  }
}
