/**
 * `npm start`: the sandbox helpdesk and what belongs to it, until Ctrl-C. Its data is behind a gateway, in a folder of
 * this machine that a restart finds again. `npm start -- --page` keeps it in the browser instead,
 * `npm start -- --database postgres://…` on that PostgreSQL. `--port N` asks for another first port, `--requests`
 * prints the gateway's log.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runCommand } from '../command.js';
import { root } from '../repo.js';
import { startDesk, type DeskOptions, type RunningDesk, type SandboxData } from '../sandbox.js';

/** What a restart finds again. */
const cache = join(root, 'node_modules/.cache/sandbox');

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
  const options = {
    port: Number(values.port),
    ...(values.page ? {} : { masterKeys: masterKeys() }),
    ...(values.requests ? { log: (line: string) => console.log(line) } : {}),
  };
  const desk = await startOn(dataOf(values), options);
  await new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => done());
  });
  await desk.close();
  return 0;
});

/** A folder belongs to one process: a second sandbox takes the next one, as it takes the next port. */
async function startOn(data: SandboxData, options: DeskOptions): Promise<RunningDesk> {
  if (typeof data === 'string' || 'url' in data) return startDesk({ ...options, data });
  for (let number = 1; ; number += 1) {
    const folder = number === 1 ? data.folder : `${data.folder}-${number}`;
    try {
      return await startDesk({ ...options, data: { folder } });
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'storage_blocked' || number === 9) throw error;
    }
  }
}

function dataOf({ page, database }: { page: boolean; database?: string | undefined }): SandboxData {
  if (page && database !== undefined) throw new Error('Give either --page or --database, not both.');
  if (page) return 'page';
  if (database === undefined) return { folder: join(cache, 'data') };
  if (!/^postgres(ql)?:\/\//.test(database)) {
    throw new Error('--database takes an address like postgres://user:password@host:5432/database.');
  }
  return { url: database };
}

/** Made once and kept beside the data; in earnest it comes from the environment and never lies beside them. */
function masterKeys(): string {
  const file = join(cache, 'master-key');
  mkdirSync(cache, { recursive: true });
  try {
    writeFileSync(file, `sandbox:${randomBytes(32).toString('base64')}`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8');
}
