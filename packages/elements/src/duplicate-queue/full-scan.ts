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

  async run(restart: boolean): Promise<void> {
    if (this.#run) return;
    const run = (this.#run = new AbortController());
    this.error = undefined;
    this.#host.changed();
    try {
      const first = await this.#step(run, restart);
      let scan = first;
      // Somebody else may have ended it meanwhile: then the next step began another one, which is not ours to go on with.
      while (!scan.finishedAt && !run.signal.aborted && scan.startedAt === first.startedAt) {
        scan = await this.#step(run, false);
      }
      if (scan.finishedAt) tell(this.#host.host, 'deskcard-duplicates-scanned', { scan });
    } catch (error) {
      if (!run.signal.aborted) this.error = error;
    }
    if (this.#run === run) this.#run = undefined;
    this.#host.changed();
  }

  async #step(run: AbortController, restart: boolean): Promise<DuplicateScan> {
    const desk = this.#host.desk();
    const input = restart ? { restart } : {};
    const scan = await within(STEP_MS, run.signal, (signal) => desk.duplicates.scan(input, { signal }));
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
