/**
 * `npm start`: the sandbox helpdesk and what belongs to it, until Ctrl-C. Its data is behind a gateway, in a folder of
 * this machine that a restart finds again. `npm start -- --page` keeps it in the browser instead,
 * `npm start -- --database postgres://…` on that PostgreSQL. `--port N` asks for another first port, `--requests`
 * prints the gateway's log.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runCommand } from '../command.js';
import { root } from '../repo.js';
import { startDesk, type SandboxData } from '../sandbox.js';

await runCommand(async (args) => {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '4173' },
      page: { type: 'boolean', default: false },
      database: { type: 'string' },
      requests: { type: 'boolean', default: false },
    },
  });
  const desk = await startDesk({
    port: Number(values.port),
    data: dataOf(values),
    ...(values.requests ? { log: (line: string) => console.log(line) } : {}),
  });
  await new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => done());
  });
  await desk.close();
  return 0;
});

function dataOf({ page, database }: { page: boolean; database?: string | undefined }): SandboxData {
  if (page && database !== undefined) throw new Error('Give either --page or --database, not both.');
  if (page) return 'page';
  if (database === undefined) return { folder: join(root, 'node_modules/.cache/sandbox/data') };
  if (!/^postgres(ql)?:\/\//.test(database)) {
    throw new Error('--database takes an address like postgres://user:password@host:5432/database.');
  }
  return { url: database };
}
