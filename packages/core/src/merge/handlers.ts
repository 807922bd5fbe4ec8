/** Merging customers, taking merges back, and their history (R17–R22, B1–B3, B8). */
import type { Handler, Handlers } from '../handler.js';
import type { Merge } from '../model/merge.js';
import { family } from '../store/fragment.js';
import { withoutInternals, type MergeRecord } from '../store/merge-record.js';
import { merge } from './apply.js';
import { countTickets, loadSides, planMerge } from './plan.js';
import { unmerge } from './unmerge.js';

/** Also the undone ones, and those of every number the customer has now. */
const history: Handler<'customers.merges'> = async (tx, { customerNumber }) => {
  const members = await family(tx, customerNumber);
  const pages = await Promise.all(
    members.map((member) =>
      tx.scan('merges', 'number', { prefix: `${member.customerNumber}|`, limit: 1000 }),
    ),
  );
  const byId = new Map<string, Merge>();
  for (const { key, value } of pages.flatMap((page) => page.records)) {
    byId.set(key, withoutInternals(value as unknown as MergeRecord));
  }
  return {
    items: [...byId.values()].sort((a, b) =>
      a.at < b.at ? 1 : a.at > b.at ? -1 : a.mergeId < b.mergeId ? 1 : -1,
    ),
  };
};

const preview: Handler<'customers.planMerge'> = async (tx, input, { settings }) => {
  const sides = await loadSides(tx, input);
  const absorbedTickets = await countTickets(
    tx,
    sides.slice(1).flatMap(({ members }) => members),
  );
  return { ...planMerge(input, sides, settings), absorbedTickets };
};

export const mergeHandlers = {
  'customers.planMerge': preview,
  'customers.merge': merge,
  'customers.unmerge': unmerge,
  'customers.merges': history,
} satisfies Partial<Handlers>;
