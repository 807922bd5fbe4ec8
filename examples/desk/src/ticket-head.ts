/** What the ticket is about and where it came from. */
import type { Ticket, TicketStatus } from 'deskcard';
import type { App } from './app.js';
import { fill, h } from './dom.js';
import { fullTime } from './format.js';
import { hostDataOf } from './host-data.js';
import { icon } from './icons.js';
import { channelLabel } from './labels.js';
import type { Part } from './ticket-pane.js';

const statuses: readonly TicketStatus[] = ['new', 'open', 'reply', 'solved', 'closed'];

export function ticketHead(app: App): Part {
  const { t } = app;
  const title = h('h1', { id: 'ticket-title', tabindex: '-1' });
  const facts = h('div', { class: 'facts' });
  const status = statusSelect(app);
  const element = h(
    'header',
    { class: 'ticket-head' },
    h('div', { class: 'title-line' }, backButton(app, 'list'), title, sideButton(app)),
    h('div', { class: 'whose' }, facts, h('span', { class: 'grow' }), status),
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
