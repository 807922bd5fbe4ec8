/** Grades, and their assignments kept per identifier, so that one read answers "which grades has this phone?". */
import { DeskError } from '../errors.js';
import type { Grade, GradeAssignment } from '../model/grade.js';
import type { IdentifierKey } from '../customers/identifiers.js';
import type { JsonValue, ReadTransaction, WriteTransaction } from '../ports.js';

const gradeLimit = 1000;

export async function allGrades(tx: ReadTransaction): Promise<Grade[]> {
  const page = await tx.scan('grades', undefined, { limit: gradeLimit });
  const grades = page.records.map((record) => record.value as unknown as Grade);
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

export async function assignmentsUnder(
  tx: ReadTransaction,
  keys: readonly IdentifierKey[],
): Promise<Map<IdentifierKey, GradeAssignment[]>> {
  const found = (await tx.getMany('assignments', keys)) as unknown as (GradeAssignment[] | undefined)[];
  return new Map(keys.map((key, i) => [key, found[i] ?? []]));
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
    indexes: { grade: list.map((each) => `${each.gradeId}|`) },
  });
}

/** An assignment's id names its grade and its identifier, so that it can be found without an index. */
export const assignmentId = (gradeId: string, key: IdentifierKey): string => `${gradeId}/${key}`;

export function keyOfAssignment(id: string): IdentifierKey {
  return id.slice(id.indexOf('/') + 1) as IdentifierKey;
}
