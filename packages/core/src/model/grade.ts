/** Grades and who has them (R23–R28, D7). */
import * as z from 'zod/mini';
import { CustomerNumber, Timestamp } from './customer.js';
import { IdentifierKind } from './field.js';
import { isColour } from '../colour.js';

export const GradeColour = z.string().check(z.refine(isColour, { params: { code: 'invalidColour' } }));

export const Grade = z.object({
  gradeId: z.string(),
  name: z.string().check(z.minLength(1), z.maxLength(50)),
  /** `#RRGGBB` */
  color: GradeColour,
  /** position among the grades, from 0 */
  order: z.int(),
  version: z.int(),
});
export type Grade = z.infer<typeof Grade>;

/** Without `gradeId` a new grade is made, at the end of the order. */
export const GradeDraft = z.object({
  gradeId: z.optional(z.string()),
  name: Grade.shape.name,
  color: GradeColour,
  version: z.optional(z.int()),
});
export type GradeDraft = z.infer<typeof GradeDraft>;

/** "Whoever has this e-mail, phone or member id has this grade." */
export const GradeAssignment = z.object({
  assignmentId: z.string(),
  gradeId: z.string(),
  criterion: IdentifierKind,
  /** as it was typed */
  value: z.string(),
  note: z.string(),
  /** from then on it gives no grade; one without it never expires */
  expiresAt: z.optional(Timestamp),
  createdAt: Timestamp,
  createdBy: z.string(),
  /** of the last change, or of the making where there was none */
  updatedAt: Timestamp,
  updatedBy: z.string(),
});
export type GradeAssignment = z.infer<typeof GradeAssignment>;

const noteLength = 500;
export const assignmentLengths = { value: 100, note: noteLength } as const;

export const GradeAssignmentDraft = z.object({
  /** the assignment to be changed; without it the grade is given */
  assignmentId: z.optional(z.string()),
  /** of the assignment to be changed, as it was read; one that was changed since is refused as `version_conflict` */
  updatedAt: z.optional(Timestamp),
  gradeId: z.string(),
  criterion: IdentifierKind,
  value: z.string().check(z.minLength(1), z.maxLength(assignmentLengths.value)),
  note: z.optional(z.string().check(z.maxLength(noteLength))),
  /** empty: it never expires; absent: as it is, but a grade that has expired is given anew without end */
  expiresAt: z.optional(z.union([Timestamp, z.literal('')])),
  /**
   * What to do where somebody has given this phone, e-mail or member id this or another grade before. `false` refuses it as
   * `assignment_exists`, for a screen that asks first; `true` lets this assignment stand in place of all of them;
   * absent, the same grade is changed and another one stands beside.
   */
  replace: z.optional(z.boolean()),
});
export type GradeAssignmentDraft = z.infer<typeof GradeAssignmentDraft>;

/** Conditions are joined by AND. */
export const GradeAssignmentFilter = z.object({
  /** any piece of the value, in whatever spelling, or of the note */
  text: z.optional(z.string().check(z.maxLength(200))),
  gradeId: z.optional(z.string()),
  criterion: z.optional(IdentifierKind),
  /** `soon`: within the next 30 days */
  expired: z.optional(z.enum(['yes', 'no', 'soon'])),
});
export type GradeAssignmentFilter = z.infer<typeof GradeAssignmentFilter>;

/** A line of a table as it was read; whatever stands in it is judged line by line. */
export const GradeAssignmentRow = z.object({
  /** where it stood in the file */
  line: z.int().check(z.gte(1)),
  /** the name of a grade, or its id */
  grade: z.string(),
  criterion: z.string(),
  value: z.string(),
  /** empty or absent: as it is */
  note: z.optional(z.string()),
  /** ISO 8601; empty: never; absent: as it is */
  expiresAt: z.optional(z.string()),
});
export type GradeAssignmentRow = z.infer<typeof GradeAssignmentRow>;

/** How many assignments a grade has, counted no further than 1,000. */
export const GradeUsage = z.object({
  gradeId: z.string(),
  assignments: z.int(),
  /** there may be more than `assignments` says */
  more: z.boolean(),
});
export type GradeUsage = z.infer<typeof GradeUsage>;

/** Whose grades are asked for: a saved ticket, a customer, or the identifiers of a ticket that is not saved yet. */
export const GradeSubject = z.object({
  ticketId: z.optional(z.string()),
  customerNumber: z.optional(CustomerNumber),
  identifiers: z.optional(
    z.object({
      phone: z.optional(z.string()),
      email: z.optional(z.string()),
      memberId: z.optional(z.string()),
    }),
  ),
});
export type GradeSubject = z.infer<typeof GradeSubject>;
