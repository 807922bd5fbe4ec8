/** What `<grade-members>` says, and what it asks first. Values of customers may be in the details: keep them to the page. */
import type { GradeAssignment, ImportOutcome } from '@deskcard/core';
import type { GradeAssignmentDraft } from '@deskcard/core';

export interface BeforeGradeAssignDetail {
  /** as it would be given */
  readonly assignment: GradeAssignmentDraft;
}

export interface GradeAssignedDetail {
  readonly assignment: GradeAssignment;
  /** it changed one that was there */
  readonly isChange: boolean;
}

export interface GradeUnassignDetail {
  readonly assignmentId: string;
  readonly gradeId: string;
}

export interface GradesImportedDetail {
  /** how many lines had which outcome */
  readonly counts: Readonly<Record<ImportOutcome, number>>;
}

declare global {
  interface GlobalEventHandlersEventMap {
    'deskcard-before-grade-assign': CustomEvent<BeforeGradeAssignDetail>;
    'deskcard-grade-assigned': CustomEvent<GradeAssignedDetail>;
    'deskcard-before-grade-unassign': CustomEvent<GradeUnassignDetail>;
    'deskcard-grade-unassigned': CustomEvent<GradeUnassignDetail>;
    'deskcard-grades-imported': CustomEvent<GradesImportedDetail>;
  }
}
