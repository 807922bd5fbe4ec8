/**
 * R17–R22, B1, B3: what stands in the merge dialog: the search, the preview, what was done, and the history. Loaded
 * when a dialog is first opened.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { Change } from '@deskcard/core';
import { merging as english } from '../locales/en.merging.js';
import { button } from '../parts/button.js';
import { undoIcon } from '../parts/icons.js';
import { status, type Status } from '../parts/status.js';
import { doneView } from './done-view.js';
import { cardView, findView, picksView } from './find-view.js';
import { MergeFlow } from './flow.js';
import { historyView } from './history-view.js';
import { styles } from './merging.styles.js';
import { previewView } from './preview-view.js';
import type { Subject } from './read.js';
import { waiting, type View } from './view.js';

export { english, styles };

/** How the dialog draws it. */
export interface Drawing extends Omit<View, 'flow'> {
  readonly isHistory: boolean;
  close(): void;
}

export class Merging {
  readonly #flow: MergeFlow;

  /** Events come from `host`; `changed` is called whenever there is something else to show. */
  constructor(host: HTMLElement, changed: () => void) {
    this.#flow = new MergeFlow(host, changed);
  }

  /** The dialog is open for this customer; `isNew` when it was opened just now. */
  begin(subject: Subject, isNew: boolean, isHistory: boolean): void {
    const flow = this.#flow;
    const isHistoryNew = isHistory && !flow.historyShown;
    flow.historyShown = isHistory;
    flow.begin(subject, isNew);
    if (isHistoryNew) void flow.readHistory();
  }

  follow(change: Change): void {
    void this.#flow.follow(change);
  }

  /** Whatever is still under way is called off. */
  end(): void {
    this.#flow.end();
  }

  /** What has the agent's attention; the focus moves when that changes. */
  get scene(): string {
    const { step, asked, mustConfirm, undoing } = this.#flow;
    return [step, asked, mustConfirm, !undoing.value].join(' ');
  }

  /** Where the next thing is done or read. */
  focusTarget(isHistory: boolean): string {
    const { step, asked, mustConfirm, placing } = this.#flow;
    if (asked === undefined && placing.isAsking) return '#unclear';
    if (isHistory) return asked ? '#undo' : '[aria-pressed=true]';
    if (mustConfirm) return '.confirm input';
    return step === 'find' ? '[name=search]' : '[data-focus]';
  }

  render(drawing: Drawing): TemplateResult {
    const { isHistory } = drawing;
    const view: View = { ...drawing, flow: this.#flow };
    return html`<div class="dialog-body"><div class="page">${this.#body(view, isHistory)}</div></div>
      ${isHistory ? nothing : this.#foot(view, drawing)}`;
  }

  #body(view: View, isHistory: boolean): TemplateResult {
    const { current, customer, step } = this.#flow;
    if (current.error) return status(waiting(view, current, () => this.#flow.load()));
    if (current.value && !customer) return status({ kind: 'info', text: view.t.noCustomer });
    const show = isHistory ? historyView : { find: this.#find, preview: previewView, done: doneView }[step];
    return html`${status(this.#notice(view))}${show(view)}`;
  }

  /** Whoever may not merge is told so, instead of searching in vain. */
  readonly #find = (view: View): TemplateResult => {
    const isAllowed = this.#flow.may('customers.planMerge', 'customers.merge');
    const denied = { name: 'DeskError', code: 'not_permitted' };
    return html`${cardView(view)}${isAllowed ? findView(view) : status(view.explain(denied))}`;
  };

  /** The desk has the customer under another number than the agent saw or the page named. */
  #notice({ t }: View): Status | undefined {
    const { customer, movedFrom } = this.#flow;
    if (!customer || !movedFrom) return undefined;
    return { kind: 'info', text: t.moved(movedFrom, customer.customerNumber) };
  }

  #foot(view: View, { close }: Drawing): TemplateResult | typeof nothing {
    const flow = this.#flow;
    const { t, common } = view;
    const { plan, merging, undoing } = flow;
    const isMerging = merging.busy;
    if (flow.current.error) return nothing;
    if (flow.step === 'find') {
      const isChosen = flow.picks.people.length > 0;
      return isChosen ? html`<div class="dialog-foot">${picksView(view)}</div>` : nothing;
    }
    if (flow.step === 'preview') {
      const isReady = plan.value?.blockers.length === 0 && !plan.error && !plan.busy && !flow.isReasonTooLong;
      return html`<div class="dialog-foot">
        <span class="grow"
          >${button(t.another, () => flow.backToSearch(), '', { isWaiting: isMerging })}</span
        >
        ${button(t.title, () => flow.merge(), 'primary', { isWaiting: isMerging || !isReady })}
      </div>`;
    }
    // Those of several are undone one by one, above.
    const [merge, ...others] = flow.merged!.result.merges;
    const isOne = others.length === 0;
    const canUndo = isOne && !flow.undone.has(merge!.mergeId) && flow.may('customers.unmerge');
    const undo = (): unknown => flow.undo(merge!.mergeId);
    return html`<div class="dialog-foot">
      <span class="grow"
        >${canUndo ? button(html`${undoIcon()}${t.undo}`, undo, '', { isWaiting: undoing.busy }) : nothing}</span
      >
      ${button(common.close, close, 'primary')}
    </div>`;
  }
}
