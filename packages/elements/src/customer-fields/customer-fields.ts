/**
 * R12–R16, R18, D4, D6, D11, B5: the customer part of the ticket's detail fields. This is who may see it and whose it
 * is; what stands in it is in `fields.part.ts`.
 */
import { html, nothing, type CSSResult, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Change, Desk, ServiceDescription } from '@deskcard/core';
import { DeskElement } from '../desk-element.js';
import { suggestedPart } from '../duplicates/suggested-part.js';
import type { FilledField } from '../lookups/lookups.events.js';
import { Late } from '../late.js';
import { LazyPart } from '../lazy.js';
import { customerFields } from '../locales/en.js';
import { button } from '../parts/button.js';
import { findMergeDialog } from '../parts/merge-opener.js';
import { skeleton } from '../parts/skeleton.js';
import { status, type Status } from '../parts/status.js';
import './customer-fields.events.js';
import { styles } from './customer-fields.styles.js';
import type { Fields } from './fields.part.js';
import type { SaveAlso, SaveResult } from './saving.js';
import { keyOf, subjectOf, type CustomerFieldsTicket, type Subject } from './subject.js';
import type { Shell } from './ui.js';

/**
 * The customer number with Merge at its side, and the customer's fields, each with the values that are registered for
 * the customer. Free entry stays possible; Save, also Ctrl+Enter, stores what changed and registers it with the
 * customer.
 *
 * Set `ticket-id`, or `ticket` to a ticket as the desk gave it; or `customer-number` where there is no ticket. A
 * `ticket` without a `version` is not saved yet: then the page takes what was typed from the event
 * `deskcard-customer-fields-changed` and saves it with its own form. With `no-save` the page's own Save calls `save()`,
 * with whatever is to be saved in the same transaction. What was typed stays with its ticket when another one is
 * shown; ask `hasUnsavedChanges` before you take the element away.
 *
 * @tag customer-fields
 * @attr {string} ticket-id - the saved ticket; `ticket` wins over it
 * @attr {string} customer-number - the customer, where there is no ticket
 * @attr {boolean} no-save - the page has a Save of its own
 * @attr {string} merge-dialog - id of the merge dialog on the page, which the Merge button opens
 * @fires {CustomEvent<CustomerFieldsChangedDetail>} deskcard-customer-fields-changed - something was typed, chosen, filled in or given up
 * @fires {CustomEvent<BeforeCustomerFieldsSaveDetail>} deskcard-before-customer-fields-save - this is about to be saved; cancel it to prevent that
 * @fires {CustomEvent<CustomerFieldsSavedDetail>} deskcard-customer-fields-saved - it was saved
 * @fires {CustomEvent<BeforeCustomerFieldsSaveDetail>} deskcard-before-customer-fields-discard - what was typed is about to be given up; cancel it to keep it
 * @fires {CustomEvent<BeforeMergeOpenDetail>} deskcard-before-merge-open - the merge dialog is about to open; cancel it to do something else
 * @fires {CustomEvent<DuplicateDecisionDetail>} deskcard-before-duplicate-decide - the agent says that somebody is not the same; cancel it to prevent that
 * @fires {CustomEvent<DuplicateDecisionDetail>} deskcard-duplicate-decided - that is saved, or taken back
 * @csspart control - each text box, drop-down and text area
 * @csspart fields - the fields
 * @csspart field - one of them
 * @csspart number - the customer number
 * @csspart mark - what says that a field was filled in
 * @csspart conflict - what somebody else saved beside what was typed
 * @csspart save - Save and Discard
 * @csspart taken - the question whose a value is
 * @csspart other - the other customer in it
 * @csspart duplicates - who else the customer may be
 * @csspart duplicate - one of them
 * @csspart reasons - what speaks for and against
 * @csspart status - each line that says how things stand
 */
export class CustomerFields extends DeskElement<'customerFields', typeof customerFields> {
  static override styles: CSSResult[] = styles;
  static override properties: PropertyDeclarations = {
    ticket: { attribute: false },
    ticketId: { attribute: 'ticket-id' },
    customerNumber: { attribute: 'customer-number' },
    noSave: { type: Boolean, attribute: 'no-save' },
    mergeDialog: { attribute: 'merge-dialog' },
  };

  /** The ticket as the page has it; without a `version` it is not saved yet. */
  declare ticket: CustomerFieldsTicket | null | undefined;
  /** A saved ticket, read from the desk; used while `ticket` is not set. */
  declare ticketId: string | null | undefined;
  /** A customer by any number it ever had; used while there is no ticket. */
  declare customerNumber: string | null | undefined;
  /** The page has a Save of its own, which calls `save()`. */
  declare noSave: boolean;
  /** Id of the merge dialog on the page. */
  declare mergeDialog: string | null | undefined;

  readonly #setup = new Late<ServiceDescription>(() => this.requestUpdate());
  readonly #part = new LazyPart(this, () => import('./fields.part.js'));
  readonly #duplicates = suggestedPart(this, (english) => this.textsWith(english, 'duplicateQueue'));
  #fields: Fields | undefined;
  #turn = 0;
  #desk: Desk | undefined;

  constructor() {
    super('customerFields', customerFields);
    this.ticket = undefined;
    this.ticketId = undefined;
    this.customerNumber = undefined;
    this.noSave = false;
    this.mergeDialog = undefined;
  }

  /** Whether something was typed that is not saved, for this ticket or one that was shown before. */
  get hasUnsavedChanges(): boolean {
    return this.#fields?.hasUnsavedChanges ?? false;
  }

  /** How many fields of what is shown are not saved. */
  get unsaved(): number {
    return this.#fields?.unsaved ?? 0;
  }

  /**
   * Ticket field code → what stands in the field now; masks are left out. Empty until another ticket is drawn; what was
   * typed for it before is told by `deskcard-customer-fields-changed`.
   */
  get values(): Readonly<Record<string, string>> {
    const isDrawn = this.#fields?.key === this.#key;
    return (isDrawn ? this.#fields?.values : undefined) ?? {};
  }

  /**
   * Saves what changed, together with what the page wants to save of the ticket in the same transaction. Resolves
   * when that is done or cannot be: the element says what a person has to do about it.
   */
  async save(also?: SaveAlso): Promise<SaveResult> {
    const fields = await this.#ready();
    return fields === undefined ? { saved: false } : fields.save(also);
  }

  /** Gives up what was typed for what is shown; false when a listener wants to keep it. */
  discard(): boolean {
    return this.#fields?.discard() ?? true;
  }

  /**
   * Puts what a lookup found into those of the fields that are this element's and blank, marked as filled in; gives
   * back the fills of other fields. For `deskcard-fields-filled`.
   */
  async fill(apiId: string, fills: readonly FilledField[]): Promise<readonly FilledField[]> {
    const key = this.#key;
    const fields = await this.#ready();
    return fields === undefined || key !== this.#key ? fills : fields.fill(apiId, fills);
  }

  /** Takes such fills back where they still stand; gives back those of other fields. For `deskcard-fill-undone`. */
  async unfill(fills: readonly FilledField[]): Promise<readonly FilledField[]> {
    const key = this.#key;
    const fields = await this.#ready();
    return fields === undefined || key !== this.#key ? fills : fields.unfill(fills);
  }

  /** Loads ahead what the element loads when it is first on a page with a desk. */
  async preload(): Promise<void> {
    await this.#part.load();
  }

  /** Focuses the first field. */
  override focus(options?: FocusOptions): void {
    this.renderRoot?.querySelector<HTMLElement>('.cell .input')?.focus(options);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // One that only moves within the page is back before this update, and nothing is given up.
    this.requestUpdate();
  }

  protected override deskDidChange(change: Change): void {
    if (change.type === 'cleared' || change.type === 'missed') this.#reload();
    this.#fields?.hear(change);
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    if (!this.isConnected) {
      this.#setup.pause();
      this.#fields?.pause();
      return;
    }
    const desk = this.activeDesk;
    // While the desk is asked what it is; again only when somebody wants to.
    if (desk && desk !== this.#desk) void this.#part.load();
    this.#desk = desk;
    this.#setup.follow(this.#turn, [desk], desk && ((signal) => desk.service.describe({}, { signal })));
    const { module } = this.#part;
    const service = this.#setup.value;
    const subject = this.#subject;
    if (!module || !service || !desk || !subject || !service.customerManagement) return;
    this.#fields ??= new module.Fields(this.#makeShell());
    const t = this.textsWith(module.english);
    this.#fields.follow({ t, common: this.common, desk, service, subject, noSave: this.noSave });
  }

  protected override updated(): void {
    if (this.isConnected) this.#fields?.updated();
  }

  protected override render(): TemplateResult {
    const standing = this.#standing();
    if (standing) return html`${status(standing)}${standing.kind === 'busy' ? skeleton(4) : nothing}`;
    return this.#fields ? this.#fields.render() : this.#part.placeholder(this.common, 4);
  }

  get #subject(): Subject | undefined {
    return subjectOf(this);
  }

  get #key(): string {
    const subject = this.#subject;
    return subject ? keyOf(subject) : '';
  }

  /** Why there are no fields. */
  #standing(): Status | undefined {
    const { t, common } = this;
    const { value, error, busy } = this.#setup;
    const desk: Desk | undefined = this.activeDesk;
    if (desk === undefined) return { kind: 'info', text: common.noDesk };
    if (value === undefined) {
      if (error === undefined || busy) return { kind: 'busy', text: common.loading };
      return { ...this.#failure(error), action: button(common.retry, this.#reload, 'small') };
    }
    if (!value.customerManagement) {
      return { ...this.#failure({ name: 'DeskError', code: 'service_disabled' }), kind: 'info' };
    }
    return this.#subject ? undefined : { kind: 'info', text: t.nobody };
  }

  #failure(error: unknown): Status {
    const { message, hint } = this.describeError(error);
    return { kind: 'error', text: message, hint };
  }

  readonly #reload = (): void => {
    this.#turn++;
    this.requestUpdate();
  };

  /** What the page asks for may come before the fields do; undefined where there are none. */
  async #ready(): Promise<Fields | undefined> {
    await this.updateComplete;
    await Promise.all([this.#setup.done, this.activeDesk && this.#part.load()]);
    await this.updateComplete;
    await this.#fields?.done;
    return this.#standing() ? undefined : this.#fields;
  }

  #makeShell(): Shell {
    return {
      host: this,
      root: () => this.renderRoot,
      update: () => this.requestUpdate(),
      focus: async (selector) => {
        this.requestUpdate();
        await this.updateComplete;
        this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
      },
      duplicates: this.#duplicates,
      mergeDialog: () => findMergeDialog(this, this.mergeDialog),
      language: () => this.language,
      when: (iso) => this.when(iso),
      describeIssue: (issue) => this.describeIssue(issue),
      failure: (error) => this.#failure(error),
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'customer-fields': CustomerFields;
  }
}
