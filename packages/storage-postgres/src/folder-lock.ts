/**
 * One process at a time may use a folder. PGlite does not see to that itself, and two processes silently lose each
 * other's records. The lock is a file beside the folder that says who holds it; a process that has died holds nothing,
 * and from one that lives it is never taken.
 *
 * Whoever takes over from a dead holder first wins the right to, by making a file named after exactly that holder: so
 * of several who find the same dead holder one goes on, and one that was slow cannot take the lock of the next.
 */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename } from 'node:path';
import { DeskError } from '@deskcard/core/errors';
import { unavailable } from './failures.js';

interface Holder {
  id: string;
  pid: number;
  /** when the process began, as its system says it: a number is soon given to another process */
  started: string;
  host: string;
}

export interface FolderLock {
  release(): void;
}

export function lockFolder(folder: string): FolderLock {
  const lock = `${folder}.lock`;
  const own: Holder = {
    id: randomUUID(),
    pid: process.pid,
    started: startOf(process.pid) ?? '',
    host: hostname(),
  };
  const draft = `${lock}.${own.id}`;
  try {
    // On the disk before it is the lock: a power cut would leave an empty one, which nobody may take over.
    writeFileSync(draft, JSON.stringify(own), { flush: true });
    // Each failed attempt saw another process make progress.
    for (let attempt = 0; attempt < 100; attempt++)
      if (take(lock, draft)) return { release: () => release(lock, own) };
  } catch (error) {
    if (error instanceof DeskError) throw error;
    throw unavailable(error, 'The lock beside the folder of the database cannot be written.');
  } finally {
    rmSync(draft, { force: true });
  }
  throw inUse(undefined);
}

/** False when everything has to be looked at again. */
function take(lock: string, draft: string): boolean {
  const dead: { path: string; id: string }[] = [];
  for (let path = lock; ; path = `${lock}.after-${dead.at(-1)!.id}`) {
    if (linked(draft, path)) {
      if (dead.length === 0) return true;
      return succeed(lock, draft, path, dead);
    }
    const holder = read(path);
    if (holder === undefined) return false;
    if (isAlive(holder)) throw inUse(holder);
    dead.push({ path, id: holder.id });
  }
}

/** Takes the place of the dead, if they are still those that were found. */
function succeed(
  lock: string,
  draft: string,
  claim: string,
  dead: readonly { path: string; id: string }[],
): boolean {
  const isUnchanged = dead.every(({ path, id }) => read(path)?.id === id);
  if (isUnchanged) {
    const copy = `${draft}.copy`;
    linkSync(draft, copy);
    renameSync(copy, lock);
    for (const { path } of dead) if (path !== lock) rmSync(path, { force: true });
  }
  rmSync(claim, { force: true });
  return isUnchanged;
}

function release(lock: string, own: Holder): void {
  if (read(lock)?.id === own.id) rmSync(lock, { force: true });
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function read(path: string): Holder | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const { id, pid, started, host } = JSON.parse(text) as Holder;
    return { id, pid, started, host };
  } catch (error) {
    throw unreadable(path, error);
  }
}

function isAlive({ pid, started, host }: Holder): boolean {
  // Processes of another machine or container cannot be seen from here.
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process refuses to be asked, but it is there.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const now = startOf(pid);
  return now === undefined || started === '' || now === started;
}

/** When a process began; undefined where the system does not say. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program, in parentheses, may hold anything; twenty fields behind it comes the time.
    const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${started}`;
  } catch {
    return startByPs(pid);
  }
}

function startByPs(pid: number): string | undefined {
  try {
    const options = { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } } as const;
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], options).trim() || undefined;
  } catch {
    return undefined;
  }
}

function unreadable(path: string, cause: unknown): DeskError {
  const message = 'The lock beside the folder of this database does not say who holds it.';
  return new DeskError('storage_blocked', message, {
    hint: 'A power cut may have left it so: make sure that nothing uses the folder, then remove the lock file beside it.',
    details: { file: basename(path) },
    cause,
  });
}

function inUse(holder: Holder | undefined): DeskError {
  const elsewhere = holder !== undefined && holder.host !== hostname();
  const hint = elsewhere
    ? 'It was locked on another machine or container: make sure that nothing uses it there, then remove the lock file beside the folder.'
    : 'Stop the other process, or give this one a folder of its own; several processes share a PostgreSQL server instead.';
  return new DeskError('storage_blocked', 'Another process uses the folder of this database.', {
    hint,
    details: holder === undefined ? {} : { pid: holder.pid, host: holder.host },
  });
}
