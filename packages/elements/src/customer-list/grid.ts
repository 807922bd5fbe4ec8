/**
 * R5, R10: the rows as a grid after the ARIA Authoring Practices: one cell has the place in the tab order, arrow keys
 * move it, Home and End go along the row, with Ctrl to the first and the last one, Page Up and Page Down by what can
 * be seen, Enter opens the row. The place belongs to the customer, so it stays with them when the rows change.
 */
import type { CustomerSummary, Grade, Match, TextRange } from '@deskcard/core';
import { labelRow } from '../customer-badge/labels.js';
import { formerIn, piecesOf, rangesIn } from '../parts/marked.js';
import { VirtualRows } from '../parts/virtual-rows.js';
import { cellText, columns } from './columns.js';

export interface GridOptions {
  readonly scroller: HTMLElement;
  readonly sizer: HTMLElement;
  open(customerNumber: string): void;
  seen(first: number, end: number): void;
  gradesOf(customerNumber: string): readonly Grade[] | undefined;
  day(iso: string): string;
  /** said and shown where a value is missing */
  none(): string;
  /** said and shown before a value that was found and another one has replaced */
  former(): string;
}

/** What stands in a row of the page. */
interface Written {
  index: number;
  readonly texts: string[];
  grades: readonly Grade[];
}

const noGrades: readonly Grade[] = [];

/** The row of the heads of the columns. */
const HEAD = -1;

export class Grid {
  readonly #options: GridOptions;
  readonly #virtual: VirtualRows;
  readonly #written = new WeakMap<HTMLElement, Written>();
  readonly #listening = new AbortController();
  #items: readonly CustomerSummary[] = [];
  #row = HEAD;
  #column = 0;
  /** whose row has the place in the tab order */
  #number: string | undefined;

  constructor(options: GridOptions) {
    this.#options = options;
    const { scroller, sizer, seen } = options;
    this.#virtual = new VirtualRows({
      scroller,
      sizer,
      seen,
      make: makeRow,
      fill: (row, index) => this.#fill(row, index),
      covered: () => sizer.offsetTop,
    });
    const { signal } = this.#listening;
    scroller.addEventListener('keydown', (event) => this.#press(event), { signal });
    scroller.addEventListener('focusin', (event) => this.#take(event.target as HTMLElement), { signal });
    sizer.addEventListener('click', (event) => this.#click(event), { signal });
  }

  /** Whether the rows are drawn into this. */
  isIn(scroller: HTMLElement): boolean {
    return this.#options.scroller === scroller;
  }

  /** The rows as they are now. */
  show(items: readonly CustomerSummary[]): void {
    const hadFocus = this.#hasFocus();
    this.#items = items;
    this.#virtual.count = items.length;
    this.#settlePlace();
    this.#virtual.draw(true);
    this.#markPlace();
    const cell = hadFocus ? this.#cell() : undefined;
    if (cell && !cell.matches(':focus')) cell.focus({ preventScroll: true });
  }

  /** Other rows: the reader begins at the top, unless they stand in the list. */
  toTop(): void {
    this.#options.scroller.scrollTop = 0;
    if (this.#hasFocus()) return;
    this.#number = undefined;
    this.#row = HEAD;
  }

  /** The place in the tab order goes to this customer, and the focus with it. */
  goTo(customerNumber: string, isFocused = true): void {
    const row = this.#items.findIndex((each) => each.customerNumber === customerNumber);
    if (row >= 0) this.#go(row, this.#column, isFocused);
  }

  stop(): void {
    this.#listening.abort();
    this.#virtual.stop();
  }

  /** Writes only what is another than before: most of a row that is drawn anew is as it was. */
  #fill(row: HTMLElement, index: number): void {
    const customer = this.#items[index];
    if (!customer) return;
    const { gradesOf, day, none } = this.#options;
    let written = this.#written.get(row);
    if (!written) this.#written.set(row, (written = { index: -1, texts: [], grades: noGrades }));
    if (written.index !== index) {
      written.index = index;
      row.setAttribute('aria-rowindex', String(index + 2));
      row.dataset['index'] = String(index);
    }
    for (const [at, column] of columns.entries()) {
      const cell = row.children[at] as HTMLElement;
      const tabIndex = index === this.#row && at === this.#column ? 0 : -1;
      if (cell.tabIndex !== tabIndex) cell.tabIndex = tabIndex;
      if (column === 'grades') {
        const grades = gradesOf(customer.customerNumber) ?? noGrades;
        if (grades !== written.grades) showGrades(cell, (written.grades = grades));
        continue;
      }
      const text = cellText(customer, column, day);
      const shown = text || none();
      const ranges = rangesIn(customer, column);
      // There is room for one, and the best comes first.
      const former = formerIn(customer).find(({ field }) => field === column);
      const drawn = ranges.length === 0 && !former ? shown : JSON.stringify([shown, ranges, former]);
      if (drawn === written.texts[at]) continue;
      written.texts[at] = drawn;
      const value = cell.firstElementChild as HTMLElement;
      write(value, shown, ranges);
      value.title = text;
      while (value.nextSibling) value.nextSibling.remove();
      if (former) cell.append(formerLine(this.#options.former(), former));
      cell.classList.toggle('blank', text === '');
    }
  }

  #settlePlace(): void {
    const { length } = this.#items;
    if (this.#number !== undefined) {
      const known = this.#items[this.#row];
      const isThere = known?.customerNumber === this.#number;
      const row = isThere ? this.#row : this.#items.findIndex((each) => each.customerNumber === this.#number);
      // Whoever is gone leaves the place to who stands there now.
      this.#row = row >= 0 ? row : Math.min(this.#row, length - 1);
    } else if (this.#row === HEAD && !this.#hasFocus() && length > 0) {
      this.#row = 0;
    }
    if (length === 0) this.#row = HEAD;
    this.#number = this.#items[this.#row]?.customerNumber;
    this.#keep();
  }

  #keep(): void {
    this.#virtual.kept = this.#row === HEAD ? undefined : this.#row;
  }

  #cell(row = this.#row, column = this.#column): HTMLElement | undefined {
    if (row !== HEAD) return this.#virtual.at(row)?.children[column] as HTMLElement | undefined;
    const head = this.#options.scroller.querySelectorAll<HTMLElement>('[role=columnheader]')[column];
    return head?.querySelector<HTMLElement>('button') ?? head;
  }

  /** Exactly one cell is reached by Tab. */
  #markPlace(): void {
    const { scroller } = this.#options;
    const place = this.#cell();
    for (const each of scroller.querySelectorAll<HTMLElement>('[tabindex="0"]')) {
      if (each !== place) each.tabIndex = -1;
    }
    if (place) place.tabIndex = 0;
  }

  #hasFocus(): boolean {
    const { scroller } = this.#options;
    const active = (scroller.getRootNode() as ShadowRoot).activeElement;
    return active !== null && scroller.contains(active);
  }

  #go(row: number, column: number, isFocused = true): void {
    this.#row = Math.min(Math.max(row, HEAD), this.#items.length - 1);
    this.#column = Math.min(Math.max(column, 0), columns.length - 1);
    this.#number = this.#items[this.#row]?.customerNumber;
    this.#keep();
    if (this.#row !== HEAD) this.#virtual.reveal(this.#row);
    this.#virtual.draw();
    this.#markPlace();
    if (!isFocused) return;
    this.#cell()?.focus({ preventScroll: true });
  }

  /** Where a pointer put the focus is the place now. */
  #take(target: HTMLElement): void {
    const cell = target.closest<HTMLElement>('[role=gridcell], [role=columnheader]');
    const row = cell?.parentElement;
    if (!cell || !row) return;
    this.#row = row.dataset['index'] === undefined ? HEAD : Number(row.dataset['index']);
    this.#column = [...row.children].indexOf(cell);
    this.#number = this.#items[this.#row]?.customerNumber;
    this.#keep();
    this.#markPlace();
  }

  #press(event: KeyboardEvent): void {
    if (event.altKey || event.metaKey || event.isComposing) return;
    const { scroller } = this.#options;
    const row = this.#row;
    const column = this.#column;
    const along = getComputedStyle(scroller).direction === 'rtl' ? -1 : 1;
    const last = this.#items.length - 1;
    const { page } = this.#virtual;
    const moves: Record<string, [row: number, column: number]> = {
      ArrowDown: [row + 1, column],
      ArrowUp: [row - 1, column],
      ArrowRight: [row, column + along],
      ArrowLeft: [row, column - along],
      Home: [event.ctrlKey ? Math.min(0, last) : row, 0],
      End: [event.ctrlKey ? last : row, columns.length - 1],
      PageDown: [row + page, column],
      PageUp: [Math.max(Math.min(0, last), row - page), column],
    };
    const move = moves[event.key];
    if (move) {
      event.preventDefault();
      this.#go(...move);
    } else if (event.key === 'Enter' && row !== HEAD && this.#number !== undefined) {
      event.preventDefault();
      this.#options.open(this.#number);
    }
  }

  #click(event: MouseEvent): void {
    const row = (event.target as HTMLElement).closest<HTMLElement>('[role=row]');
    const customer = this.#items[Number(row?.dataset['index'] ?? -1)];
    // Whoever marked some text wants to copy it.
    const isMarked = row?.ownerDocument.defaultView?.getSelection()?.type === 'Range';
    if (customer && !isMarked) this.#options.open(customer.customerNumber);
  }
}

function makeRow(): HTMLElement {
  const row = document.createElement('div');
  row.setAttribute('role', 'row');
  row.className = 'virtual-row line';
  for (const column of columns) {
    const cell = document.createElement('div');
    cell.setAttribute('role', 'gridcell');
    cell.className = `cell is-${column}${column === 'grades' ? ' blank' : ''}`;
    cell.tabIndex = -1;
    if (column !== 'grades') {
      const value = document.createElement('bdi');
      value.append('');
      cell.append(value);
    }
    row.append(cell);
  }
  return row;
}

/** Most values have nothing to mark: their text is put where the one before was. */
function write(value: HTMLElement, text: string, ranges: readonly TextRange[]): void {
  const { firstChild } = value;
  if (ranges.length === 0 && value.childNodes.length === 1 && firstChild instanceof Text) {
    firstChild.nodeValue = text;
    return;
  }
  const pieces = ranges.length === 0 ? [{ text, hit: false }] : piecesOf(text, ranges);
  value.replaceChildren(...pieces.map((piece) => (piece.hit ? markOf(piece.text) : piece.text)));
}

function markOf(text: string): HTMLElement {
  const mark = document.createElement('mark');
  mark.append(text);
  return mark;
}

/** Below the value, what it was found by. */
function formerLine(label: string, { value, ranges }: Match): HTMLElement {
  const line = document.createElement('span');
  const former = document.createElement('bdi');
  line.className = 'former';
  write(former, value, ranges);
  line.append(` ${label} `, former);
  line.title = `${label} ${value}`;
  return line;
}

function showGrades(cell: HTMLElement, grades: readonly Grade[]): void {
  cell.classList.toggle('blank', grades.length === 0);
  if (grades.length > 0) cell.replaceChildren(labelRow(grades));
  else cell.replaceChildren();
}
