/**
 * `npm start`: the sandbox helpdesk and the demo provider, until Ctrl-C. `--port N` asks for another first port.
 */
import { parseArgs } from 'node:util';
import { runCommand } from '../command.js';
import { startDesk } from '../sandbox.js';

await runCommand(async (args) => {
  const { values } = parseArgs({ args, options: { port: { type: 'string', default: '4173' } } });
  const desk = await startDesk({ port: Number(values.port) });
  await new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => done());
  });
  await desk.close();
  return 0;
});
