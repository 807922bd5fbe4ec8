/**
 * The customer's tab: who it is and what the company's systems say, which is Deskcard's, and below it this helpdesk's
 * own lists of every consultation (R11) and every merge with the way back (B1).
 */
import type { Customer, Merge, Ticket } from 'deskcard';
import type { App } from './app.js';
import { watchCustomer } from './customer-watch.js';
import { fill, h } from './dom.js';
import { fullTime, shortTime } from './format.js';
import { icon } from './icons.js';
import { channelLabel, statusLabel } from './labels.js';

const CONSULTATIONS = 30;

export function customerView(app: App, info: HTMLElement, signal: AbortSignal): HTMLElement {
  const lists = h('div', { class: 'customer-lists' });
  const head = h('div');
  let turn = 0;
  const show = async (customer: Customer | undefined): Promise<void> => {
    const mine = (turn += 1);
    fill(head, app.otherCustomer !== undefined && wayBack(app));
    if (!customer) return fill(lists);
    const { customerNumber } = customer;
    try {
      const [tickets, merges] = await Promise.all([
        app.desk.tickets.ofCustomer({ customerNumber, limit: CONSULTATIONS }),
        app.desk.customers.merges({ customerNumber }),
      ]);
      if (mine !== turn) return;
      fill(lists, consultations(app, tickets), mergeList(app, merges.items));
    } catch (error) {
      app.complain(error);
    }
  };
  const customerNow = (): string | undefined => app.customerNumber;
  watchCustomer(app, customerNow, (customer) => void show(customer), signal);
  return h('div', { class: 'customer-view' }, head, info, lists);
}

/** From the customer of a matching ticket to that of the ticket at hand. */
function wayBack(app: App): HTMLElement {
  return h(
    'button',
    { type: 'button', class: 'hint-button', onclick: () => app.showSide('customer') },
    icon('back'),
    app.t.side.goBack,
  );
}

function consultations(app: App, { items, more }: { items: readonly Ticket[]; more: boolean }): HTMLElement {
  const { t, preferences } = app;
  const line = (ticket: Ticket): HTMLElement => {
    const isThis = ticket.ticketId === app.ticketId;
    return h(
      'li',
      {},
      h(
        'button',
        {
          type: 'button',
          class: 'consultation',
          'aria-current': isThis && 'true',
          onclick: () => {
            app.open(ticket.ticketId);
            document.getElementById('ticket-title')?.focus();
          },
        },
        h('span', { class: 'row-subject' }, ticket.fields['subject'] || t.ticket.noSubject),
        h(
          'span',
          { class: 'row-facts' },
          channelLabel(app, ticket.channelId),
          statusLabel(app, ticket.status),
          isThis && h('span', { class: 'muted' }, t.side.thisTicket),
          h('time', { datetime: ticket.createdAt }, shortTime(ticket.createdAt, preferences.language)),
        ),
      ),
    );
  };
  return h(
    'section',
    {},
    h(
      'h3',
      {},
      t.side.consultations,
      h('span', { class: 'muted' }, t.side.consultationCount(items.length, more)),
    ),
    h('ul', { class: 'lines' }, items.map(line)),
  );
}

function mergeList(app: App, merges: readonly Merge[]): HTMLElement {
  const { t } = app;
  const canUndo = merges.some(({ undone }) => undone === undefined) && app.otherCustomer === undefined;
  return h(
    'section',
    {},
    h(
      'h3',
      {},
      t.side.mergeHistory,
      canUndo &&
        h(
          'button',
          { type: 'button', class: 'button small', onclick: () => app.mergeDialog('history') },
          icon('undo'),
          t.side.undoMerge,
        ),
    ),
    merges.length === 0
      ? h('p', { class: 'muted' }, t.side.noMerges)
      : h(
          'ul',
          { class: 'lines merges' },
          merges.map((merge) => mergeLine(app, merge)),
        ),
  );
}

function mergeLine(app: App, { survivorNumber, absorbedNumber, at, by, reason, undone }: Merge): HTMLElement {
  const { t, preferences } = app;
  const when = `${fullTime(at, preferences.language)} · ${t.side.by(by)}`;
  return h(
    'li',
    { class: undone && 'undone' },
    h('b', {}, t.side.merged(survivorNumber, absorbedNumber)),
    reason !== '' && h('span', {}, reason),
    h('small', { class: 'muted' }, when),
    undone && h('small', { class: 'muted' }, t.side.undone(fullTime(undone.at, preferences.language))),
  );
}
