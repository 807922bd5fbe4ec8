/** Step 2, B3, D5: what will become of them, decided field by field, before anything happens. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Customer, MergeField, MergePlan } from '@deskcard/core';
import { button } from '../parts/button.js';
import { choice } from '../parts/choice.js';
import { textField } from '../parts/field.js';
import { closeIcon, swapIcon } from '../parts/icons.js';
import { skeleton } from '../parts/skeleton.js';
import { status, type Status } from '../parts/status.js';
import { REASON_LENGTH } from './flow.js';
import { chosenOf, isEqual, isOpen, shownValue, valuesIn } from './preview.js';
import { fieldLabel, listed, points, waiting, type View } from './view.js';

export function previewView(view: View): TemplateResult {
  const { flow, t } = view;
  const { value: plan } = flow.plan;
  const isShown = plan && plan.blockers.length === 0;
  const isWaiting = flow.merging.busy || flow.plan.busy;
  const swap = html`${swapIcon()}${t.swap}`;
  // Of two, the one that would be absorbed stays instead.
  const [, other, ...more] = plan?.customers ?? [];
  const canSwap = isShown && other && more.length === 0;
  return html`<div class="section">
    <div class="row">
      <h3 class="grow" tabindex="-1" data-focus>${t.preview}</h3>
      ${canSwap ? button(swap, () => flow.keep(other.customerNumber), 'small', { isWaiting }) : nothing}
    </div>
    ${status(planStatus(view))} ${changes(view)}
    ${isShown ? preview(view, plan) : !plan && isWaiting ? skeleton(6) : nothing}
  </div>`;
}

function planStatus(view: View): Status | undefined {
  const { flow, t, explain } = view;
  const { plan, merging, overtaken } = flow;
  if (merging.busy) return { kind: 'busy', text: `${t.title}…` };
  // What was shown before may be so no longer.
  const late = waiting(view, plan, () => flow.readPlan());
  if (late) return late;
  const [blocker] = plan.value?.blockers ?? [];
  if (blocker) {
    return { kind: 'error', text: t.blockers[blocker.reason], hint: about(view, blocker.customerNumbers) };
  }
  if (overtaken) return { kind: 'warning', text: t.overtaken, hint: t.overtakenHint };
  return merging.error ? explain(merging.error) : undefined;
}

/** Of two, everybody knows which they are. */
function about({ flow, t }: View, customerNumbers: readonly string[]): string | undefined {
  const isPair = flow.plan.value?.customers.length === 2;
  return isPair ? undefined : t.about(listed(customerNumbers));
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
  const { customers, absorbedTickets: tickets } = plan;
  const [survivor, ...absorbed] = customers.map(({ customerNumber }) => customerNumber);
  return html`<fieldset class="section" ?disabled=${flow.merging.busy}>
    ${plan.warnings.map(({ reason, customerNumbers }) =>
      status({ kind: 'warning', text: t.warnings[reason], hint: about(view, customerNumbers) }),
    )}
    <div class="scroll">${table(view, plan)}</div>
    ${points([t.alias(survivor!, listed(absorbed), absorbed.length), t.along(t.tickets(tickets))])}
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
  const { t } = view;
  const isPair = plan.customers.length === 2;
  return html`<table class="table compare ${isPair ? '' : 'many'}">
    <thead>
      <tr>
        <td class="field-name"></td>
        ${plan.customers.map((customer, i) => head(view, customer, i === 0, isPair))}
        <th scope="col" class="result">${t.result}</th>
      </tr>
    </thead>
    <tbody>
      ${plan.fields.map((field) => fieldRow(view, plan, field))}
    </tbody>
  </table>`;
}

/** Two change places with the button above; of several, any can stay, and any other can be left out. */
function head(
  { flow, t }: View,
  { customerNumber }: Customer,
  isSurvivor: boolean,
  isPair: boolean,
): TemplateResult {
  const isCurrent = customerNumber === flow.customer?.customerNumber;
  const isWaiting = flow.merging.busy || flow.plan.busy;
  const keep = (): unknown => flow.keep(customerNumber);
  const leave = (): unknown => flow.leaveOut(customerNumber);
  const named = { name: t.leaveOut(customerNumber), isWaiting };
  const buttons = html`<div class="row head-buttons">
    ${isSurvivor ? nothing : button(t.stay, keep, 'small', { name: t.stayOf(customerNumber), isWaiting })}
    ${isCurrent ? nothing : button(closeIcon(), leave, 'small quiet icon-only', named)}
  </div>`;
  return html`<th scope="col">
    ${t.fate[isSurvivor ? 'survivor' : 'absorbed']} <br /><b>${t.number(customerNumber)}</b> <br />${
      isCurrent ? t.current : nothing
    }
    ${isPair ? nothing : buttons}
  </th>`;
}

function fieldRow(view: View, plan: MergePlan, field: MergeField): TemplateResult {
  const { flow, common } = view;
  const [value] = valuesIn(field, plan);
  const cells = isEqual(field, plan)
    ? html`<td class="equal" colspan=${plan.customers.length}><bdi>${value}</bdi></td>`
    : plan.customers.map(
        ({ customerNumber }) => html`<td>${valueCell(view, plan, field, customerNumber)}</td>`,
      );
  return html`<tr>
    <th scope="row" class="field-name">${fieldLabel(view, field.field)}</th>
    ${cells}
    <td class="result">
      <span class="cell-label">${view.t.result} </span
      ><bdi>${shownValue(field, flow.choices, plan) ?? common.none}</bdi>
    </td>
  </tr>`;
}

function valueCell(view: View, plan: MergePlan, field: MergeField, customerNumber: string): TemplateResult {
  const { flow, common } = view;
  const value = field.values[customerNumber];
  const said =
    value === undefined ? html`<span class="muted">${common.none}</span>` : html`<bdi>${value}</bdi>`;
  // Where several stand below each other, each says whose it is.
  const whose =
    plan.customers.length === 2 ? nothing : html`<span class="cell-label">${customerNumber} </span>`;
  // No value is a choice only where somebody blanked the others.
  const isBlanked = plan.result[field.field] === undefined;
  if (!isOpen(field, plan) || (value === undefined && !isBlanked)) return html`${whose}${said}`;
  return html`<label class="value"
    ><input
      type="radio"
      name="value-${field.field}"
      value=${customerNumber}
      .checked=${live(chosenOf(field, flow.choices) === customerNumber)}
      @change=${() => flow.chooseValue(field, customerNumber)}
    /><span>${whose}${said}</span></label
  >`;
}

function confirmation({ flow, t }: View, plan: MergePlan): TemplateResult | typeof nothing {
  if (plan.warnings.length === 0) return nothing;
  const toggle = (): void => flow.confirm(!flow.confirmed);
  return html`<div class="field confirm">
    ${choice('checkbox', t.confirm(plan.customers.length), flow.confirmed, toggle, flow.mustConfirm)}
    <p class="fault" role="status">${flow.mustConfirm ? t.confirmFirst : nothing}</p>
  </div>`;
}
