/** What a lookup gives: one outcome in the agent's terms, the values, and what could fill the ticket (R49–R54, D9–D12). */
import * as z from 'zod/mini';
import { Timestamp } from './customer.js';
import { FieldCode } from './field.js';

/**
 * Variable name → value as typed. Empty optional values are left out of the call. A variable may have any name; a
 * plain record schema would drop one called `__proto__`.
 */
export const LookupInputs = z.custom<Record<string, string>>(
  (inputs) =>
    typeof inputs === 'object' &&
    inputs !== null &&
    !Array.isArray(inputs) &&
    Object.values(inputs).every((value) => typeof value === 'string'),
);
export type LookupInputs = z.infer<typeof LookupInputs>;

/** What the agent reads; the provider protocol's status table plus ours. */
export const LookupOutcome = z.enum([
  'found',
  'noResult',
  'notAllowed',
  'providerError',
  'serverError',
  'timeout',
  'network',
  'blocked',
  'malformed',
  'tooLarge',
  'busy',
  'paused',
]);
export type LookupOutcome = z.infer<typeof LookupOutcome>;

/**
 * What stood in a call's way, in terms an administrator can act on; what to do for each is in docs/outgoing-calls.md.
 * It never holds an address.
 */
export const LookupReason = z.enum([
  'invalidUrl',
  'notHttps',
  'credentials',
  'privateAddress',
  'redirect',
  'nameNotFound',
  'refused',
  'unreachable',
  'certificate',
  'tls',
  'brokenOff',
  'noConnection',
  'noReply',
  'slowReply',
  'compressed',
  'notUtf8',
  'notHttp',
  'largeHeaders',
  'largeBody',
  'tooManyCalls',
]);
export type LookupReason = z.infer<typeof LookupReason>;

export const LookupValue = z.object({
  itemId: z.string(),
  screenName: z.string(),
  dataName: z.string(),
  /** absent when the reply has no such data; always plain text, never HTML (D12) */
  text: z.optional(z.string()),
});
export type LookupValue = z.infer<typeof LookupValue>;

/** A value that a field connection would put into a ticket field. */
export const ConnectedValue = z.object({ fieldCode: FieldCode, itemId: z.string(), text: z.string() });
export type ConnectedValue = z.infer<typeof ConnectedValue>;

export const LookupResult = z.object({
  apiId: z.string(),
  apiName: z.string(),
  outcome: LookupOutcome,
  values: z.array(LookupValue),
  connected: z.array(ConnectedValue),
  /** when this search ended */
  at: Timestamp,
  durationMs: z.number(),
  /** when the provider answered; absent when it did not (B11) */
  asOf: z.optional(Timestamp),
  /** true for an answer that was kept from an earlier search (B11) */
  cached: z.boolean(),
  /** the provider's own words; only an administrator gets them */
  providerMessage: z.optional(z.string()),
  /** what stood in the way, where the transport knows; only an administrator gets it */
  reason: z.optional(LookupReason),
});
export type LookupResult = z.infer<typeof LookupResult>;

/** The ticket as it stands on the screen, saved or not (trap 8). */
export const LookupTicket = z.object({
  ticketId: z.optional(z.string()),
  channelId: z.string(),
  fields: z.record(FieldCode, z.string()),
});
export type LookupTicket = z.infer<typeof LookupTicket>;

/** Why an auto lookup did not run (D10); `notReady` means that an administrator must look at its key. */
export const AutoLookupReason = z.enum(['channelNotLinked', 'missingValue', 'tooLong', 'notReady']);
export type AutoLookupReason = z.infer<typeof AutoLookupReason>;

export const AutoLookup = z.discriminatedUnion('ran', [
  z.object({ ran: z.literal(true), apiId: z.string(), inputs: LookupInputs, result: LookupResult }),
  z.object({
    ran: z.literal(false),
    apiId: z.string(),
    apiName: z.string(),
    reason: AutoLookupReason,
    /** screen names of the items concerned */
    items: z.array(z.string()),
  }),
]);
export type AutoLookup = z.infer<typeof AutoLookup>;

/** One exchange in full, for the administrator who sets an API up (B10). */
export const TestCall = z.object({
  request: z.object({ url: z.string(), headers: z.record(z.string(), z.string()), body: z.string() }),
  /** absent when no reply came */
  reply: z.optional(
    z.object({
      status: z.int(),
      contentType: z.string(),
      body: z.string(),
      cacheControl: z.optional(z.string()),
    }),
  ),
  /** what the encrypted messages say inside; absent in other modes */
  inside: z.optional(z.object({ request: z.string(), reply: z.optional(z.string()) })),
  /** why there was no usable reply, where more can be said than the outcome */
  problem: z.optional(
    z.object({
      code: z.string(),
      message: z.string(),
      hint: z.string(),
      /** which of them, for a screen that says it in its own language */
      reason: z.optional(
        z.enum([
          'notEncrypted',
          'malformed',
          'algorithm',
          'unknownKey',
          'wrongKey',
          'shape',
          'clock',
          'otherRequest',
        ]),
      ),
    }),
  ),
  /** the reply's `data` members as data names with their text, ready to become result items */
  found: z.array(z.object({ dataName: z.string(), text: z.string() })),
  result: LookupResult,
});
export type TestCall = z.infer<typeof TestCall>;
