/**
 * Who has which grade, as a table for a spreadsheet and back (B14). What is written can be read again as it is; a line
 * that is read is taken as a whole or not at all, and one bad line keeps no other one out (trap 12).
 */
import { byteOrderMark, writeCsv } from '../csv.js';
import { isTooLong } from '../limits.js';
import type { CallContext, Handler } from '../handler.js';
import { storedName } from '../identity/name.js';
import { foldText } from '../identity/text.js';
import type { IdentifierKey } from '../customers/identifiers.js';
import type { IdentifierKind } from '../model/field.js';
import {
  assignmentLengths,
  type Grade,
  type GradeAssignment,
  type GradeAssignmentRow,
} from '../model/grade.js';
import type { ImportedRow, ImportReason } from '../model/customer-import.js';
import type { IssueCode } from '../errors.js';
import { maskerFor, readMasked, seesMasks } from '../privacy/masker.js';
import { allGrades, assignmentsUnder, putAssignments } from '../store/grade.js';
import { timeOf } from './expiry.js';
import { findAssignments } from './find.js';
import { give, invalidCode, keyOf, type Gift } from './give.js';

const exportLimit = 1000;

/** Documented in docs/grades.md; a later version adds columns at the end. The first five can be read in again. */
const columns: Readonly<Record<string, (each: GradeAssignment, gradeName: string) => string>> = {
  grade: (_, gradeName) => gradeName,
  criterion: ({ criterion }) => criterion,
  value: ({ value }) => value,
  note: ({ note }) => note,
  expiresAt: ({ expiresAt = '' }) => expiresAt,
  createdAt: ({ createdAt }) => createdAt,
  createdBy: ({ createdBy }) => createdBy,
  updatedAt: ({ updatedAt }) => updatedAt,
  updatedBy: ({ updatedBy }) => updatedBy,
};

export const exportAssignments: Handler<'grades.exportAssignments'> = async (tx, input, context) => {
  const { limit = exportLimit, cursor, ...filter } = input;
  const found = await findAssignments(tx, filter, { limit, cursor }, context);
  const names = new Map((await allGrades(tx)).map(({ gradeId, name }) => [gradeId, name]));
  const masker = seesMasks(context.principal) ? maskerFor(context.settings) : undefined;
  const rows = found.items.map((each) => {
    const value = masker ? masker.value(each.criterion, each.value) : each.value;
    return Object.values(columns).map((text) => text({ ...each, value }, names.get(each.gradeId) ?? ''));
  });
  const head = cursor === undefined ? byteOrderMark + writeCsv([Object.keys(columns)]) : '';
  return {
    csv: head + writeCsv(rows),
    rows: rows.length,
    ...(found.cursor === undefined ? {} : { cursor: found.cursor }),
  };
};

type Read = { gift: Gift; key: IdentifierKey } | { reason: ImportReason };

const refusal = (
  field: keyof GradeAssignmentRow,
  issue: IssueCode,
  maximum?: number,
): { reason: ImportReason } => ({
  reason: { code: 'invalid', field, issue, ...(maximum === undefined ? {} : { maximum }) },
});

const kinds: ReadonlyMap<string, IdentifierKind> = new Map([
  ['phone', 'phone'],
  ['email', 'email'],
  ['memberid', 'memberId'],
]);

function readRow(
  row: GradeAssignmentRow,
  gradeOf: (name: string) => Grade | undefined,
  context: CallContext,
): Read {
  const { principal, settings } = context;
  const [value, note, expiresAt] = [row.value.trim(), row.note?.trim(), row.expiresAt?.trim()];
  for (const field of ['grade', 'criterion', 'value'] as const) {
    if (row[field].trim() === '') return refusal(field, 'required');
  }
  const grade = gradeOf(row.grade);
  if (grade === undefined) return refusal('grade', 'unknown');
  const criterion = kinds.get(foldText(row.criterion).replace(/[\s_-]/g, ''));
  if (criterion === undefined) return refusal('criterion', 'unknown');
  if (seesMasks(principal) && readMasked(criterion, value, undefined) === 'mask')
    return refusal('value', 'masked');
  if (isTooLong(value, assignmentLengths.value)) return refusal('value', 'tooLong', assignmentLengths.value);
  if (isTooLong(note ?? '', assignmentLengths.note))
    return refusal('note', 'tooLong', assignmentLengths.note);
  const end = expiresAt ? timeOf(expiresAt) : expiresAt;
  if (expiresAt && end === undefined) return refusal('expiresAt', 'invalidTime');
  const key = keyOf(criterion, value, settings);
  if (key === undefined) return refusal('value', invalidCode[criterion]);
  // An empty cell of a table says nothing of the note that is there.
  return { key, gift: { gradeId: grade.gradeId, criterion, value, note: note || undefined, expiresAt: end } };
}

/**
 * Grades by id, else by name, else by name in any case and width. An older desk may have VIP and vip: what is spelt like
 * neither names no grade.
 */
function finderOf(grades: readonly Grade[]): (text: string) => Grade | undefined {
  const ids = new Map(grades.map((each) => [each.gradeId, each]));
  const names = new Map(grades.map((each) => [each.name, each]));
  const folded = new Map<string, Grade | undefined>();
  for (const each of grades) {
    const name = foldText(each.name);
    folded.set(name, folded.has(name) ? undefined : each);
  }
  return (text) =>
    ids.get(text.trim()) ?? names.get(storedName(text)) ?? folded.get(foldText(storedName(text)));
}

/** Takes line after line into the lists of the identifiers, and says what became of each. */
class Import {
  readonly changed = new Set<IdentifierKey>();
  readonly #lines = new Map<string, number>();
  readonly #lists: Map<IdentifierKey, GradeAssignment[]>;
  readonly #context: CallContext;
  readonly #skips: boolean;

  constructor(lists: Map<IdentifierKey, GradeAssignment[]>, context: CallContext, skips: boolean) {
    this.#lists = lists;
    this.#context = context;
    this.#skips = skips;
  }

  take(line: number, read: Read): ImportedRow {
    if ('reason' in read) return { line, outcome: 'refused', reason: read.reason };
    const { key, gift } = read;
    const identifiers = [`${gift.gradeId}/${key}`];
    const earlier = this.#lines.get(identifiers[0]!);
    if (earlier !== undefined) {
      const reason: ImportReason = { code: 'repeated', field: 'value', lines: [earlier] };
      return { line, outcome: 'skipped', reason, identifiers };
    }
    this.#lines.set(identifiers[0]!, line);
    const list = this.#lists.get(key)!;
    const before = list.find((each) => each.gradeId === gift.gradeId);
    if (before && this.#skips) return { line, outcome: 'skipped', identifiers };
    const given = give(gift, before, this.#context);
    if (given === before) return { line, outcome: 'unchanged', identifiers };
    this.#lists.set(key, [...list.filter((each) => each !== before), given]);
    this.changed.add(key);
    return { line, outcome: before ? 'updated' : 'created', identifiers };
  }

  listOf(key: IdentifierKey): GradeAssignment[] {
    return this.#lists.get(key)!;
  }
}

export const importAssignments: Handler<'grades.importAssignments'> = async (tx, input, context) => {
  const { rows, dryRun = false, existing = 'update' } = input;
  const gradeOf = finderOf(await allGrades(tx));
  const read = rows.map((row) => readRow(row, gradeOf, context));
  const keys = [...new Set(read.flatMap((each) => ('key' in each ? [each.key] : [])))];
  const work = new Import(await assignmentsUnder(tx, keys), context, existing === 'skip');
  const items = rows.map(({ line }, i) => work.take(line, read[i]!));
  if (dryRun || work.changed.size === 0) return { items };
  for (const key of work.changed) await putAssignments(tx, key, work.listOf(key));
  tx.publish({ type: 'gradesChanged' });
  return { items };
};
