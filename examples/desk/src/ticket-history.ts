/** What happened at the ticket, under the grades of whoever it concerns (R24), and the box for the answer. */
import type { Ticket, TicketStatus } from 'deskcard';
import type { App } from './app.js';
import { fill, h, newId } from './dom.js';
import { fullTime } from './format.js';
import { hostDataOf, type HistoryEntry } from './host-data.js';
import { icon } from './icons.js';
import type { Part } from './ticket-pane.js';

export function ticketHistory(app: App): Part {
  const { t } = app;
  const badge = h('customer-badge', { class: 'grades' });
  const list = h('ol', { class: 'history' });
  const element = h(
    'section',
    { class: 'history-section', 'aria-label': t.ticket.history },
    h('div', { class: 'section-head' }, h('h2', {}, t.ticket.history), badge),
    list,
    app.isMasked ? h('p', { class: 'muted history-masked' }, t.ticket.historyMasked) : replyBox(app),
  );
  let drawn = '';
  return {
    element,
    update(ticket) {
      badge.ticketId = ticket.ticketId;
      const history = hostDataOf(ticket)?.history ?? requestIn(app, ticket);
      const key = JSON.stringify(history);
      if (key === drawn) return;
      drawn = key;
      fill(
        list,
        history.map((entry) => historyEntry(app, entry)),
      );
    },
  };
}

/** Whoever sees masks does not get what the helpdesk keeps with a ticket; the request itself stands in its fields. */
function requestIn(app: App, ticket: Ticket): HistoryEntry[] {
  const { content = '' } = ticket.fields;
  const name = app.book.nameOf(ticket);
  return content === '' ? [] : [{ at: ticket.createdAt, by: 'customer', name, text: content }];
}

function historyEntry(app: App, { at, by, name, text }: HistoryEntry): HTMLElement {
  const { t, preferences } = app;
  return h(
    'li',
    { class: `entry ${by}` },
    h(
      'div',
      { class: 'entry-head' },
      by === 'note' && icon('note'),
      h('b', {}, name || t.ticket.by[by]),
      h('span', { class: 'muted' }, t.ticket.by[by]),
      h('time', { class: 'muted', datetime: at }, fullTime(at, preferences.language)),
    ),
    h('p', { dir: 'auto' }, text),
  );
}

function replyBox(app: App): HTMLElement {
  const { t } = app;
  const id = newId();
  const text = h('textarea', {
    id,
    class: 'input',
    rows: 2,
    placeholder: t.ticket.replyPlaceholder,
    oninput: () => settle(),
  });
  const send = (by: 'agent' | 'note') => async (): Promise<void> => {
    const words = text.value.trim();
    if (words === '') return text.focus();
    if (await add(app, by, words)) text.value = '';
    settle();
  };
  const buttons = [
    h('button', { type: 'button', class: 'button', onclick: send('note') }, t.ticket.addNote),
    h('button', { type: 'button', class: 'button primary', onclick: send('agent') }, t.ticket.send),
  ];
  const settle = (): void => {
    for (const button of buttons) button.disabled = text.value.trim() === '';
  };
  settle();
  return h(
    'div',
    { class: 'answer' },
    h('label', { for: id, class: 'said' }, t.ticket.reply),
    text,
    h('div', { class: 'answer-buttons' }, buttons),
  );
}

async function add(app: App, by: 'agent' | 'note', text: string): Promise<boolean> {
  const { ticket } = app;
  if (!ticket) return false;
  const kept = hostDataOf(ticket) ?? { unread: false, assignee: '', history: [] };
  const name = app.service?.user ?? '';
  const entry: HistoryEntry = { at: new Date().toISOString(), by, name, text };
  const hostData = { ...kept, assignee: kept.assignee || name, history: [...kept.history, entry] };
  const status: TicketStatus = by === 'agent' ? 'reply' : ticket.status;
  try {
    const saved: Ticket = await app.desk.tickets.save({ ticketId: ticket.ticketId, status, hostData });
    app.book.put(saved);
    return true;
  } catch (error) {
    app.complain(error);
    return false;
  }
}
