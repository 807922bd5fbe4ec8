/** B1, B8: every merge of this customer: who, when, why, and whether it still holds; taking one back at any time. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Merge } from '@deskcard/core';
import { button } from '../parts/button.js';
import { undoIcon } from '../parts/icons.js';
import { skeleton } from '../parts/skeleton.js';
import { status, type Status } from '../parts/status.js';
import { placingView } from './placing-view.js';
import { reportView } from './report-view.js';
import { listed, waiting, type HistoryView } from './view.js';

export function historyView(view: HistoryView): TemplateResult {
  const { flow, t } = view;
  const { history, undoing } = flow;
  const entries =
    history.value && grouped(history.value).map((merges) => html`<li>${entry(view, merges)}</li>`);
  return html`<div class="section">
    ${status(historyStatus(view))} ${undoing.value ? reportView(view, undoing.value) : nothing}
    ${placingView(view)}
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

const byNumber = (a: Merge, b: Merge): number => Number(a.absorbedNumber) - Number(b.absorbedNumber);

/** What was merged at once stands together. */
function grouped(merges: readonly Merge[]): Merge[][] {
  const groups = new Map<string, Merge[]>();
  for (const merge of merges) {
    const id = merge.groupId ?? merge.mergeId;
    groups.set(id, [...(groups.get(id) ?? []), merge]);
  }
  return [...groups.values()].map((each) => each.sort(byNumber));
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

/** Who and why once, and each that was absorbed with its own way back. */
function entry(view: HistoryView, merges: readonly Merge[]): TemplateResult {
  const { t, when } = view;
  const [{ by, at, reason, survivorNumber }] = merges as [Merge];
  const absorbed = listed(merges.map(({ absorbedNumber }) => absorbedNumber));
  const what = html`<b>${t.number(absorbed)} → ${t.number(survivorNumber)}</b>`;
  const about = html`<p class="muted">${by} · ${when(at)}</p>
    ${reason ? html`<p dir="auto">${reason}</p>` : nothing}`;
  const [one, ...others] = merges;
  if (others.length === 0) return html`<div class="entry">${state(view, one!, html`${what} ${about}`)}</div>`;
  const parts = merges.map((merge) => {
    const part = html`${t.number(merge.absorbedNumber)}`;
    return html`<li class="entry">${state(view, merge, part)}</li>`;
  });
  return html`<div class="entry">
    <div>${what} ${about}</div>
    <ul class="list" aria-label=${t.together}>
      ${parts}
    </ul>
  </div>`;
}

/** Whether it still holds, and the way back. */
function state(view: HistoryView, merge: Merge, what: TemplateResult): TemplateResult {
  const { flow, t, common, when } = view;
  const { mergeId, absorbedNumber, groupId, undone } = merge;
  const isAsked = flow.asked === mergeId;
  const canUndo = !undone && !isAsked && flow.may('customers.unmerge');
  const name = groupId === undefined ? undefined : t.undoOf(absorbedNumber);
  const ask = (): void => flow.askToUndo(mergeId);
  return html`<div class="row">
      <div class="grow">
        ${what}
        ${undone ? html`<p class="muted">${t.undone}: ${undone.by} · ${when(undone.at)}</p>` : nothing}
      </div>
      ${undone ? nothing : html`<span class="state">${t.active}</span>`}
      ${canUndo ? button(html`${undoIcon()}${common.undo}`, ask, 'small', { name }) : nothing}
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
