/** What a thousand listening pages cost a gateway in memory, and how soon all of them know of a ticket. */
import type { Figure } from '../figure.js';
import { startProgram, type Program } from './program.js';
import type { StreamsInput } from './streams.program.js';

const streams = 1000;
const megabyte = 1024 * 1024;

export async function listening(database: string): Promise<Figure[]> {
  const started: Program[] = [];
  try {
    const gateway = await startProgram('gateway', { database }, '--expose-gc');
    started.push(gateway);
    const url = await gateway.ask<string>('url');
    const input: StreamsInput = { url, workspace: 'listening', streams };
    const pages = await startProgram('streams', input);
    started.push(pages);
    await pages.ask('warm');
    const before = await gateway.ask<number>('memory');
    await pages.ask('open');
    const all = await pages.ask<number>('change');
    const after = await gateway.ask<number>('memory');
    return [
      {
        name: `memory of ${streams} open event streams, after a change was told to all`,
        value: (after - before) / megabyte,
        unit: 'MB',
        bar: 64,
      },
      { name: `until all ${streams} know of a new ticket`, value: all, unit: 'ms', bar: 1000 },
    ];
  } finally {
    for (const each of started.reverse()) await each.stop();
  }
}
