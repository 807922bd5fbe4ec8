/**
 * A person is erased (GDPR article 17, Korean PIPA article 36), with every number that was merged into theirs: what was
 * registered for them, what they are found by, what others decided about them. What stays is that each number was
 * issued, and who deleted it when; so nothing that names it breaks, and no number is ever given again.
 *
 * All of it is one transaction. A write that races it comes before and is erased, or after and finds nobody.
 */
import { DeskError } from '../errors.js';
import type { CallContext, Handler, Handlers } from '../handler.js';
import type { CustomerDeletion } from '../model/deletion.js';
import type { CollectionName, IndexName, JsonValue, WriteTransaction } from '../ports.js';
import { forgetReceipts } from '../receipts.js';
import { family, knownFragments, type Fragment } from '../store/fragment.js';
import { putMerge, type MergeRecord } from '../store/merge-record.js';
import { impersonalCodes } from '../store/ticket.js';
import { releaseIdentifiers } from './identifiers.js';
import { blankTickets } from './tickets.js';

const page = 500;

/** Every record that names the number in an index, some at a time. */
async function eachNaming<C extends CollectionName>(
  tx: WriteTransaction,
  collection: C,
  index: IndexName<C>,
  customerNumber: string,
  work: (key: string, value: JsonValue) => Promise<void>,
): Promise<void> {
  for (let after: string | undefined; ;) {
    const { records, cursor } = await tx.scan(collection, index, {
      prefix: `${customerNumber}|`,
      limit: page,
      ...(after === undefined ? {} : { after }),
    });
    for (const { key, value } of records) await work(key, value);
    if (cursor === undefined) return;
    after = cursor;
  }
}

/** The history of merges stays, without what was chosen among values and without free text. */
const withoutValues = (record: MergeRecord): MergeRecord => ({
  ...record,
  choices: {},
  chosen: {},
  reason: '',
});

async function forgetNumber(tx: WriteTransaction, customerNumber: string): Promise<void> {
  await tx.delete('searches', customerNumber);
  await eachNaming(tx, 'suggestions', 'number', customerNumber, (key) => tx.delete('suggestions', key));
  await eachNaming(tx, 'merges', 'number', customerNumber, (_, value) =>
    putMerge(tx, withoutValues(value as unknown as MergeRecord)),
  );
}

/** What is left of a number: where it led, so that tickets keep together, and nothing of anybody. */
function tombstone(
  { customerNumber, live, absorbed, version }: Fragment,
  { at, principal, settings }: CallContext,
): Fragment {
  const left = { impersonal: impersonalCodes(settings) };
  const deleted = { at, by: principal.user, left };
  return {
    customerNumber,
    live,
    absorbed,
    values: {},
    createdAt: at,
    updatedAt: at,
    version: version + 1,
    deleted,
  };
}

/** In no list: a number alone is nobody. */
const putTombstone = (tx: WriteTransaction, fragment: Fragment): Promise<void> =>
  tx.put('fragments', {
    key: fragment.customerNumber,
    value: fragment as unknown as JsonValue,
    indexes: { list: [] },
  });

const answer = (
  members: readonly Fragment[],
  counts: Pick<CustomerDeletion, 'tickets' | 'assignments'>,
): CustomerDeletion => ({
  customerNumber: members[0]!.customerNumber,
  numbers: members.map(({ customerNumber }) => customerNumber),
  deletedAt: members[0]!.deleted!.at,
  deletedBy: members[0]!.deleted!.by,
  ...counts,
  ticketsLeft: members.some(({ deleted }) => deleted!.left !== undefined),
});

/** The person is gone already; more of the tickets that still hold something. */
async function goOn(
  tx: WriteTransaction,
  { live }: Fragment,
  context: CallContext,
): Promise<CustomerDeletion | undefined> {
  const [root] = (await knownFragments(tx, [live])) as [Fragment];
  const members = [root, ...((await knownFragments(tx, root.absorbed)) as Fragment[])];
  if (!members.some(({ deleted }) => deleted!.left)) return undefined;
  const { members: after, blanked } = await blankTickets(tx, members, context);
  for (const [i, member] of after.entries()) if (member !== members[i]) await putTombstone(tx, member);
  return answer(after, { tickets: blanked, assignments: 0 });
}

function assertVersion(root: Fragment, customerNumber: string, version: number | undefined): void {
  if (version === undefined) return;
  // Merged into somebody meanwhile, it is no longer whom the person looked at.
  if (root.customerNumber === customerNumber && root.version === version) return;
  throw new DeskError('version_conflict', `Customer ${customerNumber} was changed meanwhile.`, {
    details: { expected: version, actual: root.version },
  });
}

const remove: Handler<'customers.delete'> = async (tx, { customerNumber, version }, context) => {
  const [named] = await knownFragments(tx, [customerNumber]);
  const continued = named?.deleted && (await goOn(tx, named, context));
  if (continued) return continued;
  const members = await family(tx, customerNumber);
  assertVersion(members[0], customerNumber, version);
  const numbers = members.map((member) => member.customerNumber);
  for (const number of numbers) await forgetNumber(tx, number);
  const { keys, assignments } = await releaseIdentifiers(tx, members, context);
  await forgetReceipts(tx, [...numbers, ...keys], context.at);
  const dead = members.map((member) => tombstone(member, context));
  const { members: after, blanked } = await blankTickets(tx, dead, context);
  for (const each of after) await putTombstone(tx, each);
  tx.publish({ type: 'customerDeleted', customerNumber: numbers[0]!, numbers });
  if (assignments > 0) tx.publish({ type: 'gradesChanged' });
  return answer(after, { tickets: blanked, assignments });
};

export const deletionHandlers = { 'customers.delete': remove } satisfies Partial<Handlers>;
