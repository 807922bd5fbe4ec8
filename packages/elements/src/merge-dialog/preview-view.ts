/** Step 2, B3, D5: what will become of the two, decided field by field, before anything happens. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { isTooLong } from '@deskcard/core/limits';
import type { MergeField, MergePlan, MergeSide } from '@deskcard/core';
import { textField } from '../parts/field.js';
import { swapIcon } from '../parts/icons.js';
import { skeleton } from '../parts/skeleton.js';
import { status, type Status } from '../parts/status.js';
import { REASON_LENGTH } from './flow.js';
import { retry } from './find-view.js';
import { chosenSide, isOpen, shownValue, type Difference } from './preview.js';
import { customerField, ticketFields, type View } from './view.js';

export function previewView(view: View): TemplateResult {
  const { flow, t } = view;
  const { value: plan } = flow.plan;
  return html`<div class="section">
    <h3 tabindex="-1" data-focus>${t.preview}</h3>
    ${status(planStatus(view))} ${plan ? changes(view) : nothing}
    ${!plan && flow.plan.busy ? skeleton(6) : nothing}
    ${plan && plan.blockers.length === 0 ? preview(view, plan) : nothing}
  </div>`;
}

function planStatus({ flow, t, common, explain }: View): Status | undefined {
  const { plan, merging } = flow;
  if (merging.busy) return { kind: 'busy', text: t.merging };
  if (plan.busy) return plan.value ? undefined : { kind: 'busy', text: common.loading };
  if (plan.error) {
    return { ...explain(plan.error), action: retry(() => void flow.readPlan(), common.retry) };
  }
  const blocker = plan.value?.blockers[0];
  if (blocker) return { kind: 'error', text: t.blockers[blocker], hint: t.blocked };
  if (flow.overtaken) return { kind: 'warning', text: t.overtaken, hint: t.overtakenHint };
  return merging.error ? explain(merging.error) : undefined;
}

/** Says what is not as the agent saw it. */
function changes(view: View): TemplateResult | typeof nothing {
  const { overtaken } = view.flow;
  if (!overtaken) return nothing;
  const words = overtaken.length > 0 ? overtaken.map((each) => inWords(view, each)) : [view.t.changedElse];
  return html`<ul class="points">
    ${words.map((text) => html`<li>${text}</li>`)}
  </ul>`;
}

function inWords(view: View, difference: Difference): string {
  const { t, common } = view;
  switch (difference.kind) {
    case 'number':
      return t.changedNumber(difference.from, difference.to);
    case 'tickets':
      return t.changedTickets(difference.to);
    case 'value': {
      const { customerNumber, field, from = common.none, to = common.none } = difference;
      return t.changedValue(customerNumber, customerField(view, field), from, to);
    }
  }
}

function preview(view: View, plan: MergePlan): TemplateResult {
  const { flow } = view;
  return html`<fieldset class="section" ?disabled=${flow.merging.busy}>
    ${plan.warnings.map((warning) => status({ kind: 'warning', text: view.t.warnings[warning] }))}
    ${table(view, plan)} ${consequences(view, plan)} ${reason(view)} ${confirmation(view, plan)}
  </fieldset>`;
}

function table(view: View, plan: MergePlan): TemplateResult {
  const { flow, t } = view;
  return html`<table class="table compare">
    <thead>
      <tr>
        <th scope="col" class="field-name"><span class="said">${t.field}</span></th>
        <th scope="col">${sideHead(view, plan, 'survivor', t.stays)}</th>
        <th scope="col">
          ${sideHead(view, plan, 'absorbed', t.goes)}
          <button
            class="button quiet small icon-only"
            type="button"
            aria-label=${t.swap}
            title=${t.swap}
            @click=${() => void flow.swap()}
          >
            ${swapIcon()}
          </button>
        </th>
        <th scope="col" class="result">${t.result}</th>
      </tr>
    </thead>
    <tbody>
      ${plan.fields.map((field) => fieldRow(view, plan, field))}
    </tbody>
  </table>`;
}

function sideHead({ flow, t }: View, plan: MergePlan, side: MergeSide, what: string): TemplateResult {
  const { customerNumber } = plan[side];
  const isCurrent = customerNumber === flow.customer?.customerNumber;
  return html`<span class="side ${side}"
    ><span class="fate">${what}</span> <b>${t.number(customerNumber)}</b>${
      isCurrent ? html` <span class="whose">${t.current}</span>` : nothing
    }</span
  >`;
}

function fieldRow(view: View, plan: MergePlan, field: MergeField): TemplateResult {
  const { flow, common } = view;
  const cells = field.same
    ? html`<td class="equal" colspan="2">${field.survivor}</td>`
    : html`<td>${sideCell(view, field, 'survivor')}</td>
        <td>${sideCell(view, field, 'absorbed')}</td>`;
  return html`<tr>
    <th scope="row" class="field-name">${customerField(view, field.field)}</th>
    ${cells}
    <td class="result">
      <span class="cell-label">${view.t.result} </span>${shownValue(field, flow.choices, plan) ?? common.none}
    </td>
  </tr>`;
}

function sideCell({ flow, common }: View, field: MergeField, side: MergeSide): TemplateResult {
  const value = field[side];
  if (value === undefined) return html`<span class="muted">${common.none}</span>`;
  if (!isOpen(field)) return html`${value}`;
  return html`<label class="value"
    ><input
      type="radio"
      name="value-${field.field}"
      value=${side}
      .checked=${live(chosenSide(field, flow.choices) === side)}
      @change=${() => flow.chooseValue(field.field, side)}
    /><span>${value}</span></label
  >`;
}

function consequences(view: View, plan: MergePlan): TemplateResult {
  const { t } = view;
  const tickets = plan.absorbedTickets;
  const fills = willBeFilled(view, plan);
  return html`<ul class="points">
    <li>${t.alias(plan.survivor.customerNumber, plan.absorbed.customerNumber)}</li>
    <li>${tickets > 0 ? t.tickets(tickets) : t.noTickets}</li>
    ${fills.length > 0 ? html`<li>${t.fills(ticketFields(view, fills))}</li>` : nothing}
  </ul>`;
}

/** D6: the blank fields of the ticket at hand that the merged customer has a value for. */
function willBeFilled({ flow }: View, plan: MergePlan): string[] {
  const { ticket, service, choices } = flow;
  if (!ticket || !service) return [];
  return service.ticketFields
    .filter(({ code, customerField: source, maxLength }) => {
      const field = plan.fields.find((each) => each.field === source);
      const value = field && shownValue(field, choices, plan);
      return value !== undefined && !ticket.fields[code]?.trim() && !isTooLong(value, maxLength);
    })
    .map(({ code }) => code);
}

function reason({ flow, t, tooLong }: View): TemplateResult {
  return textField({
    id: 'reason',
    label: t.reason,
    hint: t.reasonHint,
    value: flow.reason,
    error: flow.isReasonTooLong ? tooLong(REASON_LENGTH) : undefined,
    onInput: (value) => flow.giveReason(value),
  });
}

function confirmation({ flow, t }: View, plan: MergePlan): TemplateResult | typeof nothing {
  if (plan.warnings.length === 0) return nothing;
  return html`<div class="field">
    <label class="choice"
      ><input
        type="checkbox"
        name="confirm"
        aria-describedby="confirm-fault"
        aria-invalid=${flow.mustConfirm ? 'true' : 'false'}
        .checked=${live(flow.confirmed)}
        @change=${(event: Event) => flow.confirm((event.target as HTMLInputElement).checked)}
      />${t.confirm}</label
    >
    <p class="fault" id="confirm-fault" role="status">${flow.mustConfirm ? t.confirmFirst : nothing}</p>
  </div>`;
}
