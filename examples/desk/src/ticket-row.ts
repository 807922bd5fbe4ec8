/** One line of the ticket list; drawn again only when its ticket changed. */
import type { Ticket } from 'deskcard';
import type { App } from './app.js';
import { channelLabel, statusLabel } from './labels.js';
import { fill, h } from './dom.js';
import { shortTime } from './format.js';
import { hostDataOf } from './host-data.js';

export interface Row {
  element: HTMLElement;
  update(ticket: Ticket, isOpen: boolean): void;
}

export function ticketRow(app: App, ticketId: string): Row {
  const badge = h('customer-badge');
  const element = h('li', { role: 'option', class: 'row', tabindex: '-1', 'data-ticket': ticketId });
  let drawn = '';
  return {
    element,
    update(ticket, isOpen) {
      element.setAttribute('aria-selected', String(isOpen));
      const unread = hostDataOf(ticket)?.unread ?? false;
      const unsaved = app.drafts.count(ticketId) > 0;
      const name = app.book.nameOf(ticket) || app.t.list.anonymous;
      const key = [ticket.version, ticket.customerNumber, unread, unsaved, name].join(' ');
      if (key === drawn) return;
      drawn = key;
      badge.customerNumber = ticket.customerNumber;
      element.classList.toggle('unread', unread);
      fill(element, contents(app, ticket, { badge, unread, unsaved, name }));
    },
  };
}

interface Parts {
  badge: HTMLElement;
  unread: boolean;
  unsaved: boolean;
  name: string;
}

function contents(app: App, ticket: Ticket, { badge, unread, unsaved, name }: Parts): HTMLElement[] {
  const { t, preferences } = app;
  return [
    h(
      'div',
      { class: 'row-who' },
      unread && h('span', { class: 'dot' }, h('span', { class: 'said' }, t.list.unread)),
      h('span', { class: 'row-name' }, name),
      badge,
      h('time', { datetime: ticket.createdAt }, shortTime(ticket.createdAt, preferences.language)),
    ),
    h('div', { class: 'row-subject' }, ticket.fields['subject'] || t.ticket.noSubject),
    h(
      'div',
      { class: 'row-facts' },
      channelLabel(app, ticket.channelId),
      statusLabel(app, ticket.status),
      unsaved && h('span', { class: 'unsaved' }, t.list.unsaved),
      h('span', { class: 'row-id' }, `#${ticket.ticketId.slice(-8)}`),
    ),
  ];
}
