/**
 * R17, R18: several records of one person become one, in a dialog that an agent opens from the ticket: who this is,
 * which record is the other one, what will become of both, and a way back.
 */
import { html, nothing, type CSSResult, type PropertyDeclarations, type PropertyValues } from 'lit';
import type { TemplateResult } from 'lit';
import type { Change } from '@deskcard/core';
import { DeskElement } from '../desk-element.js';
import { mergeDialog } from '../locales/en.js';
import { button } from '../parts/button.js';
import { closeIcon, undoIcon } from '../parts/icons.js';
import { status, type Status } from '../parts/status.js';
import { doneView, ownReport } from './done-view.js';
import { cardView, findView } from './find-view.js';
import { MergeFlow } from './flow.js';
import { historyView } from './history-view.js';
import './merge-dialog.events.js';
import { styles } from './merge-dialog.styles.js';
import { previewView } from './preview-view.js';
import { waiting, type View } from './view.js';

export type MergeDialogView = 'merge' | 'history';

/**
 * A modal dialog in which an agent merges two records of one person, and takes merges back.
 *
 * Name the customer, and the ticket at hand if there is one; then `show()`. The dialog follows the desk: when the
 * customer is merged elsewhere meanwhile, it goes on with the survivor and says so.
 *
 * @tag merge-dialog
 * @attr {string} customer-number - the customer at hand, by any number it ever had; the ticket's when absent
 * @attr {string} ticket-id - the ticket at hand, whose blank customer fields a merge fills
 * @attr {boolean} open - whether the dialog is shown
 * @attr {'merge'|'history'} view - what the dialog shows: merging, or the merges so far
 * @fires {Event} open - the dialog was opened; does not bubble
 * @fires {Event} close - the dialog was closed; does not bubble
 * @fires {CustomEvent<BeforeMergeDetail>} deskcard-before-merge - the agent wants to merge; cancel it to prevent that
 * @fires {CustomEvent<CustomersMergedDetail>} deskcard-customers-merged - two customers are one now
 * @fires {CustomEvent<MergeUndoneDetail>} deskcard-merge-undone - two customers are apart again
 * @csspart dialog - the dialog itself
 * @csspart status - each line that says how things stand
 * @cssprop [--deskcard-dialog-width=720px] - width of the dialog where there is room
 */
export class MergeDialog extends DeskElement<'mergeDialog'> {
  static override styles: CSSResult[] = styles;
  static override properties: PropertyDeclarations = {
    customerNumber: { attribute: 'customer-number' },
    ticketId: { attribute: 'ticket-id' },
    open: { type: Boolean, reflect: true },
    view: { reflect: true, useDefault: true },
  };

  /** The customer at hand, by any number it ever had. */
  declare customerNumber: string | null | undefined;
  /** The ticket at hand. */
  declare ticketId: string | null | undefined;
  /** Whether the dialog is shown. */
  declare open: boolean;
  /** Merging, or the merges so far. */
  declare view: MergeDialogView;

  readonly #flow = new MergeFlow(this, () => this.requestUpdate());
  #isBegun = false;
  #opener: Element | null = null;
  /** what had the agent's attention at the last update, so that the focus moves when that changes */
  #scene = '';

  constructor() {
    super('mergeDialog', mergeDialog);
    this.customerNumber = undefined;
    this.ticketId = undefined;
    this.open = false;
    this.view = 'merge';
  }

  /** Opens the dialog. */
  show(): void {
    this.open = true;
  }

  /** Closes it. A merge that is under way is called off if it still can be. */
  close(): void {
    this.open = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.open) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    const opener = this.#opener;
    this.#opener = null;
    // A dialog that is taken away, unlike one that is closed, does not give the focus back.
    if (this.open && opener?.isConnected) (opener as HTMLElement).focus();
    this.#leave();
  }

  protected override deskDidChange(change: Change): void {
    if (this.#isBegun) void this.#flow.follow(change);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!this.open || !this.isConnected) return;
    const flow = this.#flow;
    const isHistoryNew = this.#isHistory && !flow.historyShown;
    flow.historyShown = this.#isHistory;
    const { activeDesk: desk, customerNumber, ticketId } = this;
    flow.begin({ desk, customerNumber, ticketId }, !this.#isBegun);
    this.#isBegun = true;
    if (isHistoryNew) void flow.readHistory();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const dialog = this.#dialog;
    if (!dialog || !this.isConnected) return;
    if (!this.open) {
      if (dialog.open) dialog.close();
      this.#leave();
    } else if (!dialog.matches(':modal')) {
      this.#opener = deepActiveElement(this.ownerDocument);
      // A dialog that was moved with its element is still open, but modal no longer.
      dialog.removeAttribute('open');
      dialog.showModal();
      this.#scene = this.#nowScene();
      this.dispatchEvent(new Event('open'));
    } else {
      this.#moveFocus();
    }
  }

  protected override render(): TemplateResult {
    return html`<dialog
      class="dialog"
      part="dialog"
      aria-labelledby="title"
      @close=${this.#closed}
      @keydown=${keepToItself}
    >
      ${this.open ? this.#content() : nothing}
    </dialog>`;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot?.querySelector('dialog') ?? null;
  }

  #content(): TemplateResult {
    const { t, common } = this;
    const view: View = {
      flow: this.#flow,
      t,
      common,
      explain: (error) => this.#explain(error),
      tooLong: (maximum) => this.describeIssue({ code: 'tooLong', maximum }),
      when: (iso) => this.when(iso),
    };
    return html`<div class="dialog-head">
        <h2 id="title">${t.title}</h2>
        ${this.#tab('merge')}${this.#tab('history')}
        ${button(closeIcon(), () => this.close(), 'quiet icon-only', { name: common.close })}
      </div>
      <div class="dialog-body"><div class="page">${this.#body(view)}</div></div>
      ${this.#isHistory ? nothing : this.#foot()}`;
  }

  #tab(view: MergeDialogView): TemplateResult {
    return html`<button
      class="button quiet tab"
      type="button"
      aria-pressed=${this.#isHistory === (view === 'history')}
      @click=${() => {
        this.view = view;
      }}
    >
      ${this.t.tabs[view]}
    </button>`;
  }

  #body(view: View): TemplateResult {
    const { t, common } = this;
    const { current, customer, step } = this.#flow;
    if (!this.activeDesk) return status({ kind: 'error', text: common.noDesk });
    if (current.error) return status(waiting(view, current, () => this.#flow.load()));
    if (current.value && !customer) return status({ kind: 'info', text: t.noCustomer });
    const show = this.#isHistory
      ? historyView
      : { find: this.#find, preview: previewView, done: doneView }[step];
    return html`${status(this.#notice())}${show(view)}`;
  }

  /** Whoever may not merge is told so, instead of searching in vain. */
  readonly #find = (view: View): TemplateResult => {
    const isAllowed = this.#flow.may('customers.planMerge', 'customers.merge');
    const denied = { name: 'DeskError', code: 'not_permitted' };
    return html`${cardView(view)}${isAllowed ? findView(view) : status(this.#explain(denied))}`;
  };

  /** The desk has the customer under another number than the agent saw or the page named. */
  #notice(): Status | undefined {
    const { customer, movedFrom } = this.#flow;
    if (!customer || !movedFrom) return undefined;
    return { kind: 'info', text: this.t.moved(movedFrom, customer.customerNumber) };
  }

  #foot(): TemplateResult | typeof nothing {
    const { t, common } = this;
    const flow = this.#flow;
    const { plan, merging, undoing } = flow;
    const isMerging = merging.busy;
    if (flow.step === 'find' || flow.current.error) return nothing;
    if (flow.step === 'preview') {
      const isReady = plan.value?.blockers.length === 0 && !plan.error && !plan.busy && !flow.isReasonTooLong;
      return html`<div class="dialog-foot">
        <span class="grow"
          >${button(t.another, () => flow.backToSearch(), '', { isWaiting: isMerging })}</span
        >
        ${button(t.title, () => flow.merge(), 'primary', { isWaiting: isMerging || !isReady })}
      </div>`;
    }
    const canUndo = !ownReport(flow) && !flow.undoneElsewhere && flow.may('customers.unmerge');
    const undo = (): unknown => flow.undo(flow.merged!.result.merge.mergeId);
    return html`<div class="dialog-foot">
      <span class="grow"
        >${canUndo ? button(html`${undoIcon()}${t.undo}`, undo, '', { isWaiting: undoing.busy }) : nothing}</span
      >
      ${button(common.close, () => this.close(), 'primary')}
    </div>`;
  }

  get #isHistory(): boolean {
    return this.view === 'history';
  }

  #explain(error: unknown): Status {
    const { message, hint } = this.describeError(error);
    return { kind: 'error', text: message, hint };
  }

  #closed(): void {
    // It may have been opened again before this event came.
    if (!this.#dialog?.open) {
      this.open = false;
      this.#leave();
    }
    this.dispatchEvent(new Event('close'));
  }

  /** Whatever is still under way is called off. */
  #leave(): void {
    this.#isBegun = false;
    this.#flow.end();
  }

  /** The focus goes where the next thing is done or read, whenever that is somewhere else than before. */
  #moveFocus(): void {
    const before = this.#scene;
    this.#scene = this.#nowScene();
    if (before === this.#scene) return;
    const { step, asked, mustConfirm } = this.#flow;
    if (before.split(' ')[0] !== this.view) return;
    const target = this.#isHistory
      ? asked
        ? '#undo'
        : '[aria-pressed=true]'
      : mustConfirm
        ? '.confirm input'
        : step === 'find'
          ? '[name=search]'
          : '[data-focus]';
    this.renderRoot.querySelector<HTMLElement>(target)?.focus();
  }

  #nowScene(): string {
    const { step, asked, mustConfirm, undoing } = this.#flow;
    return [this.view, step, asked, mustConfirm, !undoing.value].join(' ');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'merge-dialog': MergeDialog;
  }
}

/** Outside of the element, what is typed here looks as if nobody were typing: a page's own shortcuts would run. */
function keepToItself(event: KeyboardEvent): void {
  if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
}

function deepActiveElement(page: Document): Element | null {
  let active = page.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}
