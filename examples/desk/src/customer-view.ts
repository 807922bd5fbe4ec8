/** A customer as this helpdesk shows it: what is known, every consultation (R11), every merge and the way back (B1). */
import type { Customer, Merge, Ticket } from 'deskcard';
import type { App } from './app.js';
import { watchCustomer } from './customer-watch.js';
import { fill, h } from './dom.js';
import { day, fullTime, shortTime } from './format.js';
import { icon } from './icons.js';
import { channelLabel, statusLabel } from './labels.js';

const CONSULTATIONS = 30;

export function customerView(app: App, signal: AbortSignal): HTMLElement {
  const view = h('div', { class: 'customer-view' });
  let turn = 0;
  const show = async (customer: Customer | undefined): Promise<void> => {
    const mine = (turn += 1);
    if (!customer) return fill(view);
    const { customerNumber } = customer;
    try {
      const [tickets, merges] = await Promise.all([
        app.desk.tickets.ofCustomer({ customerNumber, limit: CONSULTATIONS }),
        app.desk.customers.merges({ customerNumber }),
      ]);
      if (mine !== turn) return;
      fill(
        view,
        head(app, customer),
        facts(app, customer),
        consultations(app, tickets),
        mergeList(app, merges.items),
      );
    } catch (error) {
      app.complain(error);
    }
  };
  const customerNow = (): string | undefined => app.customerNumber;
  watchCustomer(app, customerNow, (customer) => void show(customer), signal);
  return view;
}

function head(app: App, { customerNumber, values, absorbedNumbers }: Customer): HTMLElement {
  const { t } = app;
  const badge = h('customer-badge');
  badge.customerNumber = customerNumber;
  return h(
    'div',
    { class: 'customer-head' },
    app.otherCustomer !== undefined &&
      h(
        'button',
        { type: 'button', class: 'hint-button', onclick: () => app.showSide('customer') },
        icon('back'),
        t.side.goBack,
      ),
    h('h2', {}, values['name'] || values['phone'] || values['email'] || t.list.anonymous, badge),
    h(
      'p',
      { class: 'muted' },
      `${t.side.customerNumber} `,
      h('b', {}, customerNumber),
      absorbedNumbers.length > 0 && ` · ${t.side.formerly} ${absorbedNumbers.join(', ')}`,
    ),
  );
}

/** Each field's current value, and under it the others that are registered. */
function facts(app: App, customer: Customer): HTMLElement {
  const { t, preferences } = app;
  const rows = app.fields.flatMap(({ customerField, label }) => {
    if (customerField === undefined) return [];
    const value = customer.values[customerField];
    const others = (customer.registered[customerField] ?? []).filter((each) => each.value !== value);
    return [
      h('dt', {}, label),
      h(
        'dd',
        { dir: 'auto' },
        value ?? t.none,
        others.slice(0, 3).map((each) => h('small', {}, each.value)),
      ),
    ];
  });
  return h(
    'dl',
    { class: 'pairs' },
    rows,
    h('dt', {}, t.side.since),
    h('dd', {}, day(customer.createdAt, preferences.language)),
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
