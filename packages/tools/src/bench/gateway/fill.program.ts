/**
 * Many customers straight into the tables, with the records that the core makes of strangers. Index tables come from the
 * columns that hold the entries of each record, afterwards and in one go.
 */
import type { CollectionName, StoredRecord, WriteTransaction } from '@deskcard/core/ports';
import { Client } from 'pg';
import { personOf } from '../pages/people.js';
import { putStranger, strangerSettings } from '../pages/stranger.js';
import { given, serve } from './speak.js';

export interface FillInput {
  database: string;
  workspace: string;
  /** indexes of people: from, and up to but without */
  from: number;
  to: number;
  firstNumber: number;
}

const { database, workspace, from, to, firstNumber } = await given<FillInput>();
const client = new Client({ connectionString: database });
await client.connect();
const settings = strangerSettings();
const batch = 2000;
const columns: Partial<Record<CollectionName, string>> = {
  fragments: 'by_list',
  searches: 'by_token',
  identifiers: 'by_fragment',
};

async function write(collection: CollectionName, records: readonly StoredRecord[]): Promise<void> {
  const entries = records.map(({ indexes }) => `{${Object.values(indexes).flat().map(quoted).join(',')}}`);
  await client.query({
    name: `fill ${collection}`,
    text: `insert into deskcard.${collection} (workspace, key, value, ${columns[collection]})
      select $1, key, value, entries::text[] from unnest($2::text[], $3::json[], $4::text[]) as given (key, value, entries)`,
    values: [
      workspace,
      records.map(({ key }) => key),
      records.map(({ value }) => JSON.stringify(value)),
      entries,
    ],
  });
}

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

async function fill(): Promise<void> {
  for (let start = from; start < to; start += batch) {
    const puts = new Map<CollectionName, StoredRecord[]>();
    const put: WriteTransaction['put'] = async (collection, record) => {
      const records = puts.get(collection) ?? [];
      records.push(record);
      puts.set(collection, records);
    };
    const tx = { put } as WriteTransaction;
    for (let i = start; i < Math.min(to, start + batch); i++) {
      await putStranger(tx, personOf(i), String(firstNumber + i), settings);
    }
    for (const [collection, records] of puts) await write(collection, records);
  }
}

serve(fill, () => client.end());
