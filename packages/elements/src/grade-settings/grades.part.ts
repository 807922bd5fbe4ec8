/**
 * R25, D7: the list of the grades, and the one of them that is being edited. Loaded when `<grade-settings>` is first on a
 * page with a desk.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { Grade, GradeUsage } from '@deskcard/core';
import { READ_MS, within } from '../deadline.js';
import { tell } from '../events.js';
import { grades as english } from '../locales/en.grades.js';
import { Asking, keepToItself } from '../parts/asking.js';
import { button } from '../parts/button.js';
import { gradeLabel } from '../parts/grade-label.js';
import { editIcon, plusIcon } from '../parts/icons.js';
import { rows } from '../parts/rows.js';
import type { Screen as AnyScreen } from '../parts/screen.js';
import { status, type Status } from '../parts/status.js';
import { GradeForm, type Ui } from './grade-form.js';
import { gradeFormView } from './grade-form-view.js';
import { askToRemove } from './grade-removal.js';
import { styles } from './grades.styles.js';

export { english, styles };

export interface GradesData {
  readonly grades: readonly Grade[];
  readonly usage: readonly GradeUsage[];
}

const rowKey = ({ gradeId }: Grade): string => `grade-${gradeId}`;
const openOf = (grade: Grade): string => `#${CSS.escape(rowKey(grade))}-open`;

export class Screen implements AnyScreen<GradesData> {
  readonly #ui: Ui;
  readonly #asking: Asking;
  #data: GradesData = { grades: [], usage: [] };
  /** the data that came from the desk */
  #told: GradesData | undefined;
  /** as the list stands while its new order is on its way */
  #order: readonly Grade[] | undefined;
  #form: GradeForm | undefined;
  #said: Status | undefined;

  constructor(ui: Ui) {
    this.#ui = ui;
    this.#asking = new Asking(ui);
  }

  get hasUnsavedChanges(): boolean {
    return this.#form?.isDirty ?? false;
  }

  follow(data: GradesData): void {
    // What was just saved is shown before the desk says it again.
    if (data === this.#told) return;
    this.#data = this.#told = data;
    this.#order = undefined;
    const hadConflict = this.#form?.theirs !== undefined;
    this.#form?.follow(data.grades);
    const hasConflict = this.#form?.theirs !== undefined;
    if (hasConflict && !hadConflict && this.#ui.focusedId() !== '') void this.#ui.focus('.conflict button');
  }

  updated(): void {
    this.#asking.updated();
  }

  leavePage(): void {
    this.#asking.drop();
    this.#form?.close();
  }

  render(): TemplateResult {
    const { t } = this.#ui;
    const { grades } = this.#data;
    const form = this.#form;
    return html`<section part="list" aria-labelledby="grades" @keydown=${keepToItself}>
        <div class="row head">
          <h3 id="grades" class="grow">${t.title}</h3>
          ${button(html`${plusIcon()}${t.add}`, () => this.#open(), grades.length === 0 ? 'primary small' : 'small', { id: 'add' })}
        </div>
        ${status(this.#said)}
        ${
          grades.length === 0 && !form
            ? html`<div class="empty">
                <p><b>${t.empty}</b></p>
                <p class="muted">${t.emptyHint}</p>
              </div>`
            : nothing
        }
        ${rows({
          ui: this.#ui,
          label: t.title,
          look: 'grades',
          items: (this.#order ?? grades).map((grade) => ({ key: rowKey(grade), grade })),
          name: ({ grade }) => grade.name,
          body: ({ key, grade }) => this.#row(key, grade),
          order: (items, isDone) => {
            this.#order = items.map(({ grade }) => grade);
            this.#ui.update();
            if (isDone) void this.#saveOrder(this.#order);
          },
          remove: ({ grade }) => this.#askToRemove(grade),
        })}
        ${form && this.#isApart(form) ? this.#editor(form) : nothing}
      </section>
      ${this.#asking.render()}`;
  }

  /** A new grade, or one that is no longer in the list. */
  #isApart({ grade }: GradeForm): boolean {
    return !this.#data.grades.some(({ gradeId }) => gradeId === grade?.gradeId);
  }

  #editor(form: GradeForm): TemplateResult {
    return html`<div class="apart">
      ${gradeFormView(this.#ui, form, () => this.#leave(() => this.#close()))}
    </div>`;
  }

  #row(key: string, grade: Grade): TemplateResult {
    const { t, common } = this.#ui;
    const form = this.#form;
    if (form?.grade?.gradeId === grade.gradeId) {
      return html`<div class="grow">
        ${gradeFormView(this.#ui, form, () => this.#leave(() => this.#close()))}
      </div>`;
    }
    const used = this.#usageOf(grade.gradeId);
    return html`<div class="grow row line">
      <span class="who">${gradeLabel(grade)}</span>
      <code class="muted">${grade.color}</code>
      <span class="muted grow">${used ? t.given(used.assignments, used.more) : nothing}</span>
      ${button(editIcon(), () => this.#open(grade), 'quiet small icon-only', {
        id: `${key}-open`,
        name: `${common.edit}: ${grade.name}`,
      })}
    </div>`;
  }

  #usageOf(gradeId: string): GradeUsage | undefined {
    return this.#data.usage.find((each) => each.gradeId === gradeId);
  }

  #open(grade?: Grade): void {
    this.#leave(() => {
      this.#said = undefined;
      this.#form = new GradeForm(this.#ui, grade, (saved, isTypedOn) => this.#saved(saved, isTypedOn));
      void this.#ui.focus('#name');
    });
  }

  /** Goes on when nothing is lost by it, or when the administrator says so. */
  #leave(go: () => void): void {
    const { t } = this.#ui;
    if (!this.hasUnsavedChanges) return go();
    this.#ui.ask({
      title: t.discardTitle,
      body: () => t.discardText,
      yes: t.discard,
      act: go,
    });
  }

  #close(): void {
    const { grade } = this.#form ?? {};
    this.#form?.close();
    this.#form = undefined;
    void this.#ui.focus(grade && !this.#isGone(grade) ? openOf(grade) : '#add');
  }

  #isGone({ gradeId }: Grade): boolean {
    return !this.#data.grades.some((each) => each.gradeId === gradeId);
  }

  /** Shown at once; the desk tells of it as well. */
  #saved(saved: Grade, isTypedOn: boolean): void {
    const { grades, usage } = this.#data;
    const isNew = this.#isGone(saved);
    const next = isNew
      ? [...grades, saved]
      : grades.map((each) => (each.gradeId === saved.gradeId ? saved : each));
    this.#data = { grades: next, usage };
    const focusedId = this.#ui.focusedId();
    if (!isTypedOn) this.#form = undefined;
    this.#ui.say(this.#ui.t.saved(saved.name));
    this.#ui.reload();
    // A new grade has its form in the list from now on, and the focus goes there with it.
    if (!isTypedOn) void this.#ui.focus(openOf(saved));
    else if (focusedId) void this.#ui.focus(`#${CSS.escape(focusedId)}`);
  }

  async #saveOrder(order: readonly Grade[]): Promise<void> {
    const { desk, failure, update, reload, host } = this.#ui;
    const gradeIds = order.map(({ gradeId }) => gradeId);
    this.#said = undefined;
    try {
      await within(READ_MS, this.#ui.connection(), (signal) => desk.grades.reorder({ gradeIds }, { signal }));
      tell(host, 'deskcard-grades-reordered', { gradeIds });
    } catch (error) {
      if (this.#order !== order) return;
      this.#order = undefined;
      this.#said = failure(error);
      // Another one may have been added or deleted meanwhile.
      reload();
    }
    update();
  }

  #askToRemove(grade: Grade): void {
    const others = this.#data.grades.filter(({ gradeId }) => gradeId !== grade.gradeId);
    askToRemove(this.#ui, { grade, others, usage: this.#usageOf(grade.gradeId) }, (said, isGone) => {
      this.#said = said;
      if (isGone && this.#form?.grade?.gradeId === grade.gradeId) this.#form = undefined;
      if (isGone) {
        const { usage } = this.#data;
        this.#data = { grades: others, usage };
      }
      this.#ui.reload();
      void this.#ui.focus('#add');
    });
  }
}
