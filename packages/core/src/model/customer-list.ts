/** What the list of customers is asked for and what it answers, as rows and as a file (R5). */
import * as z from 'zod/mini';
import { CustomerQuery, CustomerSummary, Timestamp } from './customer.js';

/** What the list can be sorted by, each served by an index. */
export const CustomerOrder = z.enum(['customerNumber', 'name', 'createdAt', 'updatedAt']);
export type CustomerOrder = z.infer<typeof CustomerOrder>;

const { limit: _, ...conditions } = CustomerQuery.shape;

/** Which customers the list shows, and in which order; without any condition everybody. */
export const CustomerListQuery = z.object({
  ...conditions,
  /** who has this grade, by any identifier (D7) */
  gradeId: z.optional(z.string()),
  /** created at this moment or later */
  createdFrom: z.optional(Timestamp),
  /** created before this moment */
  createdTo: z.optional(Timestamp),
  /**
   * The newest number first when absent. Names stand in the order of their letters, and customers without one behind
   * them; whoever sees masks may not sort by name, because neighbours would tell what a mask hides (D13).
   */
  sort: z.optional(z.object({ by: CustomerOrder, descending: z.optional(z.boolean()) })),
  /** of the page before, under the same sort */
  cursor: z.optional(z.string()),
});
export type CustomerListQuery = z.infer<typeof CustomerListQuery>;

export const CustomerListPage = z.object({
  items: z.array(CustomerSummary),
  /** with a cursor more may follow, even where there are fewer than `limit` */
  cursor: z.optional(z.string()),
  /** how many meet the conditions, where that is known exactly */
  total: z.optional(z.int()),
  /** how many there are at least, where they were not all counted; on the first page only */
  totalIsAtLeast: z.optional(z.int()),
});
export type CustomerListPage = z.infer<typeof CustomerListPage>;

/** A part of a file; the texts one after another are the whole. */
export const CsvPage = z.object({ csv: z.string(), rows: z.int(), cursor: z.optional(z.string()) });
export type CsvPage = z.infer<typeof CsvPage>;
