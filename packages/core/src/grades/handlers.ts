/** Grades and their assignments (R25–R28, D7). */
import { DeskError, invalidInput } from '../errors.js';
import type { Handler, Handlers } from '../handler.js';
import { storedName } from '../identity/name.js';
import type { Grade, GradeAssignment } from '../model/grade.js';
import { identifierKeys, type IdentifierKey } from '../customers/identifiers.js';
import type { ReadTransaction, WriteTransaction } from '../ports.js';
import {
  allGrades,
  assignmentId,
  assignmentOf,
  assignmentsUnder,
  grade,
  putAssignments,
  putGrade,
  reassignedId,
} from '../store/grade.js';
import { match } from './match.js';

const save: Handler<'grades.save'> = async (tx, draft, { ids }) => {
  const name = storedName(draft.name);
  if (name === '') throw invalidInput([{ path: ['name'], code: 'required', message: 'is required' }]);
  const all = await allGrades(tx);
  const before = draft.gradeId === undefined ? undefined : await grade(tx, draft.gradeId);
  if (before && draft.version !== undefined && draft.version !== before.version) {
    throw new DeskError('version_conflict', `The grade ${before.name} was changed meanwhile.`, {
      details: { expected: draft.version, actual: before.version },
    });
  }
  if (all.some((each) => each.name === name && each.gradeId !== before?.gradeId)) {
    throw invalidInput([{ path: ['name'], code: 'duplicate', message: 'is the name of another grade' }]);
  }
  const saved: Grade = {
    gradeId: before?.gradeId ?? ids.next(),
    name,
    color: draft.color.toLowerCase(),
    order: before?.order ?? (all.at(-1)?.order ?? -1) + 1,
    version: (before?.version ?? 0) + 1,
  };
  await putGrade(tx, saved);
  tx.publish({ type: 'gradesChanged' });
  return saved;
};

/** Every identifier that has the grade, page by page. */
async function keysWithGrade(tx: ReadTransaction, gradeId: string): Promise<IdentifierKey[]> {
  const keys: IdentifierKey[] = [];
  let after: string | undefined;
  do {
    const page = await tx.scan('assignments', 'grade', {
      prefix: `${gradeId}|`,
      limit: 1000,
      ...(after ? { after } : {}),
    });
    keys.push(...page.records.map((record) => record.key as IdentifierKey));
    after = page.cursor;
  } while (after);
  return keys;
}

async function reassign(
  tx: WriteTransaction,
  keys: IdentifierKey[],
  from: string,
  to: string,
): Promise<void> {
  for (const [key, list] of await assignmentsUnder(tx, keys)) {
    const has = list.some((each) => each.gradeId === to);
    const moved = list.flatMap((each) => {
      if (each.gradeId !== from) return [each];
      return has ? [] : [{ ...each, gradeId: to, assignmentId: reassignedId(to, each.assignmentId) }];
    });
    await putAssignments(tx, key, moved);
  }
}

const remove: Handler<'grades.remove'> = async (tx, { gradeId, reassignTo }) => {
  const doomed = await grade(tx, gradeId);
  const keys = await keysWithGrade(tx, gradeId);
  if (keys.length > 0) {
    if (reassignTo === undefined || reassignTo === gradeId) {
      throw new DeskError('grade_in_use', `${doomed.name} is assigned ${keys.length} times.`, {
        details: { assignments: keys.length },
      });
    }
    await reassign(tx, keys, gradeId, (await grade(tx, reassignTo)).gradeId);
  }
  await tx.delete('grades', gradeId);
  tx.publish({ type: 'gradesChanged' });
  return { reassigned: keys.length };
};

const reorder: Handler<'grades.reorder'> = async (tx, { gradeIds }) => {
  const all = await allGrades(tx);
  const isSameSet = gradeIds.length === all.length && all.every((each) => gradeIds.includes(each.gradeId));
  if (!isSameSet)
    throw invalidInput([{ path: ['gradeIds'], code: 'invalid', message: 'must name every grade once' }]);
  const items = gradeIds.map((id, order) => ({ ...all.find((each) => each.gradeId === id)!, order }));
  for (const item of items) await putGrade(tx, item);
  tx.publish({ type: 'gradesChanged' });
  return { items };
};

const invalidCode = { phone: 'invalidPhone', email: 'invalidEmail', memberId: 'invalid' } as const;

const assign: Handler<'grades.assign'> = async (tx, draft, { at, ids, principal, settings }) => {
  await grade(tx, draft.gradeId);
  const [key, another] = identifierKeys(draft.criterion, draft.value, settings);
  if (!key || another) {
    throw invalidInput([
      { path: ['value'], code: invalidCode[draft.criterion], message: 'identifies nobody' },
    ]);
  }
  const list = (await assignmentsUnder(tx, [key])).get(key)!;
  const before = list.find((each) => each.gradeId === draft.gradeId);
  const assignment: GradeAssignment = {
    assignmentId: before?.assignmentId ?? assignmentId(draft.gradeId, ids.next()),
    gradeId: draft.gradeId,
    criterion: draft.criterion,
    value: draft.value.trim(),
    note: draft.note ?? before?.note ?? '',
    createdAt: before?.createdAt ?? at,
    createdBy: before?.createdBy ?? principal.user,
  };
  await putAssignments(tx, key, [...list.filter((each) => each !== before), assignment]);
  tx.publish({ type: 'gradesChanged' });
  return assignment;
};

const unassign: Handler<'grades.unassign'> = async (tx, input) => {
  const found = await assignmentOf(tx, input.assignmentId);
  if (found === undefined) throw new DeskError('assignment_not_found', 'There is no such grade assignment.');
  await putAssignments(
    tx,
    found.key,
    found.list.filter((each) => each !== found.assignment),
  );
  tx.publish({ type: 'gradesChanged' });
  return {};
};

const assignments: Handler<'grades.assignments'> = async (tx, { gradeId, limit = 50, cursor }) => {
  const range = { limit, ...(cursor ? { after: cursor } : {}) };
  const page =
    gradeId === undefined
      ? await tx.scan('assignments', undefined, range)
      : await tx.scan('assignments', 'grade', { ...range, prefix: `${gradeId}|` });
  const all = page.records.flatMap((record) => record.value as unknown as GradeAssignment[]);
  const items = all.filter((each) => gradeId === undefined || each.gradeId === gradeId);
  return { items, ...(page.cursor ? { cursor: page.cursor } : {}) };
};

export const gradeHandlers = {
  'grades.list': async (tx) => ({ items: await allGrades(tx) }),
  'grades.save': save,
  'grades.remove': remove,
  'grades.reorder': reorder,
  'grades.assign': assign,
  'grades.unassign': unassign,
  'grades.assignments': assignments,
  'grades.match': match,
} satisfies Partial<Handlers>;
