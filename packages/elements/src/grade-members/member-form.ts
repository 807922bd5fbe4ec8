/**
 * A grade being given or an assignment being changed (R26–R28). Nothing that was typed is lost to an error, and what is
 * there already is changed only when a person has seen both.
 */
import { isDeskError } from '@deskcard/core/errors';
import type {
  Customer,
  Grade,
  GradeAssignment,
  GradeAssignmentDraft,
  IdentifierKind,
  Issue,
} from '@deskcard/core';
import { READ_MS, within } from '../deadline.js';
import { ask, tell } from '../events.js';
import { Late } from '../late.js';
import type { Strings } from '../locales/locale.js';
import type { ScreenUi } from '../parts/screen.js';
import type { Status } from '../parts/status.js';
import { endOfDay, lastDay } from './days.js';

export type Ui = ScreenUi<Strings['gradeMembers']>;
export type Field = 'criterion' | 'value' | 'gradeId' | 'until' | 'note';
type Fault = Pick<Issue, 'code' | 'maximum'> | 'past';

/** What becomes of a grade that is there: a person decides, the same is changed and another stays, or it gives way. */
type Existing = 'ask' | 'beside' | 'replace';

/** Why it was not saved: a grade is there already, or somebody else changed or removed what is being changed. */
export interface Conflict {
  readonly kind: 'exists' | 'changed' | 'gone';
  /** what is there now, as far as this person may find it */
  readonly there: readonly GradeAssignment[];
  /** the grades of it, which everyone may know */
  readonly gradeIds: readonly string[];
}

/** How long somebody must have stopped typing before the desk is asked whose it is. */
const typingMs = 300;
const lengths: Partial<Record<Field, number>> = { value: 100, note: 500 };
const empty = { criterion: 'phone', value: '', gradeId: '', until: '', note: '' } as const;

export class MemberForm {
  values: Record<Field, string> = { ...empty };
  /** the assignment that is being changed */
  edited: GradeAssignment | undefined;
  conflict: Conflict | undefined;
  saving: AbortController | undefined;
  said: Status | undefined;
  /** whose the value is */
  readonly owner: Late<{ customer?: Customer | undefined }>;
  readonly #ui: Ui;
  readonly #done: (saved: GradeAssignment, isTypedOn: boolean) => void;
  #tried = false;
  #refused = new Map<Field, Fault>();
  #typing: ReturnType<typeof setTimeout> | undefined;
  #attempt = { draft: '', key: '' };
  /** what there was before it was typed in */
  #start: Record<Field, string> = this.values;

  /** `done` hears what was saved, and whether something else stands in the form by then. */
  constructor(ui: Ui, done: (saved: GradeAssignment, isTypedOn: boolean) => void) {
    this.#ui = ui;
    this.#done = done;
    this.owner = new Late(ui.update);
  }

  get isDirty(): boolean {
    const { value, note, until } = this.values;
    if (this.edited === undefined) return value + note + until !== '';
    return Object.entries(this.values).some(([field, text]) => text !== this.#start[field as Field]);
  }

  /** What would be saved. */
  get draft(): GradeAssignmentDraft {
    const { criterion, value, gradeId, until, note } = this.values;
    const { edited } = this;
    // The day that was shown means the moment that is there, whatever the hour.
    const isSameEnd = edited?.expiresAt !== undefined && until === lastDay(edited.expiresAt);
    return {
      ...(edited ? { assignmentId: edited.assignmentId, updatedAt: edited.updatedAt } : {}),
      gradeId,
      criterion: criterion as IdentifierKind,
      value: value.trim(),
      note: note.trim(),
      expiresAt: isSameEnd ? edited.expiresAt! : until === '' ? '' : endOfDay(until),
    };
  }

  enter(field: Field, value: string): void {
    this.values = { ...this.values, [field]: value };
    this.#refused.delete(field);
    if (field === 'criterion') this.#refused.delete('value');
    this.conflict = undefined;
    if (!this.saving) this.said = undefined;
    if (field === 'value' || field === 'criterion') this.#askWhose();
    this.#ui.update();
  }

  faultIn(field: Field): string | undefined {
    const fault = this.#refused.get(field) ?? this.#visible(field);
    if (fault === undefined) return undefined;
    return fault === 'past' ? this.#ui.t.past : this.#ui.describeIssue(fault);
  }

  /** The grades as they are now: one that was deleted is chosen no longer. */
  follow(grades: readonly Grade[]): void {
    const { gradeId } = this.values;
    if (gradeId !== '' && !grades.some((each) => each.gradeId === gradeId)) {
      this.values = { ...this.values, gradeId: '' };
    }
  }

  edit(assignment: GradeAssignment): void {
    this.clear();
    this.edited = assignment;
    this.values = this.#start = valuesOf(assignment);
    this.#askWhose(0);
    this.#ui.update();
  }

  /** For the next one; criterion and grade stay as they were chosen. */
  clear(): void {
    this.close();
    const { criterion, gradeId } = this.edited ? empty : this.values;
    this.values = { ...empty, criterion, gradeId };
    this.edited = this.conflict = this.said = undefined;
    this.#tried = false;
    this.#refused.clear();
    this.owner.drop();
    this.#ui.update();
  }

  /** Nothing is waited for any more. */
  close(): void {
    clearTimeout(this.#typing);
    this.saving?.abort();
    this.saving = this.said = undefined;
    this.owner.stop();
  }

  async save(existing: Existing = 'ask'): Promise<void> {
    if (this.saving) return;
    this.#tried = true;
    this.#refused.clear();
    if ((Object.keys(this.values) as Field[]).some((field) => this.faultIn(field))) return this.#pointOut();
    const replace = existing === 'beside' ? {} : { replace: existing === 'replace' };
    const draft: GradeAssignmentDraft = { ...this.draft, ...replace };
    if (!ask(this.#ui.host, 'deskcard-before-grade-assign', { assignment: draft })) return;
    const saving = (this.saving = new AbortController());
    this.conflict = undefined;
    this.#say({ kind: 'busy', text: this.#ui.t.saving });
    const isChange = this.edited !== undefined || existing === 'replace';
    const sent = this.values;
    try {
      const assignment = await within(READ_MS, saving.signal, (signal) => this.#saveOnce(draft, signal));
      this.saving = undefined;
      tell(this.#ui.host, 'deskcard-grade-assigned', { assignment, isChange });
      const isTypedOn = (Object.keys(sent) as Field[]).some((field) => this.values[field] !== sent[field]);
      if (isTypedOn) this.#goOn(assignment, sent);
      this.#done(assignment, isTypedOn);
    } catch (error) {
      this.saving = undefined;
      if (!saving.signal.aborted) await this.#fail(error);
    }
  }

  /** Over what somebody else made of it, or anew where they removed it. */
  saveAnyway(): Promise<void> {
    const { edited, conflict } = this;
    if (edited) {
      const { updatedAt: _, ...rest } = edited;
      const theirs = conflict?.there[0];
      this.edited = conflict?.kind === 'gone' ? undefined : { ...rest, updatedAt: theirs?.updatedAt ?? _ };
    }
    return this.save();
  }

  /** What was typed meanwhile is a change of what was saved; another value is for somebody else. */
  #goOn(saved: GradeAssignment, sent: Readonly<Record<Field, string>>): void {
    const { criterion, value } = this.values;
    if (!this.edited && (criterion !== sent.criterion || value !== sent.value)) return;
    this.edited = saved;
    this.#start = valuesOf(saved);
  }

  #visible(field: Field): Fault | undefined {
    const text = this.values[field].trim();
    const maximum = lengths[field];
    if (maximum !== undefined && [...text].length > maximum) return { code: 'tooLong', maximum };
    if (field === 'until') {
      const isNew = text !== '' && text !== this.#start.until;
      return this.#tried && isNew && Date.parse(endOfDay(text)) <= Date.now() ? 'past' : undefined;
    }
    const isMissing = (field === 'value' || field === 'gradeId') && text === '';
    return this.#tried && isMissing ? { code: 'required' } : undefined;
  }

  /** Whose it is, once somebody has stopped typing. */
  #askWhose(wait = typingMs): void {
    clearTimeout(this.#typing);
    this.owner.drop();
    const { criterion, value } = this.values;
    const { desk, service } = this.#ui;
    if (value.trim() === '' || !service.permitted.includes('customers.identify')) return;
    // The desk knows whose mask it is no more than anyone else.
    if (service.masked && value === this.edited?.value) return;
    const input = { kind: criterion as IdentifierKind, value };
    const question = (signal: AbortSignal) => desk.customers.identify(input, { signal });
    this.#typing = setTimeout(() => void this.owner.ask(question), wait);
  }

  #say(said: Status | undefined): void {
    this.said = said;
    this.#ui.update();
  }

  async #pointOut(): Promise<void> {
    this.#say(undefined);
    await this.#ui.focus('.form [aria-invalid=true]');
  }

  /** The same draft sent twice is saved once. */
  #saveOnce(draft: GradeAssignmentDraft, signal: AbortSignal): Promise<GradeAssignment> {
    const text = JSON.stringify(draft);
    if (this.#attempt.draft !== text) {
      this.#attempt = { draft: text, key: crypto.getRandomValues(new Uint32Array(4)).join('-') };
    }
    return this.#ui.desk.grades.assign(draft, { signal, idempotencyKey: this.#attempt.key });
  }

  async #fail(error: unknown): Promise<void> {
    const { code, issues = [], details = {} } = isDeskError(error) ? error : { code: undefined };
    if (code === 'invalid_input' && issues.length > 0) {
      for (const issue of issues) this.#refused.set(fieldOf(issue), issue);
      return this.#pointOut();
    }
    const kinds = {
      assignment_exists: 'exists',
      version_conflict: 'changed',
      assignment_not_found: 'gone',
    } as const;
    const kind = code !== undefined && code in kinds ? kinds[code as keyof typeof kinds] : undefined;
    if (kind === undefined) return this.#say(this.#ui.failure(error));
    await this.#showBoth(kind, (details['gradeIds'] ?? []) as string[]);
  }

  /** What is there now, beside what was typed. */
  async #showBoth(kind: Conflict['kind'], gradeIds: readonly string[]): Promise<void> {
    const { desk } = this.#ui;
    const { criterion, value } = this.draft;
    const reading = (this.saving = new AbortController());
    let there: GradeAssignment[] = [];
    try {
      const text = kind === 'exists' ? value : (this.edited?.value ?? value);
      if (kind !== 'gone') {
        const { items } = await within(READ_MS, reading.signal, (signal) =>
          desk.grades.assignments({ text, criterion, limit: 100 }, { signal }),
        );
        there = items.filter((each) =>
          kind === 'exists'
            ? gradeIds.includes(each.gradeId) && each.assignmentId !== this.edited?.assignmentId
            : each.assignmentId === this.edited?.assignmentId,
        );
      }
    } catch {
      // Without what is there, the grades of it are named all the same.
    }
    this.saving = undefined;
    if (reading.signal.aborted) return;
    this.conflict = { kind, there, gradeIds };
    this.#say(undefined);
    await this.#ui.focus('.conflict button');
  }
}

/** An assignment as it stands in the form. */
function valuesOf({ criterion, value, gradeId, expiresAt, note }: GradeAssignment): Record<Field, string> {
  const until = expiresAt === undefined ? '' : lastDay(expiresAt);
  return { criterion, value, gradeId, until, note };
}

/** The field that the path of an issue means. */
function fieldOf({ path }: Issue): Field {
  if (path[0] === 'expiresAt') return 'until';
  return path[0] === 'note' || path[0] === 'gradeId' ? path[0] : 'value';
}
