/** Step 3, R22, D6, B1: what has happened, and the way back. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Merge } from '@deskcard/core';
import { button } from '../parts/button.js';
import { undoIcon } from '../parts/icons.js';
import { status, type Status } from '../parts/status.js';
import { card, person } from './person.js';
import { placingView } from './placing-view.js';
import { reportView } from './report-view.js';
import { filledFields, listed, points, type View } from './view.js';

export function doneView(view: View): TemplateResult {
  const { flow, t, explain } = view;
  const { merged, undoing } = flow;
  const merges = merged?.result.merges ?? [];
  const isWhole = merges.every(({ mergeId }) => !flow.undone.has(mergeId));
  const report = undoing.value;
  return html`<div class="section">
    <div tabindex="-1" data-focus>${status(outcome(view, merges))}</div>
    ${report ? reportView(view, report) : nothing} ${placingView(view)}
    ${
      merged && isWhole
        ? html`${card(view, person(view, merged.result.customer))}
          ${points([
            t.along(t.tickets(merged.plan.absorbedTickets)),
            ...filledFields(view, merges[0]?.filled?.codes ?? []),
          ])}`
        : nothing
    }
    ${merges.length > 1 ? each(view, merges) : nothing}
    ${status(undoing.error ? explain(undoing.error) : undefined)}
  </div>`;
}

/** Of several, each can be taken back by itself. */
function each(view: View, merges: readonly Merge[]): TemplateResult {
  const { flow, t, common } = view;
  const canUndo = flow.may('customers.unmerge');
  const entries = merges.map(({ mergeId, survivorNumber, absorbedNumber }) => {
    const name = t.undoOf(absorbedNumber);
    const options = { name, isWaiting: flow.undoing.busy };
    const undo = button(html`${undoIcon()}${common.undo}`, () => flow.undo(mergeId), 'small', options);
    const state = flow.undone.has(mergeId)
      ? html`<span class="muted">${t.undone}</span>`
      : canUndo
        ? undo
        : nothing;
    return html`<li class="entry">
      <div class="row">
        <b class="grow">${t.number(absorbedNumber)} → ${t.number(survivorNumber)}</b>${state}
      </div>
    </li>`;
  });
  return html`<ul class="list" aria-label=${t.together}>
    ${entries}
  </ul>`;
}

function outcome({ flow, t }: View, merges: readonly Merge[]): Status | undefined {
  const [first] = merges;
  if (!first) return undefined;
  const { undoing, undone } = flow;
  if (undoing.busy) return { kind: 'busy', text: `${t.undo}…` };
  const { survivorNumber } = first;
  // What happened last: here, or elsewhere.
  const last =
    undoing.value?.merge.absorbedNumber ??
    merges.findLast(({ mergeId }) => undone.has(mergeId))?.absorbedNumber;
  if (last !== undefined) return { kind: 'ok', text: t.apart(survivorNumber, last) };
  const absorbed = merges.map(({ absorbedNumber }) => absorbedNumber);
  return { kind: 'ok', text: t.merged(survivorNumber, listed(absorbed), absorbed.length) };
}
