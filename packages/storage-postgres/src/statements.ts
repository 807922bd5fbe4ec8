/**
 * Every statement that runs inside a transaction, by name, so that each connection prepares it once. All of them find
 * their rows by a key that begins with the workspace (`$1`).
 */
import { createHash } from 'node:crypto';
import type { CollectionName, Hop } from '@deskcard/core/ports';
import { escapeLiteral } from 'pg';
import type { Abilities } from './abilities.js';
import { asked, found, oneRow } from './lookup.js';
import type { PlaceBounds } from './texts.js';
import type { CollectionTable, IndexTable, Tables } from './tables.js';
import { addText, byKey, byPlace, deleteText, putText, type Remove } from './write-statements.js';

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
  readonly #isOneServer: boolean;
  readonly #remove: Remove;
  readonly #made = new Map<string, Statement>();
  /** by the very list of hops, which is always the same one where it matters */
  readonly #prefetches = new WeakMap<readonly Hop[], Map<CollectionName, Statement>>();

  constructor(tables: Tables, { isOneServer }: Pick<Abilities, 'isOneServer'>) {
    this.tables = tables;
    this.#isOneServer = isOneServer;
    this.#remove = isOneServer ? byPlace : byKey;
  }

  /** Records in the portions in which `put` and `delete` take them. */
  portions<T>(records: readonly T[]): (readonly T[])[] {
    if (this.#remove.isOneByOne) return records.map((each) => [each]);
    return records.length > 0 ? [records] : [];
  }

  /** Holds the workspace until the transaction ends. Rows are: the last position, the transaction's number if it has one. */
  lock(workspace: string): string {
    const number = this.#isOneServer ? 'pg_current_xact_id()' : 'null';
    return `select position, ${number} from ${this.tables.workspaces} where workspace = ${escapeLiteral(workspace)} for update`;
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
  return `select ${shown('i.entry')}, ${shown('i.key')}, r.value from ${source} i
    cross join lateral ${oneRow(table, { key: 'i.key' }, ['value'])} as r
    where ${where} ${order} limit $2::int`;
}
