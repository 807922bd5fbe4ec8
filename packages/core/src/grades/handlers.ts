/** Grades and their assignments (R25–R28, D7). */
import { DeskError, invalidInput } from '../errors.js';
import type { Handler, Handlers } from '../handler.js';
import { storedName } from '../identity/name.js';
import { foldText } from '../identity/text.js';
import type { Grade, GradeUsage } from '../model/grade.js';
import type { IdentifierKey } from '../customers/identifiers.js';
import type { ReadTransaction, WriteTransaction } from '../ports.js';
import {
  allGrades,
  assignmentsUnder,
  grade,
  putAssignments,
  putGrade,
  reassignedId,
} from '../store/grade.js';
import { assign, unassign } from './assign.js';
import { exportAssignments, importAssignments } from './csv.js';
import { findAssignments } from './find.js';
import { takeOver, type Giver } from './give.js';
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
  const others = all.filter((each) => each.gradeId !== before?.gradeId);
  // A name that an older desk let two grades have may stay until somebody changes it.
  if (name !== before?.name && others.some((each) => foldText(each.name) === foldText(name))) {
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
  giver: Giver,
): Promise<void> {
  for (const [key, list] of await assignmentsUnder(tx, keys)) {
    const there = list.find((each) => each.gradeId === to);
    const doomed = list.find((each) => each.gradeId === from)!;
    const left = there
      ? takeOver(there, doomed, giver)
      : { ...doomed, gradeId: to, assignmentId: reassignedId(to, doomed.assignmentId) };
    const others = list.filter((each) => each !== there && each !== doomed);
    await putAssignments(tx, key, [...others, left]);
  }
}

const remove: Handler<'grades.remove'> = async (tx, { gradeId, reassignTo }, context) => {
  const doomed = await grade(tx, gradeId);
  const keys = await keysWithGrade(tx, gradeId);
  if (keys.length > 0) {
    if (reassignTo === undefined || reassignTo === gradeId) {
      throw new DeskError('grade_in_use', `${doomed.name} is assigned ${keys.length} times.`, {
        details: { assignments: keys.length },
      });
    }
    await reassign(tx, keys, gradeId, (await grade(tx, reassignTo)).gradeId, context);
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

const assignments: Handler<'grades.assignments'> = (tx, input, context) => {
  const { limit = 50, cursor, ...filter } = input;
  return findAssignments(tx, filter, { limit, cursor }, context);
};

const mostCounted = 1000;

const usage: Handler<'grades.usage'> = async (tx) => {
  const items: GradeUsage[] = [];
  for (const { gradeId } of await allGrades(tx)) {
    const prefix = `${gradeId}|`;
    const count = await tx.count('assignments', 'grade', { prefix, limit: mostCounted });
    items.push({ gradeId, assignments: count, more: count === mostCounted });
  }
  return { items };
};

export const gradeHandlers = {
  'grades.list': async (tx) => ({ items: await allGrades(tx) }),
  'grades.save': save,
  'grades.remove': remove,
  'grades.reorder': reorder,
  'grades.assign': assign,
  'grades.unassign': unassign,
  'grades.assignments': assignments,
  'grades.exportAssignments': exportAssignments,
  'grades.importAssignments': importAssignments,
  'grades.usage': usage,
  'grades.match': match,
} satisfies Partial<Handlers>;
