/**
 * Reading a table in (B14, trap 12): first a dry run that says what would become of each line, then, when a person says
 * so, the lines themselves, some at a time, with progress and a way to stop. What was done stays done and is told; the
 * rest can be sent again. Equal lines are found across the whole file.
 */
import type { ImportedRow, ImportOutcome } from '@deskcard/core';
import { READ_MS, within } from '../deadline.js';
import { readCsvFile, type CsvColumn, type CsvProblem, type CsvRow } from './csv-file.js';

export type Existing = 'update' | 'skip';

export interface CsvSendOptions {
  readonly dryRun: boolean;
  readonly existing: Existing;
  readonly signal: AbortSignal;
}

export interface CsvImportPlan {
  readonly columns: readonly CsvColumn[];
  readonly send: (rows: readonly CsvRow[], options: CsvSendOptions) => Promise<readonly ImportedRow[]>;
  /** draws again */
  readonly update: () => void;
  /** the import has ended; not a dry run */
  readonly ended: (counts: Readonly<Record<ImportOutcome, number>>) => void;
}

export type CsvStage = 'choose' | 'checking' | 'checked' | 'importing' | 'done';

/** As many as the desk takes in one call. */
const batch = 200;

export class CsvImport {
  stage: CsvStage = 'choose';
  existing: Existing = 'update';
  /** the one that was chosen */
  fileName = '';
  problem: CsvProblem | undefined;
  /** why a call failed; what was sent before is done */
  error: unknown;
  /** what became of each line, or would */
  readonly outcomes = new Map<number, ImportedRow>();
  /** of the run under way */
  done = 0;
  count = 0;
  /** how many lines were sent for good */
  imported = 0;
  readonly #plan: CsvImportPlan;
  #rows: readonly CsvRow[] = [];
  #waiting: CsvRow[] = [];
  #work: AbortController | undefined;
  #reading: File | undefined;

  constructor(plan: CsvImportPlan) {
    this.#plan = plan;
  }

  get isBusy(): boolean {
    return this.#work !== undefined;
  }

  get counts(): Record<ImportOutcome, number> {
    const counts = { created: 0, updated: 0, unchanged: 0, skipped: 0, refused: 0 };
    for (const { outcome } of this.outcomes.values()) counts[outcome]++;
    return counts;
  }

  /** How many lines would do something. */
  get useful(): number {
    const { created, updated } = this.counts;
    return created + updated;
  }

  /** Reads a file and tries it out. */
  async choose(file: File): Promise<void> {
    this.stop();
    this.fileName = file.name;
    this.stage = 'choose';
    this.problem = this.error = undefined;
    this.#reading = file;
    const found = await readCsvFile(file, this.#plan.columns);
    // Another one was chosen meanwhile, or it was left.
    if (file !== this.#reading) return;
    if (Array.isArray(found)) {
      this.#rows = found;
      return this.check();
    }
    this.problem = found as CsvProblem;
    this.#plan.update();
  }

  /** The dry run. */
  async check(): Promise<void> {
    this.outcomes.clear();
    this.stage = 'checking';
    const lines = new Map<string, number>();
    const isWhole = await this.#run(this.#rows, true, (item) =>
      this.outcomes.set(item.line, once(item, lines)),
    );
    this.stage = isWhole ? 'checked' : 'choose';
    this.#plan.update();
  }

  /** The lines that would do something, or those of them that are left. */
  async go(): Promise<void> {
    if (this.stage === 'checked') {
      const isUseful = ({ line }: CsvRow): boolean =>
        ['created', 'updated'].includes(this.outcomes.get(line)?.outcome ?? '');
      this.#waiting = this.#rows.filter(isUseful);
      this.stage = 'importing';
      this.imported = 0;
    }
    const isWhole = await this.#run(this.#waiting, false, (item) => this.outcomes.set(item.line, item));
    this.#waiting = this.#waiting.slice(this.done);
    this.imported += this.done;
    if (isWhole) this.stage = 'done';
    if (isWhole) this.#plan.ended(this.counts);
    this.#plan.update();
  }

  stop(): void {
    this.#work?.abort();
    this.#work = this.#reading = undefined;
  }

  /** False when it was stopped or failed. */
  async #run(rows: readonly CsvRow[], dryRun: boolean, take: (item: ImportedRow) => void): Promise<boolean> {
    const work = (this.#work = new AbortController());
    this.error = undefined;
    this.done = 0;
    this.count = rows.length;
    const { existing } = this;
    try {
      for (let at = 0; at < rows.length; at += batch) {
        this.#plan.update();
        const some = rows.slice(at, at + batch);
        const items = await within(READ_MS, work.signal, (signal) =>
          this.#plan.send(some, { dryRun, existing, signal }),
        );
        items.forEach(take);
        this.done = at + some.length;
      }
    } catch (error) {
      if (!work.signal.aborted) this.error = error;
      return false;
    } finally {
      if (this.#work === work) this.#work = undefined;
    }
    return true;
  }
}

/** A later line of the file that says the same is no second one, whichever call it was in. */
function once(item: ImportedRow, lines: Map<string, number>): ImportedRow {
  const { line, identifiers = [], outcome } = item;
  const same = identifiers.join(' ');
  if (same === '' || outcome === 'refused') return item;
  const earlier = lines.get(same);
  if (earlier === undefined) lines.set(same, line);
  if (earlier === undefined || outcome === 'skipped') return item;
  return { line, outcome: 'skipped', identifiers, reason: { code: 'repeated', lines: [earlier] } };
}
