/** Deleting a customer, at the end of the dialog: what it means before it can be done. */
import { html, type TemplateResult } from 'lit';
import { isTooLong } from '@deskcard/core/limits';
import type { Customer } from '@deskcard/core';
import { points } from '../merge-dialog/view.js';
import { button } from '../parts/button.js';
import { textField } from '../parts/field.js';
import { status, type Status } from '../parts/status.js';
import type { Deletion } from './deletion.js';
import { REASON_LENGTH } from './record.js';
import type { Ui } from './ui.js';

export function deletionView(ui: Ui, deletion: Deletion, customer: Customer): TemplateResult {
  const { t } = ui;
  return html`<section aria-labelledby="deletion">
    <h3 id="deletion">${t.deletion}</h3>
    ${deletion.isAsked ? question(ui, deletion, customer) : offer(ui, deletion)}
  </section>`;
}

function offer({ t }: Ui, deletion: Deletion): TemplateResult {
  if (!deletion.isAllowed) return html`<p class="hint">${t.deleteDenied}</p>`;
  return html`<p class="hint">${t.deletionHint}</p>
    <div>${button(t.deleteCustomer, () => deletion.ask(true), 'danger', { id: 'delete-customer' })}</div>`;
}

function question(ui: Ui, deletion: Deletion, customer: Customer): TemplateResult {
  const { t } = ui;
  const { customerNumber, absorbedNumbers } = customer;
  const isLong = isTooLong(deletion.reason, REASON_LENGTH);
  const isWaiting = deletion.isBusy;
  return html`<div
    class="question"
    role="group"
    aria-labelledby="delete-question"
    aria-describedby="delete-means"
  >
    <p id="delete-question"><b>${t.askDelete([customerNumber, ...absorbedNumbers].join(', '))}</b></p>
    <div id="delete-means" class="means">
      <p>${t.deleteGoes}</p>
      ${points(t.deleteGoesPoints)}
      <p>${t.deleteStays}</p>
      ${points(t.deleteStaysPoints)}
    </div>
    ${textField({
      id: 'delete-reason',
      label: t.revealReason,
      hint: t.deleteReasonHint,
      error: isLong ? ui.describeIssue({ code: 'tooLong', maximum: REASON_LENGTH }) : undefined,
      value: deletion.reason,
      onInput: (reason) => {
        deletion.reason = reason;
        ui.update();
      },
    })}
    ${status(deletionStatus(ui, deletion))}
    <div class="row">
      ${button(t.deleteForGood, () => deletion.delete(customer), 'danger primary', {
        id: 'delete-for-good',
        isWaiting: isWaiting || isLong,
      })}
      ${button(t.keepCustomer, () => deletion.ask(false), '', { id: 'keep-customer', isWaiting })}
    </div>
  </div>`;
}

/** Also where the customer is no longer shown, while their tickets are cleared. */
export function deletionStatus(ui: Ui, deletion: Deletion): Status | undefined {
  const { t, common, failure } = ui;
  const { isBegun, isBusy, cleared } = deletion;
  const { error } = deletion.deleting;
  if (isBusy) return { kind: 'busy', text: isBegun ? t.clearing(cleared) : t.deleting };
  if (error === undefined) return undefined;
  if (!isBegun) return failure(error);
  const again = button(common.retry, () => void deletion.clear(), 'small');
  const [text, hint] = t.notCleared;
  return { kind: 'error', text, hint: `${failure(error).text as string} ${hint}`, action: again };
}
