/** What a page and its worker say to each other. Anything else that passes on the same port is none of ours. */
import type { Change } from '@deskcard/core';
import type { DeskError } from '@deskcard/core/errors';

/** A worker from its page, a worker's own `self`, or either end of a `MessageChannel`. */
export interface DeskPort {
  postMessage(message: unknown): void;
  addEventListener(type: string, listener: (event: Event) => void): void;
  removeEventListener(type: string, listener: (event: Event) => void): void;
  /** a `MessagePort` gives nothing away before */
  start?(): void;
}

/** What a page asks of its desk. */
export type Request =
  /** the input as JSON, as over HTTP: what a framework wrapped around it cannot be cloned */
  | { do: 'call'; id: number; name: string; input: string; idempotencyKey?: string }
  | { do: 'abort'; id: number }
  | { do: 'subscribe'; id: number; after?: string }
  | { do: 'unsubscribe'; id: number };

export type Saying =
  | Request
  /** the page holds this lock for as long as it lives, where there are locks */
  | { do: 'connect'; lock?: string | undefined }
  | { do: 'leave' };

/** From the page; `client` tells apart two desks on one worker. */
export type Asked = { deskcard: 'asked'; client: string } & Saying;

/** What a worker says to its page. */
export type Answer =
  /** the worker holds this lock for as long as it lives, where there are locks */
  | { is: 'connected'; lock?: string | undefined }
  | { is: 'answer'; id: number; output: unknown }
  | { is: 'failure'; id: number; error: ReturnType<DeskError['toJSON']> }
  | { is: 'change'; id: number; change: Change; position?: string };

export type Told = { deskcard: 'told'; client: string } & Answer;

export function isMessage<M extends Asked | Told>(kind: M['deskcard'], data: unknown): data is M {
  return typeof data === 'object' && data !== null && (data as { deskcard?: unknown }).deskcard === kind;
}

/** Locks exist where a page is served securely, in its workers too. */
const locks = (): LockManager | undefined => (globalThis.navigator as Partial<Navigator> | undefined)?.locks;

export function randomName(): string {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((each) => each.toString(36)).join('');
}

export interface HeldLock {
  /** its name once it is held; nothing where there are no locks */
  held: Promise<string | undefined>;
  release: () => void;
}

/** Nobody is told that a page or a worker has ended; but its locks are given to whoever waits for them. */
export function holdLock(kind: 'page' | 'worker'): HeldLock {
  let release = (): void => undefined;
  const until = new Promise<void>((done) => (release = done));
  const held = new Promise<string | undefined>((done) => {
    const name = `deskcard-${kind}-${randomName()}`;
    const request = locks()?.request(name, () => {
      done(name);
      return until;
    });
    if (request === undefined) done(undefined);
    else request.catch(() => done(undefined));
  });
  return { held, release };
}

/** Calls back when whoever holds the lock has ended, unless the signal comes first. */
export function whenReleased(lock: string | undefined, signal: AbortSignal, ended: () => void): void {
  if (lock === undefined) return;
  locks()
    ?.request(lock, { signal }, () => ended())
    .catch(() => undefined);
}
