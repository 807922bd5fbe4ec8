/** `suggestions.program.ts STORAGE CUSTOMERS`: who one customer looks like, among very many in memory or PostgreSQL. */
import { createDesk, memoryStorage, type StorageAdapter } from '@deskcard/core';
import { openPostgres } from '@deskcard/storage-postgres';
import { contactCentre } from '@deskcard/testing/contact-centre';
import { fillCustomers } from '../../../../core/test/fill.js';
import { startPostgres } from '../../postgres.js';
import { spread } from '../pages/people.js';

export interface SuggestionTimes {
  suggestionMs: number[];
}

const rounds = 2_000;
const [storage, count] = process.argv.slice(2);
const customers = Number(count);

async function measure(store: StorageAdapter): Promise<SuggestionTimes> {
  const people = contactCentre({ seed: 5, people: Math.ceil(customers / 1.12) }).slice(0, customers);
  const numbers = await fillCustomers(store, people);
  const desk = createDesk({ storage: store, principal: { user: 'bench', role: 'admin' } });
  const suggestionMs: number[] = [];
  let found = 0;
  for (let i = 0; i < rounds; i++) {
    const customerNumber = numbers[spread(i, customers)]!;
    const start = performance.now();
    found += (await desk.duplicates.list({ customerNumber })).items.length;
    suggestionMs.push(performance.now() - start);
  }
  if (found === 0) throw new Error('Nobody looks like anybody.');
  // A process that has been up for a moment: the first calls are compiled while they run.
  return { suggestionMs: suggestionMs.slice(rounds / 5) };
}

async function onPostgres(): Promise<SuggestionTimes> {
  const server = await startPostgres();
  try {
    const database = await openPostgres({ connectionString: server.url });
    const times = await measure(database.workspace('bench'));
    await database.close();
    return times;
  } finally {
    await server.remove();
  }
}

process.send!(storage === 'memory' ? await measure(memoryStorage()) : await onPostgres());
