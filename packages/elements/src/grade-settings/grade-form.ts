/**
 * One grade being made or changed (R25). Nothing that was typed is lost to an error, and when another administrator
 * saved first, both are shown and a person decides.
 */
import { isDeskError } from '@deskcard/core/errors';
import { isColour } from '@deskcard/core/colour';
import { isTooLong } from '@deskcard/core/limits';
import type { Grade, GradeDraft, Issue } from '@deskcard/core';
import { READ_MS, within } from '../deadline.js';
import { ask, tell } from '../events.js';
import type { Strings } from '../locales/locale.js';
import type { ScreenUi } from '../parts/screen.js';
import type { Status } from '../parts/status.js';

export type Ui = ScreenUi<Strings['gradeSettings']>;
type Field = 'name' | 'color';
type Fault = Pick<Issue, 'code' | 'maximum'>;

const longestName = 50;
const firstColour = '#2257c4';

export class GradeForm {
  name: string;
  /** as typed */
  color: string;
  /** as it is saved; a new one is not */
  grade: Grade | undefined;
  /** somebody else has saved this, or deleted it */
  theirs: Grade | 'deleted' | undefined;
  saving: AbortController | undefined;
  said: Status | undefined;
  readonly #ui: Ui;
  readonly #done: (saved: Grade, isTypedOn: boolean) => void;
  /** what is missing is pointed out once it was tried to save without it */
  #tried = false;
  #refused = new Map<Field, Fault>();
  #attempt = { draft: '', key: '' };

  /** `done` hears what was saved, and whether something else stands in the form by then. */
  constructor(ui: Ui, grade: Grade | undefined, done: (saved: Grade, isTypedOn: boolean) => void) {
    this.#ui = ui;
    this.#done = done;
    this.grade = grade;
    this.name = grade?.name ?? '';
    this.color = grade?.color ?? firstColour;
  }

  get isDirty(): boolean {
    const { name, color } = this.grade ?? { name: '', color: firstColour };
    return this.name !== name || this.hex !== color;
  }

  /** The colour as it would be saved; also without the sign in front. */
  get hex(): string {
    const text = this.color.trim().toLowerCase();
    return /^[0-9a-f]{6}$/.test(text) ? `#${text}` : text;
  }

  enter(field: Field, value: string): void {
    this[field] = value;
    this.#refused.delete(field);
    if (!this.saving) this.said = undefined;
    this.#ui.update();
  }

  faultIn(field: Field): string | undefined {
    const fault = this.#refused.get(field) ?? this.#visible(field);
    return fault && this.#ui.describeIssue(fault);
  }

  /** The grades as the desk has them now; what nobody has changed here follows them. */
  follow(grades: readonly Grade[]): void {
    const { grade } = this;
    if (grade === undefined || this.saving) return;
    const now = grades.find(({ gradeId }) => gradeId === grade.gradeId);
    if (now === undefined) this.theirs = 'deleted';
    else if (now.version > grade.version) {
      if (this.isDirty && (now.name !== grade.name || now.color !== grade.color)) this.theirs = now;
      else if (this.isDirty) this.grade = now;
      else this.take(now);
    }
  }

  /** Edits what is saved instead of what was typed. */
  take(grade: Grade): void {
    this.grade = grade;
    this.name = grade.name;
    this.color = grade.color;
    this.theirs = this.said = undefined;
    this.#refused.clear();
    this.#ui.update();
  }

  /** Saves what was typed over what somebody else saved, or anew when they deleted it. */
  overwrite(): Promise<void> {
    this.grade = this.theirs === 'deleted' ? undefined : this.theirs;
    this.theirs = undefined;
    return this.save();
  }

  async save(): Promise<void> {
    if (this.saving || this.theirs) return;
    this.#tried = true;
    this.#refused.clear();
    if (this.faultIn('name') || this.faultIn('color')) return this.#pointOut();
    const { gradeId, version } = this.grade ?? {};
    const known = gradeId === undefined ? {} : { gradeId, version: version! };
    const draft: GradeDraft = { ...known, name: this.name, color: this.hex };
    if (!ask(this.#ui.host, 'deskcard-before-grade-save', { grade: draft })) return;
    const saving = (this.saving = new AbortController());
    this.#say({ kind: 'busy', text: this.#ui.t.saving });
    try {
      const saved = await within(READ_MS, saving.signal, (signal) => this.#saveOnce(draft, signal));
      this.saving = undefined;
      tell(this.#ui.host, 'deskcard-grade-saved', { grade: saved, isNew: gradeId === undefined });
      this.grade = saved;
      this.said = undefined;
      this.#done(saved, this.name !== draft.name || this.hex !== draft.color);
    } catch (error) {
      this.saving = undefined;
      if (!saving.signal.aborted) await this.#fail(error);
    }
  }

  /** Nothing is waited for any more. */
  close(): void {
    this.saving?.abort();
    this.saving = this.said = undefined;
  }

  #visible(field: Field): Fault | undefined {
    if (field === 'color') return this.#tried && !isColour(this.hex) ? { code: 'invalidColour' } : undefined;
    if (this.#tried && this.name.trim() === '') return { code: 'required' };
    return isTooLong(this.name, longestName) ? { code: 'tooLong', maximum: longestName } : undefined;
  }

  #say(said: Status | undefined): void {
    this.said = said;
    this.#ui.update();
  }

  async #pointOut(): Promise<void> {
    this.#say(undefined);
    await this.#ui.focus('.editor [aria-invalid=true]');
  }

  /** The same draft sent twice is saved once. */
  #saveOnce(draft: GradeDraft, signal: AbortSignal): Promise<Grade> {
    const text = JSON.stringify(draft);
    if (this.#attempt.draft !== text) {
      this.#attempt = { draft: text, key: crypto.getRandomValues(new Uint32Array(4)).join('-') };
    }
    return this.#ui.desk.grades.save(draft, { signal, idempotencyKey: this.#attempt.key });
  }

  async #fail(error: unknown): Promise<void> {
    const { code, issues = [] } = isDeskError(error) ? error : { code: undefined };
    if (code === 'invalid_input' && issues.length > 0) {
      for (const issue of issues) this.#refused.set(issue.path[0] === 'color' ? 'color' : 'name', issue);
      return this.#pointOut();
    }
    this.#say(
      code === 'version_conflict' || code === 'grade_not_found' ? undefined : this.#ui.failure(error),
    );
    if (code === 'grade_not_found') this.theirs = 'deleted';
    // What they saved comes with the grades as they are now.
    else if (code === 'version_conflict') return this.#ui.reload();
    if (this.theirs) await this.#ui.focus('.conflict button');
  }
}
