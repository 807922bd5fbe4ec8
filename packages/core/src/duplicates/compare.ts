/** What two customers have in common, told from everything they have now (B4). */
import type { IdentifierKey } from '../customers/identifiers.js';
import type { CallContext } from '../handler.js';
import type { Score } from '../identity/model.js';
import type { Principal } from '../model/access.js';
import type { ReadTransaction } from '../ports.js';
import { seesMasks } from '../privacy/masker.js';
import { knownFragments, type Fragment } from '../store/fragment.js';
import { identifierRecords, type IdentifierRecord } from '../store/identifier.js';
import { identifiersOf, likeness, maskedLikeness, preparePerson } from './likeness.js';

type Settings = CallContext['settings'];
type Likeness = Pick<typeof likeness, 'score'>;

/** How customers look alike to the principal. */
export const likenessFor = (principal: Principal): Likeness =>
  seesMasks(principal) ? maskedLikeness : likeness;

/** Those of the identifiers that say nothing: blocked, or had by more customers than one person has records (B7). */
export async function tellingNothing(
  tx: ReadTransaction,
  keys: readonly IdentifierKey[],
  settings: Settings,
): Promise<Set<IdentifierKey>> {
  const records = await identifierRecords(tx, keys);
  const tellNothing = await Promise.all(
    keys.map(async (key, i) => settings.isBlocked(key) || (await isShared(tx, records[i], settings))),
  );
  return new Set(keys.filter((_, i) => tellNothing[i]));
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

/** Compares one customer with many. */
export function compareWith(
  tx: ReadTransaction,
  members: Members,
  others: readonly Members[],
  settings: Settings,
  seen?: Likeness,
): Promise<Score[]> {
  return comparePairs(
    tx,
    others.map((other) => [members, other] as const),
    settings,
    seen,
  );
}

/**
 * The score of each pair. What says nothing is found out once for all of them, and left out where both have it, so that
 * two customers have the same score whoever else they are compared with.
 */
export async function comparePairs(
  tx: ReadTransaction,
  pairs: readonly (readonly [Members, Members])[],
  settings: Settings,
  seen: Likeness = likeness,
): Promise<Score[]> {
  const keys = once(identifiersOf);
  const common = pairs.map(([a, b]) => {
    const own = new Set(keys(a));
    return keys(b).filter((key) => own.has(key));
  });
  const nothing = await tellingNothing(tx, [...new Set(common.flat())], settings);
  const whole = once(preparePerson);
  return pairs.map(([a, b], i) => {
    const ignored = new Set(common[i]!.filter((key) => nothing.has(key)));
    return ignored.size === 0
      ? seen.score(whole(a), whole(b))
      : seen.score(preparePerson(a, ignored), preparePerson(b, ignored));
  });
}

/** What is told of a customer, worked out when it is asked for first. */
function once<T>(work: (members: Members) => T): (members: Members) => T {
  const known = new Map<Members, T>();
  return (members) => {
    let found = known.get(members);
    if (found === undefined) known.set(members, (found = work(members)));
    return found;
  };
}
