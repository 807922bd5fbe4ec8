/**
 * One stream of changes for all who listen on a page, opened with the first and closed with the last. A broken stream
 * is opened again, from the position of the last change seen; where that is unknown, listeners are told that they may
 * have missed something.
 */
import type { Change, ChangeListener, SubscribeOptions } from '@deskcard/core';
import { createParser } from 'eventsource-parser';
import { hostHeaders } from './host-headers.js';
import type { HttpDeskOptions } from './http-desk.js';

/** Pauses before the first, second, … attempt to connect again, in milliseconds; the last one repeats. */
const pauses = [100, 500, 1000, 2000, 5000, 10_000];

/** A gateway sends something every 15 seconds; a stream that is silent for longer is dead. */
const longestSilenceMs = 40_000;

interface Entry {
  listener: ChangeListener;
}

export class ChangeFeed {
  readonly #url: string;
  readonly #options: HttpDeskOptions;
  readonly #entries = new Set<Entry>();
  #stop: AbortController | undefined;
  /** of the last change seen; undefined while no position is known */
  #position: string | undefined;

  constructor(url: string, options: HttpDeskOptions) {
    this.#url = url;
    this.#options = options;
  }

  subscribe(listener: ChangeListener, { after }: SubscribeOptions = {}): () => void {
    const entry: Entry = { listener };
    this.#entries.add(entry);
    if (this.#stop === undefined) this.#start(after);
    else if (after !== undefined && after !== this.#position)
      queueMicrotask(() => this.#tell({ type: 'missed' }, undefined, [entry]));
    return () => {
      this.#entries.delete(entry);
      if (this.#entries.size === 0) this.close();
    };
  }

  close(): void {
    this.#stop?.abort();
    this.#stop = undefined;
    this.#position = undefined;
  }

  #start(after: string | undefined): void {
    this.#stop = new AbortController();
    this.#position = after;
    void this.#follow(this.#stop.signal);
  }

  /** Until nobody listens any more. */
  async #follow(signal: AbortSignal): Promise<void> {
    let failures = 0;
    for (let isLate = false; !signal.aborted; isLate = true) {
      const from = this.#position;
      const opened = await this.#read(signal, () => {
        // What happened since the last stream, or the first attempt, is told by position, or not known.
        if (isLate && from === undefined) this.#tell({ type: 'missed' });
      });
      if (signal.aborted) return;
      failures = opened ? 0 : failures + 1;
      await pause(pauses[Math.min(failures, pauses.length - 1)]!, signal);
    }
  }

  /** Reads one stream to its end; true when it was open at all. */
  async #read(signal: AbortSignal, opened: () => void): Promise<boolean> {
    const silence = new AbortController();
    let timer = setTimeout(() => silence.abort(), longestSilenceMs);
    let isOpen = false;
    try {
      const response = await this.#request(AbortSignal.any([signal, silence.signal]));
      if (!isStream(response) || response.body === null) {
        await response.body?.cancel();
        return false;
      }
      isOpen = true;
      opened();
      const parser = createParser({ onEvent: ({ id, data }) => this.#receive(id, data) });
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        clearTimeout(timer);
        timer = setTimeout(() => silence.abort(), longestSilenceMs);
        parser.feed(part.value);
      }
    } catch {
      // However it ended, another one is tried.
    } finally {
      clearTimeout(timer);
    }
    return isOpen;
  }

  async #request(signal: AbortSignal): Promise<Response> {
    const { fetch = globalThis.fetch } = this.#options;
    return fetch.call(globalThis, this.#url, {
      headers: {
        accept: 'text/event-stream',
        ...(this.#position === undefined ? {} : { 'last-event-id': this.#position }),
        ...(await hostHeaders(this.#options, signal)),
      },
      cache: 'no-store',
      signal,
    });
  }

  #receive(id: string | undefined, data: string): void {
    const change = changeIn(data);
    if (id !== undefined) this.#position = id;
    if (change !== undefined) this.#tell(change, id);
  }

  #tell(change: Change, position?: string, to: Iterable<Entry> = [...this.#entries]): void {
    for (const entry of to) {
      if (!this.#entries.has(entry)) continue;
      try {
        entry.listener(change, position);
      } catch (error) {
        // One listener's fault is its own; it is reported like any uncaught one.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}

/** A sign-in page or a proxy may answer in place of a gateway, and say that all is well. */
const isStream = ({ ok, headers }: Response): boolean =>
  ok && /^text\/event-stream\b/i.test(headers.get('content-type') ?? '');

/** A newer gateway may tell of things this version does not know; it passes them on, their listeners leave them be. */
function changeIn(data: string): Change | undefined {
  try {
    const change = JSON.parse(data) as Change | null;
    return typeof change?.type === 'string' ? change : undefined;
  } catch {
    return undefined;
  }
}

/** Waits, but no longer than until the connection is back or nobody listens any more. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      globalThis.removeEventListener?.('online', done);
      resolve();
    };
    const timer = setTimeout(done, ms + Math.random() * ms * 0.3);
    signal.addEventListener('abort', done);
    globalThis.addEventListener?.('online', done);
  });
}
