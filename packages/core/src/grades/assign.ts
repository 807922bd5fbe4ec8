/** Giving and taking grades one by one (R26–R28); whoever would change what somebody gave before is told first. */
import { DeskError } from '../errors.js';
import type { Handler } from '../handler.js';
import type { GradeAssignment } from '../model/grade.js';
import type { InputOf } from '../operations.js';
import type { ReadTransaction } from '../ports.js';
import {
  assignmentOf,
  assignmentsUnder,
  grade,
  putAssignments,
  type FoundAssignment,
} from '../store/grade.js';
import { assertKey, give } from './give.js';

type Draft = InputOf<'grades.assign'>;

const notFound = (): DeskError => new DeskError('assignment_not_found', 'There is no such grade assignment.');

async function edited(
  tx: ReadTransaction,
  { assignmentId, updatedAt }: Draft,
): Promise<FoundAssignment | undefined> {
  if (assignmentId === undefined) return undefined;
  const found = await assignmentOf(tx, assignmentId);
  if (found === undefined) throw notFound();
  const actual = found.assignment.updatedAt;
  if (updatedAt !== undefined && new Date(updatedAt).toISOString() !== actual) {
    throw new DeskError('version_conflict', 'The grade assignment was changed meanwhile.', {
      details: { expected: updatedAt, actual },
    });
  }
  return found;
}

function refuseToReplace(others: readonly GradeAssignment[]): never {
  throw new DeskError('assignment_exists', 'Whoever has this value has a grade already.', {
    details: { gradeIds: others.map(({ gradeId }) => gradeId) },
  });
}

export const assign: Handler<'grades.assign'> = async (tx, draft, context) => {
  await grade(tx, draft.gradeId);
  const key = assertKey(draft.criterion, draft.value, context.settings);
  const old = await edited(tx, draft);
  const list = (await assignmentsUnder(tx, [key])).get(key)!;
  const others = list.filter((each) => each.assignmentId !== old?.assignment.assignmentId);
  const same = others.find((each) => each.gradeId === draft.gradeId);
  const staysWhereItIs = old !== undefined && old.key === key && old.assignment.gradeId === draft.gradeId;
  // What is changed may not swallow another one unasked.
  const isAsked = draft.replace === false || (draft.replace === undefined && old && same);
  if (isAsked && !staysWhereItIs && others.length > 0) refuseToReplace(others);
  const before = old?.assignment ?? same;
  const given = give(draft, before, context, old !== undefined);
  const beside = draft.replace && !staysWhereItIs ? [] : others.filter((each) => each !== same);
  if (given === before && beside.length === others.filter((each) => each !== same).length) return given;
  if (old && old.key !== key) {
    const rest = old.list.filter((each) => each !== old.assignment);
    await putAssignments(tx, old.key, rest);
  }
  await putAssignments(tx, key, [...beside, given]);
  tx.publish({ type: 'gradesChanged' });
  return given;
};

export const unassign: Handler<'grades.unassign'> = async (tx, input) => {
  const found = await assignmentOf(tx, input.assignmentId);
  if (found === undefined) throw notFound();
  await putAssignments(
    tx,
    found.key,
    found.list.filter((each) => each !== found.assignment),
  );
  tx.publish({ type: 'gradesChanged' });
  return {};
};
