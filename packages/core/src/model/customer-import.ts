/** What goes into an import of customers and what is said of each row (trap 12). */
import * as z from 'zod/mini';
import { FieldCode } from './field.js';

export const ImportRow = z.object({
  /** of the file; every answer names it */
  line: z.int().check(z.gte(1)),
  /** the customer whose values these are; without it whoever has the identifiers, or a new customer */
  customerNumber: z.optional(z.string()),
  /** a blank value changes nothing */
  values: z.record(FieldCode, z.string()),
});
export type ImportRow = z.infer<typeof ImportRow>;

export const CustomerImport = z.object({
  rows: z.array(ImportRow).check(z.maxLength(200)),
  /** says what would happen and stores nothing */
  dryRun: z.boolean(),
  /** what to do with customers who are there already; `update` when absent */
  existing: z.optional(z.enum(['update', 'skip'])),
});
export type CustomerImport = z.infer<typeof CustomerImport>;

/** `created` and `updated` rows are stored whole; of the others nothing is. */
export const ImportOutcome = z.enum(['created', 'updated', 'unchanged', 'skipped', 'refused']);
export type ImportOutcome = z.infer<typeof ImportOutcome>;

export const ImportRefusal = z.enum([
  /** the value of `field` cannot be registered; `issue` says why */
  'invalid',
  /** neither a number nor a value */
  'empty',
  /** nobody has this customer number; the desk alone issues numbers */
  'unknownNumber',
  /** the customer of this number was deleted; without the number the row is a new customer */
  'deletedNumber',
  /** the value of `field` belongs to `customerNumber` */
  'taken',
  /** the values belong to different customers, `customerNumbers`, whom no import merges */
  'severalCustomers',
  /** the values lead to `customerNumber`, who has another member id */
  'otherMemberId',
  /** the rows in `lines` name the same `field` */
  'repeated',
]);
export type ImportRefusal = z.infer<typeof ImportRefusal>;

export const ImportReason = z.object({
  code: ImportRefusal,
  field: z.optional(z.string()),
  /** an `IssueCode`, as in `tooLong` */
  issue: z.optional(z.string()),
  /** the largest length, for `tooLong` */
  maximum: z.optional(z.int()),
  customerNumber: z.optional(z.string()),
  customerNumbers: z.optional(z.array(z.string())),
  /** the other lines */
  lines: z.optional(z.array(z.int())),
});
export type ImportReason = z.infer<typeof ImportReason>;

export const ImportedRow = z.object({
  line: z.int(),
  outcome: ImportOutcome,
  /** absent for a refused row, and for a new customer in a dry run */
  customerNumber: z.optional(z.string()),
  /** for a refused row */
  reason: z.optional(ImportReason),
  /** in a dry run what identifies the row, so that the whole file can be searched for repetitions */
  identifiers: z.optional(z.array(z.string())),
});
export type ImportedRow = z.infer<typeof ImportedRow>;
