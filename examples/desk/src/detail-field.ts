/** One detail field: its label, its control, where its value came from, and why it was refused. */
import type { Ticket, TicketField } from 'deskcard';
import type { App } from './app.js';
import { fill, h, newId } from './dom.js';
import type { Mark } from './drafts.js';
import { icon } from './icons.js';

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export interface DetailField {
  field: TicketField;
  element: HTMLElement;
  update(ticket: Ticket): void;
  /** why the value was not saved; `undefined` takes that away */
  refuse(reason: string | undefined): void;
  focus(): void;
}

/** Fields that need the room. */
const wide = new Set(['subject', 'content', 'shipTo', 'memo']);

export function detailField(app: App, field: TicketField): DetailField {
  const id = newId();
  const control = controlOf(app, field, id);
  const mark = h('div', { class: 'mark-line', id: `${id}-mark` });
  const fault = h('p', { class: 'fault', id: `${id}-fault` });
  control.setAttribute('aria-describedby', `${id}-mark ${id}-fault`);
  control.addEventListener('input', () => {
    if (app.ticket) app.drafts.type(app.ticket, field.code, control.value);
  });
  const element = h(
    'div',
    { class: `field${wide.has(field.code) ? ' wide' : ''}`, 'data-field': field.code },
    h('label', { for: id }, field.label),
    control,
    mark,
    fault,
  );
  let drawn = '';
  return {
    field,
    element,
    focus: () => control.focus(),
    refuse(reason) {
      fault.textContent = reason ?? '';
      control.setAttribute('aria-invalid', String(reason !== undefined));
    },
    update(ticket) {
      const value = app.drafts.value(ticket, field.code);
      if (control.value !== value) control.value = value;
      lock(control, isMasked(app, field, ticket), app.t.ticket.masked);
      const origin = app.drafts.mark(ticket, field.code, (apiId) => app.apiNames.get(apiId) ?? '');
      const key = JSON.stringify(origin ?? '');
      if (key === drawn) return;
      drawn = key;
      element.classList.toggle('filled', origin !== undefined);
      fill(mark, origin && markLine(app, field, origin, control));
    },
  };
}

/** What a provider told counts as the customer's: whoever sees masks sees one here. */
function isMasked(app: App, { code }: TicketField, { fields, filled }: Ticket): boolean {
  return app.isMasked && filled[code]?.by === 'connection' && (fields[code] ?? '') !== '';
}

/** Nobody can edit what they do not see; an empty field takes a value as ever. */
function lock(control: Control, isLocked: boolean, why: string): void {
  control.toggleAttribute('readonly', isLocked);
  control.title = isLocked ? why : '';
}

function controlOf(app: App, { type, options }: TicketField, id: string): Control {
  if (type === 'textarea') return h('textarea', { id, class: 'input', rows: 1, dir: 'auto' });
  if (type === 'dropdown') {
    const choices = (options ?? []).map((value) => h('option', { value }, app.t.category[value] ?? value));
    return h('select', { id, class: 'input' }, h('option', { value: '' }, app.t.ticket.choose), choices);
  }
  return h('input', {
    id,
    class: 'input',
    type: 'text',
    autocomplete: 'off',
    spellcheck: 'false',
    dir: 'auto',
  });
}

function markLine(app: App, field: TicketField, origin: Mark, control: Control): HTMLElement[] {
  const { t } = app;
  const words = origin.by === 'merge' ? t.ticket.filledByMerge : t.ticket.filledByConnection(origin.apiName);
  const undo = h(
    'button',
    {
      type: 'button',
      class: 'button bare tiny',
      'aria-label': t.ticket.undoFill(field.label),
      title: t.undo,
      onclick: () => {
        if (app.ticket) app.drafts.unfill(app.ticket, field.code);
        control.focus();
      },
    },
    icon('undo'),
  );
  return [h('span', { class: 'mark-words' }, words), undo];
}
