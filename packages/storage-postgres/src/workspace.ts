/**
 * The data of one workspace, shared by every adapter on it in this process. Calls that wait at the same time go to the
 * database together: writes in one transaction after the other, reads in a few transactions beside them.
 *
 * Because writers of a workspace never overlap (see `batch.ts`), every snapshot shows the workspace between two of
 * them; so a read in one snapshot (`REPEATABLE READ`) is as if it had come in turn.
 */
import { escapeLiteral } from 'pg';
import { Batch, type Accepted, type Hungry } from './batch.js';
import { commit, type Begun } from './commit.js';
import type { Connections } from './connection.js';
import { databaseFailure, isOverdue } from './failures.js';
import type { Job } from './job.js';
import { Numbers } from './numbers.js';
import { isTransient, type Session } from './session.js';

/** How many calls share a transaction. */
const mostJobs = 64;
/** How many transactions read at the same time. */
const mostReaders = 2;
/** How often a transaction is tried that others stand in the way of, or whose connection breaks. */
const mostAttempts = 6;
/** How many times longer than any other transaction one may take that removes everything. */
const clearPatience = 20;

export interface WorkspaceOptions {
  name: string;
  connections: Connections;
  firstNumber: number;
  /** between 0 and 1 */
  random: () => number;
  /** the identity of a new store, so that positions of another one are known to be of another one */
  newIdentity: () => string;
  /** what to send after a commit that others may want to know of; none where there are no others */
  notify: string | undefined;
  /** called after a commit with changes */
  onChanges: () => void;
  /** settles when nobody in this process waits to be told of changes from now on */
  whenListening: () => Promise<void> | undefined;
}

export class Workspace {
  readonly #options: WorkspaceOptions;
  readonly #connections: Connections;
  readonly #numbers: Numbers;
  readonly #reads: Job[] = [];
  readonly #writes: Job[] = [];
  readonly #clearing = new WeakSet<Job>();
  #readers = 0;
  #isWriting = false;
  #batches = 0;
  readonly #whenSettled: (() => void)[] = [];
  #exists: Promise<void> | undefined;

  constructor(options: WorkspaceOptions) {
    this.#options = options;
    this.#connections = options.connections;
    this.#numbers = new Numbers((count) => this.#reserve(count));
  }

  read(job: Job): void {
    this.#reads.push(job);
    if (this.#reads.length === 1) this.#startReader();
  }

  write(job: Job): void {
    this.#writes.push(job);
    if (!this.#isWriting) this.#startWriter();
  }

  /** Removes everything but the memory of numbers, and of what happened. */
  clear(job: Job): void {
    this.#clearing.add(job);
    this.write(job);
  }

  /** Resolves when nothing is under way any more. */
  async settled(): Promise<void> {
    if (this.#batches > 0) await new Promise<void>((done) => this.#whenSettled.push(done));
  }

  /**
   * Begins when everybody has called who calls in this turn. One batch, not a loop over all that come: what a loop
   * touches is kept in memory until it ends.
   */
  #start(batch: () => Promise<void>): void {
    this.#batches++;
    setImmediate(() => {
      void batch().then(() => {
        this.#batches--;
        if (this.#batches === 0) for (const done of this.#whenSettled.splice(0)) done();
      });
    });
  }

  #startReader(): void {
    if (this.#readers >= mostReaders) return;
    this.#readers++;
    this.#start(() => this.#readNext());
  }

  async #readNext(): Promise<void> {
    // Who listens and then reads is told of everything that they did not read.
    await this.#options.whenListening();
    const jobs = this.#reads.splice(0, mostJobs);
    if (this.#reads.length > 0) this.#startReader();
    await this.#persist(jobs, (waiting) => this.#readBatch(waiting));
    this.#readers--;
    if (this.#reads.length > 0) this.#startReader();
  }

  #startWriter(): void {
    this.#isWriting = true;
    this.#start(() => this.#writeNext());
  }

  async #writeNext(): Promise<void> {
    await this.#options.whenListening();
    await this.#persist(this.#nextWrites(), (waiting) => this.#writeBatch(waiting));
    this.#isWriting = false;
    if (this.#writes.length > 0) this.#startWriter();
  }

  /** What removes everything goes alone. */
  #nextWrites(): Job[] {
    const next = this.#writes.findIndex((job) => this.#clearing.has(job));
    const count = next < 0 ? mostJobs : Math.max(next, 1);
    return this.#writes.splice(0, Math.min(count, mostJobs));
  }

  /** Runs jobs until each of them is settled. */
  async #persist(jobs: readonly Job[], run: (jobs: Job[]) => Promise<void>): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const waiting = jobs.filter((job) => !job.isSettled);
      if (waiting.length === 0) return;
      try {
        await run(waiting);
      } catch (error) {
        for (const job of waiting) job.unseal();
        if (await this.#recover(waiting, error, attempt)) continue;
        if (waiting.length === 1 || databaseFailure(error).code === 'storage_unavailable') {
          for (const job of waiting) job.fail(databaseFailure(error));
        } else {
          // One of them may be what the database cannot digest; the others shall not fail with it.
          for (const job of waiting) await this.#persist([job], run);
        }
      }
    }
  }

  /** True when it is worth trying again. */
  async #recover(waiting: readonly Job[], error: unknown, attempt: number): Promise<boolean> {
    if (attempt >= mostAttempts) return false;
    if (isOverdue(error)) {
      for (const job of waiting) if (job.wasCutOff) job.fail(error);
      return true;
    }
    if (!isTransient(error)) return false;
    const pause = this.#options.random() * 5 * 2 ** attempt;
    await new Promise((done) => setTimeout(done, pause));
    return true;
  }

  async #readBatch(jobs: readonly Job[]): Promise<void> {
    const { name } = this.#options;
    const mode = 'isolation level repeatable read read only';
    await this.#connections.use(name, async (session) => {
      const begun = session.run(this.#connections.opening(name, mode));
      const noNumbers = (): undefined => undefined;
      const runs = jobs.map(async (job) => {
        const outcome = await job.run(session, undefined, noNumbers);
        if (session.failure !== undefined) throw session.failure;
        if ('error' in outcome) job.fail(outcome.error);
        else job.succeed(outcome.value);
      });
      await Promise.all([begun, ...runs]);
    });
  }

  async #writeBatch(jobs: readonly Job[]): Promise<void> {
    await (this.#exists ??= this.#create());
    await this.#numbers.expect(jobs.length);
    const isClear = jobs.some((job) => this.#clearing.has(job));
    const hungry: Hungry[] = [];
    const deadline = this.#connections.deadline * (isClear ? clearPatience : 1);
    const body = async (session: Session): Promise<void> => {
      const beginning = this.#begin(session, deadline);
      const batch = new Batch(session, this.#numbers.take);
      // The first questions of the works travel with the beginning.
      const running = batch.run(jobs);
      running.catch(() => undefined);
      const begun = await beginning;
      let ran = await running;
      // Whoever gives up after being accepted may carry others, so everything is decided anew without them.
      while (ran.accepted.told.some(({ job }) => job.isSettled)) {
        ran = await batch.run(jobs.filter((job) => !job.isSettled));
      }
      hungry.push(...ran.hungry);
      await this.#keep(begun, ran.accepted, isClear);
    };
    await this.#connections.use(this.#options.name, body, deadline);
    if (hungry.length > 0) await this.#numbers.provide(hungry.reduce((sum, { numbers }) => sum + numbers, 0));
  }

  async #keep(begun: Begun, accepted: Accepted, isClear: boolean): Promise<void> {
    const { writes, changes, told } = accepted;
    if (changes.length > 0 || !writes.isEmpty) await commit(begun, accepted, isClear, this.#options);
    for (const { tell } of told) tell();
    if (changes.length > 0) this.#options.onChanges();
  }

  async #begin(session: Session, deadline: number): Promise<Begun> {
    const { name } = this.#options;
    const { statements } = this.#connections;
    // Each statement of a `READ COMMITTED` transaction sees what was committed before it: the first one waits for the
    // writer before this one, so all others see what that one did.
    const opening = this.#connections.opening(name, 'isolation level read committed read write', deadline);
    const { rows } = await session.run(`${opening}; ${statements.lock(name)}`);
    const row = rows[0];
    if (row === undefined) {
      this.#exists = undefined;
      throw Object.assign(new Error('The row of this workspace is gone.'), { code: '40001' });
    }
    return { session, position: Number(row[0]), id: row[1] ?? undefined };
  }

  async #create(): Promise<void> {
    const { name, newIdentity } = this.#options;
    const { workspaces } = this.#connections.statements.tables;
    const values = [name, newIdentity()].map((text) => escapeLiteral(text)).join(', ');
    try {
      await this.#connections.once(
        name,
        `insert into ${workspaces} (workspace, born, position) values (${values}, 0) on conflict (workspace) do nothing`,
      );
    } catch (error) {
      this.#exists = undefined;
      throw error;
    }
  }

  async #reserve(count: number): Promise<number> {
    const { name, firstNumber } = this.#options;
    const { numbers } = this.#connections.statements.tables;
    const rows = await this.#connections.once(
      name,
      `insert into ${numbers} as known (workspace, next) values (${escapeLiteral(name)}, ${firstNumber + count})
        on conflict (workspace) do update set next = known.next + ${count} returning next`,
    );
    return Number(rows[0]![0]) - 1;
  }
}
