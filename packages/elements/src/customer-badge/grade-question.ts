/** What one badge asks its desk, and the answer as it stands. */
import type { Desk, Grade, GradeSubject } from '@deskcard/core';
import { matcherOf, type GradeWatcher } from './grade-matcher.js';

export class GradeQuestion implements GradeWatcher {
  readonly desk: Desk;
  readonly subject: GradeSubject;
  /** undefined until the first answer; a later failure leaves the last answer standing */
  grades: readonly Grade[] | undefined;
  /** why the last call failed */
  error: unknown;
  readonly #changed: (error?: unknown) => void;
  #stop: (() => void) | undefined;

  /** `changed` is called with every answer, and with the error of a call that failed. */
  constructor(desk: Desk, subject: GradeSubject, changed: (error?: unknown) => void) {
    this.desk = desk;
    this.subject = subject;
    this.#changed = changed;
    this.#stop = matcherOf(desk).watch(subject, this);
  }

  isAbout(desk: Desk | undefined, subject: GradeSubject | undefined): boolean {
    return this.desk === desk && JSON.stringify(this.subject) === JSON.stringify(subject);
  }

  askAgain(): void {
    matcherOf(this.desk).refresh(this.subject);
  }

  stop(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  gradesFound(grades: readonly Grade[]): void {
    this.grades = grades;
    this.error = undefined;
    this.#changed();
  }

  gradesFailed(error: unknown): void {
    this.error = error;
    this.#changed(error);
  }
}

/** Whose grades are asked for, without what is empty; undefined when nothing is left to ask. */
export function subjectOf(given: {
  ticketId?: string | null;
  customerNumber?: string | null;
  identifiers?: GradeSubject['identifiers'] | null;
}): GradeSubject | undefined {
  const { phone, email, memberId } = given.identifiers ?? {};
  return filled({
    ticketId: given.ticketId,
    customerNumber: given.customerNumber,
    identifiers: filled({ phone, email, memberId }),
  });
}

type Filled<T> = { [K in keyof T]?: NonNullable<T[K]> };

function filled<T extends object>(values: T): Filled<T> | undefined {
  const entries = Object.entries(values).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  );
  return entries.length > 0 ? (Object.fromEntries(entries) as Filled<T>) : undefined;
}
