/** Several customers become one, with a preview before and a way back after (R17–R22, D5, D6, B1–B3, B8). */
import * as z from 'zod/mini';
import { Customer, CustomerNumber, Timestamp } from './customer.js';
import { FieldCode } from './field.js';
import { Ticket, TicketId } from './ticket.js';

/** As many as a person still compares side by side. */
const mostAbsorbed = 9;

/** Who becomes one with the survivor: one or several, each once. */
export const AbsorbedNumbers = z.array(CustomerNumber).check(z.minLength(1), z.maxLength(mostAbsorbed));

/** Per field, the customer whose value the merged one shows; absent fields follow the ordinary order. */
export const MergeChoices = z.record(FieldCode, CustomerNumber);
export type MergeChoices = z.infer<typeof MergeChoices>;

/** Why a merge cannot happen. */
export const MergeBlocker = z.enum(['sameCustomer', 'alreadyMerged']);
export type MergeBlocker = z.infer<typeof MergeBlocker>;

/** What a person should look at twice; a merge is still possible. */
export const MergeWarning = z.enum(['differentMemberId', 'nothingInCommon']);
export type MergeWarning = z.infer<typeof MergeWarning>;

export const MergeField = z.object({
  field: FieldCode,
  /** customer number → value, of those who have one */
  values: z.record(CustomerNumber, z.string()),
  /** everybody has a value, and all are the same once normalised */
  same: z.boolean(),
  /** whose value will be shown */
  chosen: CustomerNumber,
});
export type MergeField = z.infer<typeof MergeField>;

export const MergePlan = z.object({
  /** the survivor, then the others in the order in which they were asked for */
  customers: z.array(Customer),
  /** every field that any of them has, in the order of the service's fields */
  fields: z.array(MergeField),
  /** what the merged customer will show */
  result: z.record(FieldCode, z.string()),
  /** with the numbers each is about, as they were asked for */
  blockers: z.array(z.object({ reason: MergeBlocker, customerNumbers: z.array(CustomerNumber) })),
  /** with the customers each is about: those whose member ids differ, those who share nothing with the survivor */
  warnings: z.array(z.object({ reason: MergeWarning, customerNumbers: z.array(CustomerNumber) })),
  /** tickets that come along, counted up to 1,000 */
  absorbedTickets: z.int(),
  /** names the exact state that was previewed; a merge with another one is refused as stale */
  fingerprint: z.string(),
});
export type MergePlan = z.infer<typeof MergePlan>;

/** One customer became a part of another. A merge of several leaves one of these for each, to be undone by itself. */
export const Merge = z.object({
  mergeId: z.string(),
  survivorNumber: CustomerNumber,
  absorbedNumber: CustomerNumber,
  /** the same for all that were merged at once, absent when it was one */
  groupId: z.optional(z.string()),
  choices: MergeChoices,
  reason: z.string(),
  at: Timestamp,
  by: z.string(),
  /** ticket field codes that the merge filled in the ticket it was made at (D6) */
  filled: z.optional(z.object({ ticketId: z.string(), codes: z.array(FieldCode) })),
  undone: z.optional(z.object({ at: Timestamp, by: z.string() })),
});
export type Merge = z.infer<typeof Merge>;

/** One merge for each absorbed customer, in the order in which they were asked for. */
export const MergeResult = z.object({ merges: z.array(Merge), customer: Customer });
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
    /** those of them that went to the other side, because their identifiers are there; newest first, up to 100 */
    moved: z.array(z.object({ ticketId: TicketId, customerNumber: CustomerNumber })),
    /**
     * Those of them that stay where they are although nothing, or something on either side, says whose they are: to
     * be placed by a person, with `tickets.move`; newest first, up to 100.
     */
    unclear: z.array(Ticket),
    /** values registered since, by the side that keeps them */
    values: z.array(
      z.object({ field: FieldCode, value: z.string(), at: Timestamp, customerNumber: CustomerNumber }),
    ),
  }),
});
export type UnmergeReport = z.infer<typeof UnmergeReport>;
