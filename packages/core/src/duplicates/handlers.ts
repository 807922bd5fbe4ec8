/** Customers who may be one person: noticed, shown, decided (D2, B4). */
import type { Handlers } from '../handler.js';
import { decide } from './decide.js';
import { duplicatesOf } from './find.js';
import { queue } from './queue.js';
import { scan } from './scan.js';

export const duplicateHandlers = {
  'duplicates.list': async (tx, { customerNumber, decided = false }, context) => ({
    items: await duplicatesOf(tx, customerNumber, context, decided),
  }),
  'duplicates.queue': queue,
  'duplicates.decide': decide,
  'duplicates.scan': scan,
} satisfies Partial<Handlers>;
