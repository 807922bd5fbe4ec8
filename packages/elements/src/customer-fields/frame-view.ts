/** What stands above and below the fields: whose they are, why nothing can be done, and Save. */
import { html, nothing, type TemplateResult } from 'lit';
import { isDeleted } from '../deleted.js';
import { button } from '../parts/button.js';
import { status, type Status } from '../parts/status.js';
import type { Form } from './form.js';
import type { Records } from './records.js';
import type { Saving } from './saving.js';
import type { Now, Shell } from './ui.js';

export interface FrameView extends Now {
  readonly shell: Shell;
  readonly form: Form;
  readonly records: Records;
  readonly saving: Saving;
  readonly mayMerge: boolean;
  /** the ticket or customer is the desk's */
  readonly canSave: boolean;
  merge(): void;
  save(): void;
  discard(): boolean;
}

/** R18: the number, with Merge at its side. */
export function headView({ t, common, records, mayMerge, merge }: FrameView): TemplateResult {
  const { customerNumber, customer } = records;
  if (customerNumber === undefined) return html`<p class="hint">${t.noNumber}</p>`;
  const also = customer?.absorbedNumbers ?? [];
  return html`<div class="row whose">
    <span class="label">${common.customerNumber}</span>
    <b class="customer-number" part="number">${customerNumber}</b>
    ${also.length > 0 ? html`<span class="hint">${t.also(also.join(', '))}</span>` : nothing}
    ${mayMerge ? button(t.merge, merge, 'small merge', { id: 'merge' }) : nothing}
  </div>`;
}

/** Why nothing can be typed, or why nothing is on offer. */
export function noticeView(view: FrameView): TemplateResult {
  const { t, form, records, shell } = view;
  if (isDeleted(records.customerError)) {
    return status({ ...shell.failure(records.customerError), kind: 'info' });
  }
  if (!form.mayEdit) return status({ kind: 'info', text: t.readOnly[0], hint: t.readOnly[1] });
  const { customerError, ticket } = records;
  if (customerError === undefined || !ticket) return status(undefined);
  const { hint } = shell.failure(customerError);
  return status({ kind: 'warning', text: t.noOffers, hint, action: again(view) });
}

/** There is nothing to be shown. */
export function failedView(view: FrameView, error: unknown): TemplateResult {
  const failure = view.shell.failure(error);
  return status(isDeleted(error) ? { ...failure, kind: 'info' } : { ...failure, action: again(view) });
}

function again({ common, records }: FrameView): TemplateResult {
  return button(common.retry, () => records.again(), 'small');
}

export function footView(view: FrameView): TemplateResult {
  const { t, common, noSave, canSave, form, saving, shell } = view;
  const { said, isBusy } = saving;
  const count = form.changed.length;
  const isReadOnly = !form.mayEdit && count === 0;
  if (!canSave || noSave || isReadOnly) return html`<div class="foot">${status(said)}</div>`;
  const discard = (): void => {
    if (view.discard()) void shell.focus('.cell .input');
  };
  // What is still typed for somebody who was deleted can be looked at, and is kept nowhere.
  const isWaiting = isBusy || count === 0 || isDeleted(view.records.customerError);
  return html`<div class="foot">
    ${status(said ?? countStatus(view, count))}
    <div class="row buttons" part="save">
      ${count > 0 && !isBusy ? button(t.discard, discard, '', { id: 'discard' }) : nothing}
      ${button(common.save, view.save, 'primary', { id: 'save', isWaiting })}
    </div>
  </div>`;
}

function countStatus({ t }: FrameView, count: number): Status | undefined {
  return count === 0 ? undefined : { kind: 'info', text: t.changes(count) };
}
