/**
 * Servers, and what calls them, run in processes of their own, so that neither waits for the other's work. Each is a
 * file `x.program.ts` beside this one, bundled as a host's build would do it: the sources of the workspaces in one file,
 * everything else from node_modules.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { root } from '../../repo.js';

export interface Program {
  /** Tells the program something, and gives what it answers. */
  ask<T>(message: object | string): Promise<T>;
  stop(): Promise<void>;
}

const packages: Plugin = {
  name: 'packages stay outside',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || path.startsWith('@deskcard/') ? undefined : { path, external: true },
    );
  },
};

async function bundled(name: string): Promise<string> {
  const outfile = join(root, `node_modules/.cache/deskcard-bench/${name}.mjs`);
  await build({
    entryPoints: [join(root, `packages/tools/src/bench/gateway/${name}.program.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['@deskcard/source'],
    tsconfig: join(root, 'tsconfig.json'),
    plugins: [packages],
  });
  return outfile;
}

/** Starts a program; it is there when it has said so. */
export async function startProgram(name: string, input: object, ...flags: string[]): Promise<Program> {
  const file = await bundled(name);
  const child = spawn(process.execPath, [...flags, file], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let words = '';
  child.stderr!.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-4000)));
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const answer = <T>(): Promise<T> =>
    Promise.race([
      new Promise<T>((done) => child.once('message', (message) => done(message as T))),
      ended.then(() => Promise.reject(new Error(`The program ${name} ended: ${words}`))),
    ]);
  const isThere = answer();
  child.send(input);
  await isThere;
  return {
    ask: (message) => {
      const answered = answer<never>();
      child.send(message);
      return answered;
    },
    stop: () => {
      if (child.connected) child.disconnect();
      return ended;
    },
  };
}

/** Starts a program, asks it once and stops it. */
export async function runProgram<T>(name: string, input: object): Promise<T> {
  const program = await startProgram(name, input);
  try {
    return await program.ask<T>('go');
  } finally {
    await program.stop();
  }
}
