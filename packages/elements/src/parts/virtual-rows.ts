/**
 * Rows of equal height, of which only those that can be seen are on the page: a list of a hundred thousand scrolls as
 * smoothly as one of ten. The rows stand in their order in the document, so that a screen reader reads them so, and a
 * row that has the focus stays, wherever the list is scrolled to.
 *
 * A `scroller` holds a `sizer`, which holds the rows and nothing that anybody else draws. The style sheet gives the
 * sizer `--_row`, the height of a row; see `styles/virtual-rows.ts`.
 */

export interface VirtualRowsOptions {
  readonly scroller: HTMLElement;
  readonly sizer: HTMLElement;
  /** an empty row */
  make(): HTMLElement;
  /** writes into a row what stands at this index */
  fill(row: HTMLElement, index: number): void;
  /** the rows from `first` to before `end` can be seen */
  seen?(first: number, end: number): void;
  /** the height of whatever covers the top of the scroller */
  covered?(): number;
}

/** Rows beyond each edge, so that scrolling by a few shows no gap. */
const BEYOND = 6;

export class VirtualRows {
  /** how many rows there are */
  count = 0;
  /** the index of a row that is on the page in any case, as it has the focus */
  kept: number | undefined;
  readonly #options: VirtualRowsOptions;
  readonly #probe: HTMLElement;
  readonly #shown = new Map<number, HTMLElement>();
  readonly #spare: HTMLElement[] = [];
  readonly #sizes: ResizeObserver;
  readonly #listening = new AbortController();
  #height = 0;
  #view = 0;
  #drawnHeight = '';

  constructor(options: VirtualRowsOptions) {
    this.#options = options;
    const { scroller, sizer } = options;
    this.#probe = document.createElement('div');
    this.#probe.className = 'row-probe';
    sizer.append(this.#probe);
    this.#sizes = new ResizeObserver(() => {
      this.#measure();
      this.draw();
    });
    this.#sizes.observe(scroller);
    this.#sizes.observe(this.#probe);
    scroller.addEventListener('scroll', () => this.draw(), {
      passive: true,
      signal: this.#listening.signal,
    });
    this.#measure();
  }

  /** How many rows fit on a page of it. */
  get page(): number {
    const free = this.#view - (this.#options.covered?.() ?? 0);
    return Math.max(1, Math.floor(free / (this.#height || 1)));
  }

  /** The row at this index, when it is on the page. */
  at(index: number): HTMLElement | undefined {
    return this.#shown.get(index);
  }

  /** Puts the rows that can be seen onto the page; `isNew` writes all of them anew. */
  draw(isNew = false): void {
    const { sizer, scroller, seen } = this.#options;
    if (this.#height === 0) this.#measure();
    const height = this.#height;
    if (height === 0) return;
    const top = scroller.scrollTop;
    const first = Math.min(this.count, Math.max(0, Math.floor(top / height) - BEYOND));
    const end = Math.min(this.count, Math.ceil((top + this.#view) / height) + BEYOND);
    const drawnHeight = `${this.count * height}px`;
    if (drawnHeight !== this.#drawnHeight) sizer.style.blockSize = this.#drawnHeight = drawnHeight;
    const wanted: number[] = [];
    const { kept } = this;
    if (kept !== undefined && kept < first) wanted.push(kept);
    for (let index = first; index < end; index++) wanted.push(index);
    if (kept !== undefined && kept >= end && kept < this.count) wanted.push(kept);
    this.#put(wanted, isNew);
    seen?.(first, end);
  }

  /** Scrolls no further than needed for the row to be seen. */
  reveal(index: number): void {
    const { scroller, covered } = this.#options;
    const top = index * this.#height;
    const free = this.#view - (covered?.() ?? 0);
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (top + this.#height > scroller.scrollTop + free) {
      scroller.scrollTop = top + this.#height - free;
    }
  }

  /** Takes everything off the page again. */
  stop(): void {
    this.#listening.abort();
    this.#sizes.disconnect();
    this.#probe.remove();
    for (const row of this.#shown.values()) row.remove();
    this.#shown.clear();
  }

  #measure(): void {
    const height = this.#probe.getBoundingClientRect().height;
    this.#view = this.#options.scroller.clientHeight;
    if (height === this.#height) return;
    // Wider or narrower, a row has another height: the same row stays on top.
    const { scroller, sizer } = this.#options;
    const top = this.#height === 0 ? 0 : scroller.scrollTop / this.#height;
    this.#height = height;
    for (const [index, row] of this.#shown) place(row, index * height);
    if (top === 0) return;
    sizer.style.blockSize = this.#drawnHeight = `${this.count * height}px`;
    scroller.scrollTop = top * height;
  }

  #put(wanted: readonly number[], isNew: boolean): void {
    const { sizer, make, fill } = this.#options;
    const stays = new Set(wanted);
    for (const [index, row] of this.#shown) {
      if (stays.has(index)) continue;
      this.#shown.delete(index);
      row.remove();
      this.#spare.push(row);
    }
    // What stays is in order already and is not moved, or the focus in it would be lost.
    let next = this.#probe.nextElementSibling;
    for (const index of wanted) {
      const there = this.#shown.get(index);
      if (there) {
        if (isNew) fill(there, index);
        next = there.nextElementSibling;
        continue;
      }
      const row = this.#spare.pop() ?? make();
      fill(row, index);
      place(row, index * this.#height);
      sizer.insertBefore(row, next);
      this.#shown.set(index, row);
    }
  }
}

/** Not an attribute: strict content security policies let scripts set single properties. */
function place(row: HTMLElement, top: number): void {
  row.style.transform = `translateY(${top}px)`;
}
