/** Step 2, B3, D5: what will become of the two, decided field by field, before anything happens. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { MergeField, MergePlan, MergeSide } from '@deskcard/core';
import { button } from '../parts/button.js';
import { choice } from '../parts/choice.js';
import { textField } from '../parts/field.js';
import { swapIcon } from '../parts/icons.js';
import { skeleton } from '../parts/skeleton.js';
import { status, type Status } from '../parts/status.js';
import { REASON_LENGTH } from './flow.js';
import { chosenSide, isOpen, shownValue } from './preview.js';
import { fieldLabel, points, waiting, type View } from './view.js';

export function previewView(view: View): TemplateResult {
  const { flow, t } = view;
  const { value: plan } = flow.plan;
  const isShown = plan && plan.blockers.length === 0;
  const isWaiting = flow.merging.busy || flow.plan.busy;
  const swap = html`${swapIcon()}${t.swap}`;
  return html`<div class="section">
    <div class="row">
      <h3 class="grow" tabindex="-1" data-focus>${t.preview}</h3>
      ${isShown ? button(swap, () => flow.swap(), 'small', { isWaiting }) : nothing}
    </div>
    ${status(planStatus(view))} ${changes(view)}
    ${isShown ? preview(view, plan) : !plan && isWaiting ? skeleton(6) : nothing}
  </div>`;
}

function planStatus(view: View): Status | undefined {
  const { flow, t, explain } = view;
  const { plan, merging, overtaken } = flow;
  if (merging.busy) return { kind: 'busy', text: `${t.title}…` };
  const blocker = plan.value?.blockers[0];
  if (blocker) return { kind: 'error', text: t.blockers[blocker] };
  if (overtaken) return { kind: 'warning', text: t.overtaken, hint: t.overtakenHint };
  return waiting(view, plan, () => flow.readPlan()) ?? (merging.error ? explain(merging.error) : undefined);
}

/** Says what is not as the agent saw it. */
function changes(view: View): TemplateResult | typeof nothing {
  const { overtaken = [] } = view.flow;
  if (overtaken.length === 0) return nothing;
  const { t, common } = view;
  return points(
    overtaken.map(
      ({ customerNumber, field, from = common.none, to = common.none }) =>
        `${t.number(customerNumber)} · ${fieldLabel(view, field)}: ${from} → ${to}`,
    ),
  );
}

function preview(view: View, plan: MergePlan): TemplateResult {
  const { t, flow } = view;
  const { survivor, absorbed, absorbedTickets: tickets } = plan;
  return html`<fieldset class="section" ?disabled=${flow.merging.busy}>
    ${plan.warnings.map((warning) => status({ kind: 'warning', text: t.warnings[warning] }))}
    ${table(view, plan)}
    ${points([t.alias(survivor.customerNumber, absorbed.customerNumber), t.along(t.tickets(tickets))])}
    ${textField({
      id: 'reason',
      label: t.reason,
      value: flow.reason,
      error: flow.isReasonTooLong ? view.tooLong(REASON_LENGTH) : undefined,
      onInput: (value) => flow.giveReason(value),
    })}
    ${confirmation(view, plan)}
  </fieldset>`;
}

function table(view: View, plan: MergePlan): TemplateResult {
  const { flow, t } = view;
  const head = (side: MergeSide): TemplateResult => {
    const { customerNumber } = plan[side];
    const isCurrent = customerNumber === flow.customer?.customerNumber;
    return html`<th scope="col">
      ${t.fate[side]} <br /><b>${t.number(customerNumber)}</b> <br />${isCurrent ? t.current : nothing}
    </th>`;
  };
  return html`<table class="table compare">
    <thead>
      <tr>
        <td class="field-name"></td>
        ${head('survivor')} ${head('absorbed')}
        <th scope="col" class="result">${t.result}</th>
      </tr>
    </thead>
    <tbody>
      ${plan.fields.map((field) => fieldRow(view, plan, field))}
    </tbody>
  </table>`;
}

function fieldRow(view: View, plan: MergePlan, field: MergeField): TemplateResult {
  const { flow, common } = view;
  const cells =
    field.survivor === field.absorbed
      ? html`<td class="equal" colspan="2"><bdi>${field.survivor}</bdi></td>`
      : html`<td>${sideCell(view, plan, field, 'survivor')}</td>
          <td>${sideCell(view, plan, field, 'absorbed')}</td>`;
  return html`<tr>
    <th scope="row" class="field-name">${fieldLabel(view, field.field)}</th>
    ${cells}
    <td class="result">
      <span class="cell-label">${view.t.result} </span
      ><bdi>${shownValue(field, flow.choices, plan) ?? common.none}</bdi>
    </td>
  </tr>`;
}

function sideCell(
  { flow, common }: View,
  plan: MergePlan,
  field: MergeField,
  side: MergeSide,
): TemplateResult {
  const value = field[side];
  const text =
    value === undefined ? html`<span class="muted">${common.none}</span>` : html`<bdi>${value}</bdi>`;
  if (!isOpen(field, plan)) return text;
  return html`<label class="value"
    ><input
      type="radio"
      name="value-${field.field}"
      value=${side}
      .checked=${live(chosenSide(field, flow.choices) === side)}
      @change=${() => flow.chooseValue(field, side)}
    /><span>${text}</span></label
  >`;
}

function confirmation({ flow, t }: View, plan: MergePlan): TemplateResult | typeof nothing {
  if (plan.warnings.length === 0) return nothing;
  const toggle = (): void => flow.confirm(!flow.confirmed);
  return html`<div class="field confirm">
    ${choice('checkbox', t.confirm, flow.confirmed, toggle, flow.mustConfirm)}
    <p class="fault" role="status">${flow.mustConfirm ? t.confirmFirst : nothing}</p>
  </div>`;
}
