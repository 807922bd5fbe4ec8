/**
 * Who has which grade, as many as are looked at (R26–R28): found by any piece of the value or the note, read again when
 * something changes, taken away with a way back.
 */
import type { Desk, Grade, GradeAssignment, GradeAssignmentFilter } from '@deskcard/core';
import { isDeskError } from '@deskcard/core/errors';
import { READ_MS, within } from '../deadline.js';
import { ask, tell } from '../events.js';
import { Late } from '../late.js';
import type { Status } from '../parts/status.js';
import type { Ui } from './member-form.js';

export type Conditions = { [K in keyof Required<GradeAssignmentFilter>]: string };

interface Found {
  readonly items: readonly GradeAssignment[];
  readonly isMore: boolean;
}

/** What was taken away last. */
export interface Taken {
  readonly assignment: GradeAssignment;
  readonly grade: string;
}

const page = 50;
/** as many as the desk gives in one call */
const batch = 100;
/** one call looks at a bounded number of records, so a rare find takes several */
const mostCalls = 100;
const typingMs = 250;
const none: Conditions = { text: '', gradeId: '', criterion: '', expired: '' };

export class MemberList {
  conditions: Conditions = none;
  readonly found: Late<Found>;
  said: Status | undefined;
  taken: Taken | undefined;
  readonly #ui: Ui;
  /** taken away, but the list has not been read since */
  readonly #gone = new Set<string>();
  #wanted = page;
  #turn = 0;
  #typing: ReturnType<typeof setTimeout> | undefined;
  /** the text that is searched for; the one in the field may be ahead of it */
  #text = '';

  constructor(ui: Ui) {
    this.#ui = ui;
    this.found = new Late(() => ui.update());
  }

  get isFiltered(): boolean {
    return Object.values(this.conditions).some((each) => each.trim() !== '');
  }

  get items(): readonly GradeAssignment[] {
    return (this.found.value?.items ?? []).filter(({ assignmentId }) => !this.#gone.has(assignmentId));
  }

  /** The conditions as the desk takes them. */
  get filter(): GradeAssignmentFilter {
    const given = Object.entries({ ...this.conditions, text: this.#text }).filter(
      ([, each]) => each.trim() !== '',
    );
    return Object.fromEntries(given) as GradeAssignmentFilter;
  }

  /** Asks when it has not asked for this yet; before every drawing. */
  follow(): void {
    const { desk } = this.#ui;
    const { filter } = this;
    this.found.follow(this.#turn, [desk, JSON.stringify(filter)], (signal) =>
      this.#read(desk, filter, signal),
    );
  }

  /** Something has changed: what is shown is read again, and stays until then. */
  reload(): void {
    this.#turn++;
    this.#ui.update();
  }

  more(): void {
    this.#wanted += page;
    this.reload();
  }

  put(condition: keyof Conditions, value: string): void {
    this.conditions = { ...this.conditions, [condition]: value };
    this.#wanted = page;
    clearTimeout(this.#typing);
    const search = (): void => {
      this.#text = this.conditions.text.trim();
      this.#ui.update();
    };
    if (condition === 'text') this.#typing = setTimeout(search, typingMs);
    else search();
    this.#ui.update();
  }

  clear(): void {
    clearTimeout(this.#typing);
    this.conditions = none;
    this.#text = '';
    this.#wanted = page;
    this.#ui.update();
  }

  pause(): void {
    clearTimeout(this.#typing);
    this.found.pause();
  }

  /** Taken away at once; whoever sees the value can give it back. */
  async take(assignment: GradeAssignment, grade: Grade | undefined): Promise<void> {
    const { t, host, desk } = this.#ui;
    const { assignmentId, gradeId, value } = assignment;
    if (!ask(host, 'deskcard-before-grade-unassign', { assignmentId, gradeId })) return;
    this.said = this.taken = undefined;
    this.#gone.add(assignmentId);
    this.#ui.update();
    try {
      await within(READ_MS, this.#ui.connection(), (signal) =>
        desk.grades.unassign({ assignmentId }, { signal }),
      );
      this.taken = { assignment, grade: grade?.name ?? '' };
      this.#ui.say(t.taken(value, grade?.name ?? ''));
      tell(host, 'deskcard-grade-unassigned', { assignmentId, gradeId });
      await this.#ui.focus('#undo');
    } catch (error) {
      if (!(isDeskError(error) && error.code === 'assignment_not_found')) this.#gone.delete(assignmentId);
      this.said = this.#ui.failure(error);
    }
    this.reload();
  }

  /** Given back as it was; who gave it when is anew. */
  async giveBack(): Promise<void> {
    const { t, desk } = this.#ui;
    const { assignment } = this.taken ?? {};
    if (assignment === undefined) return;
    const { gradeId, criterion, value, note, expiresAt = '' } = assignment;
    this.taken = undefined;
    try {
      await within(READ_MS, this.#ui.connection(), (signal) =>
        desk.grades.assign({ gradeId, criterion, value, note, expiresAt }, { signal }),
      );
      this.#ui.say(t.takenBack(value));
    } catch (error) {
      this.said = this.#ui.failure(error);
    }
    this.reload();
    await this.#ui.focus('#text');
  }

  async #read(desk: Desk, filter: GradeAssignmentFilter, signal: AbortSignal): Promise<Found> {
    const items: GradeAssignment[] = [];
    let cursor: string | undefined;
    for (let calls = 0; calls < mostCalls; calls++) {
      const limit = Math.min(batch, this.#wanted - items.length);
      const after = cursor === undefined ? {} : { cursor };
      const next = await desk.grades.assignments({ ...filter, limit, ...after }, { signal });
      items.push(...next.items);
      cursor = next.cursor;
      if (cursor === undefined || items.length >= this.#wanted) break;
    }
    // Whatever was taken away meanwhile is not among them.
    for (const id of this.#gone)
      if (!items.some(({ assignmentId }) => assignmentId === id)) this.#gone.delete(id);
    return { items, isMore: cursor !== undefined };
  }
}
