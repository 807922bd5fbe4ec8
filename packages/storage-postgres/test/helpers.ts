/** What the tests of this package need: a server of their own, workspaces of their own, and records. */
import { randomUUID } from 'node:crypto';
import { after } from 'node:test';
import type { DeskError } from '@deskcard/core/errors';
import type { JsonValue, StorageAdapter } from '@deskcard/core/ports';
import { startPostgres, type TestServer } from '@deskcard/tools/postgres';
import { Client, type ClientConfig } from 'pg';
import { openPostgres, type PostgresDatabase, type PostgresOptions } from '../src/index.js';

export interface TestDatabase {
  server: TestServer;
  /** Opens the server's database; it is closed when the tests are over. */
  open(options?: PostgresOptions): Promise<PostgresDatabase>;
}

/** A server for the tests of one file; where the machine can have none, the reason to skip them. */
export async function testDatabase(): Promise<{ skip: string | false; database: TestDatabase }> {
  let server: TestServer;
  try {
    server = await startPostgres();
  } catch (error) {
    const skip = error instanceof Error ? error.message : String(error);
    return { skip, database: undefined as unknown as TestDatabase };
  }
  const opened: PostgresDatabase[] = [];
  after(async () => {
    await Promise.all(opened.map((each) => each.close()));
    await server.remove();
  });
  const open = async (options: PostgresOptions = {}): Promise<PostgresDatabase> => {
    const database = await openPostgres({ connectionString: server.url, ...options });
    opened.push(database);
    return database;
  };
  return { skip: false, database: { server, open } };
}

export const uniqueName = (): string => randomUUID();

/** Asks the database past the adapter, on a connection of its own. */
export async function ask<R extends object>(
  config: string | ClientConfig,
  ...statements: string[]
): Promise<R[]> {
  const client = new Client(typeof config === 'string' ? { connectionString: config } : config);
  await client.connect();
  try {
    let rows: R[] = [];
    for (const statement of statements) ({ rows } = await client.query<R>(statement));
    return rows;
  } finally {
    await client.end();
  }
}

export function put(store: StorageAdapter, key: string, value: JsonValue = key): Promise<void> {
  return store.write((tx) => tx.put('grades', { key, value, indexes: {} }));
}

export function get(store: StorageAdapter, key: string): Promise<JsonValue | undefined> {
  return store.read((tx) => tx.get('grades', key));
}

export function increment(store: StorageAdapter, key: string): Promise<void> {
  return store.write(async (tx) => {
    const count = ((await tx.get('grades', key)) as number | undefined) ?? 0;
    await tx.put('grades', { key, value: count + 1, indexes: {} });
  });
}

/** What a promise rejects with; a promise that resolves is an error. */
export async function failure(promise: Promise<unknown>): Promise<DeskError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error === undefined) throw new Error('it should have been refused, and was not');
  return error as DeskError;
}

/** Waits until it is so; gives up after ten seconds. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await isSo()); tries++) {
    if (tries === 1000) throw new Error('it did not come to be');
    await new Promise((done) => setTimeout(done, 10));
  }
}
