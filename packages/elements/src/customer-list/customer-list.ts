/**
 * R2, R5, R10: an administrator sees every customer of the service, finds some of them, and opens one. This is who may
 * do so; the list, the customer and the CSV files are parts that come when they are first needed.
 */
import { html, nothing, type CSSResult, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Change, Desk, ServiceDescription } from '@deskcard/core';
import { DeskElement } from '../desk-element.js';
import { suggestedPart } from '../duplicates/suggested-part.js';
import { ask, tell } from '../events.js';
import { Late } from '../late.js';
import { LazyPart } from '../lazy.js';
import { customerList } from '../locales/en.js';
import { button } from '../parts/button.js';
import { closeIcon } from '../parts/icons.js';
import { findMergeDialog } from '../parts/merge-opener.js';
import { skeleton } from '../parts/skeleton.js';
import { status, type Status } from '../parts/status.js';
import './customer-list.events.js';
import { styles } from './customer-list.styles.js';
import type { CustomerRows } from './customer-rows.part.js';
import type { CustomerTransfer } from './customer-transfer.part.js';
import type { CustomerView } from './customer-view.part.js';
import type { Now, Ui } from './ui.js';

type Opened = 'customer' | 'export' | 'import';

/**
 * The customers of a service: search conditions, rows for a hundred thousand of them, and a dialog with all that is
 * known of one: values with their origin, grades, tickets, merges and the way back, and their deletion. CSV files out
 * and in.
 *
 * Values are masked in the rows until an administrator who may see them switches that off.
 *
 * @tag customer-list
 * @attr {boolean} unmasked - whether the rows show whole values to those who may see them
 * @attr {string} merge-dialog - id of the merge dialog on the page, in which possible duplicates are merged
 * @fires {CustomEvent<DuplicateDecisionDetail>} deskcard-before-duplicate-decide - somebody says of two customers that they are not the same; cancel it to prevent that
 * @fires {CustomEvent<DuplicateDecisionDetail>} deskcard-duplicate-decided - that is saved, or taken back
 * @fires {CustomEvent<BeforeMergeOpenDetail>} deskcard-before-merge-open - the merge dialog is about to open; cancel it to do something else
 * @fires {CustomEvent<CustomerDetail>} deskcard-before-customer-open - a row is about to open its customer; cancel it to show them elsewhere
 * @fires {CustomEvent<CustomerDetail>} deskcard-customer-opened - the dialog shows a customer
 * @fires {CustomEvent<CustomerDetail>} deskcard-customer-revealed - masked values of a customer were shown, which the audit trail keeps
 * @fires {CustomEvent<CustomerDeleteDetail>} deskcard-before-customer-delete - a customer is about to be deleted; cancel it to prevent that
 * @fires {CustomEvent<CustomerDeletedDetail>} deskcard-customer-deleted - nothing is left of a customer but their tickets, without their values
 * @fires {CustomEvent<OpenTicketDetail>} deskcard-before-ticket-open - somebody wants to open a ticket; cancel it to prevent that
 * @fires {CustomEvent<OpenTicketDetail>} deskcard-ticket-opened - show this ticket, in a window of its own where the detail says so
 * @fires {CustomEvent<MergeUndoneDetail>} deskcard-merge-undone - two customers are apart again
 * @fires {CustomEvent<CustomersExportDetail>} deskcard-before-customers-export - a CSV file is about to be written; cancel it to prevent that
 * @fires {CustomEvent<CustomersExportDetail>} deskcard-customers-exported - it was written and handed to the browser
 * @fires {CustomEvent<CustomersImportDetail>} deskcard-before-customers-import - the lines of a CSV file are about to be stored; cancel it to prevent that
 * @fires {CustomEvent<CustomersImportDetail>} deskcard-customers-imported - lines were stored, and how many
 * @csspart control - each text box, drop-down and text area
 * @csspart conditions - the search conditions
 * @csspart grid - the rows
 * @csspart dialog - the dialog with a customer, or with a CSV file
 * @csspart duplicates - who else the customer may be
 * @csspart duplicate - one of them
 * @csspart reasons - what speaks for and against
 * @csspart status - each line that says how things stand
 * @cssprop [--deskcard-list-height=min(640px, 75dvh)] - the most height the rows take
 */
export class CustomerList extends DeskElement<'customerList', typeof customerList> {
  static override styles: CSSResult[] = styles;
  static override properties: PropertyDeclarations = {
    unmasked: { type: Boolean, reflect: true },
    mergeDialog: { attribute: 'merge-dialog' },
  };

  /** Whether the rows show whole values to those who may see them (D13). */
  declare unmasked: boolean;
  /** Id of the merge dialog on the page. */
  declare mergeDialog: string | null | undefined;

  readonly #setup = new Late<ServiceDescription>(() => this.requestUpdate());
  readonly #rowsPart = new LazyPart(this, () => import('./customer-rows.part.js'));
  readonly #viewPart = new LazyPart(this, () => import('./customer-view.part.js'));
  readonly #deletionPart = new LazyPart(this, () => import('./customer-deletion.part.js'));
  readonly #transferPart = new LazyPart(this, () => import('./customer-transfer.part.js'));
  readonly #duplicates = suggestedPart(this, (english) => this.textsWith(english, 'duplicateQueue'));
  #rows: CustomerRows | undefined;
  #view: CustomerView | undefined;
  #transfer: CustomerTransfer | undefined;
  #ui: Ui | undefined;
  #said = '';
  #turn = 0;
  #desk: Desk | undefined;
  /** what the dialog shows, once its part is there */
  #opened: Opened | undefined;
  #isClosing = false;
  /** who the dialog was opened for */
  #customer = '';
  #english: { parts: readonly (object | undefined)[]; all: object } | undefined;

  constructor() {
    super('customerList', customerList);
    this.unmasked = false;
    this.mergeDialog = undefined;
  }

  /** Opens the dialog of a customer, by any number they ever had; not while something runs in it. */
  openCustomer(customerNumber: string): void {
    if (this.#isRunning || !ask(this, 'deskcard-before-customer-open', { customerNumber })) return;
    this.#opened = 'customer';
    this.#isClosing = false;
    this.#customer = customerNumber;
    void this.#viewPart.load();
    this.requestUpdate();
    tell(this, 'deskcard-customer-opened', { customerNumber });
  }

  /** Asks the desk for the customers again. */
  reload(): void {
    this.#turn++;
    void this.#rows?.rows.reload();
    this.requestUpdate();
  }

  /** Loads ahead what the element loads when it is first on a page with a desk. */
  async preload(): Promise<void> {
    await Promise.all([this.#rowsPart.load(), this.#viewPart.load()]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#setup.pause();
    this.#rows?.leavePage();
    this.#leaveDialog();
  }

  protected override deskDidChange(change: Change): void {
    this.#rows?.deskDidChange(change);
    this.#view?.deskDidChange(change);
    if (change.type === 'missed') this.#turn++;
    this.requestUpdate();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    if (!this.isConnected) return;
    const desk = this.activeDesk;
    // While the desk is asked who is there.
    if (desk && desk !== this.#desk) void this.#rowsPart.load();
    if (desk !== this.#desk) {
      this.#leaveDialog();
      this.#closeDialog();
      // Neither a file nor a customer is handed to whoever sits here next.
      this.#view = this.#transfer = undefined;
    }
    this.#desk = desk;
    this.#setup.follow(this.#turn, [desk], desk && ((signal) => desk.service.describe({}, { signal })));
    this.#followParts();
  }

  protected override updated(): void {
    if (!this.isConnected) return;
    this.#rows?.updated(this.renderRoot);
    const dialog = this.#dialog;
    // One that was moved with its element is still open, but modal no longer, and nothing is in it.
    if (this.#opened === undefined) return dialog?.close();
    if (dialog && !dialog.open && !this.#isClosing) dialog.showModal();
    if (this.#opened === 'customer') this.#view?.updated();
    else this.#transfer?.updated();
  }

  protected override render(): TemplateResult {
    const standing = this.#standing();
    if (standing) {
      return html`${status(standing)}${standing.kind === 'busy' ? skeleton(8) : nothing}`;
    }
    if (!this.#rows) return this.#rowsPart.placeholder(this.common, 8);
    return html`${this.#rows.render()}
      <dialog
        class="dialog"
        part="dialog"
        aria-labelledby="dialog-title"
        @close=${this.#closed}
        @cancel=${this.#cancelled}
        @keydown=${this.#pressed}
      >
        ${this.#opened ? this.#inDialog(this.#opened) : nothing}
      </dialog>
      <div class="said" role="status">${this.#said}</div>`;
  }

  #inDialog(opened: Opened): TemplateResult {
    const { common } = this;
    const shown = opened === 'customer' ? this.#view?.render() : this.#transfer?.render();
    if (shown) return shown;
    const part = opened === 'customer' ? this.#viewPart : this.#transferPart;
    // The focus rests here until there is something to be done.
    return html`<div class="dialog-head">
        <h2 id="dialog-title">${common.customer}</h2>
        ${button(closeIcon(), () => this.#closeDialog(), 'quiet icon-only', { name: common.close })}
      </div>
      <div class="dialog-body"><div tabindex="-1" autofocus>${part.placeholder(common, 6)}</div></div>`;
  }

  /** Once there is a desk that may be asked, and the part that asks it. */
  #followParts(): void {
    const { module } = this.#rowsPart;
    const service = this.#setup.value;
    const desk = this.#desk;
    if (!module || !service || !desk || this.#standing()) return;
    const now: Now = {
      desk,
      service,
      common: this.common,
      t: this.#allTexts(module.english),
      language: this.language,
    };
    this.#ui = Object.assign(this.#ui ?? this.#makeUi(now), now);
    this.#rows ??= new module.CustomerRows(this.#ui, {
      open: (number) => this.openCustomer(number),
      exportCsv: () => this.#openTransfer('export'),
      importCsv: () => this.#openTransfer('import'),
      unmask: (isUnmasked) => {
        this.unmasked = isUnmasked;
      },
    });
    this.#rows.follow(this.unmasked && !service.masked);
    this.#followOpened(this.#ui, this.#rows);
  }

  #followOpened(ui: Ui, rows: CustomerRows): void {
    if (this.#opened === 'customer' && this.#viewPart.module) {
      this.#view ??= new this.#viewPart.module.CustomerView(ui, {
        close: () => this.#closeDialog(),
        open: (number) => this.openCustomer(number),
        neighbour: (number, step) => rows.neighbour(number, step)?.customerNumber,
        texts: (section, texts) => this.textsWith(texts, section),
        deletion: this.#deletionPart,
        removed: (deletion) => rows.deskDidChange({ type: 'customerDeleted', ...deletion }),
        duplicates: this.#duplicates,
        mergeDialog: () => findMergeDialog(this, this.mergeDialog),
      });
      this.#view.show(this.#customer);
    } else if (this.#opened && this.#transferPart.module) {
      this.#transfer ??= new this.#transferPart.module.CustomerTransfer(ui, {
        close: () => this.#closeDialog(),
        rows,
      });
      this.#transfer.show(this.#opened as 'export' | 'import');
    }
  }

  /** Those of the list and of its parts, as far as they are here. */
  #allTexts(rows: object): Now['t'] {
    const lazy = [this.#viewPart, this.#deletionPart, this.#transferPart];
    const parts = lazy.map((part) => part.module?.english);
    // One object for each set of parts: what a language says is kept by it.
    if (!this.#english || parts.some((each, index) => each !== this.#english!.parts[index])) {
      this.#english = { parts, all: Object.assign({}, rows, ...parts) as object };
    }
    return this.textsWith(this.#english.all) as Now['t'];
  }

  /** Why there is no list. */
  #standing(): Status | undefined {
    const { t, common } = this;
    const { value, error, busy } = this.#setup;
    if (this.activeDesk === undefined) return { kind: 'info', text: common.noDesk };
    if (value === undefined) {
      if (error === undefined || busy) return { kind: 'busy', text: common.loading };
      return { ...this.#failure(error), action: button(common.retry, () => this.reload(), 'small') };
    }
    if (value.permitted.includes('customers.list')) return undefined;
    const refused = (code: string): Status => ({
      ...this.#failure({ name: 'DeskError', code }),
      kind: 'info',
    });
    if (!value.customerManagement) return refused('service_disabled');
    const denied = refused('not_permitted');
    return value.role === 'admin' ? denied : { ...denied, text: t.adminsOnly };
  }

  #failure(error: unknown): Status {
    const { message, hint } = this.describeError(error);
    return { kind: 'error', text: message, hint };
  }

  #openTransfer(what: 'export' | 'import'): void {
    this.#opened = what;
    this.#isClosing = false;
    void this.#transferPart.load();
    this.requestUpdate();
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  /** What is not left half-way. */
  get #isRunning(): boolean {
    return this.#transfer?.isRunning || this.#view?.isRunning || false;
  }

  /** What is running is not closed by the way; without a gesture before, only the key itself can be stopped. */
  readonly #cancelled = (event: Event): void => {
    if (this.#isRunning) event.preventDefault();
  };

  readonly #pressed = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.#cancelled(event);
    keepToItself(event);
  };

  /** The browser gives the focus back to where it was; the row may be another one by now. */
  #closeDialog(): void {
    const dialog = this.#dialog;
    // The browser tells it late; what is drawn until then does not open it again.
    this.#isClosing = dialog?.open ?? false;
    dialog?.close();
  }

  readonly #closed = (): void => {
    this.#isClosing = false;
    if (this.#dialog?.open) return;
    if (this.#opened === 'customer') this.#focusAfter(this.#view?.customerNumber ?? this.#customer);
    this.#leaveDialog();
    this.requestUpdate();
  };

  /** The last one may have been deleted: then one looks for somebody else. */
  #focusAfter(customerNumber: string): void {
    if (this.#rows?.rows.items.length) this.#rows.focusRow(customerNumber);
    else this.renderRoot.querySelector<HTMLElement>('form .input')?.focus();
  }

  #leaveDialog(): void {
    this.#view?.end();
    this.#transfer?.end();
    this.#opened = undefined;
  }

  #makeUi(now: Now): Ui {
    return {
      ...now,
      host: this,
      update: () => this.requestUpdate(),
      say: (text) => {
        this.#said = text;
        this.requestUpdate();
      },
      focus: async (selector) => {
        this.requestUpdate();
        await this.updateComplete;
        this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
      },
      isRunning: () => this.#isRunning,
      leave: () => this.#closeDialog(),
      when: (iso, style) => this.when(iso, style),
      describeIssue: (issue) => this.describeIssue(issue),
      failure: (error) => this.#failure(error),
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'customer-list': CustomerList;
  }
}

/** Outside of the element, what is typed here looks as if nobody were typing: a page's own shortcuts would run. */
function keepToItself(event: KeyboardEvent): void {
  if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
}
