/** A `StorageAdapter` on one workspace: cheap to make, and closed without closing anything for others. */
import type { ChangeListener, SubscribeOptions } from '@deskcard/core';
import type { ReadTransaction, StorageAdapter, WriteTransaction } from '@deskcard/core/ports';
import { abandoned, closed } from '@deskcard/core/storage-kit';
import { Job } from './job.js';
import type { Workspace } from './workspace.js';

interface CallOptions {
  signal?: AbortSignal;
}

export interface AdapterOptions {
  workspace: Workspace;
  subscribe(listener: ChangeListener, options?: SubscribeOptions): () => void;
  /** the database as a whole was closed */
  isClosed(): boolean;
}

export class Adapter implements StorageAdapter {
  readonly #options: AdapterOptions;
  /** how many calls are under way */
  #calls = 0;
  readonly #whenIdle: (() => void)[] = [];
  readonly #subscriptions = new Set<() => void>();
  #isClosed = false;

  constructor(options: AdapterOptions) {
    this.#options = options;
  }

  read<T>(work: (tx: ReadTransaction) => Promise<T>, { signal }: CallOptions = {}): Promise<T> {
    return this.#call(work, signal, (job) => this.#options.workspace.read(job));
  }

  write<T>(work: (tx: WriteTransaction) => Promise<T>, { signal }: CallOptions = {}): Promise<T> {
    return this.#call(work, signal, (job) => this.#options.workspace.write(job));
  }

  clear(): Promise<void> {
    const work = async (tx: WriteTransaction): Promise<void> => tx.publish({ type: 'cleared' });
    return this.#call(work, undefined, (job) => this.#options.workspace.clear(job));
  }

  subscribe(listener: ChangeListener, options?: SubscribeOptions): () => void {
    if (this.#isClosed || this.#options.isClosed()) return () => undefined;
    const unsubscribe = this.#options.subscribe(listener, options);
    const stop = (): void => {
      if (this.#subscriptions.delete(stop)) unsubscribe();
    };
    this.#subscriptions.add(stop);
    return stop;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const stop of [...this.#subscriptions]) stop();
    if (this.#calls > 0) await new Promise<void>((done) => this.#whenIdle.push(done));
  }

  #call<T>(
    work: (tx: WriteTransaction) => Promise<T>,
    signal: AbortSignal | undefined,
    start: (job: Job) => void,
  ): Promise<T> {
    if (this.#isClosed || this.#options.isClosed()) return Promise.reject(closed());
    if (signal?.aborted) return Promise.reject(abandoned(signal));
    const job = new Job(work, signal);
    const { promise } = job;
    this.#calls++;
    promise.then(this.#ended, this.#ended);
    start(job);
    return promise as Promise<T>;
  }

  readonly #ended = (): void => {
    this.#calls--;
    if (this.#calls === 0) for (const done of this.#whenIdle.splice(0)) done();
  };
}
