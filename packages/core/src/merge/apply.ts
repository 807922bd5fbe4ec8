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
import { projectCustomer } from '../customers/project.js';
import { knownFragments, putFragment, type Fragment } from '../store/fragment.js';
import { putMerge, withoutInternals, type MergeRecord } from '../store/merge-record.js';
import { putTicket, ticketRecord } from '../store/ticket.js';
import { forgetPair } from '../duplicates/pairs.js';
import { isTooLong } from '../limits.js';
import { chosenValues, loadSides, planMerge, type MergeSides } from './plan.js';

/** The merged family: every number of the absorbed customer leads to the survivor, who is saved after the merge. */
async function redirect(
  tx: WriteTransaction,
  { survivor, absorbed }: MergeSides,
  mergeId: string,
  at: string,
): Promise<[Fragment, ...Fragment[]]> {
  const [root, ...own] = survivor.members;
  const [lost, ...members] = absorbed.members;
  const live = root.customerNumber;
  const numbers = absorbed.members.map((member) => member.customerNumber);
  const head = {
    ...root,
    absorbed: [...root.absorbed, ...numbers],
    updatedAt: at,
    version: root.version + 1,
  };
  const moved = [
    { ...lost, live, absorbed: [], mergeId, version: lost.version + 1 },
    ...members.map((member) => ({ ...member, live })),
  ];
  await Promise.all(moved.map((each) => putFragment(tx, each)));
  return [head, ...own, ...moved];
}

/** Fills blank customer fields of the ticket and marks them (D6); a value too long for its field stays out. */
async function fillTicket(
  tx: WriteTransaction,
  ticketId: string,
  { result, survivor }: Pick<MergePlan, 'result' | 'survivor'>,
  mark: FilledMark,
  settings: ServiceSettings,
): Promise<string[]> {
  const record = await ticketRecord(tx, ticketId);
  const [arrived] = await knownFragments(tx, [record.arrivedNumber]);
  if (arrived?.live !== survivor.customerNumber) {
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
  tx.publish({ type: 'ticketSaved', ticketId, customerNumber: survivor.customerNumber });
  return fills.map(([code]) => code);
}

export const merge: Handler<'customers.merge'> = async (tx, input, { at, ids, principal, settings }) => {
  const sides = await loadSides(tx, input);
  const plan = planMerge(input, sides, settings);
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
  const members = await redirect(tx, sides, mergeId, at);
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
  await forgetPair(tx, record.survivorNumber, record.absorbedNumber);
  await putFragment(tx, members[0]);
  tx.publish({
    type: 'customersMerged',
    mergeId,
    survivorNumber: record.survivorNumber,
    absorbedNumber: record.absorbedNumber,
    numbers: Object.fromEntries(
      sides.absorbed.members.map((member) => [member.customerNumber, record.survivorNumber]),
    ),
  });
  const merges = [...sides.survivor.merges, ...sides.absorbed.merges, record];
  return { merge: withoutInternals(record), customer: projectCustomer(members, merges) };
};
