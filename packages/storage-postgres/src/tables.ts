/**
 * The shape of the data: a table for each collection, and one for each index of it, all generated from `collections`
 * of the core. The workspace stands first in every key, so that a distributed PostgreSQL can place rows by it.
 */
import { collections, type CollectionName } from '@deskcard/core/ports';
import { escapeIdentifier } from 'pg';

export interface IndexTable {
  /** as the core calls it */
  name: string;
  /** the column of the collection's table that holds the entries of a record, so that they can be taken away again */
  column: string;
  table: string;
}

export interface CollectionTable {
  collection: CollectionName;
  table: string;
  indexes: readonly IndexTable[];
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** What the SQL of a schema is made of; every name is quoted. */
export interface Tables {
  schema: string;
  collections: readonly CollectionTable[];
  of(collection: CollectionName): CollectionTable;
  /** one row a workspace: whoever writes holds it, and it knows the place of the last change */
  workspaces: string;
  /** one row a workspace: the next number that nobody has */
  numbers: string;
  /** what happened, in order */
  changes: string;
  /** which migrations were run */
  migrations: string;
}

export function tablesOf(schemaName: string): Tables {
  const schema = escapeIdentifier(schemaName);
  const table = (name: string): string => `${schema}.${escapeIdentifier(name)}`;
  const all = (Object.keys(collections) as CollectionName[]).map((collection): CollectionTable => ({
    collection,
    table: table(snake(collection)),
    indexes: (collections[collection] as readonly string[]).map((name) => ({
      name,
      column: escapeIdentifier(`by_${snake(name)}`),
      table: table(`${snake(collection)}_by_${snake(name)}`),
    })),
  }));
  const byName = new Map(all.map((each) => [each.collection, each]));
  return {
    schema,
    collections: all,
    of: (collection) => byName.get(collection)!,
    workspaces: table('workspaces'),
    numbers: table('numbers'),
    changes: table('changes'),
    migrations: table('migrations'),
  };
}

/** The tables that hold what belongs to a workspace. */
export function workspaceTables({ collections: all, workspaces, numbers, changes }: Tables): string[] {
  return [
    workspaces,
    numbers,
    changes,
    ...all.flatMap(({ table, indexes }) => [table, ...indexes.map((index) => index.table)]),
  ];
}
