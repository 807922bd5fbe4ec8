/** Two customers become one, with a preview before and a way back after (R17–R22, D5, D6, B1–B3, B8). */
import * as z from 'zod/mini';
import { Customer, CustomerNumber, Timestamp } from './customer.js';
import { FieldCode } from './field.js';

export const MergeSide = z.enum(['survivor', 'absorbed']);
export type MergeSide = z.infer<typeof MergeSide>;

/** Per field, whose value the merged customer shows; absent fields follow the ordinary order. */
export const MergeChoices = z.record(FieldCode, MergeSide);
export type MergeChoices = z.infer<typeof MergeChoices>;

/** Why a merge cannot happen. */
export const MergeBlocker = z.enum(['sameCustomer', 'alreadyMerged']);
export type MergeBlocker = z.infer<typeof MergeBlocker>;

/** What a person should look at twice; a merge is still possible. */
export const MergeWarning = z.enum(['differentMemberId', 'nothingInCommon']);
export type MergeWarning = z.infer<typeof MergeWarning>;

export const MergeField = z.object({
  field: FieldCode,
  survivor: z.optional(z.string()),
  absorbed: z.optional(z.string()),
  /** the same value once normalised */
  same: z.boolean(),
  chosen: MergeSide,
});
export type MergeField = z.infer<typeof MergeField>;

export const MergePlan = z.object({
  survivor: Customer,
  absorbed: Customer,
  /** every field that either side has, in the order of the service's fields */
  fields: z.array(MergeField),
  /** what the merged customer will show */
  result: z.record(FieldCode, z.string()),
  blockers: z.array(MergeBlocker),
  warnings: z.array(MergeWarning),
  /** tickets that come along, counted up to 1,000 */
  absorbedTickets: z.int(),
  /** names the exact state that was previewed; a merge with another one is refused as stale */
  fingerprint: z.string(),
});
export type MergePlan = z.infer<typeof MergePlan>;

export const Merge = z.object({
  mergeId: z.string(),
  survivorNumber: CustomerNumber,
  absorbedNumber: CustomerNumber,
  choices: MergeChoices,
  reason: z.string(),
  at: Timestamp,
  by: z.string(),
  /** ticket field codes that the merge filled in the ticket it was made at (D6) */
  filled: z.optional(z.object({ ticketId: z.string(), codes: z.array(FieldCode) })),
  undone: z.optional(z.object({ at: Timestamp, by: z.string() })),
});
export type Merge = z.infer<typeof Merge>;

export const MergeResult = z.object({ merge: Merge, customer: Customer });
export type MergeResult = z.infer<typeof MergeResult>;

/** What changed between a merge and its undoing, and on whose side it stays (B1). */
export const UnmergeReport = z.object({
  merge: Merge,
  survivor: Customer,
  restored: Customer,
  since: z.object({
    /** tickets that came in since, by the side they now belong to, counted up to 1,000 */
    survivorTickets: z.int(),
    restoredTickets: z.int(),
    /** values registered since, by the side that keeps them */
    values: z.array(
      z.object({ field: FieldCode, value: z.string(), at: Timestamp, customerNumber: CustomerNumber }),
    ),
  }),
});
export type UnmergeReport = z.infer<typeof UnmergeReport>;
