/** Ticket intake and merges by a desk on PostgreSQL, beside the statements that they come down to. */
import { median, type Figure } from '../figure.js';
import { runProgram } from './program.js';
import type { WriteRates } from './writes.program.js';

export async function writes(database: string): Promise<Figure[]> {
  const rates = await runProgram<WriteRates>('writes', { database });
  const figure = (name: string, values: number[], raw: number[], enough: number): Figure => ({
    name,
    value: median(values),
    unit: '/s',
    reference: { name: 'the same statements by pg', value: median(raw) },
    bar: 0.7,
    moreIsBetter: true,
    enough,
  });
  return [
    figure('tickets that find or create their customer, 8 callers', rates.intake, rates.intakeRaw, 2500),
    figure('merges, 8 callers', rates.merge, rates.mergeRaw, 1200),
  ];
}
