/** A real desk in memory with grades and assignments on it, as an administrator, an agent and somebody who sees masks. */
import { createDesk, memoryStorage } from '@deskcard/core';
import type { CreateDeskOptions, Desk, Grade, GradeAssignmentDraft } from '@deskcard/core';

export interface GradeDesk {
  readonly admin: Desk;
  readonly agent: Desk;
  /** an administrator without `personal.view` */
  readonly masked: Desk;
  readonly grades: readonly Grade[];
  /** the same store for somebody else */
  as(principal: CreateDeskOptions['principal'], settings?: CreateDeskOptions['settings']): Desk;
}

export type Given = Omit<GradeAssignmentDraft, 'gradeId'> & { readonly grade: string };

const day = 24 * 60 * 60 * 1000;
export const inDays = (days: number): string => new Date(Date.now() + days * day).toISOString();

export const someGrades = [
  { name: 'VIP', color: '#7a3fb0' },
  { name: 'Gold', color: '#b8860b' },
  { name: 'Caution', color: '#c62828' },
] as const;

export const someGiven: readonly Given[] = [
  { grade: 'VIP', criterion: 'phone', value: '010-2345-6789', note: 'Chosen by the board' },
  { grade: 'VIP', criterion: 'email', value: 'minseo.kim@example.com', note: '' },
  { grade: 'Gold', criterion: 'memberId', value: 'minseo_k', note: 'Spring campaign', expiresAt: inDays(10) },
  {
    grade: 'Caution',
    criterion: 'phone',
    value: '010-9876-5432',
    note: 'Chargebacks',
    expiresAt: inDays(-3),
  },
];

export async function gradeDesk({
  grades = someGrades,
  given = someGiven,
}: {
  grades?: readonly { name: string; color: string }[];
  given?: readonly Given[];
} = {}): Promise<GradeDesk> {
  const storage = memoryStorage();
  const as: GradeDesk['as'] = (principal, settings) =>
    createDesk({ storage, principal, ...(settings === undefined ? {} : { settings }) });
  const admin = as({ user: 'jiyoung', role: 'admin' });
  const made: Grade[] = [];
  for (const grade of grades) made.push(await admin.grades.save(grade));
  for (const { grade, ...draft } of given) {
    await admin.grades.assign({ ...draft, gradeId: made.find(({ name }) => name === grade)!.gradeId });
  }
  return {
    admin,
    agent: as({ user: 'hana', role: 'agent' }),
    masked: as({ user: 'sora', role: 'admin', capabilities: [] }),
    grades: made,
    as,
  };
}
