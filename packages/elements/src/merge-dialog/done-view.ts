/** Step 3, R22, D6, B1: what has happened, and the way back. */
import { html, nothing, type TemplateResult } from 'lit';
import type { UnmergeReport } from '@deskcard/core';
import { status, type Status } from '../parts/status.js';
import type { MergeFlow } from './flow.js';
import { person, personHead } from './person.js';
import { customerField, ticketFields, type View } from './view.js';

export function doneView(view: View): TemplateResult {
  const { flow } = view;
  const report = ownReport(flow);
  return html`<div class="section">
    <div tabindex="-1" data-focus class="outcome">${status(outcome(view))}</div>
    ${report ? reportView(view, report) : flow.undoneElsewhere ? nothing : merged(view)}
    ${flow.undoing.error ? status(view.explain(flow.undoing.error)) : nothing}
  </div>`;
}

/** The report of the merge that was just made; the history may have undone another one. */
function ownReport({ merged, undoing }: MergeFlow): UnmergeReport | undefined {
  return undoing.value?.merge.mergeId === merged?.result.merge.mergeId ? undoing.value : undefined;
}

function outcome({ flow, t }: View): Status | undefined {
  const { merged, undoing } = flow;
  const report = ownReport(flow);
  if (!merged) return undefined;
  if (undoing.busy) return { kind: 'busy', text: t.undoing };
  if (report) return undone(t, report);
  if (flow.undoneElsewhere) return { kind: 'info', text: t.undoneElsewhere };
  const { survivorNumber, absorbedNumber } = merged.result.merge;
  return { kind: 'ok', text: t.done(survivorNumber, absorbedNumber) };
}

function merged(view: View): TemplateResult | typeof nothing {
  const { flow, t } = view;
  if (!flow.merged) return nothing;
  const { plan, result } = flow.merged;
  const filled = result.merge.filled?.codes ?? [];
  const tickets = plan.absorbedTickets;
  return html`<div class="people">
      ${personHead(view)}
      <div class="card">${person(view, result.customer)}</div>
    </div>
    <ul class="points">
      <li>${tickets > 0 ? t.doneTickets(tickets) : t.noTickets}</li>
      ${filled.length > 0 ? html`<li>${t.doneFilled(ticketFields(view, filled))}</li>` : nothing}
    </ul>`;
}

export function undone(t: View['t'], { survivor, restored }: UnmergeReport): Status {
  return { kind: 'ok', text: t.undone(survivor.customerNumber, restored.customerNumber) };
}

/** B1: what came in between the merge and its undoing, and with whom it stays. */
export function reportView(view: View, { survivor, restored, since }: UnmergeReport): TemplateResult {
  const { t } = view;
  const points = [
    ...(since.survivorTickets > 0 ? [t.sinceTickets(since.survivorTickets, survivor.customerNumber)] : []),
    ...(since.restoredTickets > 0 ? [t.sinceTickets(since.restoredTickets, restored.customerNumber)] : []),
    ...since.values.map(({ field, value, customerNumber }) =>
      t.sinceValue(customerField(view, field), value || view.common.none, customerNumber),
    ),
  ];
  if (points.length === 0) return html`<p class="muted">${t.sinceNothing}</p>`;
  return html`<h4>${t.since}</h4>
    <ul class="points">
      ${points.map((text) => html`<li>${text}</li>`)}
    </ul>`;
}
