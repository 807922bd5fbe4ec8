/**
 * R10, R11: one customer in a dialog: values and where they came from, grades, consultations, merges and the way back.
 * Loaded when the first row is opened. Values are edited at a ticket (R12), not here.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { Change, Customer, CustomerDeletion } from '@deskcard/core';
import type { LazyPart } from '../lazy.js';
import { labelRow } from '../customer-badge/labels.js';
import type { SuggestedPart } from '../duplicates/suggested-part.js';
import { Suggested } from '../duplicates/suggested.js';
import { customerView as english } from '../locales/en.customer-view.js';
import { merging } from '../locales/en.merging.js';
import { mergeDialog } from '../locales/en.js';

import type { SectionName, Strings } from '../locales/locale.js';
import { historyView } from '../merge-dialog/history-view.js';
import { newKey } from '../merge-dialog/once.js';
import { button } from '../parts/button.js';
import { closeIcon, downIcon, upIcon } from '../parts/icons.js';
import { openMergeDialog, type MergeOpener } from '../parts/merge-opener.js';
import { skeleton } from '../parts/skeleton.js';
import { status, type Status } from '../parts/status.js';
import type * as deletionPart from './customer-deletion.part.js';
import type { Deletion } from './deletion.js';
import { CustomerRecord } from './record.js';
import { styles } from './record.styles.js';
import { ticketsView } from './tickets-view.js';
import { may, type Ui } from './ui.js';
import { valuesView } from './values-view.js';

export { english, styles };

export interface ViewShell {
  close(): void;
  open(customerNumber: string): void;
  /** the customer before or after in the list */
  neighbour(customerNumber: string, step: 1 | -1): string | undefined;
  /** the part that deletes */
  readonly deletion: LazyPart<typeof deletionPart>;
  /** a customer is gone, before the desk tells it everybody */
  removed(deletion: Pick<CustomerDeletion, 'customerNumber' | 'numbers'>): void;
  /** the texts of another element's section */
  texts<P extends object>(section: SectionName, english: P): P;
  /** who else the customer may be */
  readonly duplicates: SuggestedPart;
  mergeDialog(): MergeOpener | undefined;
}

/** Those of the merge dialog, whose history stands here as well. */
const mergeTexts = { ...mergeDialog, ...merging };

export class CustomerView {
  readonly #ui: Ui;
  readonly #shell: ViewShell;
  readonly #record: CustomerRecord;
  #deletion: Deletion | undefined;
  /** the administrator is asked whether they are sure */
  #isAsked = false;
  readonly #suggested: Suggested;
  /** the row from which it was opened, whatever number its customer has now */
  #shownNumber = '';
  #next: string | undefined;
  /** whose row gets the focus now that this one is gone */
  #successor: string | undefined;

  constructor(ui: Ui, shell: ViewShell) {
    this.#ui = ui;
    this.#shell = shell;
    this.#record = new CustomerRecord(ui);
    this.#suggested = new Suggested(ui.host, ui.update);
  }

  /** What is being deleted is not left half-way. */
  get isRunning(): boolean {
    return this.#deletion?.isBusy ?? false;
  }

  /** Whose dialog it is, by the number they have in the list. */
  get customerNumber(): string {
    return this.#successor ?? this.#record.number;
  }

  show(customerNumber: string): void {
    if (customerNumber !== this.#record.number) this.#dropDeletion();
    this.#record.begin(customerNumber);
    const { desk, service } = this.#ui;
    this.#suggested.follow(desk, service, this.#record.customer.value?.customerNumber);
  }

  deskDidChange(change: Change): void {
    this.#record.follow(change);
    this.#suggested.hear(change);
  }

  end(): void {
    this.#record.end();
    this.#dropDeletion();
    this.#successor = undefined;
    this.#suggested.pause();
    this.#shownNumber = '';
  }

  /** The focus begins at the name, and comes back there when what had it is gone. */
  updated(): void {
    const root = this.#ui.host.shadowRoot!;
    const isNew = this.#shownNumber !== this.#record.number;
    this.#shownNumber = this.#record.number;
    if (isNew) root.querySelector('.dialog-body')?.scrollTo({ top: 0 });
    if (root.activeElement && root.activeElement.localName !== 'dialog') return;
    root.querySelector<HTMLElement>('#dialog-title')?.focus();
  }

  render(): TemplateResult {
    const { customer, shown } = this.#record;
    const { failure, common } = this.#ui;
    const again = button(common.retry, () => this.#record.reload(), 'small');
    const { isDeleted } = this.#record;
    const failed: Status | undefined =
      customer.error === undefined
        ? undefined
        : isDeleted
          ? { ...failure(customer.error), kind: 'info' }
          : { ...failure(customer.error), action: again };
    return html`<div class="record" @keydown=${(event: KeyboardEvent) => this.#press(event)}>
      ${this.#head(shown)}
      <div class="dialog-body" part="customer">
        <div class="page">
          ${status(failed ?? this.#notice())}
          ${shown ? this.#body(shown) : isDeleted ? this.#remains() : failed ? nothing : skeleton(8)}
        </div>
      </div>
    </div>`;
  }

  #head(customer: Customer | undefined): TemplateResult {
    const { t, common } = this.#ui;
    const numbers = customer?.absorbedNumbers ?? [];
    const step = (by: 1 | -1, label: string, keys: string): TemplateResult =>
      button(by === 1 ? downIcon() : upIcon(), () => this.#step(by), 'quiet icon-only', {
        name: `${label} (${keys})`,
        id: by === 1 ? 'next' : 'previous',
        isWaiting: this.isRunning || this.#neighbour(by) === undefined,
      });
    return html`<div class="dialog-head">
      <div class="grow">
        <h2 id="dialog-title" tabindex="-1" autofocus>
          <bdi>${customer ? customer.values['name'] || t.nameless : common.customer}</bdi>
        </h2>
        <p class="muted">
          ${common.customerNumber}
          ${customer?.customerNumber ?? this.#record.number}${numbers.length > 0 ? ` (${t.formerly(numbers.join(', '))})` : nothing}
        </p>
      </div>
      ${step(-1, t.previous, 'Alt+↑')} ${step(1, t.next, 'Alt+↓')}
      ${button(closeIcon(), () => this.#shell.close(), 'quiet icon-only', { name: common.close, isWaiting: this.isRunning })}
    </div>`;
  }

  #notice(): Status | undefined {
    const { customer, movedFrom } = this.#record;
    if (!customer.value || !movedFrom) return undefined;
    return { kind: 'info', text: this.#ui.t.movedTo(movedFrom, customer.value.customerNumber) };
  }

  #body(customer: Customer): TemplateResult {
    const { t, when } = this.#ui;
    return html`<p class="row facts">
        ${this.#gradeLabels()}
        <span class="muted">${t.known(when(customer.createdAt, 'date'), when(customer.updatedAt))}</span>
      </p>
      ${valuesView(this.#ui, this.#record, customer)} ${this.#duplicates(customer)}
      ${ticketsView(this.#ui, this.#record)} ${this.#merges()} ${this.#deleting(customer)}`;
  }

  #deleting(customer: Customer): TemplateResult {
    const { t } = this.#ui;
    return html`<section aria-labelledby="deletion">
      <h3 id="deletion">${t.deletion}</h3>
      ${this.#isAsked ? this.#question(customer) : this.#offer()}
    </section>`;
  }

  #offer(): TemplateResult {
    const { t } = this.#ui;
    if (!may(this.#ui, 'customers.delete')) return html`<p class="hint">${t.deleteDenied}</p>`;
    const ask = (): unknown => this.#ask();
    return html`<p class="hint">${t.deletionHint}</p>
      <div>${button(t.deleteCustomer, ask, 'danger', { id: 'delete-customer' })}</div>`;
  }

  #question(customer: Customer): TemplateResult {
    const part = this.#shell.deletion;
    if (!part.module) return part.placeholder(this.#ui.common, 6);
    this.#deletion ??= new part.module.Deletion(this.#ui, {
      key: newKey,
      left: () => this.#letGo(),
      begins: () => (this.#next = this.#neighbour(1) ?? this.#neighbour(-1)),
      gone: () => this.#record.reload(),
      done: (deletion) => this.#deleted(deletion),
    });
    return part.module.deletionView(this.#ui, this.#deletion, customer);
  }

  async #ask(): Promise<void> {
    this.#isAsked = true;
    this.#ui.update();
    await this.#shell.deletion.load();
    if (this.#isAsked) await this.#ui.focus('#keep-customer');
  }

  #letGo(): void {
    this.#isAsked = false;
    void this.#ui.focus('#delete-customer');
  }

  #dropDeletion(): void {
    this.#deletion?.drop();
    this.#isAsked = false;
  }

  /** The tickets of somebody who was deleted, and how far it is. */
  #remains(): TemplateResult {
    const { module } = this.#shell.deletion;
    const standing = module && this.#deletion && module.deletionStatus(this.#ui, this.#deletion);
    return html`${status(standing)} ${ticketsView(this.#ui, this.#record)}`;
  }

  /** The dialog is of no use any more; the focus goes to the row that took the place of this one. */
  #deleted(deletion: CustomerDeletion): void {
    this.#successor = this.#next;
    this.#shell.removed(deletion);
    this.#shell.close();
    this.#ui.say(this.#ui.t.customerDeleted(deletion.customerNumber));
  }

  #gradeLabels(): TemplateResult {
    const { grades, readGrades } = this.#record;
    const { t, common, failure } = this.#ui;
    if (grades.error !== undefined) {
      const again = button(common.retry, () => readGrades.call(this.#record), 'small');
      return status({ ...failure(grades.error), action: again });
    }
    if (grades.value === undefined) return html`<span class="muted">${common.loading}</span>`;
    if (grades.value.length === 0) return html`<span class="muted">${t.noGrade}</span>`;
    return html`<span><span class="said">${t.grades}: </span>${labelRow(grades.value)}</span>`;
  }

  /** B4: who else they may be, and what was said about that. */
  #duplicates({ customerNumber, absorbedNumbers }: Customer): TemplateResult | typeof nothing {
    const { value, error } = this.#suggested.list;
    if (!may(this.#ui, 'duplicates.list') || (value === undefined && error === undefined)) return nothing;
    const { common, language, service, failure, when, focus } = this.#ui;
    const shown = this.#shell.duplicates.needed();
    if (!shown) return this.#shell.duplicates.missing(common);
    const mayMerge = may(this.#ui, 'customers.planMerge') && may(this.#ui, 'customers.merge');
    const canMerge = mayMerge && this.#shell.mergeDialog() !== undefined;
    return shown.view({
      t: shown.t,
      common,
      language,
      customerFields: service.customerFields,
      suggested: this.#suggested,
      own: [customerNumber, ...absorbedNumbers],
      isNarrow: false,
      merge: canMerge ? (otherNumber) => this.#merge(customerNumber, otherNumber) : undefined,
      when,
      failure,
      focus,
    });
  }

  /** In the page's own dialog, above this one. */
  #merge(customerNumber: string, otherNumber: string): void {
    const dialog = this.#shell.mergeDialog();
    if (dialog) openMergeDialog(this.#ui.host, dialog, customerNumber, otherNumber);
  }

  #merges(): TemplateResult {
    const { common, failure, when, t } = this.#ui;
    const texts = this.#shell.texts('mergeDialog', mergeTexts) as Strings['mergeDialog'];
    return html`<section aria-labelledby="merges">
      <h3 id="merges">${t.merges}</h3>
      ${historyView({ flow: this.#record.merges, t: texts, common, explain: failure, when })}
    </section>`;
  }

  #neighbour(step: 1 | -1): string | undefined {
    return this.#shell.neighbour(this.#record.number, step);
  }

  /** The dialog goes on with the next row, as one goes through a list. */
  #step(step: 1 | -1): void {
    const next = this.#neighbour(step);
    if (next !== undefined) this.#shell.open(next);
  }

  #press(event: KeyboardEvent): void {
    const step = { ArrowDown: 1 as const, ArrowUp: -1 as const }[event.key];
    if (!step || !event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.#step(step);
  }
}
