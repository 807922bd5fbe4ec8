/**
 * A CSV file becomes customers: first every row is tried without storing anything, then those that can be stored are,
 * some at a time, each row whole or not at all (trap 12). What does not come back is sent again under the same key, so
 * nothing is stored twice; the file stays until another one is chosen.
 */
import type { Desk, InputOf, OutputOf } from '@deskcard/core';
import { repetitions } from '@deskcard/core/customer-csv';
import { READ_MS, within } from '../deadline.js';
import { readCsvFile, recognise, type CsvFault, type CsvFile } from './csv-file.js';

type ImportInput = InputOf<'customers.import'>;
type ImportRow = ImportInput['rows'][number];
type ImportedRow = OutputOf<'customers.import'>['items'][number];
/** Why a row is not imported; the page finds some of it by itself. */
export type Refusal = NonNullable<ImportedRow['reason']> | { readonly code: 'uneven' };
export interface Outcome extends Pick<ImportedRow, 'line' | 'outcome' | 'customerNumber' | 'identifiers'> {
  readonly reason?: Refusal | undefined;
}
export type Existing = NonNullable<ImportInput['existing']>;

/** As many rows as the desk takes at once. */
const AT_ONCE = 200;

export type ImportState = 'choose' | 'columns' | 'checking' | 'checked' | 'storing' | 'done';

export class CustomersImport {
  state: ImportState = 'choose';
  file: CsvFile | undefined;
  fault: CsvFault | undefined;
  /** per column of the file, the field it becomes; empty leaves it out */
  targets: string[] = [];
  existing: Existing = 'update';
  /** line of the file → what becomes of it, or became */
  outcomes = new Map<number, Outcome>();
  /** lines that the desk has answered for good, and how many of them are stored */
  readonly settled = new Set<number>();
  stored = 0;
  /** rows that are through, of the step that is running */
  done = 0;
  error: unknown;
  /** somebody wants it to stop */
  isStopping = false;
  /** grows with every answer */
  revision = 0;
  readonly #changed: () => void;
  #running: AbortController | undefined;
  #reading: File | undefined;
  #name = '';

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get isRunning(): boolean {
    return (this.state === 'checking' || this.state === 'storing') && this.#running !== undefined;
  }

  /** Fields that more than one column would fill. */
  get twice(): ReadonlySet<string> {
    const chosen = this.targets.filter((target) => target !== '');
    return new Set(chosen.filter((target, index) => chosen.indexOf(target) !== index));
  }

  get hasColumns(): boolean {
    return this.targets.some((target) => target !== '' && target !== 'customerNumber');
  }

  /** Rows that are stored, or will be: those that the check lets through and in which something is new. */
  get storable(): number {
    return this.count('created') + this.count('updated');
  }

  count(outcome: Outcome['outcome']): number {
    let count = 0;
    for (const each of this.outcomes.values()) if (each.outcome === outcome) count++;
    return count;
  }

  async choose(
    file: File,
    fields: readonly { readonly code: string; readonly label: string }[],
  ): Promise<void> {
    this.reset();
    this.#reading = file;
    const read = await readCsvFile(file);
    // Another one was chosen meanwhile.
    if (file !== this.#reading) return;
    this.#reading = undefined;
    if ('fault' in read) this.fault = read;
    else {
      this.file = read;
      this.targets = recognise(read.heads, fields);
      this.state = 'columns';
    }
    this.#changed();
  }

  reset(): void {
    this.#running?.abort();
    this.#running = this.#reading = undefined;
    this.state = 'choose';
    this.file = this.fault = this.error = undefined;
    this.targets = [];
    this.#forget();
  }

  /** Back to the columns; what was checked counts no more. */
  backToColumns(): void {
    this.state = 'columns';
    this.error = undefined;
    this.#forget();
    this.#changed();
  }

  /** Tries every row; stores nothing. Goes on where it was when it is called again. */
  async check(desk: Desk): Promise<boolean> {
    this.state = 'checking';
    const isThrough = await this.#through(desk, this.#evenRows(), true);
    if (isThrough) {
      this.#refuseRepeated();
      this.state = 'checked';
      this.done = 0;
    }
    this.#changed();
    return isThrough;
  }

  /** Stores what can be stored; goes on where it was when it is called again. */
  async store(desk: Desk): Promise<boolean> {
    if (this.state === 'checked') this.#name = newName();
    this.state = 'storing';
    const rows = this.#rows().filter(({ line }) => this.#mayStore(line));
    const isThrough = await this.#through(desk, rows, false);
    if (isThrough) this.state = 'done';
    this.#changed();
    return isThrough;
  }

  /** Ends after the rows that are on their way. */
  stop(): void {
    if (!this.isRunning) return;
    this.isStopping = true;
    this.#changed();
  }

  #forget(): void {
    this.outcomes = new Map();
    this.settled.clear();
    this.stored = 0;
    this.done = 0;
    this.isStopping = false;
    this.revision++;
  }

  /** There is something in it to be stored, or it was sent already. */
  #mayStore(line: number): boolean {
    return this.settled.has(line) || changes(this.outcomes.get(line));
  }

  /** The desk sees some rows at a time; who stands in the file twice shows when all of it was seen (trap 12). */
  #refuseRepeated(): void {
    for (const { field, lines } of repetitions([...this.outcomes.values()])) {
      for (const line of lines) {
        if (this.outcomes.get(line)?.outcome === 'refused') continue;
        const others = lines.filter((each) => each !== line);
        const reason = { code: 'repeated' as const, field, lines: others };
        this.outcomes.set(line, { line, outcome: 'refused', reason });
      }
    }
    this.revision++;
  }

  /** A row with more cells than there are columns has a value that was cut in two: it goes nowhere. */
  #evenRows(): ImportRow[] {
    const width = this.file!.heads.length;
    const uneven = this.file!.rows.filter(({ cells }) =>
      cells.slice(width).some((cell) => cell.trim() !== ''),
    );
    for (const { line } of uneven) {
      this.outcomes.set(line, { line, outcome: 'refused', reason: { code: 'uneven' } });
    }
    const lines = new Set(uneven.map(({ line }) => line));
    return this.#rows().filter(({ line }) => !lines.has(line));
  }

  #rows(): ImportRow[] {
    return (this.file?.rows ?? []).map(({ line, cells }) => {
      const values: Record<string, string> = {};
      let customerNumber = '';
      this.targets.forEach((target, column) => {
        const cell = cells[column]?.trim() ?? '';
        if (target === 'customerNumber') customerNumber = cell;
        else if (target !== '' && cell !== '') values[target] = cell;
      });
      return { line, values, ...(customerNumber === '' ? {} : { customerNumber }) };
    });
  }

  async #through(desk: Desk, rows: readonly ImportRow[], dryRun: boolean): Promise<boolean> {
    const running = (this.#running = new AbortController());
    this.error = undefined;
    this.isStopping = false;
    this.#changed();
    try {
      while (this.done < rows.length && !this.isStopping) {
        await this.#chunk(desk, rows.slice(this.done, this.done + AT_ONCE), dryRun, running.signal);
      }
      return this.done >= rows.length;
    } catch (error) {
      if (running !== this.#running) return false;
      this.error = error;
      return false;
    } finally {
      if (running === this.#running) this.#running = undefined;
    }
  }

  async #chunk(desk: Desk, rows: readonly ImportRow[], dryRun: boolean, outer: AbortSignal): Promise<void> {
    const { existing } = this;
    const input = { rows: [...rows], dryRun, existing };
    // The same rows again are stored once, however often they have to be sent.
    const key = dryRun ? {} : { idempotencyKey: `${this.#name} ${rows[0]!.line}` };
    const { items } = await within(READ_MS, outer, (signal) =>
      desk.customers.import(input, { signal, ...key }),
    );
    outer.throwIfAborted();
    for (const item of items) {
      this.outcomes.set(item.line, item);
      if (dryRun) continue;
      this.settled.add(item.line);
      if (changes(item)) this.stored++;
    }
    this.done += rows.length;
    this.revision++;
    this.#changed();
  }
}

/** Whether the desk has something to store of it. */
export const changes = (outcome: Outcome | undefined): boolean =>
  outcome?.outcome === 'created' || outcome?.outcome === 'updated';

/** Also where the page is not secure and there is no `randomUUID`. */
function newName(): string {
  return `import ${[...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('-')}`;
}
