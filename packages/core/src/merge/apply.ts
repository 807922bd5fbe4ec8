/**
 * Carrying out a merge (R17, R22, D5, D6): the numbers of everybody absorbed point at the survivor, one entry for each
 * of them joins the merge log, and the blank customer fields of the ticket at hand are filled. No ticket is rewritten.
 */
import { DeskError, invalidInput } from '../errors.js';
import type { Handler } from '../handler.js';
import type { ServiceSettings } from '../model/access.js';
import type { MergePlan } from '../model/merge.js';
import type { FilledMark } from '../model/ticket.js';
import type { WriteTransaction } from '../ports.js';
import { comparableValue } from '../customers/identifiers.js';
import { projectCustomer } from '../customers/project.js';
import type { WholeFamily } from '../store/customer.js';
import { knownFragments, putFragment, type Fragment } from '../store/fragment.js';
import { fillSource, putMerge, withoutInternals, type MergeRecord } from '../store/merge-record.js';
import { putTicket, ticketRecord } from '../store/ticket.js';
import { forgetPairs } from '../duplicates/pairs.js';
import { isTooLong } from '../limits.js';
import { customerValues } from '../tickets/fields.js';
import { chosenValues, groundsOf, loadSides, planMerge, type MergeSides } from './plan.js';

/** The numbers of one who was absorbed, leading to the survivor. */
function moved({ members: [root, ...members] }: WholeFamily, live: string, mergeId: string): Fragment[] {
  return [
    { ...root, live, absorbed: [], mergeId, version: root.version + 1 },
    ...members.map((member) => ({ ...member, live })),
  ];
}

/** The merged family: every absorbed number leads to the survivor, who is saved after the merges. */
async function redirect(
  tx: WriteTransaction,
  [survivor, ...absorbed]: MergeSides,
  mergeIds: readonly string[],
  at: string,
): Promise<[Fragment, ...Fragment[]]> {
  const [root, ...own] = survivor.members;
  const live = root.customerNumber;
  const joining = absorbed.flatMap((family, i) => moved(family, live, mergeIds[i]!));
  await Promise.all(joining.map((each) => putFragment(tx, each)));
  const numbers = joining.map((each) => each.customerNumber);
  const head = {
    ...root,
    absorbed: [...root.absorbed, ...numbers],
    updatedAt: at,
    version: root.version + 1,
  };
  return [head, ...own, ...joining];
}

/** Fills blank customer fields of the ticket and marks them (D6); a value too long for its field stays out. */
async function fillTicket(
  tx: WriteTransaction,
  ticketId: string,
  survivorNumber: string,
  result: MergePlan['result'],
  mark: FilledMark,
  settings: ServiceSettings,
): Promise<string[]> {
  const record = await ticketRecord(tx, ticketId);
  const [arrived] = await knownFragments(tx, [record.arrivedNumber]);
  if (arrived?.live !== survivorNumber) {
    throw invalidInput([{ path: ['ticketId'], code: 'invalid', message: 'is a ticket of somebody else' }]);
  }
  // Where two ticket fields hold one customer field, a value stands in one of them.
  const keyOf = (field: string, value: string): string =>
    `${field}:${comparableValue(field, value, settings)}`;
  const said = new Set(
    customerValues(record.fields, settings).map(({ field, value }) => keyOf(field, value)),
  );
  const fills = settings.ticketFields.flatMap(({ code, customerField: field, maxLength }) => {
    const value = field === undefined ? undefined : result[field];
    const isBlank = (record.fields[code] ?? '').trim() === '';
    if (field === undefined || value === undefined || !isBlank || isTooLong(value, maxLength)) return [];
    if (said.has(keyOf(field, value))) return [];
    said.add(keyOf(field, value));
    return [[code, value] as const];
  });
  if (fills.length === 0) return [];
  const fields = { ...record.fields, ...Object.fromEntries(fills) };
  const filled = { ...record.filled, ...Object.fromEntries(fills.map(([code]) => [code, mark])) };
  await putTicket(
    tx,
    { ...record, fields, filled, updatedAt: mark.at, version: record.version + 1 },
    settings,
  );
  tx.publish({ type: 'ticketSaved', ticketId, customerNumber: survivorNumber });
  return fills.map(([code]) => code);
}

function assertAsPreviewed(
  { blockers, fingerprint }: Pick<MergePlan, 'blockers' | 'fingerprint'>,
  seen: string,
): void {
  if (blockers.length > 0) {
    throw new DeskError('merge_blocked', 'These customers cannot be merged.', { details: { blockers } });
  }
  if (fingerprint !== seen) {
    throw new DeskError('merge_stale', 'A customer changed since the preview.', { details: { fingerprint } });
  }
}

/** Tells everybody of one who was absorbed (B8). */
function publishMerge(
  tx: WriteTransaction,
  { mergeId, survivorNumber, absorbedNumber }: MergeRecord,
  { members }: WholeFamily,
): void {
  const numbers = Object.fromEntries(members.map((each) => [each.customerNumber, survivorNumber]));
  tx.publish({ type: 'customersMerged', mergeId, survivorNumber, absorbedNumber, numbers });
}

export const merge: Handler<'customers.merge'> = async (tx, input, { at, ids, principal, settings }) => {
  const sides = await loadSides(tx, input);
  const [survivor, ...absorbed] = sides;
  assertAsPreviewed(groundsOf(input, sides), input.fingerprint);
  const { ticketId, choices: asked = {} } = input;
  // What each field will show decides nothing but choices and the fields of a ticket.
  const isPlain = ticketId === undefined && Object.keys(asked).length === 0;
  const { fields, result } = isPlain ? { fields: [], result: {} } : planMerge(input, sides, settings);
  const mergeIds = absorbed.map(() => ids.next());
  for (const mergeId of mergeIds) tx.issued?.('merges', mergeId);
  const members = await redirect(tx, sides, mergeIds, at);
  const [{ customerNumber: survivorNumber }] = members;
  const chosenFields = fields.filter(({ field }) => Object.hasOwn(asked, field));
  const common = {
    survivorNumber,
    ...(absorbed.length > 1 ? { groupId: mergeIds[0]! } : {}),
    choices: Object.fromEntries(chosenFields.map(({ field, chosen }) => [field, chosen])),
    chosen: chosenValues(fields, asked),
    reason: input.reason ?? '',
    at,
    by: principal.user,
  };
  const mark: FilledMark = { by: 'merge', at, source: fillSource({ ...common, mergeId: mergeIds[0]! }) };
  const codes =
    ticketId === undefined ? [] : await fillTicket(tx, ticketId, survivorNumber, result, mark, settings);
  const filled = ticketId !== undefined && codes.length > 0 ? { filled: { ticketId, codes } } : {};
  const records = absorbed.map(({ members: [{ customerNumber }] }, i): MergeRecord => ({
    mergeId: mergeIds[i]!,
    absorbedNumber: customerNumber,
    ...common,
    ...filled,
  }));
  await Promise.all(records.map((record) => putMerge(tx, record)));
  await forgetPairs(tx, [survivorNumber, ...records.map(({ absorbedNumber }) => absorbedNumber)]);
  await putFragment(tx, members[0]);
  for (const [i, record] of records.entries()) publishMerge(tx, record, absorbed[i]!);
  const merges = [...survivor.merges, ...absorbed.flatMap((each) => each.merges), ...records];
  return { merges: records.map(withoutInternals), customer: projectCustomer(members, merges) };
};
