/**
 * R5, R10, D13: the list of customers: conditions, the rows that meet them, and what can be done with all of them.
 * Loaded when `<customer-list>` is first on a page with a desk.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Change, CustomerSummary, Desk, Grade } from '@deskcard/core';
import { Late } from '../late.js';
import { customerRows as english } from '../locales/en.customer-rows.js';
import { button } from '../parts/button.js';
import { downIcon, upIcon } from '../parts/icons.js';
import { skeleton } from '../parts/skeleton.js';
import { status, type Status } from '../parts/status.js';
import { columns, isSortable, type Column } from './columns.js';
import {
  isBlankQuery,
  isPeriodReversed,
  newestFirst,
  nextSort,
  noConditions,
  queryOf,
  type Conditions,
  type Sort,
  type SortBy,
} from './conditions.js';
import { conditionsView } from './conditions-view.js';
import { Grid } from './grid.js';
import { MOST, Rows, type Query } from './rows.js';
import { styles } from './rows.styles.js';
import { may, type Ui } from './ui.js';

export { english, styles };

/** What opens beside the list. */
export interface Openings {
  open(customerNumber: string): void;
  exportCsv(): void;
  importCsv(): void;
  unmask(isUnmasked: boolean): void;
}

export class CustomerRows {
  readonly rows: Rows;
  readonly #ui: Ui;
  readonly #openings: Openings;
  readonly #allGrades: Late<readonly Grade[]>;
  #grid: Grid | undefined;
  #desk: Desk | undefined;
  #isUnmasked = false;
  /** off the page meanwhile, where nobody follows the desk */
  #isAway = false;
  /** as they stand in the form */
  #typed: Conditions = noConditions;
  /** as they were last searched for */
  #searched: Conditions = noConditions;
  #isJudged = false;
  #sort: Sort = newestFirst;
  #drawn: unknown[] = [];
  #days: { language: string; format: Intl.DateTimeFormat } | undefined;

  constructor(ui: Ui, openings: Openings) {
    this.#ui = ui;
    this.#openings = openings;
    this.rows = new Rows(ui.update);
    this.#allGrades = new Late(ui.update);
  }

  /** What the list shows, for whoever works with all of it. */
  get query(): Query {
    return { ...queryOf(this.#searched), sort: this.#sort, masked: !this.#isUnmasked };
  }

  get hasConditions(): boolean {
    return !isBlankQuery(this.#searched);
  }

  /** At every drawing: asks when the desk or the masking is another. */
  follow(isUnmasked: boolean): void {
    const { desk } = this.#ui;
    const isNew = desk !== this.#desk;
    const isChanged = isNew || this.#isAway || isUnmasked !== this.#isUnmasked;
    if (isNew) this.rows.forget();
    this.#desk = desk;
    this.#isAway = false;
    this.#isUnmasked = isUnmasked;
    if (!isChanged) return;
    if (isNew) this.#readGrades();
    void this.rows.ask(desk, this.query);
  }

  deskDidChange(change: Change): void {
    this.rows.follow(change);
    if (change.type === 'gradesChanged' || change.type === 'missed') this.#readGrades();
  }

  leavePage(): void {
    this.#grid?.stop();
    this.#grid = undefined;
    this.#isAway = true;
    this.rows.stop();
    this.#allGrades.stop();
  }

  /** The row of a customer gets the focus back, as when their dialog was closed. */
  focusRow(customerNumber: string): void {
    this.#grid?.goTo(customerNumber);
  }

  /** The customer in the row before or after another one. */
  neighbour(customerNumber: string, step: 1 | -1): CustomerSummary | undefined {
    const at = this.rows.indexOf(customerNumber);
    const next = at < 0 ? undefined : this.rows.items[at + step];
    if (next && step === 1) this.rows.seen(at, at + 2);
    return next;
  }

  /** Once Lit has drawn the frame, the rows are put into it. */
  updated(root: ParentNode): void {
    const scroller = root.querySelector<HTMLElement>('.customers');
    const sizer = scroller?.querySelector<HTMLElement>('.sizer');
    if (!scroller || !this.#grid?.isIn(scroller)) {
      this.#grid?.stop();
      this.#grid = undefined;
    }
    if (!scroller || !sizer) return;
    const isNew = this.#grid === undefined;
    this.#grid ??= new Grid({
      scroller,
      sizer,
      open: (number) => this.#openings.open(number),
      seen: (first, end) => this.rows.seen(first, end),
      gradesOf: (number) => this.rows.grades.get(number),
      day: (iso) => this.#day(iso),
      none: () => this.#ui.common.none,
      former: () => this.#ui.t.former,
    });
    const { items } = this.rows;
    const { generation, revision } = this.rows;
    const now = [generation, revision, this.#ui.t, this.#ui.language];
    if (!isNew && now.every((each, index) => each === this.#drawn[index])) return;
    if (generation !== this.#drawn[0]) this.#grid.toTop();
    this.#drawn = now;
    this.#grid.show(items);
  }

  render(): TemplateResult {
    const ui = this.#ui;
    return html`<div class="overview">
      ${conditionsView(ui, {
        values: this.#typed,
        grades: this.#allGrades.value ?? [],
        isJudged: this.#isJudged,
        change: (values) => {
          this.#typed = values;
          ui.update();
        },
        search: () => void this.#search(),
        clear: () => this.#clear(),
      })}
      ${this.#bar()} ${status(this.#news())} ${this.#body()}
    </div>`;
  }

  #bar(): TemplateResult {
    const ui = this.#ui;
    const { t, service } = ui;
    return html`<div class="bar">
      <p class="grow count" id="count" role="status">${this.#count()}</p>
      ${
        service.masked
          ? html`<span class="muted">${t.maskedForYou}</span>`
          : html`<label class="choice"
              ><input
                type="checkbox"
                id="unmasked"
                .checked=${live(this.#isUnmasked)}
                @change=${(event: Event) => this.#openings.unmask((event.target as HTMLInputElement).checked)}
              />${t.unmasked}</label
            >`
      }
      ${may(ui, 'customers.export') ? button(t.exportCsv, () => this.#openings.exportCsv(), '', { id: 'export' }) : nothing}
      ${this.#importButton()}
    </div>`;
  }

  #importButton(): TemplateResult {
    const { t } = this.#ui;
    const isAllowed = may(this.#ui, 'customers.import');
    return button(t.importCsv, () => this.#openings.importCsv(), '', {
      id: 'import',
      isWaiting: !isAllowed,
      name: isAllowed ? undefined : t.importDenied,
    });
  }

  #count(): string {
    const { t } = this.#ui;
    const { rows } = this;
    if (rows.first.busy) return t.reading;
    if (!rows.isAnswered || rows.first.error !== undefined) return '';
    if (rows.total !== undefined) return t.count(rows.total);
    return rows.atLeast === undefined ? t.loaded(rows.items.length) : t.atLeast(rows.atLeast);
  }

  /** What happened to the rows while they were looked at. */
  #news(): Status | undefined {
    const { t, common, failure } = this.#ui;
    const { rows } = this;
    const again = (label: string, act: () => unknown): TemplateResult => button(label, act, 'small');
    if (rows.first.error !== undefined) {
      return { ...failure(rows.first.error), action: again(common.retry, () => this.#ask()) };
    }
    if (rows.isOutdated && !rows.first.busy) {
      return { kind: 'info', text: t.outdated, action: again(t.show, () => this.#showNews()) };
    }
    if (rows.gradesError !== undefined || this.#allGrades.error !== undefined) {
      const read = (): void => {
        if (this.#allGrades.error !== undefined) this.#readGrades();
        rows.relabel();
      };
      return { kind: 'warning', text: t.noGrades, action: again(common.retry, read) };
    }
    return undefined;
  }

  /** The button goes with its line; the focus goes to the first of the rows it has shown. */
  async #showNews(): Promise<void> {
    if (await this.rows.reload()) await this.#ui.focus('.customers [tabindex="0"]');
  }

  #body(): TemplateResult | typeof nothing {
    const { rows } = this;
    const { t } = this.#ui;
    if (!rows.isAnswered) return rows.first.error === undefined ? skeleton(8) : nothing;
    if (rows.items.length === 0) {
      if (rows.first.busy || (rows.hasMore && rows.next.error === undefined)) return skeleton(8);
      if (rows.first.error !== undefined) return nothing;
      if (rows.next.error !== undefined) return status(this.#foot());
      return status(
        this.hasConditions
          ? { kind: 'info', text: t.noMatch, hint: t.noMatchHint }
          : { kind: 'info', text: t.nobody, hint: t.nobodyHint },
      );
    }
    return html`<div
        class="scroller customers"
        part="grid"
        role="grid"
        aria-label=${t.title}
        aria-describedby="keys"
        aria-rowcount=${rows.total === undefined ? -1 : rows.total + 1}
        aria-colcount=${columns.length}
        aria-busy=${rows.first.busy}
      >
        <div role="rowgroup" class="heads">
          <div role="row" class="line head" aria-rowindex="1">${columns.map((each) => this.#head(each))}</div>
        </div>
        <div role="rowgroup" class="sizer"></div>
      </div>
      <p class="said" id="keys">${t.keys}</p>
      ${status(this.#foot())}`;
  }

  #foot(): Status | undefined {
    const { t, common, failure } = this.#ui;
    const { next, isFull } = this.rows;
    if (next.busy) return { kind: 'busy', text: t.more };
    if (next.error !== undefined) {
      return { ...failure(next.error), action: button(common.retry, () => this.rows.more(), 'small') };
    }
    return isFull ? { kind: 'info', text: t.full(MOST) } : undefined;
  }

  #head(column: Column): TemplateResult {
    const { t } = this.#ui;
    const label = this.#label(column);
    // Neighbours would tell whoever sees masks what a mask hides (D13).
    if (!isSortable(column) || (column === 'name' && this.#ui.service.masked)) {
      return html`<div role="columnheader" class="cell is-${column}" tabindex="-1">${label}</div>`;
    }
    const isHere = this.#sort.by === column;
    const order = this.#sort.descending ? 'descending' : 'ascending';
    return html`<div role="columnheader" class="cell is-${column}" aria-sort=${isHere ? order : 'none'}>
      <button
        class="sort"
        type="button"
        tabindex="-1"
        title=${t.sortBy(label)}
        @click=${() => this.#sortBy(column)}
      >
        ${label}${isHere ? (this.#sort.descending ? downIcon() : upIcon()) : nothing}
      </button>
    </div>`;
  }

  #label(column: Column): string {
    const { t, common } = this.#ui;
    if (column === 'grades' || column === 'createdAt' || column === 'updatedAt') return t[column];
    return common[column];
  }

  #sortBy(by: SortBy): void {
    this.#sort = nextSort(this.#sort, by);
    this.#ui.say(this.#ui.t.sorted(this.#label(by), this.#sort.descending));
    this.#ask();
  }

  async #search(): Promise<void> {
    this.#isJudged = true;
    if (isPeriodReversed(this.#typed)) return this.#ui.focus('#to');
    this.#searched = this.#typed;
    this.#ask();
  }

  #clear(): void {
    this.#typed = noConditions;
    this.#isJudged = false;
    void this.#search();
    void this.#ui.focus('#customerNumber');
  }

  #ask(): void {
    void this.rows.ask(this.#ui.desk, this.query);
    this.#ui.update();
  }

  #readGrades(): void {
    const { desk } = this.#ui;
    void this.#allGrades.ask(async (signal) => (await desk.grades.list({}, { signal })).items);
  }

  /** A formatter is dear, and every row has two days. */
  #day(iso: string): string {
    const { language } = this.#ui;
    if (this.#days?.language !== language) {
      this.#days = { language, format: new Intl.DateTimeFormat(language, { dateStyle: 'medium' }) };
    }
    return this.#days.format.format(new Date(iso));
  }
}
