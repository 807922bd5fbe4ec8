/**
 * B4: all customers compared with each other, a step at a time, for as long as this screen is open. It stops when it is
 * paused, when a step fails and when the screen is left, and goes on from there, whoever began it.
 */
import type { Desk, DuplicateScan } from '@deskcard/core';
import { within } from '../deadline.js';
import { tell } from '../events.js';
import './duplicate-queue.events.js';

/** As long as a step of a large desk may take. */
const STEP_MS = 60_000;

export interface ScanHost {
  readonly host: HTMLElement;
  desk(): Desk;
  /** a step was made, and may have found something */
  stepped(scan: DuplicateScan): void;
  changed(): void;
}

export class FullScan {
  /** as far as it is known here */
  state: DuplicateScan | undefined;
  error: unknown;
  readonly #host: ScanHost;
  #run: AbortController | undefined;

  constructor(host: ScanHost) {
    this.#host = host;
  }

  get isRunning(): boolean {
    return this.#run !== undefined;
  }

  /** What the desk says of it; while it runs here, that is older than what is known. */
  know(state: DuplicateScan | undefined): void {
    if (!this.isRunning && state) this.state = state;
  }

  async run(isAnew: boolean): Promise<void> {
    if (this.#run) return;
    const run = (this.#run = new AbortController());
    this.error = undefined;
    this.#host.changed();
    try {
      let scan = await this.#step(run, isAnew ? 'anew' : 'ifFinished');
      // Somebody else may make the last step, here as well as there.
      while (!scan.finishedAt) scan = await this.#step(run, 'ifNone');
      tell(this.#host.host, 'deskcard-duplicates-scanned', { scan });
    } catch (error) {
      if (!run.signal.aborted) this.error = error;
    }
    if (this.#run === run) this.#run = undefined;
    this.#host.changed();
  }

  async #step(run: AbortController, start: 'anew' | 'ifFinished' | 'ifNone'): Promise<DuplicateScan> {
    const desk = this.#host.desk();
    const scan = await within(STEP_MS, run.signal, (signal) => desk.duplicates.scan({ start }, { signal }));
    run.signal.throwIfAborted();
    this.state = scan;
    this.#host.stepped(scan);
    // A desk in this page works where the page is drawn: both have their turn.
    await new Promise((done) => setTimeout(done));
    return scan;
  }

  /** What was compared stays compared. */
  pause(): void {
    this.#run?.abort();
    this.#run = undefined;
    this.#host.changed();
  }
}
