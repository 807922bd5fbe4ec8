/**
 * How the calls of each lookup API fare, for the administrator who is asked why an agent sees nothing (B9). It is what
 * one server measured since it started: with several servers, another one may have seen something else.
 */
import * as z from 'zod/mini';
import { Timestamp } from './customer.js';
import { LookupReason } from './lookup.js';

/** `answered` is any reply that a provider gives in good order: a customer found, or none. */
export const LookupCallOutcome = z.enum([
  'answered',
  'notAllowed',
  'providerError',
  'serverError',
  'timeout',
  'network',
  'blocked',
  'malformed',
  'tooLarge',
]);
export type LookupCallOutcome = z.infer<typeof LookupCallOutcome>;

export const LookupApiHealth = z.object({
  apiId: z.string(),
  /** since when this API is measured at its present base URL; absent before its first call */
  since: z.optional(Timestamp),
  /** calls that ended; those an agent gave up do not count */
  calls: z.int(),
  /** of them without a usable reply, or with a server error */
  failed: z.int(),
  /** calls at this moment */
  underWay: z.int(),
  breaker: z.object({
    /** `open`: the provider is left alone and every call is refused; `halfOpen`: the next call is a trial */
    state: z.enum(['closed', 'open', 'halfOpen']),
    /** in a row */
    failures: z.int(),
    /** when the pause ends; only while `open` */
    until: z.optional(Timestamp),
  }),
  /** absent before the first call has ended */
  last: z.optional(
    z.object({
      at: Timestamp,
      durationMs: z.number(),
      outcome: LookupCallOutcome,
      /** when a reply came */
      status: z.optional(z.int()),
      reason: z.optional(LookupReason),
    }),
  ),
});
export type LookupApiHealth = z.infer<typeof LookupApiHealth>;

export const LookupHealth = z.object({
  /** false where the desk has no transport that measures; then there are no items */
  measured: z.boolean(),
  /** one for each lookup API, in their order */
  items: z.array(LookupApiHealth),
});
export type LookupHealth = z.infer<typeof LookupHealth>;
