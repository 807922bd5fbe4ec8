/**
 * The side of the page: a `Desk` that lives in a worker. A screen cannot tell it from one in its own thread, except that
 * the page stays quick. A worker that ends, by itself or because somebody ended it, ends every call with
 * `desk_unreachable`; nothing waits for ever.
 */
import type { Change, ChangeListener, SubscribeOptions } from '@deskcard/core';
import {
  deskFrom,
  DeskError,
  operationNames,
  toDeskError,
  type Desk,
  type OperationName,
} from '@deskcard/core/contract';
import type { CallOptions } from '@deskcard/core/ports';
import {
  holdLock,
  isMessage,
  randomName,
  whenReleased,
  type DeskPort,
  type Saying,
  type Told,
} from './messages.js';

export interface WorkerDeskOptions {
  /** for one call, in milliseconds; 30,000 when absent */
  timeoutMs?: number;
}

export interface WorkerDesk extends Desk {
  /** Lets go of the worker: calls under way end, changes are no longer told. Ending the worker is up to who made it. */
  close(): void;
}

/** `port` is the worker, or a port to it, at whose other end `serveDesk` answers. */
export function deskInWorker(port: DeskPort, { timeoutMs = 30_000 }: WorkerDeskOptions = {}): WorkerDesk {
  const line = new Line(port, timeoutMs);
  const desk = deskFrom(
    operationNames,
    (name, input, options) => line.call(name, input, options),
    (listener, options) => line.subscribe(listener, options),
  );
  return { ...desk, close: () => line.close() };
}

interface Call {
  resolve(output: unknown): void;
  reject(error: DeskError): void;
}

interface Entry {
  listener: ChangeListener;
}

class Line {
  readonly #port: DeskPort;
  readonly #timeoutMs: number;
  readonly #client = randomName();
  readonly #calls = new Map<number, Call>();
  /** who listens, by the subscription in the worker through which they hear */
  readonly #listeners = new Map<number, Set<Entry>>();
  /** the subscription of all who did not ask for anything of before */
  #common: number | undefined;
  #lastId = 0;
  #isConnected = false;
  #isClosed = false;
  /** why there is nobody at the other end */
  #lost: DeskError | undefined;
  readonly #waiting = new AbortController();
  readonly #lock = holdLock('page');

  constructor(port: DeskPort, timeoutMs: number) {
    this.#port = port;
    this.#timeoutMs = timeoutMs;
    port.addEventListener('message', this.#hear);
    port.addEventListener('error', this.#failed);
    port.addEventListener('close', this.#ended);
    globalThis.addEventListener?.('pageshow', this.#shownAgain);
    port.start?.();
    void this.#lock.held.then((lock) => this.#ask({ do: 'connect', lock }));
  }

  call(name: OperationName, input: unknown, { signal, idempotencyKey }: CallOptions): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const text = written(input);
      if (this.#lost !== undefined) throw this.#lost;
      if (signal?.aborted) throw cancelled(signal);
      const id = ++this.#lastId;
      const abort = (): void => this.#ask({ do: 'abort', id });
      const late = setTimeout(() => {
        abort();
        this.#calls.get(id)?.reject(unreachable('The worker of the desk did not answer in time.'));
      }, this.#timeoutMs);
      const settle = (): void => {
        clearTimeout(late);
        this.#calls.delete(id);
        signal?.removeEventListener('abort', abort);
      };
      this.#calls.set(id, {
        resolve: (output) => (settle(), resolve(output)),
        reject: (error) => (settle(), reject(error)),
      });
      // Only the worker knows whether giving up came too late.
      signal?.addEventListener('abort', abort);
      this.#ask({ do: 'call', id, name, input: text, ...(idempotencyKey ? { idempotencyKey } : {}) });
    });
  }

  subscribe(listener: ChangeListener, { after }: SubscribeOptions = {}): () => void {
    const id = after === undefined ? (this.#common ??= ++this.#lastId) : ++this.#lastId;
    const entries = this.#listeners.get(id) ?? new Set();
    const entry: Entry = { listener };
    entries.add(entry);
    if (!this.#listeners.has(id)) {
      this.#listeners.set(id, entries);
      this.#ask({ do: 'subscribe', id, ...(after === undefined ? {} : { after }) });
    }
    return () => {
      if (!entries.delete(entry) || entries.size > 0) return;
      this.#listeners.delete(id);
      if (this.#common === id) this.#common = undefined;
      this.#ask({ do: 'unsubscribe', id });
    };
  }

  close(): void {
    if (this.#isClosed) return;
    this.#ask({ do: 'leave' });
    this.#isClosed = true;
    this.#lose(unreachable('This desk was closed.'));
    this.#waiting.abort();
    this.#lock.release();
    this.#listeners.clear();
    this.#port.removeEventListener('message', this.#hear);
    this.#port.removeEventListener('error', this.#failed);
    this.#port.removeEventListener('close', this.#ended);
    globalThis.removeEventListener?.('pageshow', this.#shownAgain);
  }

  #ask(asked: Saying): void {
    if (!this.#isClosed) this.#port.postMessage({ deskcard: 'asked', client: this.#client, ...asked });
  }

  readonly #hear = (event: Event): void => {
    const { data } = event as MessageEvent<unknown>;
    if (!isMessage<Told>('told', data) || data.client !== this.#client) return;
    if (data.is === 'connected') this.#connected(data.lock);
    else if (data.is === 'answer') this.#calls.get(data.id)?.resolve(data.output);
    else if (data.is === 'failure') this.#calls.get(data.id)?.reject(errorFrom(data.error));
    else this.#tell(data.id, data.change, data.position);
  };

  #connected(lock: string | undefined): void {
    this.#isConnected = true;
    this.#lost = undefined;
    whenReleased(lock, this.#waiting.signal, this.#ended);
  }

  /** Before it has said anything, a worker that fails did not come into being; later it merely has a mistake in it. */
  readonly #failed = (event: Event): void => {
    if (this.#isConnected) return;
    this.#lose(
      unreachable('The worker of the desk could not be started.', {
        cause: (event as Partial<ErrorEvent>).error ?? (event as Partial<ErrorEvent>).message,
        hint: 'Check the address of the worker, and that the content security policy allows it (worker-src).',
      }),
    );
  };

  readonly #ended = (): void => this.#lose(unreachable('The worker of the desk has ended.'));

  /** A page in the history of its browser sleeps, and so does its worker: both hear nothing of other tabs. */
  readonly #shownAgain = ({ persisted }: Pick<PageTransitionEvent, 'persisted'>): void => {
    if (persisted)
      for (const id of [...this.#listeners.keys()]) this.#tell(id, { type: 'missed' }, undefined);
  };

  #lose(error: DeskError): void {
    this.#lost = error;
    for (const call of [...this.#calls.values()]) call.reject(error);
  }

  #tell(id: number, change: Change, position: string | undefined): void {
    for (const entry of [...(this.#listeners.get(id) ?? [])]) {
      // Somebody told before may have taken this one away.
      if (!this.#listeners.get(id)?.has(entry)) continue;
      try {
        entry.listener(change, position);
      } catch (error) {
        // The listener's own fault, which keeps nobody else from being told.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}

function unreachable(message: string, { hint, cause }: { hint?: string; cause?: unknown } = {}): DeskError {
  return new DeskError('desk_unreachable', message, { hint: hint ?? 'Reload the page.', cause });
}

function written(input: unknown): string {
  try {
    return JSON.stringify(input);
  } catch (error) {
    throw toDeskError(error);
  }
}

const cancelled = (signal: AbortSignal): DeskError =>
  new DeskError('aborted', 'The call was cancelled.', { cause: signal.reason });

const errorFrom = ({ code, message, ...rest }: ReturnType<DeskError['toJSON']>): DeskError =>
  new DeskError(code, message, {
    hint: rest.hint,
    issues: [...rest.issues],
    details: rest.details as Record<string, unknown>,
  });
