/**
 * B4: the pairs that wait, one at hand, and what is done about it by keyboard or pointer. Loaded when `<duplicate-queue>`
 * is first on a page with a desk.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { Change, QueuedDuplicate } from '@deskcard/core';
import { numbersIn } from '../changed-numbers.js';
import { queue } from '../locales/en.duplicate-queue.js';
import { duplicates } from '../locales/en.duplicates.js';
import { Asking } from '../parts/asking.js';
import { findMergeDialog, openMergeDialog, type MergeOpener } from '../parts/merge-opener.js';
import type { Screen as AnyScreen } from '../parts/screen.js';
import { Ahead } from './ahead.js';
import { anyway } from './anyway.js';
import { Decisions, type Answer, type Decision } from './decisions.js';
import { FullScan } from './full-scan.js';
import { keysIn } from './keys.js';
import { askToMerge, speaksAgainst, whenMerged, type Outlook } from './merging.js';
import { keyOf, Pairs } from './pairs.js';
import type { QueuePage } from './queue-page.js';
import { queueView, type QueueActions } from './queue-view.js';
import { scanView } from './scan-view.js';
import { styles } from './queue.styles.js';
import { shortName, type Ui } from './ui.js';

const english = { ...duplicates, ...queue };
export { english, styles };

export class Screen implements AnyScreen<QueuePage> {
  readonly #ui: Ui;
  readonly #asking: Asking;
  readonly #pairs: Pairs;
  readonly #ahead: Ahead;
  readonly #decisions: Decisions;
  readonly #scan: FullScan;
  /** the data that came from the desk when the screen was opened or asked anew */
  #told: QueuePage | undefined;
  /** the focus was in the queue when something was done that may take it away */
  #holdsFocus = false;
  /** why nothing happened just now */
  #said: string | undefined;
  /** aborted when the page's dialog is closed */
  #opened: AbortController | undefined;

  constructor(ui: Ui) {
    this.#ui = ui;
    this.#asking = new Asking(ui);
    const desk = (): Ui['desk'] => ui.desk;
    this.#ahead = new Ahead(desk, ui.update);
    this.#decisions = new Decisions({
      host: ui.host,
      desk,
      tick: () => ++this.#pairs.clock,
      saved: ({ answer }) => {
        // What is put off comes again behind the others.
        if (answer !== 'notSame') this.#pairs.refreshSoon();
      },
      failed: (decision) => this.#failed(decision),
      changed: ui.update,
    });
    this.#pairs = new Pairs(desk, (key, since) => this.#decisions.isDecided(key, since), ui.update);
    this.#scan = new FullScan({
      host: ui.host,
      desk,
      stepped: () => this.#pairs.refreshSoon(),
      changed: ui.update,
    });
  }

  get hasUnsavedChanges(): boolean {
    return this.#decisions.isSaving;
  }

  follow(data: QueuePage): void {
    if (data !== this.#told) {
      // Nobody knows whether it was asked for before the last decision was saved; a second look does.
      const isFirst = this.#told === undefined;
      this.#told = data;
      this.#pairs.take(data, -1);
      if (!isFirst) this.#pairs.refreshSoon();
    }
    this.#scan.know(this.#pairs.scan);
    this.#ahead.look(this.#pairs.next);
  }

  hear(change: Change): void {
    if (change.type === 'cleared') this.#decisions.forget();
    const shown = this.#pairs.items.flatMap(({ customer, other }) => [
      customer.customerNumber,
      other.customerNumber,
    ]);
    const concerns = numbersIn(change).some((each) => shown.includes(each));
    if (change.type === 'duplicatesChanged' || concerns) this.#pairs.refreshSoon();
  }

  updated(): void {
    this.#asking.updated();
    const root = this.#ui.host.shadowRoot;
    if (!this.#holdsFocus || !root || root.querySelector('dialog')?.open) return;
    const place = root.querySelector<HTMLElement>('#pair, #empty');
    // Between the last pair and the answer whether there are more, there is neither.
    if (!place) return;
    this.#holdsFocus = false;
    // Nobody has gone elsewhere meanwhile: what held the focus is gone, or left it to what stands around the place.
    const { activeElement: onPage, body } = root.ownerDocument;
    const here = root.activeElement;
    if (here ? here.contains(place) : onPage === body || onPage === null) place.focus();
  }

  leavePage(): void {
    this.#asking.drop();
    this.#scan.pause();
    this.#pairs.stop();
    this.#ahead.stop();
    this.#opened?.abort();
  }

  render(): TemplateResult {
    this.#holdsFocus ||= !!this.#ui.host.shadowRoot?.activeElement?.closest('#pair, #empty');
    const view = {
      ...this.#ui,
      pairs: this.#pairs,
      ahead: this.#ahead,
      decisions: this.#decisions,
      said: this.#said,
      hasDialog: this.#dialog !== undefined,
      actions: this.#actions,
    };
    return html`<div class="queue" @keydown=${this.#pressed}>
      ${scanView({ ...this.#ui, scan: this.#scan, start: (isAnew) => void this.#scan.run(isAnew), pause: () => this.#pause() })}
      ${queueView(view)} ${this.#asking.render()}${nothing}
    </div>`;
  }

  readonly #actions: QueueActions = {
    answer: (answer) => this.#answer(answer),
    undo: () => void this.#undo(),
    step: (by) => this.#step(by),
    swap: () => this.#swap(),
    choose: () => this.#choose(),
    goOn: () => this.#goOn(),
    show: (key) => this.#show(key),
    again: () => {
      this.#ahead.again();
      void this.#pairs.refresh();
    },
  };

  /** Keys count only while the focus is in here, and never while somebody types (WCAG 2.1.4). */
  readonly #pressed = (event: KeyboardEvent): void => {
    const act = keysIn(event, this.#actions);
    if (!act) return;
    event.preventDefault();
    // A page's own shortcut for the same letter stays out of it.
    event.stopPropagation();
    act();
  };

  get #dialog(): (MergeOpener & HTMLElement) | undefined {
    const { host } = this.#ui;
    const id = (host as Partial<Record<'mergeDialog', string | null>>).mergeDialog;
    return findMergeDialog(host, id) as (MergeOpener & HTMLElement) | undefined;
  }

  /** Those that were taken from under somebody's eyes, or are not there yet, cannot be decided. */
  #answer(answer: Answer): void {
    const { current, isGone } = this.#pairs;
    this.#said = undefined;
    if (!current || isGone) return;
    if (answer !== 'merge') {
      if (this.#decisions.decide(current, answer)) this.#decided(current, answer);
      return;
    }
    const { outlook } = this.#ahead.of(current);
    if (!outlook.value || outlook.busy) return this.#notYet(outlook.error);
    this.#mergeOrAsk(current, outlook.value);
  }

  #notYet(error: unknown): void {
    if (error !== undefined) this.#ahead.again();
    this.#said = error === undefined ? this.#ui.t.waitForPreview : this.#ui.t.noPreview;
    this.#ui.say(this.#said);
  }

  #mergeOrAsk(pair: QueuedDuplicate, outlook: Outlook): void {
    if (outlook.isBlocked) {
      this.#said = this.#ui.t.oneCustomer;
      this.#pairs.refreshSoon();
      return this.#ui.update();
    }
    if (!speaksAgainst(pair, outlook)) return this.#merge(pair, outlook);
    if (this.#dialog) return this.#choose();
    this.#holdsFocus = true;
    this.#ui.ask(anyway(this.#ui, pair, outlook, () => this.#merge(pair, outlook)));
  }

  #merge(pair: QueuedDuplicate, outlook: Outlook): void {
    if (!askToMerge(this.#ui.host, outlook)) return;
    this.#decisions.merge(pair, outlook);
    this.#decided(pair, 'merge');
  }

  /** The next pair takes its place, and a screen reader hears both. */
  #decided(pair: QueuedDuplicate, answer: Answer): void {
    const { t, say } = this.#ui;
    this.#holdsFocus = true;
    const { last } = this.#decisions;
    const [one, other] = [pair.customer.customerNumber, pair.other.customerNumber];
    const done =
      answer === 'merge'
        ? t.merged(last?.survivorNumber ?? one, last?.absorbedNumber ?? other)
        : t.done[answer](one, other);
    this.#pairs.remove(keyOf(pair));
    this.#ahead.look(this.#pairs.next);
    say(`${done} ${this.#nextInWords()}`);
  }

  #nextInWords(): string {
    const { t } = this.#ui;
    const { current } = this.#pairs;
    if (!current) return t.nothing;
    return t.nextPair(`${shortName(this.#ui, current.customer)}, ${shortName(this.#ui, current.other)}`);
  }

  #failed({ pair, key, answer }: Decision): void {
    const { t, say } = this.#ui;
    // Nobody else is at hand: then it is.
    this.#pairs.putBack(pair, this.#pairs.items.length === 0);
    if (answer === 'merge') this.#ahead.again();
    if (this.#decisions.failures.has(key)) {
      say(t.notSaved(pair.customer.customerNumber, pair.other.customerNumber));
    }
    this.#pairs.refreshSoon();
  }

  async #undo(): Promise<void> {
    const { t, say } = this.#ui;
    const { last } = this.#decisions;
    if (!last) return;
    this.#said = undefined;
    this.#holdsFocus = true;
    const pair = await this.#decisions.undo();
    const [one, other] = [last.pair.customer.customerNumber, last.pair.other.customerNumber];
    if (pair) this.#pairs.putBack(pair, true);
    else if (last.error !== undefined) return say(t.notTakenBack(one, other));
    else return;
    this.#holdsFocus = true;
    this.#pairs.refreshSoon();
    say(t.takenBack(one, other));
  }

  #step(by: 1 | -1): void {
    this.#said = undefined;
    this.#holdsFocus = true;
    const wasGone = this.#pairs.isGone;
    if (!this.#pairs.step(by)) return;
    const { t, say } = this.#ui;
    const { at, items, waiting } = this.#pairs;
    const place = t.place(at + 1, Math.max(waiting, items.length));
    say(wasGone ? this.#nextInWords() : `${place}. ${this.#nextInWords()}`);
  }

  #swap(): void {
    const { current, isGone } = this.#pairs;
    if (!current || isGone) return;
    this.#ahead.swap(current);
    const { t, say } = this.#ui;
    const { customer, other } = current;
    const stays = this.#ahead.isSwapped(current) ? other : customer;
    say(`${t.stays}: ${shortName(this.#ui, stays)}`);
  }

  #goOn(): void {
    this.#holdsFocus = true;
    if (this.#pairs.leaveGone()) this.#ui.say(this.#nextInWords());
  }

  #show(key: string): void {
    this.#pairs.show(key);
    void this.#ui.focus('#pair');
  }

  /** R18, B3: per field, in the page's own dialog; what comes of it is heard from there. */
  #choose(): void {
    const { current, isGone } = this.#pairs;
    const dialog = this.#dialog;
    if (!current || isGone || !dialog) return;
    const { customer, other } = current;
    const [survivor, absorbed] = this.#ahead.isSwapped(current) ? [other, customer] : [customer, other];
    const numbers = [survivor.customerNumber, absorbed.customerNumber] as const;
    this.#holdsFocus = true;
    this.#opened?.abort();
    const opened = (this.#opened = new AbortController());
    const { signal } = opened;
    dialog.addEventListener('close', () => opened.abort(), { signal });
    whenMerged(dialog, numbers, signal, (merged) => {
      this.#decisions.take(current, merged);
      this.#pairs.remove(keyOf(current));
    });
    if (!openMergeDialog(this.#ui.host, dialog, ...numbers)) opened.abort();
  }

  #pause(): void {
    this.#scan.pause();
    this.#pairs.refreshSoon();
  }
}
