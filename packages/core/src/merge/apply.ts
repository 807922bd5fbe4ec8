/**
 * Carrying out a merge (R17, R22, D5, D6): the numbers of the absorbed customer point at the survivor, one entry
 * joins the merge log, and the blank customer fields of the ticket at hand are filled. No ticket is rewritten.
 */
import { DeskError, invalidInput } from '../errors.js';
import type { Handler } from '../handler.js';
import type { ServiceSettings } from '../model/access.js';
import type { MergePlan } from '../model/merge.js';
import type { FilledMark } from '../model/ticket.js';
import type { WriteTransaction } from '../ports.js';
import { customer } from '../store/customer.js';
import { fragment, putFragment } from '../store/fragment.js';
import { putMerge, withoutInternals, type MergeRecord } from '../store/merge-record.js';
import { putTicket, ticketRecord } from '../store/ticket.js';
import { isTooLong } from '../limits.js';
import { chosenValues, loadSides, planMerge, type MergeSides } from './plan.js';

async function redirect(
  tx: WriteTransaction,
  { survivor, absorbed }: MergeSides,
  mergeId: string,
  at: string,
): Promise<void> {
  const [root] = survivor;
  const [lost, ...members] = absorbed;
  const numbers = absorbed.map((member) => member.customerNumber);
  const live = root.customerNumber;
  await putFragment(tx, { ...lost, live, absorbed: [], mergeId, version: lost.version + 1 });
  for (const member of members) await putFragment(tx, { ...member, live });
  await putFragment(tx, {
    ...root,
    absorbed: [...root.absorbed, ...numbers],
    updatedAt: at,
    version: root.version + 1,
  });
}

/** Fills blank customer fields of the ticket and marks them (D6); a value too long for its field stays out. */
async function fillTicket(
  tx: WriteTransaction,
  ticketId: string,
  { result, survivor }: MergePlan,
  mark: FilledMark,
  settings: ServiceSettings,
): Promise<string[]> {
  const record = await ticketRecord(tx, ticketId);
  const { live } = await fragment(tx, record.arrivedNumber);
  if (live !== survivor.customerNumber) {
    throw invalidInput([{ path: ['ticketId'], code: 'invalid', message: 'is a ticket of somebody else' }]);
  }
  const fills = settings.ticketFields.flatMap(({ code, customerField, maxLength }) => {
    const value = customerField === undefined ? undefined : result[customerField];
    const isBlank = (record.fields[code] ?? '').trim() === '';
    return value !== undefined && isBlank && !isTooLong(value, maxLength) ? [[code, value] as const] : [];
  });
  if (fills.length === 0) return [];
  const fields = { ...record.fields, ...Object.fromEntries(fills) };
  const filled = { ...record.filled, ...Object.fromEntries(fills.map(([code]) => [code, mark])) };
  await putTicket(
    tx,
    { ...record, fields, filled, updatedAt: mark.at, version: record.version + 1 },
    settings,
  );
  return fills.map(([code]) => code);
}

export const merge: Handler<'customers.merge'> = async (tx, input, { at, ids, principal, settings }) => {
  const sides = await loadSides(tx, input);
  const plan = await planMerge(tx, input, sides, settings);
  if (plan.blockers.length > 0) {
    throw new DeskError('merge_blocked', 'These two customers cannot be merged.', {
      details: { blockers: plan.blockers },
    });
  }
  if (plan.fingerprint !== input.fingerprint) {
    throw new DeskError('merge_stale', 'A customer changed since the preview.', {
      details: { fingerprint: plan.fingerprint },
    });
  }
  const mergeId = ids.next();
  await redirect(tx, sides, mergeId, at);
  const mark: FilledMark = { by: 'merge', at, source: mergeId };
  const codes =
    input.ticketId === undefined ? [] : await fillTicket(tx, input.ticketId, plan, mark, settings);
  const record: MergeRecord = {
    mergeId,
    survivorNumber: plan.survivor.customerNumber,
    absorbedNumber: plan.absorbed.customerNumber,
    choices: input.choices ?? {},
    chosen: chosenValues(plan.fields, input.choices ?? {}),
    reason: input.reason ?? '',
    at,
    by: principal.user,
    ...(codes.length > 0 ? { filled: { ticketId: input.ticketId!, codes } } : {}),
  };
  await putMerge(tx, record);
  tx.publish({
    type: 'customersMerged',
    mergeId,
    survivorNumber: record.survivorNumber,
    absorbedNumber: record.absorbedNumber,
    numbers: Object.fromEntries(
      sides.absorbed.map((member) => [member.customerNumber, record.survivorNumber]),
    ),
  });
  return { merge: withoutInternals(record), customer: await customer(tx, record.survivorNumber) };
};
