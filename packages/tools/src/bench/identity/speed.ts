/** Times and memory of the scorer, measured in a process of its own. */
import { nodeOnSources, runChild } from '../../children.js';
import type { Figure } from '../figure.js';
import type { Speed } from './speed.program.js';

const program = 'packages/tools/src/bench/identity/speed.program.ts';

export async function speed(): Promise<Figure[]> {
  const { message, output } = await runChild(process.execPath, nodeOnSources(program), { ipc: true });
  if (message === undefined) throw new Error(`The measurement ended without a result:\n${output}`);
  const { scanSeconds, scanProcessorSeconds, readingSeconds, peakMb, suggestionMs } = message as Speed;
  return [
    { name: '100,000 records scanned', value: scanSeconds, unit: 's', bar: 5 },
    { name: '… in time of the processor', value: scanProcessorSeconds, unit: 's', bar: 5 },
    {
      name: '… and their telephone numbers read from text',
      value: scanSeconds + readingSeconds,
      unit: 's',
      bar: 7.5,
    },
    { name: 'peak memory of it all', value: peakMb, unit: 'MB', bar: 1024 },
    { name: 'one suggestion in memory, p95', value: suggestionMs, unit: 'ms', bar: 1 },
  ];
}
