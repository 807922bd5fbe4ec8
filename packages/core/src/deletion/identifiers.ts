/**
 * What becomes of a phone, an e-mail address or a member id whose owner is deleted. Another customer who registered it
 * too has it from now on, the oldest of several (D2), and keeps the grades that come with it (D7). Otherwise nobody
 * has it: the next call or mail makes a new customer (R9), without any grade of the one before.
 */
import { kindOfKey, type IdentifierKey } from '../customers/identifiers.js';
import { searchProbes } from '../identity/search.js';
import type { CallContext } from '../handler.js';
import type { ReadTransaction, WriteTransaction } from '../ports.js';
import { knownFragments, type Fragment } from '../store/fragment.js';
import { assignmentsUnder, putAssignments } from '../store/grade.js';
import { identifierRecords, putIdentifier } from '../store/identifier.js';

const page = 500;
/** More than so many are looked at for nothing only where a member id of one letter is the beginning of many others. */
const mostCandidates = 2000;

/** Those under which the number is found. */
async function ownedBy(tx: ReadTransaction, customerNumber: string): Promise<IdentifierKey[]> {
  const keys: IdentifierKey[] = [];
  // The index holds whole numbers: nothing but this one stands before what begins with it and goes on.
  const range = { from: customerNumber, to: `${customerNumber} `, limit: page, keysOnly: true };
  for (let after: string | undefined; ;) {
    const found = await tx.scan('identifiers', 'fragment', {
      ...range,
      ...(after === undefined ? {} : { after }),
    });
    keys.push(...found.records.map(({ key }) => key as IdentifierKey));
    if (found.cursor === undefined) return keys;
    after = found.cursor;
  }
}

const hasRegistered = ({ values }: Fragment, key: IdentifierKey): boolean =>
  (values[kindOfKey(key)] ?? []).some(({ keys }) => keys?.includes(key));

/** Those of the numbers that have it: deleted ones have nothing. */
async function having(
  tx: ReadTransaction,
  numbers: readonly string[],
  key: IdentifierKey,
): Promise<Fragment[]> {
  const known = await knownFragments(tx, numbers);
  return known.filter((each): each is Fragment => each !== undefined && hasRegistered(each, key));
}

/** Whoever can be found by it, also where it was never noted that they have it too. */
async function searched(
  tx: ReadTransaction,
  key: IdentifierKey,
  { settings }: Pick<CallContext, 'settings'>,
): Promise<Fragment[]> {
  const kind = kindOfKey(key);
  const probes = searchProbes({ [kind]: key.slice(kind.length + 1) }, settings);
  const found: Fragment[] = [];
  for (const prefix of new Set(probes.flatMap((probe) => probe.prefixes))) {
    for (let seen = 0, after: string | undefined; seen < mostCandidates;) {
      const { records, cursor } = await tx.scan('searches', 'token', {
        prefix,
        limit: page,
        keysOnly: true,
        ...(after === undefined ? {} : { after }),
      });
      const numbers = records.map((record) => record.key);
      found.push(...(await having(tx, numbers, key)));
      seen += records.length;
      if (cursor === undefined) break;
      after = cursor;
    }
  }
  return found;
}

const oldestFirst = (a: Fragment, b: Fragment): number =>
  a.createdAt.localeCompare(b.createdAt) || Number(a.customerNumber) - Number(b.customerNumber);

/**
 * To be called when the deleted numbers are no longer searched for. Gives how many grade assignments went, and every
 * identifier that they had.
 */
export async function releaseIdentifiers(
  tx: WriteTransaction,
  members: readonly Fragment[],
  context: Pick<CallContext, 'at' | 'settings'>,
): Promise<{ keys: IdentifierKey[]; assignments: number }> {
  const own = new Set(members.map(({ customerNumber }) => customerNumber));
  const registered = members.flatMap(({ values }) =>
    Object.values(values).flatMap((list) => list.flatMap((entry) => entry.keys ?? [])),
  );
  const owned = await Promise.all([...own].map((number) => ownedBy(tx, number)));
  const keys = [...new Set([...registered, ...owned.flat()])];
  const records = await identifierRecords(tx, keys);
  const assigned = await assignmentsUnder(tx, keys);
  let assignments = 0;
  for (const [i, key] of keys.entries()) {
    const record = records[i];
    const others = (record?.others ?? []).filter((number) => !own.has(number));
    if (record && !own.has(record.owner)) {
      if (record.others) await putIdentifier(tx, key, { ...record, others });
      continue;
    }
    const noted = await having(tx, others, key);
    const [heir] = (noted.length > 0 ? noted : await searched(tx, key, context)).sort(oldestFirst);
    if (heir !== undefined) {
      const owner = heir.customerNumber;
      const rest = others.filter((number) => number !== owner);
      await putIdentifier(tx, key, { owner, at: context.at, others: rest });
      continue;
    }
    await tx.delete('identifiers', key);
    if (assigned.get(key)!.length === 0) continue;
    assignments += assigned.get(key)!.length;
    await putAssignments(tx, key, []);
  }
  return { keys, assignments };
}
