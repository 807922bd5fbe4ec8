/** What two customers have in common, told from everything they have now (B4). */
import type { IdentifierKey } from '../customers/identifiers.js';
import type { CallContext } from '../handler.js';
import type { Score } from '../identity/model.js';
import type { ReadTransaction } from '../ports.js';
import { knownFragments, type Fragment } from '../store/fragment.js';
import { identifierRecords, type IdentifierRecord } from '../store/identifier.js';
import { identifiersOf, likeness, preparePerson } from './likeness.js';

type Settings = CallContext['settings'];

/** Those of the identifiers that say nothing: blocked, or had by more customers than one person has records (B7). */
export async function tellingNothing(
  tx: ReadTransaction,
  keys: readonly IdentifierKey[],
  settings: Settings,
): Promise<Set<IdentifierKey>> {
  const records = await identifierRecords(tx, keys);
  const nothing = new Set<IdentifierKey>();
  for (const [i, key] of keys.entries()) {
    if (settings.isBlocked(key) || (await isShared(tx, records[i], settings))) nothing.add(key);
  }
  return nothing;
}

/** Numbers that were merged count as the one customer they are. */
export async function isShared(
  tx: ReadTransaction,
  record: IdentifierRecord | undefined,
  { duplicates: { mostCustomersPerIdentifier: most } }: Settings,
): Promise<boolean> {
  if (record?.others === undefined || record.others.length < most) return false;
  const numbers = [record.owner, ...record.others];
  const live = new Set<string>();
  // As many as may have it and one more tell, unless some of them were merged.
  for (let i = 0; i < numbers.length && live.size <= most; i += most + 1) {
    const known = await knownFragments(tx, numbers.slice(i, i + most + 1));
    for (const each of known) if (each) live.add(each.live);
  }
  return live.size > most;
}

type Members = readonly Pick<Fragment, 'values'>[];

/** Compares one customer with many; what says nothing is found out once for all of them. */
export async function compareWith(
  tx: ReadTransaction,
  members: Members,
  others: readonly Members[],
  settings: Settings,
): Promise<Score[]> {
  const own = new Set(identifiersOf(members));
  const common = others.flatMap(identifiersOf).filter((key) => own.has(key));
  const ignored = await tellingNothing(tx, [...new Set(common)], settings);
  const prepared = preparePerson(members, ignored);
  return others.map((other) => likeness.score(prepared, preparePerson(other, ignored)));
}
