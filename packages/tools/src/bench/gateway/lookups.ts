/** Who owns an identifier: through the whole gateway, and through the least that a host could write. */
import { median, type Figure } from '../figure.js';
import { personOf, spread } from '../pages/people.js';
import { firstNumber } from './fill.js';
import type { LoadInput } from './load.program.js';
import { startProgram, type Program } from './program.js';
import { tokenOf } from './sign-in.js';

const clients = 8;
const rounds = 9;
const seconds = 1.5;

export async function lookups(database: string, workspace: string, customers: number): Promise<Figure[]> {
  const started: Program[] = [];
  const start = async (name: string, input: object): Promise<Program> => {
    const program = await startProgram(name, input);
    started.push(program);
    return program;
  };
  const load = async (server: Program, headers: Record<string, string>, isRaw: boolean): Promise<Program> => {
    const questions = Array.from({ length: 5000 }, (_, i) => questionOf(spread(i, customers), isRaw));
    const url = await server.ask<string>('url');
    const path = '/api/customers/identify';
    return start('load', { url, path, headers, clients, questions } satisfies LoadInput);
  };
  try {
    const gateway = await start('gateway', { database });
    const raw = await start('raw', { database, workspace });
    const authorization = `Bearer ${await tokenOf('bench', workspace)}`;
    const loads = [await load(gateway, { authorization }, false), await load(raw, {}, true)];
    for (const each of loads) await each.ask({ seconds: 2 * seconds });
    const rates: number[][] = [[], []];
    for (let round = 0; round < rounds; round++) {
      for (const [i, each] of loads.entries()) rates[i]!.push(await each.ask<number>({ seconds }));
    }
    const [value, reference] = rates.map(median);
    return [
      {
        name: `look-up of an identifier among ${customers.toLocaleString('en')}, ${clients} clients`,
        value: value!,
        unit: '/s',
        reference: { name: 'node:http + pg', value: reference! },
        bar: 0.75,
        moreIsBetter: true,
      },
    ];
  } finally {
    for (const each of started.reverse()) await each.stop();
  }
}

/** People type numbers with dashes; the hand-written server wants them as they are stored. */
function questionOf(index: number, isRaw: boolean): { body: string; answerHas: string } {
  const { phone } = personOf(index);
  const value = isRaw ? `+82${phone.replace(/-/g, '').slice(1)}` : phone;
  const answerHas = `"customerNumber":"${firstNumber + index}"`;
  return { body: JSON.stringify({ kind: 'phone', value }), answerHas };
}
