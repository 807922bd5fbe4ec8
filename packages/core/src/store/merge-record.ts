/** The merge log: one edge per merge, kept for ever, active until it is undone (B1, B8). */
import { DeskError } from '../errors.js';
import type { Merge } from '../model/merge.js';
import type { JsonValue, ReadTransaction, WriteTransaction } from '../ports.js';
import type { Fragment } from './fragment.js';

/** A merge with what it must remember to be shown and undone. */
export interface MergeRecord extends Merge {
  /** the values a person chose in the preview, as they stood then; of a merge that holds, while somebody has them */
  chosen: Record<string, string>;
}

export function putMerge(tx: WriteTransaction, record: MergeRecord): Promise<void> {
  return tx.put('merges', {
    key: record.mergeId,
    value: record as unknown as JsonValue,
    indexes: { number: [`${record.survivorNumber}|${record.at}`, `${record.absorbedNumber}|${record.at}`] },
  });
}

export async function mergeRecord(tx: ReadTransaction, mergeId: string): Promise<MergeRecord> {
  const value = await tx.get('merges', mergeId);
  if (value === undefined)
    throw new DeskError('merge_not_found', 'There is no such merge.', { details: { mergeId } });
  return value as unknown as MergeRecord;
}

/** The active merges that hold a customer's family together: one per absorbed member. */
export async function activeMerges(
  tx: ReadTransaction,
  members: readonly Fragment[],
): Promise<MergeRecord[]> {
  const ids = members.flatMap((member) => (member.mergeId === undefined ? [] : [member.mergeId]));
  if (ids.length === 0) return [];
  return (await tx.getMany('merges', ids)) as unknown as MergeRecord[];
}

/**
 * What was chosen is remembered while somebody in the family has it: whoever took it along may be deleted, and nothing
 * would lead from them to this merge. Gives the merges as they are from now on.
 */
export function forgetChosen(
  tx: WriteTransaction,
  merges: readonly MergeRecord[],
  members: readonly Fragment[],
): Promise<MergeRecord[]> {
  const isKnown = ([field, value]: [string, string]): boolean =>
    members.some(({ values }) => values[field]?.some((entry) => entry.value === value));
  const remember = async (merge: MergeRecord): Promise<MergeRecord> => {
    const known = Object.entries(merge.chosen).filter(isKnown);
    if (known.length === Object.keys(merge.chosen).length) return merge;
    const remembered = { ...merge, chosen: Object.fromEntries(known) };
    await putMerge(tx, remembered);
    return remembered;
  };
  return Promise.all(merges.map(remember));
}

/** What a merge is called in the marks of the ticket fields it filled: those made at once filled them together. */
export const fillSource = ({ mergeId, groupId }: Pick<Merge, 'mergeId' | 'groupId'>): string =>
  groupId ?? mergeId;

export function withoutInternals({ chosen: _, ...merge }: MergeRecord): Merge {
  return merge;
}
