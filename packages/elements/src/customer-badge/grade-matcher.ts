/**
 * B14: a page full of badges asks the desk a handful of times. All badges on one desk share a matcher that collects
 * what they want to know, asks for up to 500 subjects in one call, joins those that ask for the same, and asks again
 * when grades, customers or the ticket in question changed.
 */
import { isDeskError } from '@deskcard/core/errors';
import type { Change, Desk, Grade, GradeSubject } from '@deskcard/core';

/** Somebody who shows the grades of a subject. */
export interface GradeWatcher {
  gradesFound(grades: readonly Grade[]): void;
  gradesFailed(error: unknown): void;
}

interface Entry {
  readonly subject: GradeSubject;
  readonly watchers: Set<GradeWatcher>;
  grades?: readonly Grade[];
  /** waits for the next call */
  due: boolean;
  /** the last call failed: whoever comes next asks anew */
  hasFailed?: boolean;
  /** the call whose answer it has; an answer that was overtaken by a later one is dropped */
  turn: number;
}

/** As many as the desk takes in one call. */
const BATCH = 500;
/** As long as a timer can wait, nearly 25 days; a page that stays open longer asks at some change before. */
const LONGEST_WAIT = 2 ** 31 - 1;
/** Changes come in bursts (an import, a merge with its edits): one refresh answers them all. */
const SETTLE_MS = 150;

// Keyed by the desk, so that it is the desk's own state and goes with it.
const matchers = new WeakMap<Desk, GradeMatcher>();

/** The matcher that all badges on this desk share. */
export function matcherOf(desk: Desk): GradeMatcher {
  let matcher = matchers.get(desk);
  if (matcher === undefined) matchers.set(desk, (matcher = new GradeMatcher(desk)));
  return matcher;
}

export class GradeMatcher {
  readonly #desk: Desk;
  readonly #entries = new Map<string, Entry>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #soon = false;
  #turn = 0;
  /** when the first grade that is shown expires, and the timer for it */
  #expiry: { readonly at: number; readonly timer: ReturnType<typeof setTimeout> } | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Tells `watcher` the grades of `subject`, now or as soon as they are known, and whenever they change. */
  watch(subject: GradeSubject, watcher: GradeWatcher): () => void {
    const key = JSON.stringify(subject);
    let entry = this.#entries.get(key);
    if (entry === undefined) {
      this.#entries.set(key, (entry = { subject, watchers: new Set(), due: true, turn: 0 }));
      this.#unsubscribe ??= this.#desk.changes.subscribe((change) => this.#changed(change));
      this.#schedule(0);
    }
    if (entry.hasFailed) this.refresh(subject);
    entry.watchers.add(watcher);
    if (entry.grades !== undefined) watcher.gradesFound(entry.grades);
    return () => {
      entry.watchers.delete(watcher);
      // A badge that only moves within the page is back at once, and finds its answer still there.
      if (entry.watchers.size === 0) this.#schedule(SETTLE_MS);
    };
  }

  /** Asks again for this subject; for a badge whose last answer was a failure. */
  refresh(subject: GradeSubject): void {
    const entry = this.#entries.get(JSON.stringify(subject));
    if (entry === undefined) return;
    entry.due = true;
    this.#schedule(0);
  }

  #changed(change: Change): void {
    let any = false;
    for (const entry of this.#entries.values()) {
      if (!concerns(change, entry.subject)) continue;
      entry.due = any = true;
    }
    if (any) this.#schedule(SETTLE_MS);
  }

  /** A task, not a microtask: whatever a page renders in one go, nested elements too, falls into one call. */
  #schedule(delay: number): void {
    if (this.#soon || (this.#timer !== undefined && delay > 0)) return;
    clearTimeout(this.#timer);
    this.#soon = delay === 0;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#soon = false;
      this.#forgetUnwatched();
      this.#askForDue();
    }, delay);
  }

  #forgetUnwatched(): void {
    for (const [key, { watchers }] of this.#entries) {
      if (watchers.size === 0) this.#entries.delete(key);
    }
    if (this.#entries.size > 0) return;
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#forgetExpiry();
  }

  #forgetExpiry(): void {
    clearTimeout(this.#expiry?.timer);
    this.#expiry = undefined;
  }

  /** B14: a grade that expires leaves the badge at that moment. Told in milliseconds, so the page's clock may be wrong. */
  #expectExpiry(milliseconds = LONGEST_WAIT): void {
    const wait = Math.min(milliseconds + 1, LONGEST_WAIT);
    const at = performance.now() + wait;
    if (milliseconds >= LONGEST_WAIT || at >= (this.#expiry?.at ?? Infinity)) return;
    this.#forgetExpiry();
    const timer = setTimeout(() => {
      this.#expiry = undefined;
      for (const entry of this.#entries.values()) entry.due = true;
      this.#schedule(0);
    }, wait);
    this.#expiry = { at, timer };
  }

  #askForDue(): void {
    const due = [...this.#entries.values()].filter((entry) => entry.due);
    for (const entry of due) entry.due = entry.hasFailed = false;
    for (let start = 0; start < due.length; start += BATCH) void this.#ask(due.slice(start, start + BATCH));
  }

  async #ask(entries: readonly Entry[]): Promise<void> {
    const turn = ++this.#turn;
    try {
      const subjects = entries.map(({ subject }) => subject);
      const { items, expiresIn } = await this.#desk.grades.match({ subjects });
      this.#expectExpiry(expiresIn);
      entries.forEach((entry, index) => found(entry, turn, items[index] ?? []));
    } catch (error) {
      const refused = refusedSubjects(error);
      const failed = entries.filter((_, index) => refused?.has(index) ?? true);
      for (const entry of failed) {
        entry.hasFailed = true;
        for (const watcher of entry.watchers) watcher.gradesFailed(error);
      }
      // One subject that the desk will not have must not take the labels of all the others with it.
      const others = entries.filter((entry) => !failed.includes(entry));
      if (failed.length > 0 && others.length > 0) await this.#ask(others);
    }
  }
}

function found(entry: Entry, turn: number, grades: readonly Grade[]): void {
  if (turn < entry.turn) return;
  entry.turn = turn;
  entry.grades = grades;
  for (const watcher of entry.watchers) watcher.gradesFound(grades);
}

/** Whether a change can give a subject other grades. Whose a ticket is, only the desk knows. */
function concerns(change: Change, subject: GradeSubject): boolean {
  switch (change.type) {
    case 'gradesChanged':
    case 'customerEdited':
    case 'customersMerged':
    case 'mergeUndone':
    case 'customerDeleted':
    case 'cleared':
    case 'missed':
      return true;
    case 'customerCreated':
      return subject.identifiers !== undefined || subject.customerNumber === change.customerNumber;
    case 'ticketArrived':
    case 'ticketSaved':
      return subject.ticketId === change.ticketId;
    default:
      return false;
  }
}

/** The positions of the subjects that were refused; undefined when the call as a whole failed. */
function refusedSubjects(error: unknown): Set<number> | undefined {
  if (!isDeskError(error) || error.code !== 'invalid_input') return undefined;
  const positions = error.issues.map(({ path: [field, index] }) =>
    field === 'subjects' ? index : undefined,
  );
  const refused = new Set(positions.filter((index): index is number => typeof index === 'number'));
  return refused.size > 0 ? refused : undefined;
}
