/**
 * R5: what an administrator looks for. All conditions that are filled in hold together; a period is of whole days
 * where the administrator sits, both days included.
 */
import type { InputOf } from '@deskcard/core';

export const textConditions = ['customerNumber', 'name', 'memberId', 'phone', 'email'] as const;

export interface Conditions {
  readonly customerNumber: string;
  readonly name: string;
  readonly memberId: string;
  readonly phone: string;
  readonly email: string;
  readonly gradeId: string;
  /** days when the customer was first known, as `<input type="date">` gives them */
  readonly from: string;
  readonly to: string;
}

export const noConditions: Conditions = {
  customerNumber: '',
  name: '',
  memberId: '',
  phone: '',
  email: '',
  gradeId: '',
  from: '',
  to: '',
};

export type SortBy = 'customerNumber' | 'name' | 'createdAt' | 'updatedAt';

export interface Sort {
  readonly by: SortBy;
  readonly descending: boolean;
}

/** Whoever came last is looked for most. */
export const newestFirst: Sort = { by: 'createdAt', descending: true };

/** The same column the other way round; another one as people expect it first: names from A, times from now. */
export function nextSort(sort: Sort, by: SortBy): Sort {
  if (sort.by === by) return { by, descending: !sort.descending };
  return { by, descending: by === 'createdAt' || by === 'updatedAt' };
}

export const isBlankQuery = (conditions: Conditions): boolean =>
  Object.values(conditions).every((value: string) => value.trim() === '');

/** The end is before the beginning: nobody can be found. */
export const isPeriodReversed = ({ from, to }: Conditions): boolean => from !== '' && to !== '' && to < from;

export type Found = Omit<InputOf<'customers.list'>, 'sort' | 'masked' | 'cursor' | 'limit'>;

/** The conditions as the desk is asked. */
export function queryOf({ from, to, ...texts }: Conditions): Found {
  const filled = Object.entries(texts).flatMap(([name, value]: [string, string]) =>
    value.trim() === '' ? [] : [[name, value.trim()] as const],
  );
  return {
    ...Object.fromEntries(filled),
    ...(from === '' ? {} : { createdFrom: startOfDay(from) }),
    ...(to === '' ? {} : { createdTo: startOfDay(to, 1) }),
  };
}

/** Midnight at the beginning of a day, or of a later one, where the reader sits. */
function startOfDay(day: string, later = 0): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return new Date(year, month - 1, date + later).toISOString();
}
