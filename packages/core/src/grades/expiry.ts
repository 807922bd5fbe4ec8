/** A grade may be given until a point in time; from then on the assignment stays on the list but gives nothing (B14). */
import type { GradeAssignment } from '../model/grade.js';

type Expiring = Pick<GradeAssignment, 'expiresAt'>;

const soonMs = 30 * 24 * 60 * 60 * 1000;

/** ISO 8601 with its zone, or a day in UTC. */
const written = /^(\d{4}-\d\d-\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/;

/**
 * The time that a text says, in the spelling in which times are kept; undefined where it says none. On a day that does
 * not exist a grade would end on another one (2026-02-30 is read as 2 March), and a time whose year has five digits in
 * UTC would compare as earlier than all others.
 */
export function timeOf(text: string): string | undefined {
  const day = written.exec(text)?.[1];
  if (day === undefined || Number.isNaN(Date.parse(text))) return undefined;
  const doesExist = new Date(day).toISOString().startsWith(day);
  const time = new Date(text).toISOString();
  return doesExist && /^\d{4}-/.test(time) ? time : undefined;
}

/** Times in one spelling compare as texts. */
export const hasExpired = ({ expiresAt }: Expiring, at: string): boolean =>
  expiresAt !== undefined && expiresAt <= at;

/** The end of the one that lasts longer; undefined where one of them never ends. */
export function laterEnd(a: Expiring, b: Expiring): string | undefined {
  if (a.expiresAt === undefined || b.expiresAt === undefined) return undefined;
  return a.expiresAt > b.expiresAt ? a.expiresAt : b.expiresAt;
}

export function expiresSoon(each: Expiring, at: string): boolean {
  const { expiresAt } = each;
  return expiresAt !== undefined && !hasExpired(each, at) && Date.parse(expiresAt) - Date.parse(at) <= soonMs;
}
