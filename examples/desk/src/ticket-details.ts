/**
 * The detail fields (R12–R16): the customer's data and the helpdesk's own fields are edited here, each customer field
 * offers what is registered for the customer, and Save stores what changed. A field that a lookup or a merge filled in
 * says so and can be taken back (D6, D11).
 */
import { isDeskError, type Customer, type DeskError, type Ticket, type TicketField } from 'deskcard';
import type { App } from './app.js';
import { watchCustomer } from './customer-watch.js';
import { fill, h } from './dom.js';
import { explainIssue } from './explain.js';
import { icon } from './icons.js';
import { detailField, type DetailField } from './detail-field.js';
import type { Part } from './ticket-pane.js';

/** As an agent reads them: who, what about, where to; any other field after these. */
const order = [
  ...['usercode', 'name', 'phone', 'mail'],
  ...['category', 'orderNumber', 'memberLevel', 'manager'],
  ...['shipTo', 'memo'],
];
/** Seldom changed, and seen elsewhere: behind a fold. */
const folded = ['subject', 'content'];
const place = ({ code }: TicketField): number => (order.includes(code) ? order.indexOf(code) : order.length);

export function ticketDetails(app: App, signal: AbortSignal): Part {
  const { t } = app;
  const inOrder = [...app.fields].sort((a, b) => place(a) - place(b));
  const fields = inOrder.map((field) => detailField(app, field));
  const grid = (isFolded: boolean): HTMLElement =>
    h(
      'div',
      { class: 'fields' },
      fields.filter(({ field }) => folded.includes(field.code) === isFolded).map(({ element }) => element),
    );
  const more = h(
    'details',
    { class: 'more' },
    h('summary', {}, icon('chevron'), t.ticket.moreDetails),
    grid(true),
  );
  const form = h('form', { class: 'details-form', novalidate: true }, grid(false), more);
  const said = h('p', { class: 'details-said', role: 'status' });
  const bar = saveBar(app, form);
  const summary = h(
    'summary',
    { title: t.ticket.showDetails },
    icon('chevron'),
    h('h2', {}, t.ticket.details),
  );
  const box = h('details', { class: 'details', open: true }, summary, form);
  const element = h(
    'section',
    { class: 'details-section', 'aria-label': t.ticket.details },
    box,
    bar.element,
    said,
  );

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void save(app, fields, said, more);
  });
  watchCustomer(
    app,
    () => app.ticket?.customerNumber,
    (customer) => offer(fields, customer),
    signal,
  );
  return {
    element,
    update(ticket) {
      for (const field of fields) field.update(ticket);
      bar.update(ticket);
    },
  };
}

function offer(fields: readonly DetailField[], customer: Customer | undefined): void {
  for (const { field, offer } of fields) {
    const registered = customer?.registered[field.customerField ?? ''] ?? [];
    offer(registered.map(({ value }) => value));
  }
}

function saveBar(app: App, form: HTMLFormElement): Part {
  const { t } = app;
  const count = h('span', { class: 'unsaved' });
  const save = h(
    'button',
    { type: 'button', class: 'button primary small', onclick: () => form.requestSubmit() },
    t.ticket.save,
  );
  const discard = h(
    'button',
    {
      type: 'button',
      class: 'button small',
      onclick: () => {
        if (app.ticketId !== undefined) app.drafts.discard(app.ticketId);
        form.querySelector<HTMLElement>('input')?.focus();
      },
    },
    t.ticket.discard,
  );
  const element = h('div', { class: 'save-bar' }, count, discard, save);
  return {
    element,
    update({ ticketId }) {
      const changes = app.drafts.count(ticketId);
      count.textContent = changes === 0 ? '' : t.ticket.changes(changes);
      save.disabled = discard.disabled = changes === 0;
    },
  };
}

async function save(
  app: App,
  fields: readonly DetailField[],
  said: HTMLElement,
  more: HTMLDetailsElement,
): Promise<void> {
  const { ticket, drafts } = app;
  if (!ticket || drafts.count(ticket.ticketId) === 0) return;
  const { ticketId, version } = ticket;
  for (const field of fields) field.refuse(undefined);
  fill(said);
  const changes = drafts.toSave(ticketId);
  try {
    const saved = await app.desk.tickets.save({ ticketId, version, ...changes });
    app.book.put(saved);
    drafts.saved(ticketId, changes.fields);
    fill(said, app.t.ticket.saved);
  } catch (error) {
    if (isDeskError(error)) await refused(app, error, ticket, fields, said, more);
    else app.complain(error);
  }
}

async function refused(
  app: App,
  error: DeskError,
  { ticketId }: Ticket,
  fields: readonly DetailField[],
  said: HTMLElement,
  more: HTMLDetailsElement,
): Promise<void> {
  if (error.code === 'version_conflict') {
    await app.book.refresh(ticketId);
    fill(said, app.t.ticket.conflict);
    return;
  }
  const issues = error.issues.filter(({ path }) => path[0] === 'fields');
  if (issues.length === 0) return app.complain(error);
  if (issues.some(({ path }) => folded.includes(String(path[1])))) more.open = true;
  for (const issue of issues) {
    const field = fields.find(({ field }) => field.code === issue.path[1]);
    field?.refuse(explainIssue(issue, app.preferences.language));
  }
  fields.find(({ element }) => element.querySelector('[aria-invalid=true]'))?.focus();
}
