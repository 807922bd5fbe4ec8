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
  /** values registered for the customer, newest first (R14) */
  offer(values: readonly string[]): void;
  /** why the value was not saved; `undefined` takes that away */
  refuse(reason: string | undefined): void;
  focus(): void;
}

/** Fields that need the room. */
const wide = new Set(['subject', 'content', 'shipTo', 'memo']);

export function detailField(app: App, field: TicketField): DetailField {
  const id = newId();
  const values = h('datalist', { id: `${id}-values` });
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
    field.customerField !== undefined && values,
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
    offer(offered) {
      // A mask is nothing to choose.
      if (app.isMasked) return;
      if (control instanceof HTMLInputElement && offered.length > 0) control.setAttribute('list', values.id);
      fill(
        values,
        offered.map((value) => h('option', { value })),
      );
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

/** Whoever sits here sees the mask of what is saved; what a provider told counts as the customer's too. */
function isMasked(app: App, { code, customerField }: TicketField, { fields, filled }: Ticket): boolean {
  const isPersonal = customerField !== undefined || filled[code]?.by === 'connection';
  return app.isMasked && isPersonal && (fields[code] ?? '') !== '';
}

/** Nobody can edit what they do not see; an empty field takes a value as ever. */
function lock(control: Control, isLocked: boolean, why: string): void {
  control.toggleAttribute('readonly', isLocked);
  control.title = isLocked ? why : '';
}

function controlOf(app: App, { code, type, options }: TicketField, id: string): Control {
  if (type === 'textarea') return h('textarea', { id, class: 'input', rows: 1, dir: 'auto' });
  if (type === 'dropdown') {
    const choices = (options ?? []).map((value) => h('option', { value }, app.t.category[value] ?? value));
    return h('select', { id, class: 'input' }, h('option', { value: '' }, app.t.ticket.choose), choices);
  }
  const kinds: Readonly<Record<string, string>> = { phone: 'tel', mail: 'email' };
  return h('input', {
    id,
    class: 'input',
    type: 'text',
    inputmode: kinds[code],
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
