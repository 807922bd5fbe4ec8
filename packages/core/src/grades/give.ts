/**
 * What becomes of the grades of one phone, e-mail or member id when it is given another (R26–R28): the same one again
 * is changed, with who did it and when, and what it was before does not come back.
 */
import { invalidInput } from '../errors.js';
import type { CallContext } from '../handler.js';
import { identifierKeys, type IdentifierKey } from '../customers/identifiers.js';
import type { ServiceSettings } from '../model/access.js';
import type { IdentifierKind } from '../model/field.js';
import type { GradeAssignment } from '../model/grade.js';
import { assignmentId, reassignedId } from '../store/grade.js';
import { hasExpired, laterEnd } from './expiry.js';

/** What is given; a member that is absent stays as it is. */
export interface Gift {
  gradeId: string;
  criterion: IdentifierKind;
  value: string;
  note?: string | undefined;
  /** empty: it never expires */
  expiresAt?: string | undefined;
}

export type Giver = Pick<CallContext, 'at' | 'ids' | 'principal'>;

export const invalidCode = { phone: 'invalidPhone', email: 'invalidEmail', memberId: 'invalid' } as const;

/** The identifier that a value is; undefined where it is none, or several. */
export function keyOf(
  criterion: IdentifierKind,
  value: string,
  settings: ServiceSettings,
): IdentifierKey | undefined {
  const [key, another] = identifierKeys(criterion, value, settings);
  return another === undefined ? key : undefined;
}

export function assertKey(
  criterion: IdentifierKind,
  value: string,
  settings: ServiceSettings,
): IdentifierKey {
  const key = keyOf(criterion, value, settings);
  if (key !== undefined) return key;
  throw invalidInput([{ path: ['value'], code: invalidCode[criterion], message: 'identifies nobody' }]);
}

/** Given anew without a word of its end, what had expired has none. */
function endOf(
  gift: Gift,
  before: GradeAssignment | undefined,
  at: string,
  isEdit: boolean,
): string | undefined {
  if (gift.expiresAt === '') return undefined;
  if (gift.expiresAt !== undefined) return new Date(gift.expiresAt).toISOString();
  return before && (isEdit || !hasExpired(before, at)) ? before.expiresAt : undefined;
}

/** The assignment as it is after the gift; the very one from before where nothing is new. */
export function give(
  gift: Gift,
  before: GradeAssignment | undefined,
  { at, ids, principal }: Giver,
  isEdit = false,
): GradeAssignment {
  const { gradeId, criterion } = gift;
  const expiresAt = endOf(gift, before, at, isEdit);
  const now = {
    gradeId,
    criterion,
    value: gift.value.trim(),
    note: gift.note ?? before?.note ?? '',
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
  const last = { updatedAt: at, updatedBy: principal.user };
  if (before === undefined) {
    const made = { createdAt: at, createdBy: principal.user };
    return { assignmentId: assignmentId(gradeId, ids.next()), ...now, ...made, ...last };
  }
  const isSame =
    before.gradeId === gradeId &&
    before.criterion === criterion &&
    before.value === now.value &&
    before.note === now.note &&
    before.expiresAt === expiresAt;
  if (isSame) return before;
  const id = before.gradeId === gradeId ? before.assignmentId : reassignedId(gradeId, before.assignmentId);
  const { createdAt, createdBy } = before;
  return { assignmentId: id, ...now, createdAt, createdBy, ...last };
}

/**
 * The assignment that is left where its grade takes over from another one of the same identifier (D7): nobody loses a
 * day of what they had, and no note.
 */
export function takeOver(there: GradeAssignment, doomed: GradeAssignment, giver: Giver): GradeAssignment {
  const { gradeId, criterion, value } = there;
  const notes = [there.note, doomed.note].filter((note) => note !== '');
  const note = [...new Set(notes)].join(' · ');
  return give({ gradeId, criterion, value, note, expiresAt: laterEnd(there, doomed) ?? '' }, there, giver);
}
