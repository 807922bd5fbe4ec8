/** B1, B8: every merge of this customer: who, when, why, and whether it still holds; taking one back at any time. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Merge } from '@deskcard/core';
import { undoIcon } from '../parts/icons.js';
import { skeleton } from '../parts/skeleton.js';
import { status, type Status } from '../parts/status.js';
import { reportView, undone } from './done-view.js';
import { retry } from './find-view.js';
import type { View } from './view.js';

export function historyView(view: View): TemplateResult {
  const { flow, t } = view;
  const { value: merges, busy } = flow.history;
  const report = flow.undoing.value;
  return html`<div class="section">
    ${status(historyStatus(view))} ${report ? reportView(view, report) : nothing}
    ${!merges && busy ? skeleton(4) : nothing}
    ${
      merges && merges.length > 0
        ? html`<ul class="list" aria-label=${t.tabs.history}>
            ${merges.map((merge) => html`<li>${entry(view, merge)}</li>`)}
          </ul>`
        : nothing
    }
  </div>`;
}

function historyStatus({ flow, t, common, explain }: View): Status | undefined {
  const { history, undoing } = flow;
  if (undoing.busy) return { kind: 'busy', text: t.undoing };
  if (undoing.error) return explain(undoing.error);
  if (undoing.value) return undone(t, undoing.value);
  if (history.error) {
    return { ...explain(history.error), action: retry(() => void flow.readHistory(), common.retry) };
  }
  if (!history.value) return history.busy ? { kind: 'busy', text: common.loading } : undefined;
  return history.value.length === 0 ? { kind: 'info', text: t.noMerges } : undefined;
}

function entry(view: View, merge: Merge): TemplateResult {
  const { flow, t, when } = view;
  const { mergeId, survivorNumber, absorbedNumber, undone: taken } = merge;
  const isAsked = flow.asked === mergeId;
  const canUndo = !taken && !isAsked && flow.may('customers.unmerge');
  return html`<div class="entry">
    <div class="row">
      <div class="grow">
        <b>${t.entry(absorbedNumber, survivorNumber)}</b>
        <p class="muted">${t.byAt(merge.by, when(merge.at))}</p>
        ${merge.reason ? html`<p>${merge.reason}</p>` : nothing}
      </div>
      ${
        taken
          ? html`<span class="muted">${t.undoneBy(taken.by, when(taken.at))}</span>`
          : html`<span class="state">${t.active}</span>`
      }
      ${
        canUndo
          ? html`<button
              class="button small"
              type="button"
              aria-label="${t.undo}: ${t.entry(absorbedNumber, survivorNumber)}"
              @click=${() => flow.askToUndo(mergeId)}
            >
              ${undoIcon()}${view.common.undo}
            </button>`
          : nothing
      }
    </div>
    ${isAsked ? question(view, merge) : nothing}
  </div>`;
}

/** Says what will go where before it goes. */
function question({ flow, t }: View, merge: Merge): TemplateResult {
  const { mergeId, survivorNumber, absorbedNumber } = merge;
  return html`<div class="question" role="group" aria-labelledby="question">
    <p id="question">${t.ask(survivorNumber, absorbedNumber)} ${merge.filled ? t.askFilled : nothing}</p>
    <div class="row">
      <button
        class="button danger small"
        type="button"
        name="undo"
        aria-disabled=${flow.undoing.busy ? 'true' : 'false'}
        @click=${() => void flow.undo(mergeId)}
      >
        ${t.undo}
      </button>
      <button class="button small" type="button" @click=${() => flow.askToUndo(undefined)}>${t.keep}</button>
    </div>
  </div>`;
}
