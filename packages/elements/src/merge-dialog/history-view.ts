/** B1, B8: every merge of this customer: who, when, why, and whether it still holds; taking one back at any time. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Merge } from '@deskcard/core';
import { button } from '../parts/button.js';
import { undoIcon } from '../parts/icons.js';
import { skeleton } from '../parts/skeleton.js';
import { status, type Status } from '../parts/status.js';
import { reportView } from './report-view.js';
import { waiting, type HistoryView } from './view.js';

export function historyView(view: HistoryView): TemplateResult {
  const { flow, t } = view;
  const { history, undoing } = flow;
  const entries = history.value?.map((merge) => html`<li class="entry">${entry(view, merge)}</li>`);
  return html`<div class="section">
    ${status(historyStatus(view))} ${undoing.value ? reportView(view, undoing.value) : nothing}
    ${
      entries?.length
        ? html`<ul class="list" aria-label=${t.tabs.history}>
            ${entries}
          </ul>`
        : !entries && history.busy
          ? skeleton(4)
          : nothing
    }
  </div>`;
}

function historyStatus(view: HistoryView): Status | undefined {
  const { flow, t, explain } = view;
  const { history, undoing } = flow;
  if (undoing.busy) return { kind: 'busy', text: `${t.undo}…` };
  if (undoing.error) return explain(undoing.error);
  if (undoing.value) {
    const { survivor, restored } = undoing.value;
    return { kind: 'ok', text: t.apart(survivor.customerNumber, restored.customerNumber) };
  }
  const late = waiting(view, history, () => flow.readHistory());
  if (late || !history.value) return late;
  if (history.value.length === 0) return { kind: 'info', text: t.noMerges };
  // That the button is not there says nothing about why.
  const isKept = history.value.some(({ undone }) => !undone) && !flow.may('customers.unmerge');
  const denied = { name: 'DeskError', code: 'not_permitted' };
  return isKept ? { ...explain(denied), kind: 'info' } : undefined;
}

function entry(view: HistoryView, merge: Merge): TemplateResult {
  const { flow, t, common, when } = view;
  const { mergeId, survivorNumber, absorbedNumber, undone } = merge;
  const isAsked = flow.asked === mergeId;
  const canUndo = !undone && !isAsked && flow.may('customers.unmerge');
  return html`<div class="row">
      <div class="grow">
        <b>${t.number(absorbedNumber)} → ${t.number(survivorNumber)}</b>
        <p class="muted">${merge.by} · ${when(merge.at)}</p>
        ${merge.reason ? html`<p dir="auto">${merge.reason}</p>` : nothing}
        ${undone ? html`<p class="muted">${t.undone}: ${undone.by} · ${when(undone.at)}</p>` : nothing}
      </div>
      ${undone ? nothing : html`<span class="state">${t.active}</span>`}
      ${canUndo ? button(html`${undoIcon()}${common.undo}`, () => flow.askToUndo(mergeId), 'small') : nothing}
    </div>
    ${isAsked ? question(view, merge) : nothing}`;
}

/** Says what will go where before it goes. */
function question(
  { flow, t }: HistoryView,
  { mergeId, survivorNumber, absorbedNumber }: Merge,
): TemplateResult {
  const { busy } = flow.undoing;
  return html`<div class="question" role="group" aria-labelledby="question">
    <p id="question">${t.ask(survivorNumber, absorbedNumber)}</p>
    <div class="row">
      ${button(t.undo, () => flow.undo(mergeId), 'small danger', { id: 'undo', isWaiting: busy })}
      ${button(t.keep, () => flow.askToUndo(undefined), 'small', { isWaiting: busy })}
    </div>
  </div>`;
}
