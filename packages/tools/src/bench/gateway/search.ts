/** Finding a customer among a million by any piece of what they have. */
import { percentile, type Figure } from '../figure.js';
import { runProgram } from './program.js';
import type { SearchInput } from './search.program.js';

export async function search(database: string, workspace: string, customers: number): Promise<Figure[]> {
  const input: SearchInput = { database, workspace, customers, rounds: 500 };
  const times = await runProgram<Record<string, number[]>>('search', input);
  return Object.entries(times).map(([kind, values]) => ({
    name: `search among ${customers.toLocaleString('en')} by a fragment of ${kind}, p95`,
    value: percentile(values.slice(20), 0.95),
    unit: 'ms',
    bar: 10,
  }));
}
