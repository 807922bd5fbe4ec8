/**
 * R12–R16, R18: what stands in the customer fields: the number with Merge at its side, one box per field with the
 * values registered for the customer, what was filled in, and Save. Loaded when the element is first on a page with a
 * desk.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { Change } from '@deskcard/core';
import { isDeleted } from '../deleted.js';
import { Suggested } from '../duplicates/suggested.js';
import { ask, tell } from '../events.js';
import { fields as english } from '../locales/en.fields.js';
import { Combobox } from '../parts/combobox.js';
import { isComposing } from '../parts/composing.js';
import { skeleton } from '../parts/skeleton.js';
import { status } from '../parts/status.js';
import type { FilledField } from '../lookups/lookups.events.js';
import type { CustomerFieldTexts } from './customer-fields.events.js';
import { Drafts } from './drafts.js';
import { fieldView, type FieldView } from './field-view.js';
import { styles } from './fields.styles.js';
import { Form } from './form.js';
import { failedView, footView, headView, noticeView, type FrameView } from './frame-view.js';
import { Records } from './records.js';
import { Reveal } from './reveal.js';
import { Saving, type SaveAlso, type SaveResult } from './saving.js';
import type { Spec } from './specs.js';
import { showTaken, takenView } from './taken-view.js';
import type { Now, Shell } from './ui.js';

export { english, styles };

export class Fields {
  readonly #shell: Shell;
  readonly #records: Records;
  readonly #suggested: Suggested;
  readonly #drafts = new Drafts();
  readonly #form: Form;
  readonly #saving: Saving;
  readonly #reveal: Reveal;
  readonly #comboboxes = new Map<string, Combobox>();
  #now!: Now;
  #isUntold = false;

  constructor(shell: Shell) {
    this.#shell = shell;
    this.#records = new Records(() => shell.update());
    this.#suggested = new Suggested(shell.host, () => shell.update());
    this.#form = new Form(this.#records, this.#drafts);
    this.#saving = new Saving(shell, this.#records, this.#form, () => this.#now);
    this.#reveal = new Reveal(shell, this.#records, this.#form);
  }

  /** Whose fields are drawn. */
  get key(): string {
    return this.#form.key;
  }

  /** Of any ticket or customer that was shown. */
  get hasUnsavedChanges(): boolean {
    return this.#form.changed.length > 0 || this.#drafts.hasOther(this.#form.key);
  }

  /** Ticket field code → what stands in it. */
  get values(): Readonly<Record<string, string>> {
    return this.#records.isThere ? this.#onScreen.fields : {};
  }

  /** Masks are left out. */
  get #onScreen(): CustomerFieldTexts {
    const { specs } = this.#form;
    const isSeen = (spec: Spec): boolean => this.#form.mask(spec) === undefined || !!this.#form.draft(spec);
    return this.#form.texts(specs.filter(isSeen));
  }

  /** Resolves when what is to be shown was read, or cannot be. */
  get done(): Promise<unknown> | undefined {
    return this.#records.done;
  }

  get unsaved(): number {
    return this.#records.isThere ? this.#form.changed.length : this.#drafts.of(this.#form.key).size;
  }

  /** At every update: what is on the screen now. */
  follow(now: Now): void {
    const { key } = this.#form;
    this.#followPerson(now);
    this.#now = now;
    this.#records.follow(now.desk, now.subject);
    this.#suggested.follow(now.desk, now.service, this.#records.customer?.customerNumber);
    this.#form.follow(now.service, now.common, now.subject);
    if (key === this.#form.key) return;
    // What was typed here before is there again, and the page does not know it.
    this.#isUntold = this.#drafts.of(this.#form.key).size > 0;
    this.#leave();
  }

  hear(change: Change): void {
    this.#records.hear(change);
    this.#suggested.hear(change);
    this.#shell.update();
  }

  /** It leaves the page, or there is nothing to be shown; drafts stay. */
  pause(): void {
    this.#records.pause();
    this.#suggested.pause();
    this.#leave();
  }

  updated(): void {
    if (this.#isUntold && this.#records.isThere) this.#tell();
    const root = this.#shell.root();
    for (const combobox of this.#comboboxes.values()) combobox.updated();
    showTaken(root, this.#saving.question);
  }

  save(also?: SaveAlso): Promise<SaveResult> {
    this.#closeLists();
    return this.#saving.save(also);
  }

  /** Gives up what was typed for this ticket; false when the page keeps it. */
  discard(): boolean {
    const { ticket, customerNumber } = this.#records;
    const texts = this.#form.texts(this.#form.changed);
    const whose = { ticketId: ticket?.ticketId, customerNumber };
    if (!ask(this.#shell.host, 'deskcard-before-customer-fields-discard', { ...whose, ...texts }))
      return false;
    this.#act(() => this.#form.discard());
    return true;
  }

  /** Fills in what is this element's, marked, and gives the others back (R54, R55, D11). */
  fill(apiId: string, fills: readonly FilledField[]): readonly FilledField[] {
    return this.#each(fills, (spec, { text }) => this.#form.fill(spec, text, apiId));
  }

  /** Takes back what still says what was filled in, and gives the others back. */
  unfill(fills: readonly FilledField[]): readonly FilledField[] {
    return this.#each(fills, (spec, { text }) => {
      if (this.#form.value(spec) === text) this.#form.unfill(spec);
    });
  }

  /** R18: the dialog that the page has for it. */
  merge(otherNumbers: readonly string[] = []): void {
    const { ticket, customerNumber } = this.#records;
    const { host } = this.#shell;
    const whose = { ticketId: ticket?.ticketId, customerNumber };
    if (!ask(host, 'deskcard-before-merge-open', { ...whose, otherNumbers })) return;
    const dialog = this.#shell.mergeDialog();
    const { noMergeDialog: text } = this.#now.t;
    if (!dialog) return this.#saving.say({ kind: 'info', text });
    Object.assign(dialog, { ...whose, otherNumbers, view: 'merge' });
    dialog.show();
  }

  render(): TemplateResult {
    const now = this.#now;
    const { common } = now;
    const view = this.#frame;
    const { error, isThere } = this.#records;
    if (!isThere) {
      if (error === undefined) return html`${status({ kind: 'busy', text: common.loading })}${skeleton(4)}`;
      return failedView(view, error);
    }
    return html`<div class="fields" @keydown=${this.#pressed}>
      ${headView(view)} ${this.#duplicates()} ${this.#reveal.render(now)} ${noticeView(view)}
      <div class="grid" part="fields">
        ${this.#form.specs.map((spec) => fieldView(this.#fieldView, spec))}
      </div>
      ${footView(view)} ${this.#question()}
      <div class="said" role="status">${this.#offered()}</div>
    </div>`;
  }

  /** B4, B7: where an agent looks first, and only when there is something to say. */
  #duplicates(): unknown {
    const { customer, ticket } = this.#records;
    const { list, open, last } = this.#suggested;
    const held = ticket?.held ?? [];
    const isKnown = list.value !== undefined || list.error !== undefined;
    if (!customer || !isKnown || (open.length + held.length === 0 && !last && !list.error)) return nothing;
    const { common, service } = this.#now;
    const shown = this.#shell.duplicates.needed();
    if (!shown) return this.#shell.duplicates.missing(common);
    const { when, failure, focus } = this.#shell;
    return shown.view({
      t: shown.t,
      common,
      language: this.#shell.language(),
      customerFields: service.customerFields,
      suggested: this.#suggested,
      held,
      own: [customer.customerNumber, ...customer.absorbedNumbers],
      isNarrow: true,
      merge: this.#mayMerge ? (otherNumber) => this.merge([otherNumber]) : undefined,
      when: (iso) => when(iso),
      failure: (error) => failure(error),
      focus: (selector) => focus(selector),
    });
  }

  get #canSave(): boolean {
    return this.#now.subject.kind !== 'unsaved';
  }

  get #mayMerge(): boolean {
    const { permitted } = this.#now.service;
    if (isDeleted(this.#records.customerError)) return false;
    return ['customers.planMerge', 'customers.merge'].every((name) => permitted.includes(name));
  }

  #question(): TemplateResult {
    const { question } = this.#saving;
    return takenView({
      ...this.#now,
      shell: this.#shell,
      question,
      mayMerge: this.#mayMerge,
      merge: () => this.#mergeWithOwner(),
      answer: (answer) => void this.#saving.answer(answer),
      cancel: () => void this.#saving.cancelQuestion(),
    });
  }

  /** What was typed waits until the two are one. */
  #mergeWithOwner(): void {
    const { matter } = this.#saving.question;
    this.#saving.question.close();
    this.#saving.say({ kind: 'info', text: this.#now.t.saveAfterMerge });
    // The question gives the focus back first, so that the merge dialog does so in its turn.
    this.updated();
    this.merge(matter && [matter.otherNumber]);
  }

  /** How many values the open list has, for a screen reader. */
  #offered(): string {
    const open = [...this.#comboboxes.values()].find(({ shown }) => shown.length > 0);
    return open ? this.#now.t.offered(open.shown.length) : '';
  }

  get #frame(): FrameView {
    return {
      ...this.#now,
      shell: this.#shell,
      form: this.#form,
      records: this.#records,
      saving: this.#saving,
      mayMerge: this.#mayMerge,
      canSave: this.#canSave,
      merge: () => this.merge(),
      save: () => void this.save(),
      discard: () => this.discard(),
    };
  }

  get #fieldView(): FieldView {
    return {
      ...this.#now,
      form: this.#form,
      shell: this.#shell,
      combobox: (id) => this.#combobox(id),
      isLocked: !this.#form.mayEdit,
      type: (spec, value) => this.#act(() => this.#form.type(spec, value)),
      act: (work) => this.#act(work),
    };
  }

  /** What one person was shown and has typed is not for the next. */
  #followPerson({ desk, service }: Now): void {
    const before: Now | undefined = this.#now;
    if (!before || desk === before.desk) return;
    this.#leave();
    this.#form.revealed = undefined;
    if (service.user === before.service.user) return;
    this.#form.refused.clear();
    this.#drafts.clear();
  }

  /** Another ticket, or nobody looks. */
  #leave(): void {
    this.#saving.leave();
    this.#reveal.forget();
    this.#closeLists();
  }

  #closeLists(): void {
    for (const combobox of this.#comboboxes.values()) combobox.close();
  }

  #combobox(id: string): Combobox {
    const known = this.#comboboxes.get(id);
    if (known) return known;
    const made = new Combobox(this.#shell.root, () => this.#shell.update());
    this.#comboboxes.set(id, made);
    return made;
  }

  readonly #pressed = (event: KeyboardEvent): void => {
    const isCommand = event.ctrlKey || event.metaKey;
    const mayCommand = this.#canSave && !this.#now.noSave && !this.#saving.question.matter;
    if (event.key === 'Enter' && isCommand && !isComposing(event) && mayCommand) {
      event.preventDefault();
      void this.save();
    }
    // A letter that is typed here must not fire a hotkey of the page, which sees only the element as its target.
    const isTyping = (event.target as Element).matches('input, textarea, select');
    if (isTyping && event.key.length === 1 && !isCommand && !event.altKey) event.stopPropagation();
  };

  /** Changes what was typed, and tells the page. */
  #act(work: () => void): void {
    work();
    if (!this.#saving.isBusy) this.#saving.forget();
    this.#tell();
    this.#shell.update();
  }

  #tell(): void {
    this.#isUntold = false;
    const { ticket, customerNumber } = this.#records;
    tell(this.#shell.host, 'deskcard-customer-fields-changed', {
      ticketId: ticket?.ticketId,
      customerNumber,
      ...this.#onScreen,
      unsaved: this.unsaved,
    });
  }

  #each(
    fills: readonly FilledField[],
    work: (spec: Spec, fill: FilledField) => unknown,
  ): readonly FilledField[] {
    const own = (fill: FilledField): Spec | undefined =>
      this.#form.specs.find(({ code }) => code === fill.fieldCode);
    const mine = fills.filter(own);
    if (mine.length > 0) {
      this.#act(() => {
        for (const fill of mine) work(own(fill)!, fill);
      });
    }
    return fills.filter((fill) => !mine.includes(fill));
  }
}
