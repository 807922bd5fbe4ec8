/**
 * What was found as a CSV file, page by page. A page that does not come can be asked for again; the file is handed to
 * the browser when it is whole, never in parts.
 */
import type { Desk } from '@deskcard/core';
import { READ_MS, within } from '../deadline.js';
import type { Query } from './rows.js';

export type ExportState = 'ready' | 'writing' | 'failed' | 'stopped' | 'done';

export class CustomersExport {
  state: ExportState = 'ready';
  /** customers written so far */
  rows = 0;
  error: unknown;
  readonly #changed: () => void;
  #texts: string[] = [];
  #cursor: string | undefined;
  #running: AbortController | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** The whole file, as texts one after another. */
  get texts(): readonly string[] {
    return this.#texts;
  }

  reset(): void {
    this.#running?.abort();
    this.#running = undefined;
    this.state = 'ready';
    this.rows = 0;
    this.#texts = [];
    this.#cursor = this.error = undefined;
  }

  /** Begins, or goes on after a failure; true once the file is whole. */
  async run(desk: Desk, query: Query): Promise<boolean> {
    if (this.state === 'writing') return false;
    if (this.state !== 'failed') this.reset();
    const running = (this.#running = new AbortController());
    this.state = 'writing';
    this.error = undefined;
    this.#changed();
    try {
      do await this.#page(desk, query, running);
      while (this.#cursor !== undefined);
      this.state = 'done';
    } catch (error) {
      if (running !== this.#running) return false;
      this.state = 'failed';
      this.error = error;
    }
    this.#changed();
    return this.state === 'done';
  }

  stop(): void {
    if (this.state !== 'writing') return;
    this.reset();
    this.state = 'stopped';
    this.#changed();
  }

  async #page(desk: Desk, query: Query, running: AbortController): Promise<void> {
    const cursor = this.#cursor;
    const page = await within(READ_MS, running.signal, (signal) =>
      desk.customers.export({ ...query, ...(cursor === undefined ? {} : { cursor }) }, { signal }),
    );
    running.signal.throwIfAborted();
    this.#texts.push(page.csv);
    this.rows += page.rows;
    this.#cursor = page.cursor;
    this.#changed();
  }
}
