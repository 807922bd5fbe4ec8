/**
 * Programs that a command starts, and that never outlive it.
 */
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { root } from './repo.js';

/** How a program ended: its exit code (null when a signal ended it), its text when kept, its last message. */
export interface Ending {
  readonly code: number | null;
  readonly output: string;
  readonly message: unknown;
}

/**
 * Runs a program in the root folder, or in `cwd`, until it ends. `show` passes its output on as it comes; otherwise it is
 * kept and returned. With `ipc` the last message it sends is returned. A program that does not exist rejects.
 */
export function runChild(
  command: string,
  args: readonly string[],
  options: { show?: boolean; ipc?: boolean; cwd?: string } = {},
): Promise<Ending> {
  const out = options.show ? 'inherit' : 'pipe';
  const stdio: SpawnOptions['stdio'] = ['ignore', out, out, ...(options.ipc ? (['ipc'] as const) : [])];
  const child = spawn(command, args, { cwd: options.cwd ?? root, stdio });
  const untie = tie(child);
  return new Promise((done, fail) => {
    let output = '';
    let message: unknown;
    const keep = (chunk: Buffer) => (output += chunk.toString());
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('message', (value) => (message = value));
    child.once('error', fail);
    child.once('close', (code) => {
      untie();
      done({ code, output, message });
    });
  });
}

/** The arguments with which Node runs a TypeScript file of this repository on the workspaces' sources. */
export function nodeOnSources(...args: string[]): string[] {
  return ['--import', 'tsx', '-C', '@deskcard/source', ...args];
}

/** Passes Ctrl-C and friends on to the child; an exit for any other reason takes it along too. */
function tie(child: ChildProcess): () => void {
  const interrupt = () => child.kill('SIGINT');
  const terminate = () => child.kill('SIGTERM');
  process.on('SIGINT', interrupt).on('SIGTERM', terminate).on('exit', terminate);
  return () => process.off('SIGINT', interrupt).off('SIGTERM', terminate).off('exit', terminate);
}
