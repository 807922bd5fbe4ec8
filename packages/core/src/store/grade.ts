/** Grades, and their assignments kept per identifier, so that one read answers "which grades has this phone?". */
import { DeskError } from '../errors.js';
import type { Grade, GradeAssignment } from '../model/grade.js';
import type { IdentifierKey } from '../customers/identifiers.js';
import type { JsonValue, ReadTransaction, WriteTransaction } from '../ports.js';

const pageLimit = 1000;

export async function allGrades(tx: ReadTransaction): Promise<Grade[]> {
  const grades: Grade[] = [];
  let after: string | undefined;
  do {
    const range = { limit: pageLimit, ...(after === undefined ? {} : { after }) };
    const page = await tx.scan('grades', undefined, range);
    grades.push(...page.records.map((record) => record.value as unknown as Grade));
    after = page.cursor;
  } while (after !== undefined);
  return grades.sort((a, b) => a.order - b.order || (a.gradeId < b.gradeId ? -1 : 1));
}

export async function grade(tx: ReadTransaction, gradeId: string): Promise<Grade> {
  const value = await tx.get('grades', gradeId);
  if (value === undefined)
    throw new DeskError('grade_not_found', 'There is no such grade.', { details: { gradeId } });
  return value as unknown as Grade;
}

export function putGrade(tx: WriteTransaction, value: Grade): Promise<void> {
  return tx.put('grades', { key: value.gradeId, value: value as unknown as JsonValue, indexes: {} });
}

/** Until one was changed, nothing was kept of its last change. */
type StoredAssignment = Omit<GradeAssignment, 'updatedAt' | 'updatedBy'> & Partial<GradeAssignment>;

/** The assignments of one identifier as they are kept in its record. */
export function assignmentsIn(value: JsonValue | undefined): GradeAssignment[] {
  const list = (value ?? []) as unknown as StoredAssignment[];
  return list.map((each) => ({ updatedAt: each.createdAt, updatedBy: each.createdBy, ...each }));
}

export async function assignmentsUnder(
  tx: ReadTransaction,
  keys: readonly IdentifierKey[],
): Promise<Map<IdentifierKey, GradeAssignment[]>> {
  if (keys.length === 0) return new Map();
  const found = await tx.getMany('assignments', keys);
  return new Map(keys.map((key, i) => [key, assignmentsIn(found[i])]));
}

export async function putAssignments(
  tx: WriteTransaction,
  key: IdentifierKey,
  list: GradeAssignment[],
): Promise<void> {
  if (list.length === 0) return tx.delete('assignments', key);
  await tx.put('assignments', {
    key,
    value: list as unknown as JsonValue,
    indexes: {
      grade: list.map((each) => `${each.gradeId}|`),
      id: list.map((each) => `${each.assignmentId}|`),
    },
  });
}

/** An assignment's id says which grade, and nothing of whom it was given to: it travels in addresses and logs (D13). */
export const assignmentId = (gradeId: string, unique: string): string => `${gradeId}/${unique}`;

const afterGrade = (id: string): string => id.slice(id.indexOf('/') + 1);

/** The id of an assignment whose grade was replaced. */
export const reassignedId = (gradeId: string, id: string): string => assignmentId(gradeId, afterGrade(id));

/** Ids were once made of the identifier. */
export const namesIdentifier = (id: string): boolean => /^(?:phone|email|memberId):/.test(afterGrade(id));

export interface FoundAssignment {
  assignment: GradeAssignment;
  key: IdentifierKey;
  /** all assignments of the same identifier */
  list: GradeAssignment[];
}

export async function assignmentOf(tx: ReadTransaction, id: string): Promise<FoundAssignment | undefined> {
  const page = await tx.scan('assignments', 'id', { prefix: `${id}|`, limit: 1 });
  const key = page.records[0]?.key ?? (namesIdentifier(id) ? afterGrade(id) : undefined);
  if (key === undefined) return undefined;
  const list = (await assignmentsUnder(tx, [key as IdentifierKey])).get(key as IdentifierKey)!;
  const assignment = list.find((each) => each.assignmentId === id);
  return assignment && { assignment, key: key as IdentifierKey, list };
}
