/** The question before a customer is deleted: what it means, why, and how it goes. */
import { html, type TemplateResult } from 'lit';
import { isTooLong } from '@deskcard/core/limits';
import type { Customer } from '@deskcard/core';
import { button } from '../parts/button.js';
import { textField } from '../parts/field.js';
import { status, type Status } from '../parts/status.js';
import type { Deletion } from './deletion.js';
import { REASON_LENGTH, type Ui } from './ui.js';

const points = (texts: readonly string[]): TemplateResult =>
  html`<ul class="points">
    ${texts.map((text) => html`<li>${text}</li>`)}
  </ul>`;

export function deletionView(ui: Ui, deletion: Deletion, customer: Customer): TemplateResult {
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
      ${button(t.keepCustomer, () => deletion.leave(), '', { id: 'keep-customer', isWaiting })}
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
