/**
 * The tickets, newest first, with filters. Arrow keys walk through them, Enter opens one; more are drawn as one gets
 * near the end, so that a thousand tickets cost no more than a hundred.
 */
import { builtInChannels, type Ticket } from 'deskcard';
import type { App } from './app.js';
import { fill, h, newId } from './dom.js';
import { icon } from './icons.js';
import { channelName } from './labels.js';
import { ticketRow, type Row } from './ticket-row.js';

const PAGE = 60;
const statuses = ['new', 'open', 'reply', 'solved', 'closed'] as const;

/** What the list shows of all tickets; kept while the page is drawn anew in another language. */
export interface ListFilter {
  text: string;
  status: string;
  channel: string;
}

export function ticketList(app: App, filter: ListFilter, signal: AbortSignal): HTMLElement {
  const { t } = app;
  const rows = new Map<string, Row>();
  const count = h('p', { class: 'list-count', role: 'status' });
  const end = h('li', { class: 'list-end', role: 'presentation', 'aria-hidden': 'true' });
  const list = h('ul', { class: 'list', role: 'listbox', 'aria-label': t.list.label, id: 'list' });
  const empty = h('p', { class: 'list-empty', hidden: true }, t.list.empty);
  let shown: readonly Ticket[] = [];
  let drawn = PAGE;
  let opened = app.ticketId;
  let active = opened;

  const draw = (): void => {
    shown = app.book.all.filter((ticket) => passes(app, ticket, filter));
    const elements = shown.slice(0, drawn).map((ticket) => {
      const row = rows.get(ticket.ticketId) ?? ticketRow(app, ticket.ticketId);
      rows.set(ticket.ticketId, row);
      row.update(ticket, ticket.ticketId === app.ticketId);
      return row.element;
    });
    fill(list, elements, shown.length > drawn && end);
    count.textContent = t.list.count(shown.length, app.book.all.length);
    empty.hidden = shown.length > 0;
    settleTabStop();
  };

  /** Tab reaches one row: the one last visited, else the open one, else the first. */
  const settleTabStop = (): void => {
    const visible = shown.slice(0, drawn).map(({ ticketId }) => ticketId);
    const stop = [active, app.ticketId].find((id) => id !== undefined && visible.includes(id)) ?? visible[0];
    for (const [id, { element }] of rows) element.tabIndex = id === stop ? 0 : -1;
  };

  const goTo = (index: number): void => {
    const ticket = shown[Math.min(Math.max(index, 0), shown.length - 1)];
    if (!ticket) return;
    active = ticket.ticketId;
    if (shown.indexOf(ticket) >= drawn - 5) {
      drawn = shown.indexOf(ticket) + PAGE;
      draw();
    }
    settleTabStop();
    rows.get(active)?.element.focus();
  };

  list.addEventListener('keydown', (event) => {
    const here = shown.findIndex(({ ticketId }) => ticketId === rowId(document.activeElement));
    const step = { ArrowDown: here + 1, ArrowUp: here - 1, PageDown: here + 8, PageUp: here - 8 }[event.key];
    const index = step ?? { Home: 0, End: shown.length - 1 }[event.key];
    if (index !== undefined) goTo(index);
    else if (event.key === 'Enter' || event.key === ' ') openRow(app, document.activeElement, true);
    else return;
    event.preventDefault();
  });
  list.addEventListener('click', (event) => {
    active = rowId(event.target as Element) ?? active;
    openRow(app, event.target as Element, false);
  });
  const near = new IntersectionObserver(
    ([entry]) => {
      if (!entry?.isIntersecting) return;
      drawn += PAGE;
      draw();
    },
    { root: list, rootMargin: '400px' },
  );
  near.observe(end);
  signal.addEventListener('abort', () => near.disconnect());

  app.book.changed.add(draw, signal);
  app.drafts.changed.add(draw, signal);
  app.moved.add(() => {
    // A ticket that was opened elsewhere, as by a call, is where the arrow keys go on.
    if (opened !== app.ticketId) active = opened = app.ticketId;
    draw();
  }, signal);
  draw();
  const refilter = (): void => {
    drawn = PAGE;
    list.scrollTop = 0;
    draw();
  };
  return h(
    'section',
    { class: 'pane list-pane', 'aria-label': t.list.label },
    filters(app, filter, refilter),
    count,
    list,
    empty,
  );
}

const rowId = (element: Element | null): string | undefined =>
  element?.closest<HTMLElement>('[data-ticket]')?.dataset['ticket'];

function openRow(app: App, element: Element | null, takeFocus: boolean): void {
  const ticketId = rowId(element);
  if (ticketId === undefined) return;
  app.open(ticketId);
  if (takeFocus || matchMedia('(width < 1000px)').matches) document.getElementById('ticket-title')?.focus();
}

function passes(app: App, ticket: Ticket, { text, status, channel }: ListFilter): boolean {
  if (status !== '' && ticket.status !== status) return false;
  if (channel !== '' && ticket.channelId !== channel) return false;
  if (text.trim() === '') return true;
  const { fields, ticketId, customerNumber } = ticket;
  const { name, phone, mail, usercode, subject, content } = fields;
  const all = [
    name,
    phone,
    mail,
    usercode,
    subject,
    content,
    ticketId,
    customerNumber,
    app.book.nameOf(ticket),
  ];
  const found = plain(all.join('\n'));
  const digits = (phone ?? '').normalize('NFKC').replace(/\D/g, '');
  return plain(text)
    .split(/\s+/)
    .filter(Boolean)
    .every(
      (word) =>
        found.includes(word) || (/^[\d-]{4,}$/.test(word) && digits.includes(word.replaceAll('-', ''))),
    );
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase();

function filters(app: App, filter: ListFilter, refilter: () => void): HTMLElement {
  const { t } = app;
  const id = newId();
  const search = h('input', {
    type: 'search',
    id,
    class: 'input',
    placeholder: t.list.search,
    '.value': filter.text,
    oninput: () => {
      filter.text = search.value;
      refilter();
    },
  });
  const choose = (
    name: 'status' | 'channel',
    options: readonly (readonly [string, string])[],
  ): HTMLElement => {
    const select = h(
      'select',
      {
        class: 'input',
        'aria-label': t.list[name],
        onchange: () => {
          filter[name] = select.value;
          refilter();
        },
      },
      h('option', { value: '' }, t.list.all[name]),
      options.map(([value, label]) => h('option', { value, selected: value === filter[name] }, label)),
    );
    return select;
  };
  return h(
    'div',
    { class: 'filters', role: 'search' },
    h(
      'label',
      { class: 'search-box', for: id },
      icon('search'),
      h('span', { class: 'said' }, t.list.search),
      search,
    ),
    choose(
      'status',
      statuses.map((status) => [status, t.status[status]]),
    ),
    choose(
      'channel',
      builtInChannels.map(({ id }) => [id, channelName(app, id)]),
    ),
  );
}
