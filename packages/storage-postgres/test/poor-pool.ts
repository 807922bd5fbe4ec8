/** PostgreSQL as a distributed database would be: what those refuse is refused on the way to it. */
import { after } from 'node:test';
import { Pool, type PoolConfig } from 'pg';

/** What they would say, all with the code for what is not supported. */
const refusals: readonly [RegExp, string][] = [
  [/\bctid\b/, 'System column "ctid" is not supported yet'],
  [/\blisten\b|pg_notify/, 'This statement not supported yet'],
  [/pg_current_xact_id|pg_xact_status/, 'Transactions have no numbers here'],
];

export function refusal(text: string): Error | undefined {
  const [, message] = refusals.find(([words]) => words.test(text)) ?? [];
  return message === undefined ? undefined : Object.assign(new Error(message), { code: '0A000' });
}

type Callback = (error: Error) => void;

/** A way to PostgreSQL on which it can do no more, and what was refused on it. */
export function poorPool(config: PoolConfig): { pool: Pool; refused: string[] } {
  const pool = new Pool(config);
  const refused: string[] = [];
  // The server is gone before its last connections.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    const poor = (first: string | { text: string }, callback?: Callback | unknown[]): unknown => {
      const text = typeof first === 'string' ? first : first.text;
      const error = refusal(text);
      if (error === undefined) return query(first, callback);
      refused.push(text);
      return typeof callback === 'function' ? process.nextTick(callback, error) : Promise.reject(error);
    };
    Object.assign(client, { query: poor });
  });
  after(() => (pool.ended ? undefined : pool.end()));
  return { pool, refused };
}
