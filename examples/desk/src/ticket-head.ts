/** What the ticket is about, where it came from and who else they may be. */
import type { Duplicate, Ticket, TicketStatus } from 'deskcard';
import type { App } from './app.js';
import { watchCustomer } from './customer-watch.js';
import { fill, h } from './dom.js';
import { fullTime } from './format.js';
import { hostDataOf } from './host-data.js';
import { icon } from './icons.js';
import { channelLabel } from './labels.js';
import type { Part } from './ticket-pane.js';

const statuses: readonly TicketStatus[] = ['new', 'open', 'reply', 'solved', 'closed'];

export function ticketHead(app: App, signal: AbortSignal): Part {
  const { t } = app;
  const title = h('h1', { id: 'ticket-title', tabindex: '-1' });
  const facts = h('div', { class: 'facts' });
  const duplicate = h('div', { class: 'duplicate' });
  const status = statusSelect(app);
  watchCustomer(
    app,
    () => app.ticket?.customerNumber,
    (customer) => void showDuplicate(app, duplicate, customer?.customerNumber),
    signal,
  );
  const element = h(
    'header',
    { class: 'ticket-head' },
    h('div', { class: 'title-line' }, backButton(app, 'list'), title, sideButton(app)),
    h('div', { class: 'whose' }, facts, duplicate, h('span', { class: 'grow' }), status),
  );
  return {
    element,
    update(ticket) {
      title.textContent = ticket.fields['subject'] || t.ticket.noSubject;
      status.value = ticket.status;
      fill(facts, factsOf(app, ticket));
    },
  };
}

function factsOf(app: App, ticket: Ticket): HTMLElement[] {
  const { t, preferences } = app;
  const assignee = hostDataOf(ticket)?.assignee || t.ticket.nobody;
  return [
    channelLabel(app, ticket.channelId),
    h('span', { class: 'muted' }, `#${ticket.ticketId.slice(-8)}`),
    h('span', { class: 'muted' }, `${t.ticket.received} ${fullTime(ticket.createdAt, preferences.language)}`),
    h('span', { class: 'muted' }, `${t.ticket.assignee} ${assignee}`),
    h(
      'a',
      { class: 'out', href: `#${encodeURIComponent(ticket.ticketId)}`, target: '_blank', rel: 'noopener' },
      icon('open'),
      t.ticket.openWindow,
    ),
  ];
}

export function backButton(app: App, pane: 'list' | 'ticket'): HTMLElement {
  return h(
    'button',
    {
      type: 'button',
      class: `button bare back back-to-${pane}`,
      'aria-label': app.t.back,
      onclick: () => app.show(pane),
    },
    icon('back'),
  );
}

function sideButton(app: App): HTMLElement {
  return h(
    'button',
    { type: 'button', class: 'button small to-side', onclick: () => app.show('side') },
    icon('person'),
    app.t.side.label,
  );
}

function statusSelect(app: App): HTMLSelectElement {
  const select = h(
    'select',
    {
      class: 'input status-select',
      'aria-label': app.t.list.status,
      onchange: () => void save(select.value as TicketStatus),
    },
    statuses.map((status) => h('option', { value: status }, app.t.status[status])),
  );
  const save = async (status: TicketStatus): Promise<void> => {
    const { ticketId } = app;
    if (ticketId === undefined) return;
    try {
      app.book.put(await app.desk.tickets.save({ ticketId, status }));
    } catch (error) {
      app.complain(error);
    }
  };
  return select;
}

/** D2: somebody else has the same phone or address; the desk never merges two people by itself, so it is said here. */
async function showDuplicate(
  app: App,
  place: HTMLElement,
  customerNumber: string | undefined,
): Promise<void> {
  if (customerNumber === undefined) return fill(place);
  try {
    const { items } = await app.desk.duplicates.list({ customerNumber });
    fill(
      place,
      items.slice(0, 1).map((item) => duplicateHint(app, item)),
    );
  } catch (error) {
    app.complain(error);
  }
}

function duplicateHint(app: App, { other, reasons }: Duplicate): HTMLElement {
  const { ticket } = app.t;
  const shared = (['phone', 'email', 'memberId'] as const).find((kind) =>
    reasons.some((reason) => reason.kind === kind && reason.level === 'same'),
  );
  return h(
    'button',
    { type: 'button', class: 'hint-button', onclick: () => app.showSide('customer', other.customerNumber) },
    icon('person'),
    ticket.duplicate(other.customerNumber, ticket.identifier[shared ?? 'phone']),
  );
}
