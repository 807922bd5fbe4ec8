/** What the grade settings say, and what they ask first. */
import type { Grade, GradeDraft } from '@deskcard/core';

export interface BeforeGradeSaveDetail {
  /** as it would be saved; a new one has no `gradeId` */
  readonly grade: GradeDraft;
}

export interface GradeSavedDetail {
  readonly grade: Grade;
  readonly isNew: boolean;
}

/** Which grade is meant, and which one takes over its assignments. */
export interface GradeRemovalDetail {
  readonly gradeId: string;
  readonly name: string;
  readonly reassignTo: string | undefined;
}

export interface GradesReorderedDetail {
  readonly gradeIds: readonly string[];
}

declare global {
  interface GlobalEventHandlersEventMap {
    'deskcard-before-grade-save': CustomEvent<BeforeGradeSaveDetail>;
    'deskcard-grade-saved': CustomEvent<GradeSavedDetail>;
    'deskcard-before-grade-remove': CustomEvent<GradeRemovalDetail>;
    'deskcard-grade-removed': CustomEvent<GradeRemovalDetail>;
    'deskcard-grades-reordered': CustomEvent<GradesReorderedDetail>;
  }
}
