/**
 * Every statement that runs inside a transaction, by name, so that each connection prepares it once. All of them find
 * their rows by a key that begins with the workspace (`$1`).
 */
import { createHash } from 'node:crypto';
import type { CollectionName, Hop } from '@deskcard/core/ports';
import { escapeLiteral } from 'pg';
import type { PlaceBounds } from './texts.js';
import type { CollectionTable, IndexTable, Tables } from './tables.js';

export interface Statement {
  name: string;
  text: string;
}

export interface Query extends Statement {
  values: unknown[];
}

/**
 * A key on its way back, behind a sign of its own: PGlite takes the first character of an answer for a mark of its
 * encoding when it is U+FEFF, and drops it.
 */
const shown = (column: string): string => `'=' || ${column}`;

/** What `shown` showed. */
export const unshown = (text: string): string => text.slice(1);

/** One connection may serve several schemas, so a statement's name comes from its text. */
function named(text: string): Statement {
  return { name: `deskcard_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`, text };
}

/** Which of the records in a range, and how much of them. */
export interface Way {
  reverse: boolean;
  limit: number;
  keysOnly: boolean;
}

type RangeKind = 'scan' | 'keys' | 'count';

export class Statements {
  readonly tables: Tables;
  readonly #remove: Remove;
  readonly #made = new Map<string, Statement>();
  /** by the very list of hops, which is always the same one where it matters */
  readonly #prefetches = new WeakMap<readonly Hop[], Map<CollectionName, Statement>>();

  /** `hasPlaces`: whether rows have a `ctid` to be found again by. */
  constructor(tables: Tables, hasPlaces: boolean) {
    this.tables = tables;
    this.#remove = hasPlaces ? byPlace : byKey;
  }

  get(collection: CollectionName): Statement {
    return this.#once(`get ${collection}`, () => {
      return `select ${shown('key')}, value from (${found(this.tables.of(collection), asked, ['key', 'value'])}) as each`;
    });
  }

  /** `$2` the keys; rows are: step, key, value. */
  prefetch(collection: CollectionName, hops: readonly Hop[]): Statement {
    let made = this.#prefetches.get(hops);
    if (made === undefined) this.#prefetches.set(hops, (made = new Map()));
    let statement = made.get(collection);
    if (statement === undefined) made.set(collection, (statement = named(this.#prefetch(collection, hops))));
    return statement;
  }

  scan(
    collection: CollectionName,
    index: string | undefined,
    bounds: PlaceBounds,
    way: Way,
    workspace: string,
  ): Query {
    return this.#range(way.keysOnly ? 'keys' : 'scan', collection, index, bounds, way, workspace);
  }

  count(
    collection: CollectionName,
    index: string | undefined,
    bounds: PlaceBounds,
    limit: number,
    workspace: string,
  ): Query {
    const way = { reverse: false, limit, keysOnly: true };
    return this.#range('count', collection, index, bounds, way, workspace);
  }

  /** `$2` keys, `$3` a JSON array of values, then for each index the entries of each record. */
  put(collection: CollectionName): Statement {
    return this.#once(`put ${collection}`, () => putText(this.tables.of(collection), this.#remove));
  }

  /** The same for records that replace none; refuses those that would. */
  add(collection: CollectionName): Statement {
    return this.#once(`add ${collection}`, () => addText(this.tables.of(collection)));
  }

  /** `$2` keys. */
  delete(collection: CollectionName): Statement {
    return this.#once(`delete ${collection}`, () => deleteText(this.tables.of(collection), this.#remove));
  }

  /** `$2` positions, `$3` a JSON array of changes. */
  appendChanges(): Statement {
    return this.#once('append', () => {
      const { changes } = this.tables;
      return `insert into ${changes} (workspace, position, change) select $1, position, change
        from rows from (unnest($2::bigint[]), json_array_elements($3::json)) as given (position, change)`;
    });
  }

  /** `$2` the position of the last change. */
  setPosition(): Statement {
    return this.#once('position', () => {
      return `update ${this.tables.workspaces} set position = $2::bigint where workspace = $1`;
    });
  }

  /** `$2` the last position that is no longer kept. */
  sweepChanges(): Statement {
    return this.#once('sweep', () => {
      return `delete from ${this.tables.changes} where workspace = $1 and position <= $2::bigint`;
    });
  }

  /** `$2` the position behind which to read, `$3` how many; rows are: place of the store, last, position, change. */
  readChanges(): Statement {
    return this.#once('changes', () => {
      const { workspaces, changes } = this.tables;
      return `select w.born, w.position, c.position, c.change from ${workspaces} w left join lateral (
        select position, change from ${changes} where workspace = $1 and position > $2::bigint
        order by workspace, position limit $3::int) c on true where w.workspace = $1 order by c.position`;
    });
  }

  #once(key: string, text: () => string): Statement {
    let statement = this.#made.get(key);
    if (statement === undefined) this.#made.set(key, (statement = named(text())));
    return statement;
  }

  #range(
    kind: RangeKind,
    collection: CollectionName,
    index: string | undefined,
    { lower, upper }: PlaceBounds,
    { reverse, limit }: Way,
    workspace: string,
  ): Query {
    const table = this.tables.of(collection);
    const source = index === undefined ? undefined : table.indexes.find(({ name }) => name === index);
    if (index !== undefined && source === undefined) throw new TypeError(`There is no index "${index}".`);
    const shape = `${kind} ${collection} ${index} ${upper !== undefined} ${reverse}`;
    const { name, text } = this.#once(shape, () =>
      rangeText(kind, table, source, upper !== undefined, reverse),
    );
    const places = upper === undefined ? [lower] : [lower, upper];
    const values = places.flatMap(({ entry, key }) => (source === undefined ? [entry] : [entry, key]));
    return { name, text, values: [workspace, limit, ...values] };
  }

  #prefetch(collection: CollectionName, hops: readonly Hop[]): string {
    const steps = [
      `step0 as materialized (${found(this.tables.of(collection), asked, ['key', 'value'])})`,
      ...hops.map((hop, i) => `step${i + 1} as materialized (${this.#hop(hop)})`),
    ];
    const collections = [collection, ...hops.map((hop) => hop.collection)];
    const all = collections.map((own, i) => {
      // Most customers lead to themselves; nobody is sent twice.
      const sent = collections.slice(0, i).flatMap((each, j) => (each === own ? [j] : []));
      const where = ['true', ...sent.map((j) => `key <> all(array(select key from step${j}))`)];
      return `select ${i}, ${shown('key')}, value from step${i} where ${where.join(' and ')}`;
    });
    return `with ${steps.join(', ')} ${all.join(' union all ')}`;
  }

  /**
   * A member that is a text is a key, a list holds keys; anything else leads nowhere. The offset keeps the planner from
   * taking the member out of its record once for each time that it is named.
   */
  #hop({ from, member, collection }: Hop): string {
    const named = `select distinct named.key from step${from} as found,
        lateral (select found.value -> ${escapeLiteral(member)} as value offset 0) as member,
        lateral json_array_elements_text(case json_typeof(member.value)
          when 'array' then member.value when 'string' then json_build_array(member.value) else '[]' end) as named (key)
      where named.key is not null`;
    return found(this.tables.of(collection), named, ['key', 'value']);
  }
}

/** The keys of `$2`, each of which is there once. */
const asked = 'select unnest($2::text[])';

/**
 * Looks each key up, whatever the planner believes of the table: of one that has grown since its statistics were taken,
 * or where one workspace is much larger than the others, it would otherwise read the whole workspace for a few keys. A
 * subquery with a limit of its own cannot be joined in any other way.
 */
function found({ table }: CollectionTable, keys: string, columns: readonly string[]): string {
  const all = columns.map((column) => `record.${column}`).join(', ');
  return `select ${all} from (${keys}) as wanted (key) cross join lateral
    (select ${columns.join(', ')} from ${table} as records where records.workspace = $1 and records.key = wanted.key limit 1) as record`;
}

/** Rows of a scan are: entry, key, value (of the primary index: key, value; of keys: no value); of a count: how many. */
function rangeText(
  kind: RangeKind,
  { table }: CollectionTable,
  index: IndexTable | undefined,
  hasUpper: boolean,
  reverse: boolean,
): string {
  const place = index === undefined ? 'i.key' : '(i.entry, i.key)';
  const bound = (first: number): string =>
    index === undefined ? `$${first}::text` : `($${first}::text, $${first + 1}::text)`;
  const upper = hasUpper ? ` and ${place} < ${bound(index === undefined ? 4 : 5)}` : '';
  const where = `i.workspace = $1 and ${place} >= ${bound(3)}${upper}`;
  const source = index?.table ?? table;
  if (kind === 'count')
    return `select count(*) from (select 1 from ${source} i where ${where} limit $2::int) as entries`;
  const way = reverse ? ' desc' : '';
  if (index === undefined) {
    const columns = kind === 'keys' ? shown('i.key') : `${shown('i.key')}, i.value`;
    return `select ${columns} from ${source} i where ${where} order by i.workspace${way}, i.key${way} limit $2::int`;
  }
  const order = `order by i.workspace${way}, i.entry${way}, i.key${way}`;
  if (kind === 'keys') {
    return `select ${shown('i.entry')}, ${shown('i.key')} from ${source} i where ${where} ${order} limit $2::int`;
  }
  // Each record is looked up by its key, see `found`.
  return `select ${shown('i.entry')}, ${shown('i.key')}, r.value from ${source} i cross join lateral
    (select value from ${table} as records where records.workspace = $1 and records.key = i.key limit 1) as r
    where ${where} ${order} limit $2::int`;
}

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
function addText(collection: CollectionTable): string {
  const columns = columnsOf(collection);
  const entries = collection.indexes.map(
    ({ table, column }, i) =>
      `come${i} as (insert into ${table} (workspace, entry, key) select $1, unnest(${column}), key from given)`,
  );
  return `with ${[givenText(columns), ...entries].join(', ')} ${insertText(collection, columns)}`;
}

/** Replaces whole records; of their index entries it touches only those that come or go. */
function putText(collection: CollectionTable, remove: Remove): string {
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

function deleteText(collection: CollectionTable, remove: Remove): string {
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
interface Remove {
  /** those of `$2` */
  records(collection: CollectionTable): string;
  /** `entries` selects their key and entry */
  entries(table: string, entries: string): string;
}

/** Looked up as `found` does it, then removed where they are. */
const byPlace: Remove = {
  records: (collection) =>
    `delete from ${collection.table} where ctid = any(array(${found(collection, asked, ['ctid'])}))`,
  entries: (table, entries) =>
    `delete from ${table} where ctid = any(array(select found.place from (${entries}) as e cross join lateral
      (select ctid as place from ${table} as i where i.workspace = $1 and i.entry = e.entry and i.key = e.key limit 1) as found))`,
};

/** For a distributed database: the workspace says on which node, and how to go about it is the planner's business. */
const byKey: Remove = {
  records: ({ table }) => `delete from ${table} where workspace = $1 and key = any($2::text[])`,
  entries: (table, entries) =>
    `delete from ${table} as i using (${entries}) as e where i.workspace = $1 and i.entry = e.entry and i.key = e.key`,
};
