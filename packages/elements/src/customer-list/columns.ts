/** What stands in a row of the list, in which order, and by what one may sort. */
import type { CustomerSummary } from '@deskcard/core';
import type { SortBy } from './conditions.js';

export const columns = [
  'customerNumber',
  'name',
  'grades',
  'memberId',
  'phone',
  'email',
  'createdAt',
  'updatedAt',
] as const;
export type Column = (typeof columns)[number];

export const sortable: readonly Column[] = [
  'customerNumber',
  'name',
  'createdAt',
  'updatedAt',
] satisfies SortBy[];

export const isSortable = (column: Column): column is SortBy => sortable.includes(column);

/** The text of a cell; the labels of grades are no text. */
export function cellText(
  customer: CustomerSummary,
  column: Exclude<Column, 'grades'>,
  day: (iso: string) => string,
): string {
  if (column === 'customerNumber') return customer.customerNumber;
  if (column === 'createdAt' || column === 'updatedAt') return day(customer[column]);
  return customer.values[column] ?? '';
}
