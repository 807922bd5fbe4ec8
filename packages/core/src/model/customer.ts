/** A customer as people see it: the projection of every record that was merged into it. */
import * as z from 'zod/mini';
import { FieldCode } from './field.js';

/** Issued by the desk, never reused; digits, kept as text. */
export const CustomerNumber = z.string().check(z.regex(/^[1-9]\d{0,15}$/));

export const Timestamp = z.iso.datetime();

/** Where a value came from, in falling priority (R14, R16, D4). */
export const ValueSource = z.enum(['manual', 'import', 'ticket']);
export type ValueSource = z.infer<typeof ValueSource>;

/** A value registered for a customer, offered in the field's drop-down (R14), newest first. */
export const RegisteredValue = z.object({
  /** as it was typed, Unicode NFC */
  value: z.string(),
  source: ValueSource,
  at: Timestamp,
  by: z.optional(z.string()),
  ticketId: z.optional(z.string()),
  /** the number the value was registered under; differs from the customer's own after a merge */
  from: CustomerNumber,
});
export type RegisteredValue = z.infer<typeof RegisteredValue>;

export const Customer = z.object({
  customerNumber: CustomerNumber,
  /** the current value per field; a field without a value is absent */
  values: z.record(FieldCode, z.string()),
  /** every value ever registered per field, newest first, the same normalised value once (D4) */
  registered: z.record(FieldCode, z.array(RegisteredValue)),
  /** numbers that were merged into this one and resolve to it for ever (D5) */
  absorbedNumbers: z.array(CustomerNumber),
  createdAt: Timestamp,
  updatedAt: Timestamp,
  /** grows with every change */
  version: z.int(),
});
export type Customer = z.infer<typeof Customer>;

/** A part of a text in UTF-16 units, `to` not included. */
export const TextRange = z.object({ from: z.int(), to: z.int() });
export type TextRange = z.infer<typeof TextRange>;

/** A value in which something of what was searched for stands (R21). */
export const Match = z.object({
  /** `customerNumber`, `name`, `phone`, `email` or `memberId` */
  field: z.string(),
  /** as it is kept, or its mask */
  value: z.string(),
  /** the row does not show it: a value that another one replaced, or the number of an absorbed customer (B2) */
  isFormer: z.boolean(),
  /** what to mark, in order; none where it is not written out, as the country of a number */
  ranges: z.array(TextRange),
});
export type Match = z.infer<typeof Match>;

/** A row of a list or of search results. */
export const CustomerSummary = z.object({
  customerNumber: CustomerNumber,
  values: z.record(FieldCode, z.string()),
  absorbedNumbers: z.array(CustomerNumber),
  createdAt: Timestamp,
  updatedAt: Timestamp,
  /** why the customer was found, the best first; absent where no text was searched for */
  matches: z.optional(z.array(Match)),
});
export type CustomerSummary = z.infer<typeof CustomerSummary>;

/** Conditions are joined by AND; `text` looks in every field (R5, R20). */
export const CustomerQuery = z.object({
  text: z.optional(z.string()),
  customerNumber: z.optional(z.string()),
  name: z.optional(z.string()),
  memberId: z.optional(z.string()),
  phone: z.optional(z.string()),
  email: z.optional(z.string()),
  /** masks the values of the rows even for those who may see them (D13) */
  masked: z.optional(z.boolean()),
  /** 1 to 100, 20 when absent */
  limit: z.optional(z.int().check(z.gte(1), z.lte(100))),
});
export type CustomerQuery = z.infer<typeof CustomerQuery>;
