/**
 * The detail fields (R12–R16): the customer's are Deskcard's <customer-fields>, the others are this helpdesk's own, and
 * one Save stores what changed in both. A field that a lookup filled in says so and can be taken back (D11).
 */
import { isDeskError, type DeskError, type Ticket, type TicketField } from 'deskcard';
import type { App } from './app.js';
import { fill, h } from './dom.js';
import { explainIssue } from './explain.js';
import { icon } from './icons.js';
import { detailField, type DetailField } from './detail-field.js';
import type { Part } from './ticket-pane.js';

/** As an agent reads them: what about, where to; any other field after these. */
const order = [...['category', 'orderNumber', 'memberLevel', 'manager'], ...['shipTo', 'memo']];
/** Seldom changed, and seen elsewhere: behind a fold. */
const folded = ['subject', 'content'];
const place = ({ code }: TicketField): number => (order.includes(code) ? order.indexOf(code) : order.length);

export function ticketDetails(app: App): Part {
  const { t } = app;
  const own = app.fields.filter(({ customerField }) => customerField === undefined);
  const inOrder = own.sort((a, b) => place(a) - place(b));
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
  const customer = app.customerFields!;
  const form = h('form', { class: 'details-form', novalidate: true }, customer, grid(false), more);
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
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  return {
    element,
    update(ticket) {
      customer.ticket = ticket;
      for (const field of fields) field.update(ticket);
      bar.update(ticket);
    },
  };
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
        if (app.ticketId === undefined || !app.customerFields!.discard()) return;
        app.drafts.discard(app.ticketId);
        app.customerFields!.focus();
      },
    },
    t.ticket.discard,
  );
  const element = h('div', { class: 'save-bar' }, count, discard, save);
  return {
    element,
    update() {
      const changes = app.unsaved;
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
  if (!ticket || app.unsaved === 0) return;
  const { ticketId } = ticket;
  for (const field of fields) field.refuse(undefined);
  fill(said);
  const changes = drafts.toSave(ticketId);
  const isOurs = Object.keys(changes.fields).length > 0;
  // One transaction for both; what is to be said about the customer's fields, they say themselves.
  const result = await app.customerFields!.save(isOurs ? changes : undefined);
  if (result.saved) {
    if (result.ticket) app.book.put(result.ticket);
    drafts.saved(ticketId, changes.fields);
  } else if (isDeskError(result.error)) {
    await refused(app, result.error, ticket, fields, said, more);
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
  const isOwn = (code: unknown): boolean => fields.some(({ field }) => field.code === code);
  const issues = error.issues.filter(({ path }) => path[0] === 'fields' && isOwn(path[1]));
  if (issues.length === 0) return;
  if (issues.some(({ path }) => folded.includes(String(path[1])))) more.open = true;
  for (const issue of issues) {
    const field = fields.find(({ field }) => field.code === issue.path[1]);
    field?.refuse(explainIssue(issue, app.preferences.language));
  }
  fields.find(({ element }) => element.querySelector('[aria-invalid=true]'))?.focus();
}
