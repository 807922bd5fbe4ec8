/**
 * The gallery: every element in its states, on this machine, under the strictest policy a host may have.
 * `node packages/tools/run.mjs gallery [--port 4190]`; the address chooses what is shown, see its main.ts.
 * `-- <command …>` runs a command with the address in `GALLERY_URL` and ends with it, as for taking pictures.
 */
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { runCommand } from '../command.js';
import { root } from '../repo.js';
import { startGallery } from '../sandbox/gallery.js';

await runCommand(async (args) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { port: { type: 'string', default: '4190' } },
  });
  const gallery = await startGallery(Number(values.port));
  console.log(`Gallery  ${gallery.url}`);
  const code = positionals.length > 0 ? await runFor(gallery.url, positionals) : await untilStopped();
  await gallery.close();
  return code;
});

function untilStopped(): Promise<number> {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => done(0));
  });
}

function runFor(url: string, [command, ...rest]: string[]): Promise<number> {
  return new Promise((done, fail) => {
    const env = { ...process.env, GALLERY_URL: url };
    const child = spawn(command!, rest, { cwd: root, stdio: 'inherit', env });
    child.once('error', fail).once('close', (code) => done(code ?? 1));
  });
}
