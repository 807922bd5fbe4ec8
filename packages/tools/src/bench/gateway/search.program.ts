/** Searches by any fragment, one after the other, by a desk in this process. */
import { createDesk } from '@deskcard/core';
import { openPostgres } from '@deskcard/storage-postgres';
import { fragments, personOf, spread } from '../pages/people.js';
import { given, serve } from './speak.js';

export interface SearchInput {
  database: string;
  workspace: string;
  customers: number;
  rounds: number;
}

const { database, workspace, customers, rounds } = await given<SearchInput>();
const storage = await openPostgres({ connectionString: database });
const desk = createDesk({
  storage: storage.workspace(workspace),
  principal: { user: 'bench', role: 'admin' },
});

/** Milliseconds of each search, by the kind of fragment. */
async function measure(): Promise<Record<string, number[]>> {
  const times: Record<string, number[]> = {};
  for (const [kind, cut] of Object.entries(fragments)) {
    times[kind] = [];
    for (let i = 0; i < rounds; i++) {
      const text = cut(personOf(spread(i, customers)), i);
      const start = performance.now();
      const { items } = await desk.customers.search({ text });
      times[kind].push(performance.now() - start);
      if (items.length === 0) throw new Error(`Nobody was found by ${text}.`);
    }
  }
  return times;
}

serve(measure, () => storage.close());
