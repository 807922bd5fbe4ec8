/**
 * R17, R18: several records of one person become one, in a dialog that an agent opens from the ticket: who this is,
 * which record is the other one, what will become of both, and a way back.
 */
import { html, nothing, type CSSResult, type PropertyDeclarations, type PropertyValues } from 'lit';
import type { TemplateResult } from 'lit';
import type { Change } from '@deskcard/core';
import { DeskElement } from '../desk-element.js';
import { LazyPart } from '../lazy.js';
import { mergeDialog } from '../locales/en.js';
import { button } from '../parts/button.js';
import { closeIcon } from '../parts/icons.js';
import { status } from '../parts/status.js';
import './merge-dialog.events.js';
import { styles } from './merge-dialog.styles.js';
import type { Merging } from './merging.part.js';

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
 * @attr {string} other-numbers - the other records, when the page knows them, with spaces between their numbers: the
 * dialog opens with the preview
 * @attr {boolean} open - whether the dialog is shown
 * @attr {'merge'|'history'} view - what the dialog shows: merging, or the merges so far
 * @fires {Event} open - the dialog was opened; does not bubble
 * @fires {Event} close - the dialog was closed; does not bubble
 * @fires {CustomEvent<BeforeMergeDetail>} deskcard-before-merge - the agent wants to merge; cancel it to prevent that
 * @fires {CustomEvent<CustomersMergedDetail>} deskcard-customers-merged - two or more customers are one now
 * @fires {CustomEvent<MergeUndoneDetail>} deskcard-merge-undone - two customers are apart again
 * @csspart control - each text box, drop-down and text area
 * @csspart dialog - the dialog itself
 * @csspart status - each line that says how things stand
 * @cssprop [--deskcard-dialog-width=720px] - width of the dialog where there is room
 */
export class MergeDialog extends DeskElement<'mergeDialog', typeof mergeDialog> {
  static override styles: CSSResult[] = styles;
  static override properties: PropertyDeclarations = {
    customerNumber: { attribute: 'customer-number' },
    ticketId: { attribute: 'ticket-id' },
    otherNumbers: { attribute: 'other-numbers', converter: (text) => text?.match(/\d+/g) },
    open: { type: Boolean, reflect: true },
    view: { reflect: true, useDefault: true },
  };

  /** The customer at hand, by any number it ever had. */
  declare customerNumber: string | null | undefined;
  /** The ticket at hand. */
  declare ticketId: string | null | undefined;
  /** The other records, when the page knows them; looked at when the dialog opens. */
  declare otherNumbers: readonly string[] | null | undefined;
  /** Whether the dialog is shown. */
  declare open: boolean;
  /** Merging, or the merges so far. */
  declare view: MergeDialogView;

  readonly #part = new LazyPart(this, () => import('./merging.part.js'));
  #merging: Merging | undefined;
  #isOpened = false;
  /** the part knows that the dialog is open, and for whom */
  #isBegun = false;
  #opener: Element | null = null;
  /** what had the agent's attention at the last update, so that the focus moves when that changes */
  #scene = '';

  constructor() {
    super('mergeDialog', mergeDialog);
    this.customerNumber = undefined;
    this.ticketId = undefined;
    this.otherNumbers = undefined;
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

  /** Loads what the first opening needs, so that it is there at once: when the page is idle, or at the opener. */
  async preload(): Promise<void> {
    await this.#part.load();
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
    if (this.#isBegun) this.#merging?.follow(change);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!this.open || !this.isConnected) return;
    if (!this.#isOpened) void this.#part.load();
    this.#isOpened = true;
    const { module } = this.#part;
    if (!module) return;
    this.#merging ??= new module.Merging(this, () => this.requestUpdate());
    const { activeDesk: desk, customerNumber, ticketId, otherNumbers } = this;
    const subject = { desk, customerNumber, ticketId, otherNumbers };
    this.#merging.begin(subject, !this.#isBegun, this.#isHistory);
    this.#isBegun = true;
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
    return html`<div class="dialog-head">
        <h2 id="title">${t.title}</h2>
        <div class="tabs">
          ${this.#tab('merge')}${this.#tab('history')}
          ${button(closeIcon(), () => this.close(), 'quiet icon-only', { name: common.close })}
        </div>
      </div>
      ${this.#body()}`;
  }

  #body(): TemplateResult {
    const { common } = this;
    const { module } = this.#part;
    // The focus rests here, so that the next key goes to what there is to be done about it.
    const only = (shown: TemplateResult): TemplateResult =>
      html`<div class="dialog-body"><div class="page" tabindex="-1" autofocus>${shown}</div></div>`;
    if (!this.activeDesk) return only(status({ kind: 'error', text: common.noDesk }));
    if (!this.#merging || !module) return only(this.#part.placeholder(common, 6));
    return this.#merging.render({
      t: this.textsWith(module.english),
      common,
      isHistory: this.#isHistory,
      explain: (error) => {
        const { message, hint } = this.describeError(error);
        return { kind: 'error', text: message, hint };
      },
      tooLong: (maximum) => this.describeIssue({ code: 'tooLong', maximum }),
      when: (iso) => this.when(iso),
      close: () => this.close(),
    });
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

  get #isHistory(): boolean {
    return this.view === 'history';
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
    this.#isOpened = this.#isBegun = false;
    this.#merging?.end();
  }

  /** The focus goes where the next thing is done or read, whenever that is somewhere else than before. */
  #moveFocus(): void {
    const before = this.#scene;
    this.#scene = this.#nowScene();
    if (before === this.#scene) return;
    if (before === '') return this.#focusWhatCame();
    if (before.split(' ')[0] !== this.view) return;
    this.#focus(this.#merging!.focusTarget(this.#isHistory));
  }

  /** What had the focus went with the grey lines, unless the agent has moved it meanwhile. */
  #focusWhatCame(): void {
    if (this.shadowRoot!.activeElement) return;
    this.#focus(this.#isHistory ? '[aria-pressed=true]' : '[autofocus]');
  }

  #focus(selector: string): void {
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  /** Empty until there is something in the dialog. */
  #nowScene(): string {
    return this.#merging ? `${this.view} ${this.#merging.scene}` : '';
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
