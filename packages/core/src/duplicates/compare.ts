/** What two customers have in common, told from everything they have now (B4). */
import { identifierKeys, kindOfKey, type IdentifierKey } from '../customers/identifiers.js';
import type { CallContext } from '../handler.js';
import type { Score } from '../identity/model.js';
import type { ReadTransaction } from '../ports.js';
import { knownFragments, type Fragment } from '../store/fragment.js';
import { identifierRecords, type IdentifierRecord } from '../store/identifier.js';
import { identifiersOf, likeness, preparePerson } from './likeness.js';

type Settings = CallContext['settings'];

/** Whether a host said that this identifier identifies nobody: the same number in any spelling, or a whole domain. */
export function blockedBy(settings: Settings): (key: IdentifierKey) => boolean {
  const { blockedIdentifiers } = settings.duplicates;
  const keys = new Set<string>();
  const domains = new Set<string>();
  for (const { kind, value } of blockedIdentifiers) {
    const [, domain] = kind === 'email' ? value.split(/^\s*\*@/) : [];
    // The address stands for any of its domain; only how the domain is written matters.
    if (domain !== undefined)
      for (const key of identifierKeys('email', `a@${domain}`, settings))
        domains.add(key.slice(key.indexOf('@')));
    else for (const key of identifierKeys(kind, value, settings)) keys.add(key);
  }
  if (keys.size === 0 && domains.size === 0) return () => false;
  return (key) =>
    keys.has(key) || (kindOfKey(key) === 'email' && domains.has(key.slice(key.lastIndexOf('@'))));
}

/** Those of the identifiers that say nothing: blocked, or had by more customers than one person has records (B7). */
export async function tellingNothing(
  tx: ReadTransaction,
  keys: readonly IdentifierKey[],
  settings: Settings,
): Promise<Set<IdentifierKey>> {
  const isBlocked = blockedBy(settings);
  const records = await identifierRecords(tx, keys);
  const nothing = new Set<IdentifierKey>();
  for (const [i, key] of keys.entries()) {
    if (isBlocked(key) || (await isShared(tx, records[i], settings))) nothing.add(key);
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
  const known = await knownFragments(tx, [record.owner, ...record.others]);
  return new Set(known.flatMap((each) => each?.live ?? [])).size > most;
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
