/**
 * Several writes in one transaction of the database, as if they had come one after another. All of them run at the
 * same time against what the database holds; one after the other they are accepted, unless one has read what another
 * one, accepted before it, has written. Those few run again on top of what was accepted. Everything is sent in one go at
 * the end, so a hundred callers wait for one commit.
 *
 * The transaction holds the row of its workspace from its first statement on, so no two write to a workspace at the
 * same time, in whichever process: what is read stays true until the commit, and there is nothing to repeat.
 */
import type { Job, Outcome } from './job.js';
import { Overlay } from './overlay.js';
import type { Session } from './session.js';
import type { TakeNumber } from './transaction.js';

/** What is to be stored, and who waits for it. */
export interface Accepted {
  writes: Overlay;
  /** as JSON text */
  changes: string[];
  told: { job: Job; tell: () => void }[];
}

/** Works that asked for more numbers than there were; they have to run again when there are more. */
export interface Hungry {
  job: Job;
  numbers: number;
}

export interface Ran {
  accepted: Accepted;
  hungry: Hungry[];
}

export class Batch {
  readonly #session: Session;
  readonly #takeNumber: TakeNumber;

  constructor(session: Session, takeNumber: TakeNumber) {
    this.#session = session;
    this.#takeNumber = takeNumber;
  }

  /** Runs the jobs. Those that saw nothing but what is committed, and wrote nothing or failed, are told at once. */
  async run(jobs: readonly Job[]): Promise<Ran> {
    const ran: Ran = { accepted: { writes: new Overlay(), changes: [], told: [] }, hungry: [] };
    const outcomes = await Promise.all(jobs.map((job) => this.#attempt(job, undefined)));
    const beaten = jobs.filter((job, i) => !this.#accept(job, outcomes[i]!, ran, true));
    for (const job of beaten) {
      const outcome = await this.#attempt(job, ran.accepted.writes);
      this.#accept(job, outcome, ran, false);
    }
    return ran;
  }

  async #attempt(job: Job, base: Overlay | undefined): Promise<Outcome> {
    const outcome = await job.run(this.#session, base, this.#takeNumber);
    // What a work says whose transaction broke under it means nothing.
    if (this.#session.failure !== undefined) throw this.#session.failure;
    return outcome;
  }

  /** False when the job has to run again, on top of what was accepted before it. */
  #accept(job: Job, outcome: Outcome, { accepted, hungry }: Ran, isFirst: boolean): boolean {
    const { tx } = outcome;
    if (job.isSettled) return true;
    if (tx.missingNumbers > 0) {
      hungry.push({ job, numbers: 2 * (tx.takenNumbers + tx.missingNumbers) });
      return true;
    }
    const hasFailed = 'error' in outcome;
    const tell = (): void => (hasFailed ? job.fail(outcome.error) : job.succeed(outcome.value));
    const isIdle = hasFailed || (tx.writes.isEmpty && tx.changes.length === 0);
    if (isIdle && isFirst) {
      tell();
      return true;
    }
    if (isFirst && tx.reads.isTouchedBy(accepted.writes)) return false;
    if (!isIdle) {
      accepted.writes.absorb(tx.writes);
      accepted.changes.push(...tx.changes);
    }
    accepted.told.push({ job, tell });
    return true;
  }
}
