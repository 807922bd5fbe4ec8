/**
 * Whose is a ticket with this identifier (R7, R8, D2)? The oldest customer's who has it, unless a guard keeps it from
 * joining them by itself (B7): the identifier is blocked or shared and so belongs to no one person, or the ticket
 * contradicts what is known of them. Then the others who have the identifier are asked, so that the second call of a
 * daughter from her mother's telephone finds the daughter.
 */
import { isShared } from '../duplicates/compare.js';
import { likeness, preparePerson } from '../duplicates/likeness.js';
import type { CallContext } from '../handler.js';
import type { Held, HeldReason } from '../model/duplicate.js';
import type { IdentifierKind } from '../model/field.js';
import type { ReadTransaction } from '../ports.js';
import { familiesOf } from '../store/customer.js';
import { isAlone, knownFragments, type Fragment, type FragmentValue } from '../store/fragment.js';
import { identifierRecords, type IdentifierRecord } from '../store/identifier.js';
import { prefetchOwners } from '../store/prefetch.js';
import { contradictionIn, statementsOf, type Guard, type Statement } from './contradiction.js';
import type { FieldValue } from './field-value.js';
import { identifierKeys, type IdentifierKey } from './identifiers.js';
import { entryFor } from './register.js';

type Settings = CallContext['settings'];
type Values = readonly FieldValue[];
type Family = readonly [Fragment, ...Fragment[]];

/** Somebody whom a ticket did not join although they have its identifier. */
export interface Suspect {
  customerNumber: string;
  kind: IdentifierKind;
  reason: HeldReason;
}

export interface Finding {
  /** the record that the ticket is filed under */
  fragment?: Fragment;
  /** why nobody was found */
  held: Held[];
  /** who may be the sender all the same */
  suspects: Suspect[];
}

const nobody: Finding = { held: [], suspects: [] };

/** What is told of, and looked at, where many have one identifier. */
const mostTold = 10;

const byAge = (a: Fragment, b: Fragment): number =>
  a.createdAt === b.createdAt
    ? Number(a.customerNumber) - Number(b.customerNumber)
    : a.createdAt < b.createdAt
      ? -1
      : 1;

/** Records by number, oldest first, each once. */
async function oldestFirst(tx: ReadTransaction, numbers: readonly string[]): Promise<Fragment[]> {
  const found = await knownFragments(tx, [...new Set(numbers)]);
  return found.filter((each) => each !== undefined).sort(byAge);
}

interface Sorted {
  /** those that tell whose something is */
  deciding: IdentifierRecord[];
  /** those that belong to no one person, by why */
  silent: Map<'blocked' | 'shared', IdentifierRecord[]>;
}

async function sortOut(
  tx: ReadTransaction,
  keys: readonly IdentifierKey[],
  settings: Settings,
): Promise<Sorted> {
  const deciding: IdentifierRecord[] = [];
  const silent: Sorted['silent'] = new Map();
  const records = await identifierRecords(tx, keys);
  for (const [i, key] of keys.entries()) {
    const record = records[i];
    const why = settings.isBlocked(key)
      ? 'blocked'
      : (await isShared(tx, record, settings))
        ? 'shared'
        : undefined;
    if (why !== undefined) silent.set(why, [...(silent.get(why) ?? []), ...(record ? [record] : [])]);
    else if (record) deciding.push(record);
  }
  return { deciding, silent };
}

/** The oldest customer who owns any of the identifiers and is found by them (D2, B7). */
export async function ownerOf(
  tx: ReadTransaction,
  keys: readonly IdentifierKey[],
  settings: Settings,
): Promise<Fragment | undefined> {
  await prefetchOwners(tx, keys);
  const { deciding } = await sortOut(tx, keys, settings);
  const [oldest] = await oldestFirst(
    tx,
    deciding.map(({ owner }) => owner),
  );
  return oldest;
}

/** Most owners fit, and then nothing has to be read but themselves. */
async function fits(
  tx: ReadTransaction,
  statements: readonly Statement[],
  owner: Fragment,
): Promise<boolean> {
  const own = statements.map((each) => each.beside([owner]));
  if (own.includes('contradicts')) return false;
  if (isAlone(owner) || own.every((relation) => relation === 'fits')) return true;
  const [members] = await familiesOf(tx, [owner]);
  return contradictionIn(statements, members!) === undefined;
}

/** One customer who has the identifier. */
interface Holder {
  members: Family;
  /** their records that have it, oldest first */
  records: Fragment[];
}

const numbersOf = ({ owner, others = [] }: IdentifierRecord): string[] => [owner, ...others];

async function holdersOf(
  tx: ReadTransaction,
  numbers: readonly string[],
  keys: readonly IdentifierKey[],
  kind: IdentifierKind,
): Promise<Holder[]> {
  const has = ({ values }: Fragment): boolean =>
    (values[kind] ?? []).some((entry) => entry.keys?.some((key) => keys.includes(key)));
  const records = (await oldestFirst(tx, numbers)).filter(has);
  const families = await familiesOf(tx, records);
  return families.map((members) => ({
    members,
    records: records.filter(({ live }) => live === members[0].customerNumber),
  }));
}

/** Of those who do not contradict, the one whom everything in the ticket fits best; the oldest of equals. */
function bestOf(holders: readonly Holder[], values: Values, settings: Settings): Holder | undefined {
  if (holders.length < 2) return holders[0];
  const brought: Record<string, FragmentValue[]> = {};
  for (const each of values)
    (brought[each.field] ??= []).push(entryFor(each, { source: 'ticket', at: '' }, settings));
  const sender = preparePerson([{ values: brought }]);
  const probabilities = holders.map(
    ({ members }) => likeness.score(sender, preparePerson(members)).probability,
  );
  return holders[probabilities.indexOf(Math.max(...probabilities))];
}

const numberOf = ({ members }: Holder): string => members[0].customerNumber;

/** Everybody who has the identifier contradicts. */
function heldBack(
  kind: IdentifierKind,
  contradicting: readonly (readonly [Holder, Guard])[],
): Omit<Finding, 'fragment'> {
  const suspects = contradicting
    .slice(0, mostTold)
    .map(([holder, reason]) => ({ customerNumber: numberOf(holder), kind, reason }));
  const reasons = [...new Set(suspects.map(({ reason }) => reason))];
  const held = reasons.map((reason) => ({
    kind,
    reason,
    customerNumbers: suspects.flatMap((each) => (each.reason === reason ? [each.customerNumber] : [])),
  }));
  return { held, suspects };
}

/** The owner's record contradicts: they all the same, if a person joined another to them; one of the others; nobody. */
function amongHolders(
  kind: IdentifierKind,
  owner: Fragment,
  holders: readonly Holder[],
  statements: readonly Statement[],
  values: Values,
  settings: Settings,
): Finding {
  const judged = holders.map((holder) => [holder, contradictionIn(statements, holder.members)] as const);
  const fitting = judged.flatMap(([holder, guard]) => (guard === undefined ? [holder] : []));
  const owning = fitting.find(({ members }) => members[0].customerNumber === owner.live);
  const best = owning ?? bestOf(fitting, values, settings);
  if (best === undefined) {
    return heldBack(
      kind,
      judged.flatMap(([holder, guard]) => (guard === undefined ? [] : [[holder, guard] as const])),
    );
  }
  // Under a record that fits by itself the ticket leaves with it, should the merge that joined them be undone.
  const own = best.records.find((record) => contradictionIn(statements, [record]) === undefined);
  return { fragment: own ?? best.records[0]!, held: [], suspects: [] };
}

/** What belongs to no one person joins nobody; who has it and fits in name or member id may be the sender. */
async function silentHeld(
  tx: ReadTransaction,
  kind: IdentifierKind,
  reason: 'blocked' | 'shared',
  found: readonly IdentifierRecord[],
  keys: readonly IdentifierKey[],
  statements: readonly Statement[],
): Promise<Omit<Finding, 'fragment'>> {
  // The first are told of; those who came last are likeliest to come again.
  const numbers = found.map(numbersOf).map((all) => [...all.slice(0, mostTold), ...all.slice(-mostTold)]);
  const holders = await holdersOf(tx, numbers.flat(), keys, kind);
  const customerNumbers = holders.slice(0, mostTold).map(numberOf);
  const fitting = holders.filter(({ members }) => statements.some((each) => each.beside(members) === 'fits'));
  const suspects = fitting.map((holder) => ({ customerNumber: numberOf(holder), kind, reason }));
  return { held: [{ kind, reason, customerNumbers }], suspects: suspects.slice(0, mostTold) };
}

/** Whose ticket it is by one kind of identifier; without a fragment it is nobody's, and `held` says why. */
export async function whose(
  tx: ReadTransaction,
  kind: IdentifierKind,
  values: Values,
  settings: Settings,
): Promise<Finding> {
  const brought = values.filter(({ field }) => field === kind);
  const keys = [...new Set(brought.flatMap(({ value }) => identifierKeys(kind, value, settings)))];
  if (keys.length === 0) return nobody;
  const { deciding, silent } = await sortOut(tx, keys, settings);
  const statements = statementsOf(values, settings);
  const guarded = statements.filter(({ guard }) => settings.duplicates.guards.includes(guard));
  const [owner] = await oldestFirst(
    tx,
    deciding.map((record) => record.owner),
  );
  if (owner !== undefined && (await fits(tx, guarded, owner)))
    return { fragment: owner, held: [], suspects: [] };
  const found: Finding =
    owner === undefined
      ? nobody
      : amongHolders(
          kind,
          owner,
          await holdersOf(tx, deciding.flatMap(numbersOf), keys, kind),
          guarded,
          values,
          settings,
        );
  if (found.fragment !== undefined || silent.size === 0) return found;
  const parts: Omit<Finding, 'fragment'>[] = [];
  for (const [reason, records] of silent)
    parts.push(await silentHeld(tx, kind, reason, records, keys, statements));
  parts.push(found);
  return { held: parts.flatMap((each) => each.held), suspects: parts.flatMap((each) => each.suspects) };
}
