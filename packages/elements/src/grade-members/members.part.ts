/**
 * R23, R26–R28, B14: giving grades, and who has which. Loaded when `<grade-members>` is first on a page with a desk.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { Grade, GradeAssignment } from '@deskcard/core';
import { READ_MS, within } from '../deadline.js';
import { members as english } from '../locales/en.members.js';
import { Asking, keepToItself } from '../parts/asking.js';
import { button } from '../parts/button.js';
import { collectCsv, download } from '../parts/csv-download.js';
import type { CsvImport } from '../parts/csv-import.js';
import { csvImportView } from '../parts/csv-import-view.js';
import type { Screen as AnyScreen } from '../parts/screen.js';
import { status, type Status } from '../parts/status.js';
import { columnName, columnsOf, startImport } from './csv.js';
import { MemberForm, type Ui } from './member-form.js';
import { memberFormView } from './member-form-view.js';
import { MemberList } from './member-list.js';
import { memberListView } from './member-list-view.js';
import { styles } from './members.styles.js';

export { english, styles };

export class Screen implements AnyScreen<readonly Grade[]> {
  readonly #ui: Ui;
  readonly #asking: Asking;
  readonly #form: MemberForm;
  readonly #list: MemberList;
  #grades: readonly Grade[] = [];
  #import: CsvImport | undefined;
  #exporting: AbortController | undefined;
  #exported: Status | undefined;

  constructor(ui: Ui) {
    this.#ui = ui;
    this.#asking = new Asking(ui);
    this.#form = new MemberForm(ui, (saved, isTypedOn) => this.#saved(saved, isTypedOn));
    this.#list = new MemberList(ui);
  }

  get hasUnsavedChanges(): boolean {
    return this.#form.isDirty || this.#import?.stage === 'importing';
  }

  follow(grades: readonly Grade[]): void {
    if (grades !== this.#grades) this.#form.follow(grades);
    this.#grades = grades;
    this.#list.follow();
  }

  changed(): void {
    this.#list.reload();
  }

  updated(): void {
    this.#asking.updated();
  }

  leavePage(): void {
    this.#asking.drop();
    this.#form.close();
    this.#list.pause();
    this.#import?.stop();
    this.#exporting?.abort();
    this.#exporting = undefined;
  }

  render(): TemplateResult {
    const ui = this.#ui;
    const { t } = ui;
    const leave = (): void => this.#leave(() => this.#closeForm());
    const { edited } = this.#form;
    return html`<div class="screen" @keydown=${keepToItself}>
        ${memberFormView(ui, this.#form, this.#grades, leave)}
        <section part="list" aria-labelledby="members">
          <div class="row head">
            <h3 id="members" class="grow">${t.title}</h3>
            ${this.#csvButtons()}
          </div>
          ${status(this.#exported)} ${this.#importView()}
          ${memberListView(ui, this.#list, this.#grades, {
            edit: (assignment) => this.#edit(assignment),
            take: (assignment) => this.#take(assignment),
            editedId: edited?.assignmentId,
          })}
        </section>
      </div>
      ${this.#asking.render()}`;
  }

  #csvButtons(): TemplateResult {
    const { t, common } = this.#ui;
    const toggle = (): void => {
      this.#import = startImport(this.#ui);
      void this.#ui.focus('#import-title');
    };
    return html`${button(t.importCsv, toggle, 'small', { id: 'import', isWaiting: this.#import !== undefined })}
    ${
      this.#exporting
        ? button(common.cancel, () => this.#exporting?.abort(), 'small', { id: 'export' })
        : button(t.exportCsv, () => void this.#export(), 'small', { id: 'export' })
    }`;
  }

  #importView(): TemplateResult | typeof nothing {
    const ui = this.#ui;
    const work = this.#import;
    if (work === undefined) return nothing;
    const number = new Intl.NumberFormat(ui.language);
    return csvImportView(work, {
      t: ui.t.csv,
      common: ui.common,
      columns: columnsOf(ui),
      nameOf: (column) => columnName(ui, column),
      describeIssue: ui.describeIssue,
      failure: ui.failure,
      number: (value) => number.format(value),
      close: () => {
        work.stop();
        this.#import = undefined;
        void ui.focus('#import');
      },
      focus: ui.focus,
    });
  }

  #edit(assignment: GradeAssignment): void {
    this.#leave(() => {
      this.#form.edit(assignment);
      void this.#ui.focus(this.#ui.service.masked ? '#note' : '#value');
    });
  }

  /** Whoever sees a mask could not give it back, and is asked first. */
  #take(assignment: GradeAssignment): void {
    const { t, service } = this.#ui;
    const grade = this.#grades.find(({ gradeId }) => gradeId === assignment.gradeId);
    const act = (): void => void this.#list.take(assignment, grade);
    if (!service.masked) return act();
    this.#ui.ask({
      title: t.takeTitle(assignment.value),
      body: () => t.takeText,
      yes: t.take,
      act,
    });
  }

  #leave(go: () => void): void {
    const { t } = this.#ui;
    if (!this.#form.isDirty) return go();
    this.#ui.ask({
      title: t.discardTitle,
      body: () => t.discardText,
      yes: t.discard,
      act: go,
    });
  }

  #closeForm(): void {
    const { edited } = this.#form;
    this.#form.clear();
    void this.#ui.focus(edited ? `#${CSS.escape(`edit-${edited.assignmentId}`)}` : '#value');
  }

  #saved({ value, gradeId }: GradeAssignment, isTypedOn: boolean): void {
    const { t } = this.#ui;
    const wasEdit = this.#form.edited !== undefined;
    const text = t.given(value, this.#grades.find((each) => each.gradeId === gradeId)?.name ?? '');
    if (!isTypedOn) this.#form.clear();
    this.#form.said = { kind: 'ok', text };
    this.#list.reload();
    if (!isTypedOn) void this.#ui.focus(wasEdit ? '#text' : '#value');
  }

  async #export(): Promise<void> {
    const { desk, t, failure, update, host } = this.#ui;
    const { filter } = this.#list;
    const work = (this.#exporting = new AbortController());
    const say = (said: Status | undefined): void => {
      this.#exported = said;
      update();
    };
    say({ kind: 'busy', text: t.exporting(0) });
    try {
      const { file, rows } = await collectCsv(
        (cursor) =>
          within(READ_MS, work.signal, (signal) =>
            desk.grades.exportAssignments(
              { ...filter, ...(cursor === undefined ? {} : { cursor }) },
              { signal },
            ),
          ),
        work.signal,
        (count) => say({ kind: 'busy', text: t.exporting(count) }),
      );
      download(host.ownerDocument, file, t.fileName);
      say({ kind: 'ok', text: t.exported(rows) });
    } catch (error) {
      say(work.signal.aborted ? undefined : failure(error));
    }
    if (this.#exporting === work) this.#exporting = undefined;
    update();
  }
}
