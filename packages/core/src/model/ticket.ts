/** A ticket as Deskcard knows it: where it came from, its fields, and whose it is. */
import * as z from 'zod/mini';
import { CustomerNumber, Timestamp } from './customer.js';
import { Held } from './duplicate.js';
import { FieldCode, IdentifierKind } from './field.js';

export const TicketStatus = z.enum(['new', 'open', 'reply', 'solved', 'closed']);
export type TicketStatus = z.infer<typeof TicketStatus>;

/** Neither `.` nor `..`, which no path of a URL can carry. */
export const TicketId = z.string().check(
  z.minLength(1),
  z.maxLength(100),
  z.refine((id) => !/^\.\.?$/.test(id)),
);

/** Field code → value as text. */
export const TicketFields = z.record(FieldCode, z.string());
export type TicketFields = z.infer<typeof TicketFields>;

/** A field that Deskcard filled, so that a screen can mark it (D6, D11). */
export const FilledMark = z.object({
  by: z.enum(['connection', 'merge']),
  at: Timestamp,
  /** the lookup API or the merge it came from */
  source: z.string(),
});
export type FilledMark = z.infer<typeof FilledMark>;

export const Ticket = z.object({
  ticketId: TicketId,
  channelId: z.string(),
  status: TicketStatus,
  createdAt: Timestamp,
  updatedAt: Timestamp,
  /** the customer it belongs to now */
  customerNumber: CustomerNumber,
  /** the number it came in on, which no merge changes; another one only after the ticket was moved */
  arrivedNumber: CustomerNumber,
  /** identifiers it came with that did not decide whose it is, and why, until a person merged them (B7) */
  held: z.optional(z.array(Held)),
  fields: TicketFields,
  filled: z.record(FieldCode, FilledMark),
  /** anything the host keeps with the ticket; Deskcard never looks inside */
  hostData: z.optional(z.json()),
  version: z.int(),
});
export type Ticket = z.infer<typeof Ticket>;

/**
 * What arrives on a channel (R6). `ticketId` and `createdAt` are issued when absent. The same `ticketId` again gives
 * the ticket as it stands, so that a channel may deliver twice.
 */
export const TicketDraft = z.object({
  ticketId: z.optional(TicketId),
  channelId: z.string(),
  status: z.optional(TicketStatus),
  createdAt: z.optional(Timestamp),
  fields: TicketFields,
  hostData: z.optional(z.json()),
});
export type TicketDraft = z.infer<typeof TicketDraft>;

/** How intake decided whose ticket it is (R7–R9). */
export const IntakeResult = z.object({
  ticket: Ticket,
  outcome: z.enum(['found', 'created']),
  /** the kind of identifier that decided; absent when nothing usable came in */
  matchedBy: z.optional(IdentifierKind),
  /** other customers who own an identifier that came in; never merged by themselves (D2) */
  suggestions: z.array(CustomerNumber),
});
export type IntakeResult = z.infer<typeof IntakeResult>;
