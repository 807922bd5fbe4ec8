/** What becomes of each row of a file: a list of any length, all of it or the problems alone, and the same as CSV. */
import type { Issue } from '@deskcard/core';
import { byteOrderMark, writeCsv } from '@deskcard/core/csv';
import { VirtualRows } from '../parts/virtual-rows.js';
import { changes, type CustomersImport, type Outcome } from './import.js';
import { customerFields, type Ui } from './ui.js';

type IssueCode = Issue['code'];

interface Line {
  readonly line: number;
  readonly outcome: string;
  readonly detail: string;
  readonly isProblem: boolean;
}

export class OutcomeList {
  onlyProblems = false;
  readonly #ui: Ui;
  #virtual: VirtualRows | undefined;
  #scroller: HTMLElement | undefined;
  #lines: readonly number[] = [];
  #drawn: unknown[] = [];
  #job: CustomersImport | undefined;

  constructor(ui: Ui) {
    this.#ui = ui;
  }

  /** How many rows the list has now. */
  count(job: CustomersImport): number {
    return this.#linesOf(job).length;
  }

  updated(root: ParentNode, job: CustomersImport): void {
    const scroller = root.querySelector<HTMLElement>('.outcomes') ?? undefined;
    const sizer = scroller?.querySelector<HTMLElement>('.sizer');
    if (scroller !== this.#scroller) this.stop();
    if (!scroller || !sizer) return;
    this.#scroller = scroller;
    this.#job = job;
    const isNew = this.#virtual === undefined;
    this.#virtual ??= new VirtualRows({
      scroller,
      sizer,
      make: makeLine,
      fill: (row, index) => this.#fill(row, index),
      covered: () => sizer.offsetTop,
    });
    const now = [job.file, job.revision, job.state, this.onlyProblems, this.#ui.language];
    if (!isNew && now.every((each, index) => each === this.#drawn[index])) return;
    this.#drawn = now;
    this.#lines = this.#linesOf(job);
    this.#virtual.count = this.#lines.length;
    this.#virtual.draw(true);
  }

  stop(): void {
    this.#virtual?.stop();
    this.#virtual = this.#scroller = undefined;
  }

  #linesOf(job: CustomersImport): number[] {
    const all = (job.file?.rows ?? []).map(({ line }) => line);
    return this.onlyProblems ? all.filter((line) => job.outcomes.get(line)?.outcome === 'refused') : all;
  }

  #fill(row: HTMLElement, index: number): void {
    const job = this.#job!;
    const { outcome, detail, isProblem, line } = describe(this.#ui, job, this.#lines[index]!);
    row.setAttribute('aria-rowindex', String(index + 2));
    row.classList.toggle('problem', isProblem);
    [String(line), outcome, detail].forEach((text, at) => {
      const cell = row.children[at] as HTMLElement;
      cell.textContent = text;
      cell.title = at === 2 ? text : '';
    });
  }
}

function makeLine(): HTMLElement {
  const row = document.createElement('div');
  row.setAttribute('role', 'row');
  row.className = 'virtual-row outcome';
  for (let at = 0; at < 3; at++) {
    const cell = document.createElement('div');
    cell.setAttribute('role', 'cell');
    row.append(cell);
  }
  return row;
}

/** A row of the file in words. */
function describe(ui: Ui, job: CustomersImport, line: number): Line {
  const { t } = ui;
  const known = job.outcomes.get(line);
  if (!known) return { line, outcome: t.notDone, detail: '', isProblem: false };
  const isDone = job.settled.has(line);
  const words = isDone ? t.was : t.willBe;
  const isWaiting = !isDone && job.state !== 'checking' && job.state !== 'checked';
  const isRefused = known.outcome === 'refused';
  return {
    line,
    outcome: isWaiting && changes(known) ? t.notDone : words[known.outcome],
    detail: reasonOf(ui, known),
    isProblem: isRefused,
  };
}

function reasonOf(ui: Ui, { reason }: Outcome): string {
  if (!reason) return '';
  const { reasons } = ui.t;
  if (reason.code === 'uneven') return reasons.uneven;
  const { code, field = '', issue, maximum, customerNumber = '', customerNumbers = [], lines = [] } = reason;
  const name = fieldName(ui, field);
  switch (code) {
    case 'invalid':
      return reasons.invalid(name, ui.describeIssue({ code: (issue ?? 'invalid') as IssueCode, maximum }));
    case 'taken':
      return reasons.taken(name, customerNumber);
    case 'severalCustomers':
      return reasons.severalCustomers(customerNumbers.join(', '));
    case 'otherMemberId':
      return reasons.otherMemberId(customerNumber);
    case 'repeated':
      return reasons.repeated(name, listed(lines));
    default:
      return reasons[code];
  }
}

/** Hundreds of lines help nobody. */
function listed(lines: readonly number[]): string {
  return lines.slice(0, 5).join(', ') + (lines.length > 5 ? ', …' : '');
}

function fieldName(ui: Ui, code: string): string {
  if (code === 'customerNumber') return ui.common.customerNumber;
  return customerFields(ui).find((field) => field.code === code)?.label ?? code;
}

/** The file's own cells, and behind them what became of each row. */
export function resultCsv(ui: Ui, job: CustomersImport): string {
  const { t, common } = ui;
  const { file } = job;
  if (!file) return '';
  const head = [...file.heads, common.customerNumber, t.outcome, t.detail];
  const width = file.heads.length;
  const rows = file.rows.map(({ line, cells }) => {
    const { outcome, detail } = describe(ui, job, line);
    const own = Array.from({ length: width }, (_, index) => cells[index] ?? '');
    return [...own, job.outcomes.get(line)?.customerNumber ?? '', outcome, detail];
  });
  return byteOrderMark + writeCsv([head, ...rows]);
}
