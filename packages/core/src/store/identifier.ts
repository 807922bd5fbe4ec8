/** Who has an identifier: the customer it belongs to, and whoever brought it after them (D2). */
import type { IdentifierKey } from '../customers/identifiers.js';
import type { JsonValue, ReadTransaction, WriteTransaction } from '../ports.js';

export interface IdentifierRecord {
  /** the number it is found under */
  owner: string;
  at: string;
  /** numbers that have it as well, in the order in which they brought it; no more than `mostOthers` */
  others?: string[];
  /** the number that owned it until the ticket that brought it went to `owner`, who had it as well */
  before?: string;
}

/** With so many it belongs to no person, and who else has it no longer matters. */
const mostOthers = 200;

/** In the order of `keys`. */
export async function identifierRecords(
  tx: ReadTransaction,
  keys: readonly IdentifierKey[],
): Promise<(IdentifierRecord | undefined)[]> {
  if (keys.length === 0) return [];
  return (await tx.getMany('identifiers', keys)) as unknown as (IdentifierRecord | undefined)[];
}

export async function putIdentifier(
  tx: WriteTransaction,
  key: IdentifierKey,
  record: IdentifierRecord,
): Promise<void> {
  await tx.put('identifiers', {
    key,
    value: record as unknown as JsonValue,
    indexes: { fragment: [record.owner] },
  });
}

/** Remembers that somebody has it who is not its owner. */
export async function alsoHas(
  tx: WriteTransaction,
  key: IdentifierKey,
  record: IdentifierRecord,
  number: string,
): Promise<void> {
  const { others = [] } = record;
  if (others.includes(number) || others.length >= mostOthers) return;
  await putIdentifier(tx, key, { ...record, others: [...others, number] });
}
