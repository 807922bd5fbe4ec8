/** A grade may be given until a point in time; from then on the assignment stays on the list but gives nothing (B14). */
import type { GradeAssignment } from '../model/grade.js';

type Expiring = Pick<GradeAssignment, 'expiresAt'>;

const soonMs = 30 * 24 * 60 * 60 * 1000;

/** Times in one spelling compare as texts. */
export const hasExpired = ({ expiresAt }: Expiring, at: string): boolean =>
  expiresAt !== undefined && expiresAt <= at;

export function expiresSoon(each: Expiring, at: string): boolean {
  const { expiresAt } = each;
  return expiresAt !== undefined && !hasExpired(each, at) && Date.parse(expiresAt) - Date.parse(at) <= soonMs;
}
