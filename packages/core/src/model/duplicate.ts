/** Two customers who may be one person: how sure that is and why, and what a person said about it (D2, B4, B7). */
import * as z from 'zod/mini';
import { Customer, CustomerNumber, CustomerSummary, Timestamp } from './customer.js';
import { FieldCode, IdentifierKind } from './field.js';

/** Why a ticket joined nobody by itself although a customer has its identifier (B7). */
export const HeldReason = z.enum(['differentName', 'differentMemberId', 'shared', 'blocked']);
export type HeldReason = z.infer<typeof HeldReason>;

/** An identifier that did not decide whose ticket it is. */
export const Held = z.object({
  kind: IdentifierKind,
  reason: HeldReason,
  /** who has it, oldest first, at most ten */
  customerNumbers: z.array(CustomerNumber),
});
export type Held = z.infer<typeof Held>;

/** One thing that two customers have in common, or in which they differ; `explainReason` says it in words. */
export const DuplicateReason = z.object({
  field: FieldCode,
  /** `name`, `phone`, `email` or `memberId` */
  kind: z.string(),
  level: z.string(),
  /** how many times likelier this is in two records of one person than of strangers; below 1 it speaks against */
  ratio: z.number(),
});
export type DuplicateReason = z.infer<typeof DuplicateReason>;

/** `open`: nobody has said anything, or takes it back; `later`: behind the others in the queue. */
export const DuplicateDecision = z.enum(['notSame', 'later', 'open']);
export type DuplicateDecision = z.infer<typeof DuplicateDecision>;

/** What was decided, by whom and when. */
export const DecidedDuplicate = z.object({
  decision: DuplicateDecision,
  at: Timestamp,
  by: z.string(),
});
export type DecidedDuplicate = z.infer<typeof DecidedDuplicate>;

const Pair = {
  /** that both are one person, from 0 to 1, from what they have now */
  probability: z.number(),
  /** strongest first */
  reasons: z.array(DuplicateReason),
  /** the fields that forbid to join the two without a person's decision */
  contradictions: z.array(FieldCode),
  /** why a ticket of one did not join the other */
  held: z.optional(HeldReason),
  /** absent while it is open */
  decided: z.optional(DecidedDuplicate),
  /** since when the two are suggested; absent when nobody but this answer has noticed */
  at: z.optional(Timestamp),
};

/** Somebody who may be the same person as the customer at hand. */
export const Duplicate = z.object({ customerNumber: CustomerNumber, other: CustomerSummary, ...Pair });
export type Duplicate = z.infer<typeof Duplicate>;

/** Two of the queue, side by side: the first is the one that has been there longer. */
export const QueuedDuplicate = z.object({ customer: Customer, other: Customer, ...Pair });
export type QueuedDuplicate = z.infer<typeof QueuedDuplicate>;

/** How far the scan of all customers is; it goes on where it stopped, whoever goes on with it. */
export const DuplicateScan = z.object({
  /** customers compared with all others */
  done: z.int(),
  total: z.int(),
  /** pairs it put into the queue */
  found: z.int(),
  startedAt: Timestamp,
  finishedAt: z.optional(Timestamp),
});
export type DuplicateScan = z.infer<typeof DuplicateScan>;

/** They are read whenever a desk is made, which takes about 3 µs each. */
const mostBlocked = 1000;

const IdentifierLimit = z.int().check(z.gte(1), z.lte(100));

/** What a host says of duplicates; everything has a working default (B4, B7). */
export const DuplicateSettings = z.object({
  /** two customers are suggested from this probability on */
  least: z.number().check(z.gte(0.01), z.lte(1)),
  /** an identifier that more customers have belongs to an office or a family: it joins nobody and tells nothing */
  mostCustomersPerIdentifier: IdentifierLimit,
  /** what identifies nobody here, as a switchboard or a shared mailbox, in any spelling; `*@example.com` a whole domain */
  blockedIdentifiers: z
    .array(z.object({ kind: IdentifierKind, value: z.string() }))
    .check(z.maxLength(mostBlocked)),
  /** which contradictions keep a ticket from joining the customer who has its identifier */
  guards: z.array(z.enum(['differentName', 'differentMemberId'])),
});
export type DuplicateSettings = z.infer<typeof DuplicateSettings>;
