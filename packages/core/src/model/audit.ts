/** What the audit trail keeps of an operation: who did what to what and when, never a personal value or a secret (B8, B13). */
import * as z from 'zod/mini';
import { Role } from './access.js';
import { Timestamp } from './customer.js';

export const AuditSubject = z.enum(['customer', 'grade', 'lookupApi', 'serverInformation', 'audit']);
export type AuditSubject = z.infer<typeof AuditSubject>;

/** Names and numbers that help to read an entry. */
export const AuditFacts = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
);
export type AuditFacts = z.infer<typeof AuditFacts>;

export const AuditEntry = z.object({
  entryId: z.string(),
  at: Timestamp,
  by: z.object({ user: z.string(), role: Role }),
  /** the name of the operation, as in `grades.save` */
  operation: z.string(),
  subject: z.object({
    kind: AuditSubject,
    id: z.optional(z.string()),
    /** the others concerned: the absorbed customers of a merge, whose a ticket was before it was moved */
    otherIds: z.optional(z.array(z.string())),
  }),
  facts: AuditFacts,
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** Conditions are joined by AND. */
export const AuditFilter = z.object({
  /** an operation, as in `grades.save`, or a group of them, as in `grades` */
  operation: z.optional(z.string()),
  /** the user who did it */
  by: z.optional(z.string()),
  subjectKind: z.optional(AuditSubject),
  /** a customer number, the id of a grade or of a lookup API */
  subjectId: z.optional(z.string()),
  from: z.optional(Timestamp),
  /** exclusive */
  to: z.optional(Timestamp),
});
export type AuditFilter = z.infer<typeof AuditFilter>;
