/**
 * The audit trail writes itself (B8, B13): an operation that the table declares as audited leaves one entry in the
 * transaction of its effect. What fails leaves nothing, and what is only repeated under its idempotency key leaves
 * nothing again. A call to a provider cannot be taken back, so its entry follows in a transaction of its own.
 */
import type { CallContext } from '../handler.js';
import type { AuditFacts, AuditSubject } from '../model/audit.js';
import type { JsonValue, ReadTransaction, WriteTransaction } from '../ports.js';
import { routes, type OperationName, type Route } from '../routes.js';
import { auditRules, subjectKinds, type Seen } from './rules.js';
import { putEntry } from './store.js';

/** What was seen before the effect. */
export interface Sight {
  kind: AuditSubject;
  before: JsonValue | undefined;
  facts: AuditFacts;
}

interface AnyRule {
  subject?: (input: unknown, output: unknown, facts: AuditFacts) => { id?: string; otherIds?: string[] };
  look?: (tx: ReadTransaction, input: unknown, context: CallContext) => Promise<AuditFacts>;
  facts?: (input: unknown, output: unknown, seen: Seen) => AuditFacts;
}

const ruleOf = (name: OperationName): AnyRule =>
  (auditRules as unknown as Partial<Record<OperationName, AnyRule>>)[name] ?? {};

/** What the entries of the operation are about; undefined when it is not audited. */
export const auditOf = (name: OperationName): AuditSubject | undefined => (routes[name] as Route).audit;

function idIn(value: unknown, kind: AuditSubject): string | undefined {
  const { member } = subjectKinds[kind];
  const id = member === undefined ? undefined : (value as Record<string, unknown> | undefined)?.[member];
  return typeof id === 'string' ? id : undefined;
}

async function recordOf(
  tx: ReadTransaction,
  kind: AuditSubject,
  id: string | undefined,
): Promise<JsonValue | undefined> {
  const { records } = subjectKinds[kind];
  return records === undefined || id === undefined ? undefined : tx.get(records, id);
}

/** To be called before the effect; undefined when the operation is not audited. */
export async function lookBefore(
  tx: ReadTransaction,
  name: OperationName,
  input: unknown,
  context: CallContext,
): Promise<Sight | undefined> {
  const kind = auditOf(name);
  if (kind === undefined) return undefined;
  const before = await recordOf(tx, kind, idIn(input, kind));
  return { kind, before, facts: (await ruleOf(name).look?.(tx, input, context)) ?? {} };
}

const nameIn = (record: JsonValue | undefined): string | undefined =>
  (record as { name?: string } | undefined)?.name;

/** The members that differ, but for the version, which always does. */
function changedMembers(before: object, after: object): string[] {
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  return [...new Set([...old.keys(), ...now.keys()])].filter(
    (member) => member !== 'version' && JSON.stringify(old.get(member)) !== JSON.stringify(now.get(member)),
  );
}

/** What can be said of any subject with a record of its own. */
function recordFacts({ before, after }: Seen): AuditFacts {
  const [old, name] = [nameIn(before), nameIn(after) ?? nameIn(before)];
  const changed = before && after ? changedMembers(before as object, after as object) : [];
  return {
    ...(name === undefined ? {} : { name }),
    ...(old === undefined || old === name ? {} : { formerName: old }),
    ...(changed.length === 0 ? {} : { changed }),
    ...(before !== undefined && after === undefined ? { removed: true } : {}),
  };
}

/** To be called after the effect, in its transaction where it has one. */
export async function writeEntry(
  tx: WriteTransaction,
  name: OperationName,
  input: unknown,
  output: unknown,
  { kind, before, facts }: Sight,
  { at, ids, principal }: CallContext,
): Promise<void> {
  const rule = ruleOf(name);
  const id = idIn(input, kind) ?? idIn(output, kind);
  const subject = rule.subject?.(input, output, facts) ?? (id === undefined ? {} : { id });
  const isNew = rule.subject === undefined && id !== undefined && idIn(input, kind) === undefined;
  const seen: Seen = { before, after: await recordOf(tx, kind, subject.id) };
  await putEntry(tx, {
    entryId: ids.next(),
    at,
    by: { user: principal.user, role: principal.role },
    operation: name,
    subject: { kind, ...subject },
    facts: {
      ...recordFacts(seen),
      ...(isNew ? { created: true } : {}),
      ...facts,
      ...rule.facts?.(input, output, seen),
    },
  });
}

/** The effect with its entry. */
export async function audited(
  tx: WriteTransaction,
  name: OperationName,
  input: unknown,
  context: CallContext,
  effect: () => Promise<unknown>,
): Promise<unknown> {
  const sight = await lookBefore(tx, name, input, context);
  const output = await effect();
  if (sight !== undefined) await writeEntry(tx, name, input, output, sight, context);
  return output;
}
