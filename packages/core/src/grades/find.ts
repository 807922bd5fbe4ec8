/**
 * Who has which grade (R26–R28, B14): grade by grade, newest first, a bounded number of records at a time. A cursor
 * names the last assignment by its id, which says nothing of whom it was given to (D13).
 */
import { invalidInput } from '../errors.js';
import type { CallContext } from '../handler.js';
import { identifierKeys, type IdentifierKey } from '../customers/identifiers.js';
import { searchProbes } from '../identity/search.js';
import type { SearchValues } from '../identity/search-tokens.js';
import { foldText } from '../identity/text.js';
import type { GradeAssignment, GradeAssignmentFilter } from '../model/grade.js';
import type { ReadTransaction } from '../ports.js';
import { seesMasks } from '../privacy/masker.js';
import { allGrades, assignmentsIn, assignmentsUnder } from '../store/grade.js';
import { expiresSoon, hasExpired } from './expiry.js';

type Context = Pick<CallContext, 'at' | 'principal' | 'settings'>;

/** how many records and pages one call looks at */
const mostRecords = 2000;
const mostPages = 200;
/** how many records are read at once where most of them may be left out */
const filteredPage = 500;
/** a cursor among those that are found by the whole value; no grade has such an id */
const direct = '~';

interface Found {
  key: string;
  assignment: GradeAssignment;
}

const kinds = ['phone', 'email', 'memberId'] as const;

/** The identifiers that the text is as a whole: those are found at once, however many there are. */
function wholeKeys({ text = '', criterion }: GradeAssignmentFilter, { settings }: Context): IdentifierKey[] {
  if (text.trim() === '') return [];
  return kinds
    .filter((kind) => criterion === undefined || criterion === kind)
    .flatMap((kind) => identifierKeys(kind, text, settings));
}

/** Whether text is in the value or the note; of a value that is masked only the whole is found (D13). */
function textCondition(text: string, { settings, principal }: Context): (found: Found) => boolean {
  const { defaultCountry } = settings;
  const probes = searchProbes({ text }, { defaultCountry });
  const masked = seesMasks(principal);
  const own = masked ? searchProbes({ text }, { defaultCountry, wholeOnly: true }) : probes;
  const plain = foldText(text).trim();
  return ({ key, assignment: { criterion, value, note } }) => {
    const none: SearchValues = { customerNumber: '', name: [], phone: [], email: [], memberId: [] };
    const kept = key.slice(key.indexOf(':') + 1);
    const values: SearchValues = {
      ...none,
      [criterion]: criterion === 'phone' ? [{ value, keys: [kept] }] : [value, kept],
    };
    const named = { ...none, name: [note] };
    if (foldText(note).includes(plain) || probes.every((probe) => probe.matches(named))) return true;
    if (masked) return own.length > 0 && own.every((probe) => probe.matches(values));
    return (
      foldText(value).includes(plain) ||
      probes.every((probe) => probe.matches({ ...values, ...named, [criterion]: values[criterion] }))
    );
  };
}

function conditionOf(filter: GradeAssignmentFilter, context: Context): (found: Found) => boolean {
  const { text = '', gradeId, criterion, expired } = filter;
  const hasText = text.trim() === '' ? undefined : textCondition(text, context);
  const { at } = context;
  return (found) => {
    const { assignment } = found;
    return (
      (gradeId === undefined || gradeId === assignment.gradeId) &&
      (criterion === undefined || criterion === assignment.criterion) &&
      (expired === undefined ||
        (expired === 'soon'
          ? expiresSoon(assignment, at)
          : hasExpired(assignment, at) === (expired === 'yes'))) &&
      (hasText === undefined || hasText(found))
    );
  };
}

/** Where to go on: so many of those found at once are known, or everything up to this one in its grade. */
interface Place {
  direct: number;
  gradeId?: string;
  /** the last one that is known; none at the beginning of the grade */
  id?: string;
}

function placeOf(cursor: string | undefined): Place {
  if (cursor === undefined) return { direct: 0 };
  if (cursor.startsWith(direct)) return { direct: Number(cursor.slice(direct.length)) || 0 };
  const [gradeId, unique] = cursor.split('/') as [string, string | undefined];
  if (unique === undefined) throw lost();
  return { direct: Infinity, gradeId, ...(unique === '' ? {} : { id: cursor }) };
}

const lost = (): Error =>
  invalidInput([
    { path: ['cursor'], code: 'invalid', message: 'is no cursor of an earlier page: begin again' },
  ]);

/** The assignments of a grade, newest first, from a place on. */
async function pageOf(tx: ReadTransaction, gradeId: string, id: string | undefined, limit: number) {
  const to = id === undefined ? `${gradeId}0` : `${id}|`;
  const page = await tx.scan('assignments', 'id', { from: `${gradeId}/`, to, reverse: true, limit });
  const found = page.records.flatMap(({ key, value }) =>
    assignmentsIn(value)
      .filter((each) => each.gradeId === gradeId)
      .map((assignment): Found => ({ key, assignment })),
  );
  return { found, isLast: page.cursor === undefined };
}

/** At most `limit` assignments. With a cursor more may follow, even where the page is not full. */
export async function findAssignments(
  tx: ReadTransaction,
  filter: GradeAssignmentFilter,
  { limit, cursor }: { limit: number; cursor: string | undefined },
  context: Context,
): Promise<{ items: GradeAssignment[]; cursor?: string }> {
  const meets = conditionOf(filter, context);
  const place = placeOf(cursor);
  const keys = wholeKeys(filter, context);
  const atOnce = [...(await assignmentsUnder(tx, keys))]
    .flatMap(([key, list]) => list.map((assignment) => ({ key, assignment })))
    .filter(meets)
    .slice(Math.min(place.direct, Number.MAX_SAFE_INTEGER));
  if (atOnce.length > limit) {
    const items = atOnce.slice(0, limit).map(({ assignment }) => assignment);
    return { items, cursor: `${direct}${place.direct + limit}` };
  }
  const items = atOnce.map(({ assignment }) => assignment);
  const known = new Set<string>(keys);
  const isOther = (found: Found): boolean => !known.has(found.key) && meets(found);
  const isAll = Object.values(filter).every((each) => each === undefined);
  const gradeIds =
    filter.gradeId === undefined ? (await allGrades(tx)).map(({ gradeId }) => gradeId) : [filter.gradeId];
  let at = place.gradeId === undefined ? 0 : gradeIds.indexOf(place.gradeId);
  if (at < 0) throw lost();
  let { id } = place;
  for (let records = 0, pages = 0; at < gradeIds.length; pages++) {
    const gradeId = gradeIds[at]!;
    if (records >= mostRecords || pages >= mostPages) return { items, cursor: id ?? `${gradeId}/` };
    const wanted = isAll ? limit - items.length + 1 : filteredPage;
    const { found, isLast } = await pageOf(tx, gradeId, id, wanted);
    records += found.length;
    for (const each of found) {
      if (isOther(each)) {
        if (items.length === limit) return { items, cursor: id ?? `${gradeId}/` };
        items.push(each.assignment);
      }
      id = each.assignment.assignmentId;
    }
    if (!isLast) continue;
    at++;
    id = undefined;
  }
  return { items };
}
