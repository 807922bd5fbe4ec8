/** The texts of the statements that write: whole records, and the index entries of each. */
import { asked, found, oneRow } from './lookup.js';
import type { CollectionTable } from './tables.js';

/**
 * The records that were given, as rows: `$2` keys, `$3` values as one JSON array, in which nothing has to be escaped
 * once more, then for each index the entries of each record.
 */
function givenText(columns: readonly string[]): string {
  const parameters = columns.map((column, i) =>
    column === 'value' ? `json_array_elements($${i + 2}::json)` : `unnest($${i + 2}::text[])`,
  );
  const values = columns.map((column) => (isEntries(column) ? `${column}::text[]` : column)).join(', ');
  return `given as materialized (select ${values} from rows from (${parameters.join(', ')}) as parameters (${columns.join(', ')}))`;
}

const isEntries = (column: string): boolean => column !== 'key' && column !== 'value';

const columnsOf = ({ indexes }: CollectionTable): string[] => [
  'key',
  'value',
  ...indexes.map(({ column }) => column),
];

function insertText({ table }: CollectionTable, columns: readonly string[]): string {
  return `insert into ${table} (workspace, ${columns.join(', ')}) select $1, ${columns.join(', ')} from given`;
}

/** Nothing is looked for first, which is most of the work where a record has few entries. */
export function addText(collection: CollectionTable): string {
  const columns = columnsOf(collection);
  const entries = collection.indexes.map(
    ({ table, column }, i) =>
      `come${i} as (insert into ${table} (workspace, entry, key) select $1, unnest(${column}), key from given)`,
  );
  return `with ${[givenText(columns), ...entries].join(', ')} ${insertText(collection, columns)}`;
}

/** Replaces whole records; of their index entries it touches only those that come or go. */
export function putText(collection: CollectionTable, remove: Remove): string {
  const { indexes } = collection;
  const columns = columnsOf(collection);
  const replaced = columns.slice(1).map((column) => `${column} = excluded.${column}`);
  const insert = `${insertText(collection, columns)}
    on conflict (workspace, key) do update set ${replaced.join(', ')}`;
  if (indexes.length === 0) return `with ${givenText(columns)} ${insert}`;
  const kept = columns.filter((each) => each !== 'value');
  const old = `old as materialized (${found(collection, asked, kept)})`;
  const changes = indexes.flatMap(({ table: entries, column }, i) => {
    const [before, after] = ['old', 'given'].map(
      (each) => `select key, unnest(${column}) as entry from ${each}`,
    );
    return [
      `gone${i} as (${remove.entries(entries, `${before} except ${after}`)})`,
      `come${i} as (insert into ${entries} (workspace, entry, key) select $1, entry, key from (${after} except ${before}) as e)`,
    ];
  });
  return `with ${[givenText(columns), old, ...changes].join(', ')} ${insert}`;
}

export function deleteText(collection: CollectionTable, remove: Remove): string {
  const { indexes } = collection;
  const records = remove.records(collection);
  if (indexes.length === 0) return records;
  const columns = indexes.map(({ column }) => column).join(', ');
  const entries = indexes.map(
    ({ table, column }, i) =>
      `gone${i} as (${remove.entries(table, `select key, unnest(${column}) as entry from old`)})`,
  );
  return `with old as (${records} returning key, ${columns}), ${entries.join(', ')} select 1`;
}

/** How rows are removed. */
export interface Remove {
  /** whether a statement removes one record, or the entries of one, alone */
  isOneByOne: boolean;
  /** those of `$2` */
  records(collection: CollectionTable): string;
  /** `entries` selects their key and entry */
  entries(table: string, entries: string): string;
}

/** Looked up as `found` does it, then removed where they are. */
export const byPlace: Remove = {
  isOneByOne: false,
  records: (collection) =>
    `delete from ${collection.table} where ctid = any(array(${found(collection, asked, ['ctid'])}))`,
  entries: (table, entries) =>
    `delete from ${table} where ctid = any(array(select found.ctid from (${entries}) as e
      cross join lateral ${oneRow(table, { entry: 'e.entry', key: 'e.key' }, ['ctid'])} as found))`,
};

/**
 * Of one record at a time: what is compared with constants alone is looked up in the index. A join with pairs of entry
 * and key is the planner's business, which reads the whole workspace where it takes it for a small one.
 */
export const byKey: Remove = {
  isOneByOne: true,
  records: ({ table }) => `delete from ${table} where workspace = $1 and key = ($2::text[])[1]`,
  entries: (table, entries) =>
    `delete from ${table} where workspace = $1 and key = ($2::text[])[1]
      and entry = any(array(select entry from (${entries}) as e))`,
};
