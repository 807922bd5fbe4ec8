/** One field: its box with the values on offer, who filled it in, what is wrong, and what somebody else saved. */
import { html, nothing, type TemplateResult } from 'lit';
import { hasFragment } from '@deskcard/core/fragment';
import type { RegisteredValue } from '@deskcard/core';
import { button } from '../parts/button.js';
import type { Combobox, Offer } from '../parts/combobox.js';
import { areaField, selectField, textField, type ControlOptions } from '../parts/field.js';
import { undoIcon } from '../parts/icons.js';
import type { Form } from './form.js';
import type { Spec } from './specs.js';
import type { Now, Shell } from './ui.js';

/** Longer ids of tickets are told apart by their end. */
const LONG = 16;

export interface FieldView extends Now {
  readonly form: Form;
  readonly shell: Shell;
  readonly combobox: (id: string) => Combobox;
  /** nothing can be typed now */
  readonly isLocked: boolean;
  readonly type: (spec: Spec, value: string) => void;
  /** does it to the form, and says that the fields have changed */
  readonly act: (work: () => void) => void;
}

export function fieldView(view: FieldView, spec: Spec): TemplateResult {
  const { form } = view;
  const mark = form.mark(spec);
  const isWide = spec.type === 'textarea';
  return html`<div
    class="cell ${mark ? 'filled' : ''} ${isWide ? 'wide' : ''} ${form.isChanged(spec) ? 'changed' : ''}"
    data-field=${spec.code ?? spec.field}
    part="field"
  >
    ${control(view, spec)} ${mark ? markView(view, spec, mark) : nothing} ${conflictView(view, spec)}
  </div>`;
}

function control(view: FieldView, spec: Spec): TemplateResult {
  const { form, shell, t } = view;
  const fault = form.fault(spec);
  const mask = form.mask(spec);
  const value = form.value(spec);
  const options: ControlOptions = {
    id: spec.id,
    label: spec.label,
    value,
    error: fault && shell.describeIssue(fault),
    // A mask stands where the value would, and is none; whoever blanked the field sees it blank.
    ...(mask === undefined || form.draft(spec) ? {} : { placeholder: mask }),
    onInput: (typed) => view.type(spec, typed),
  };
  if (view.isLocked) return textField({ ...options, readOnly: true });
  const kinds: Readonly<Record<string, 'tel' | 'email'>> = { phone: 'tel', email: 'email' };
  const offers = form.offers(spec).map((each): Offer => ({ value: each.value, note: originOf(view, each) }));
  const listName = t.registered(spec.label);
  switch (spec.type) {
    case 'textarea':
      return html`${areaField({ ...options, rows: 2 })}${chooser(view, spec, offers, listName)}`;
    case 'dropdown':
    case 'radio':
      return selectField({ ...options, options: choices(spec, value, mask, t.choose) });
    default:
      return view.combobox(spec.id).render({
        ...options,
        inputMode: kinds[spec.field],
        listName,
        offers,
        fits: (offer, typed) => hasFragment(offer.value, typed, spec.field === 'phone'),
      });
  }
}

/** What stands in the field stays to be chosen, even if the service does not list it any more. */
function choices(
  { options }: Spec,
  value: string,
  mask: string | undefined,
  choose: string,
): { value: string; label: string }[] {
  const all = value === '' || options.includes(value) ? options : [value, ...options];
  return [{ value: '', label: mask ?? choose }, ...all.map((each) => ({ value: each, label: each }))];
}

/** A text area has no list of its own: the registered values are chosen below it. */
function chooser(
  view: FieldView,
  spec: Spec,
  offers: readonly Offer[],
  listName: string,
): TemplateResult | typeof nothing {
  if (offers.length === 0) return nothing;
  const options = offers.map(({ value, note }) => ({ value, label: `${value} (${note})` }));
  return selectField({
    id: `${spec.id}-list`,
    label: listName,
    quietLabel: true,
    value: '',
    options: [{ value: '', label: listName }, ...options],
    onInput: (value) => {
      if (value) view.type(spec, value);
    },
  });
}

/** When and where a value came from (R14). */
function originOf(
  { t, shell, form }: FieldView,
  { at, source, by, ticketId, from }: RegisteredValue,
): string {
  const own = form.ownNumber;
  const ticket = ticketId && t.ticket(ticketId.length > LONG ? `…${ticketId.slice(-8)}` : ticketId);
  const parts = [
    shell.when(at),
    source === 'ticket' && ticket ? undefined : t.sources[source],
    by,
    ticket,
    own !== undefined && from !== own && t.number(from),
  ];
  return parts.filter(Boolean).join(' · ');
}

function markView(view: FieldView, spec: Spec, mark: 'connection' | 'merge'): TemplateResult {
  const { t, form, shell } = view;
  const undo = (): void => {
    view.act(() => form.unfill(spec));
    void shell.focus(`#${spec.id}`);
  };
  return html`<p class="mark" part="mark">
    <span class="grow">${t.filled[mark]}</span>
    ${button(undoIcon(), undo, 'quiet small icon-only', { name: t.undoFill(spec.label) })}
  </p>`;
}

function conflictView(view: FieldView, spec: Spec): TemplateResult | typeof nothing {
  const { form, t, shell } = view;
  const theirs = form.theirs(spec);
  if (theirs === undefined) return nothing;
  const settle = (work: () => void): void => {
    view.act(work);
    void shell.focus(`#${spec.id}`);
  };
  const name = (words: string): { name: string } => ({ name: `${words}: ${spec.label}` });
  return html`<div class="conflict" part="conflict" role="group" aria-label=${t.conflict(spec.label)}>
    <p>
      ${t.theirs} <b><bdi>${theirs || t.blank}</bdi></b>
    </p>
    <p>
      ${t.mine} <b><bdi>${form.value(spec) || t.blank}</bdi></b>
    </p>
    <div class="row">
      ${button(t.takeTheirs, () => settle(() => form.takeTheirs(spec)), 'small', name(t.takeTheirs))}
      ${button(t.keepMine, () => settle(() => form.keepMine(spec)), 'small', name(t.keepMine))}
    </div>
  </div>`;
}
