/** What became of a customer who was deleted: nothing but numbers is left to tell. */
import * as z from 'zod/mini';
import { CustomerNumber, Timestamp } from './customer.js';

export const CustomerDeletion = z.object({
  customerNumber: CustomerNumber,
  /** every number they ever had; none is issued again */
  numbers: z.array(CustomerNumber),
  deletedAt: Timestamp,
  deletedBy: z.string(),
  /** tickets whose values this call took out */
  tickets: z.int(),
  /** grade assignments that were theirs alone, and are gone */
  assignments: z.int(),
  /** there are tickets whose values nobody sees and the store still holds: call again */
  ticketsLeft: z.boolean(),
});
export type CustomerDeletion = z.infer<typeof CustomerDeletion>;
