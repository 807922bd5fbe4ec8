/**
 * How a statement finds rows by their keys, whatever the planner believes of the table: of one that has grown since its
 * statistics were taken, or where one workspace is much larger than the others, it would otherwise read the whole
 * workspace for a few keys. A subquery with a limit of its own cannot be joined in any other way.
 */
import type { CollectionTable } from './tables.js';

/** The keys of `$2`, each of which is there once. */
export const asked = 'select unnest($2::text[])';

/** The one row of the workspace (`$1`) whose columns are these, as a subquery. */
export function oneRow(
  table: string,
  key: Readonly<Record<string, string>>,
  columns: readonly string[],
): string {
  const where = Object.entries(key).map(([column, value]) => ` and one.${column} = ${value}`);
  return `(select ${columns.join(', ')} from ${table} as one where one.workspace = $1${where.join('')} limit 1)`;
}

/** Columns of the records under the keys that `keys` selects. */
export function found({ table }: CollectionTable, keys: string, columns: readonly string[]): string {
  const all = columns.map((column) => `record.${column}`).join(', ');
  return `select ${all} from (${keys}) as wanted (key)
    cross join lateral ${oneRow(table, { key: 'wanted.key' }, columns)} as record`;
}
