/** What goes into each operation on duplicates and what comes out of it; `operations.ts` has the whole table. */
import * as z from 'zod/mini';
import { CustomerNumber } from '../model/customer.js';
import {
  DecidedDuplicate,
  Duplicate,
  DuplicateDecision,
  DuplicateScan,
  QueuedDuplicate,
} from '../model/duplicate.js';

export const duplicateSchemas = {
  /** Customers who may be the same person as this one, most likely first (D2, B4). */
  'duplicates.list': {
    input: z.object({
      customerNumber: CustomerNumber,
      /** also those of whom a person said that they are not the same */
      decided: z.optional(z.boolean()),
    }),
    output: z.object({ items: z.array(Duplicate) }),
  },
  /** All suggested pairs that wait for a person, most likely first (B4). */
  'duplicates.queue': {
    input: z.object({
      /** 20 when absent */
      limit: z.optional(z.int().check(z.gte(1), z.lte(100))),
      cursor: z.optional(z.string()),
    }),
    output: z.object({
      items: z.array(QueuedDuplicate),
      /** with a cursor more may follow, even where there are fewer than `limit` */
      cursor: z.optional(z.string()),
      /** pairs that wait, counted up to 1,000; some of them may be settled already */
      waiting: z.int(),
      /** the latest scan of all customers */
      scan: z.optional(DuplicateScan),
    }),
  },
  /**
   * What a person says about two customers: not the same, later, or open again. Not the same is remembered until an
   * identifier of one of them changes (B4).
   */
  'duplicates.decide': {
    input: z.object({
      customerNumber: CustomerNumber,
      otherNumber: CustomerNumber,
      decision: DuplicateDecision,
    }),
    output: DecidedDuplicate,
  },
  /**
   * One step of comparing all customers with each other; called again until `finishedAt` is there. It goes on where the
   * last step ended, in whatever tab or process that was.
   */
  'duplicates.scan': {
    input: z.object({
      /**
       * When a scan begins: `anew`, also in the middle of one; `ifFinished`, when none is under way, as a step does that
       * is told nothing; `ifNone`, when there never was one. From the second step on say `ifNone`: somebody else may
       * have made the last one, and then the answer is the finished scan.
       */
      start: z.optional(z.enum(['anew', 'ifFinished', 'ifNone'])),
    }),
    output: DuplicateScan,
  },
} as const;
