/** What goes into each operation on grades and what comes out of it; `operations.ts` has the whole table. */
import * as z from 'zod/mini';
import { ImportedRow } from '../model/customer-import.js';
import {
  Grade,
  GradeAssignment,
  GradeAssignmentDraft,
  GradeAssignmentFilter,
  GradeAssignmentRow,
  GradeDraft,
  GradeSubject,
  GradeUsage,
} from '../model/grade.js';

const nothing = z.object({});
const PageLimit = z.optional(z.int().check(z.gte(1), z.lte(100)));

export const gradeSchemas = {
  /** All grades in their order. */
  'grades.list': {
    input: nothing,
    output: z.object({ items: z.array(Grade) }),
  },
  /** Makes or changes a grade (R25). */
  'grades.save': {
    input: GradeDraft,
    output: Grade,
  },
  /** Deletes a grade; one that is in use needs the grade that takes over (D7). */
  'grades.remove': {
    input: z.object({ gradeId: z.string(), reassignTo: z.optional(z.string()) }),
    output: z.object({ reassigned: z.int() }),
  },
  /** Puts the grades into the given order. */
  'grades.reorder': {
    input: z.object({ gradeIds: z.array(z.string()) }),
    output: z.object({ items: z.array(Grade) }),
  },
  /**
   * Gives a grade to whoever has this phone, e-mail or member id (R26–R28); the same one again changes its note and its
   * expiry. `replace` says what becomes of what was given before.
   */
  'grades.assign': {
    input: GradeAssignmentDraft,
    output: GradeAssignment,
  },
  'grades.unassign': {
    input: z.object({ assignmentId: z.string() }),
    output: nothing,
  },
  /** Who has which grade: grade by grade, newest first. */
  'grades.assignments': {
    input: z.object({ ...GradeAssignmentFilter.shape, limit: PageLimit, cursor: z.optional(z.string()) }),
    /** with a cursor more may follow, even where there are fewer than `limit` */
    output: z.object({ items: z.array(GradeAssignment), cursor: z.optional(z.string()) }),
  },
  /** The same as CSV, page by page: the texts one after another are the file (B14). */
  'grades.exportAssignments': {
    input: z.object({
      ...GradeAssignmentFilter.shape,
      limit: z.optional(z.int().check(z.gte(1), z.lte(1000))),
      cursor: z.optional(z.string()),
    }),
    output: z.object({ csv: z.string(), rows: z.int(), cursor: z.optional(z.string()) }),
  },
  /** Gives grades line by line: a line is taken as a whole or not at all, and no line keeps another one out (B14). */
  'grades.importAssignments': {
    input: z.object({
      rows: z.array(GradeAssignmentRow).check(z.minLength(1), z.maxLength(200)),
      /** says what would become of each line, and changes nothing */
      dryRun: z.optional(z.boolean()),
      /** what to do with an assignment that is there already; `update` when absent */
      existing: z.optional(z.enum(['update', 'skip'])),
    }),
    output: z.object({ items: z.array(ImportedRow) }),
  },
  /** How often each grade is assigned, for whoever is about to delete one (D7). */
  'grades.usage': {
    input: nothing,
    output: z.object({ items: z.array(GradeUsage) }),
  },
  /** The grades of many tickets or customers at once, each in grade order and once (R24, D7, B14). */
  'grades.match': {
    input: z.object({ subjects: z.array(GradeSubject).check(z.maxLength(500)) }),
    output: z.object({
      /** in the order of `subjects`; nobody known means no grades */
      items: z.array(z.array(Grade)),
      /** milliseconds until the first of the assignments that were counted expires; absent when none does */
      expiresIn: z.optional(z.number()),
    }),
  },
} as const;
