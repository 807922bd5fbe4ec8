/** Step 3, R22, D6, B1: what has happened, and the way back. */
import { html, nothing, type TemplateResult } from 'lit';
import type { UnmergeReport } from '@deskcard/core';
import { status, type Status } from '../parts/status.js';
import type { MergeFlow } from './flow.js';
import { card, person } from './person.js';
import { reportView } from './report-view.js';
import { filledFields, points, type View } from './view.js';

export function doneView(view: View): TemplateResult {
  const { flow, t, explain } = view;
  const { merged, undoing } = flow;
  const report = ownReport(flow);
  const isApart = report || flow.undoneElsewhere;
  return html`<div class="section">
    <div tabindex="-1" data-focus>${status(outcome(view))}</div>
    ${report ? reportView(view, report) : nothing}
    ${
      merged && !isApart
        ? html`${card(view, person(view, merged.result.customer))}
          ${points([
            t.along(t.tickets(merged.plan.absorbedTickets)),
            ...filledFields(view, merged.result.merge.filled?.codes ?? []),
          ])}`
        : nothing
    }
    ${status(undoing.error ? explain(undoing.error) : undefined)}
  </div>`;
}

/** The report of the merge that was just made; the history may have undone another one. */
export function ownReport({ merged, undoing }: MergeFlow): UnmergeReport | undefined {
  return undoing.value?.merge.mergeId === merged?.result.merge.mergeId ? undoing.value : undefined;
}

function outcome({ flow, t }: View): Status | undefined {
  if (!flow.merged) return undefined;
  if (flow.undoing.busy) return { kind: 'busy', text: `${t.undo}…` };
  const { survivorNumber, absorbedNumber } = flow.merged.result.merge;
  const words = ownReport(flow) || flow.undoneElsewhere ? t.apart : t.merged;
  return { kind: 'ok', text: words(survivorNumber, absorbedNumber) };
}
