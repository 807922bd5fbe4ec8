/** Reading whole customers: by any number they ever had, one or many. */
import { projectCustomer } from '../customers/project.js';
import type { Customer } from '../model/customer.js';
import type { ReadTransaction } from '../ports.js';
import { family, fragments, isAlone, type Fragment } from './fragment.js';
import { activeMerges, type MergeRecord } from './merge-record.js';
import { prefetchFamilies } from './prefetch.js';

export async function projectFamily(
  tx: ReadTransaction,
  members: readonly [Fragment, ...Fragment[]],
): Promise<Customer> {
  return projectCustomer(members, await activeMerges(tx, members));
}

/** Many at once, with one read for all their merges. */
export async function projectFamilies(
  tx: ReadTransaction,
  families: readonly (readonly [Fragment, ...Fragment[]])[],
): Promise<Customer[]> {
  const merges = await activeMerges(tx, families.flat());
  const byId = new Map(merges.map((merge) => [merge.mergeId, merge]));
  return families.map((members) =>
    projectCustomer(
      members,
      members.flatMap(({ mergeId }) => (mergeId === undefined ? [] : [byId.get(mergeId)!])),
    ),
  );
}

/** Everything merged into the survivor that `customerNumber` resolves to, with the merges that hold it together. */
export interface WholeFamily {
  members: [Fragment, ...Fragment[]];
  merges: MergeRecord[];
}

export async function wholeFamily(tx: ReadTransaction, customerNumber: string): Promise<WholeFamily> {
  const members = await family(tx, customerNumber);
  return { members, merges: await activeMerges(tx, members) };
}

/** The customer that `customerNumber` resolves to (B2). */
export async function customer(tx: ReadTransaction, customerNumber: string): Promise<Customer> {
  return projectFamily(tx, await family(tx, customerNumber));
}

/** Survivors' families for many numbers at once, each survivor once, in order of first mention. */
export async function families(
  tx: ReadTransaction,
  numbers: readonly string[],
): Promise<[Fragment, ...Fragment[]][]> {
  return familiesOf(tx, await fragments(tx, [...new Set(numbers)]));
}

/** The same for fragments that were read already. */
export async function familiesOf(
  tx: ReadTransaction,
  named: readonly Fragment[],
): Promise<[Fragment, ...Fragment[]][]> {
  const byNumber = new Map(named.map((each) => [each.customerNumber, each]));
  const load = async (wanted: string[]): Promise<void> => {
    const missing = [...new Set(wanted)].filter((number) => !byNumber.has(number));
    for (const each of await fragments(tx, missing)) byNumber.set(each.customerNumber, each);
  };
  const roots = [...new Set(named.map((each) => each.live))];
  await prefetchFamilies(tx, [...new Set(named.flatMap((each) => (isAlone(each) ? [] : [each.live])))]);
  await load(roots);
  await load(roots.flatMap((root) => byNumber.get(root)!.absorbed));
  return roots.map((root) => {
    const head = byNumber.get(root)!;
    return [head, ...head.absorbed.map((number) => byNumber.get(number)!)];
  });
}
