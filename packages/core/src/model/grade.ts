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
  createdAt: Timestamp,
  createdBy: z.string(),
});
export type GradeAssignment = z.infer<typeof GradeAssignment>;

export const GradeAssignmentDraft = z.object({
  gradeId: z.string(),
  criterion: IdentifierKind,
  value: z.string().check(z.minLength(1), z.maxLength(100)),
  note: z.optional(z.string().check(z.maxLength(500))),
});
export type GradeAssignmentDraft = z.infer<typeof GradeAssignmentDraft>;

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
