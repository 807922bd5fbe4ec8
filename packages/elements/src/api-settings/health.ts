/**
 * B9: how the calls of each lookup API fare, in words beside it. It is asked for when the list comes into sight, and
 * every half minute while it stays there and the page is in front; nobody who looks elsewhere asks anything.
 */
import type { Desk, LookupApiHealth, LookupHealth } from '@deskcard/core';
import { Late } from '../late.js';
import type { Ui } from './ui.js';

/** Between two questions, in milliseconds. */
const EVERY_MS = 30_000;
/** A list that comes and goes is not asked about more often than this. */
const SOONEST_MS = 5_000;

/** What is said of one lookup API. */
export interface HealthWords {
  readonly text: string;
  /** somebody should look at it */
  readonly isBad: boolean;
  /** what stood in the way of the last call */
  readonly hint?: string | undefined;
}

export class Health {
  readonly #ui: Ui;
  readonly #answer: Late<LookupHealth>;
  readonly #onPage = (): void => this.#follow();
  #list: Element | undefined;
  #sight: IntersectionObserver | undefined;
  #isInSight = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #askedAt = -SOONEST_MS;

  constructor(ui: Ui) {
    this.#ui = ui;
    this.#answer = new Late(ui.update);
  }

  /** The list, as long as it is on the page; call it after every drawing. */
  watch(list: Element | undefined): void {
    if (list === this.#list) return;
    this.#list = list;
    this.#sight?.disconnect();
    this.#sight = undefined;
    this.#isInSight = false;
    document.removeEventListener('visibilitychange', this.#onPage);
    if (list) {
      this.#sight = new IntersectionObserver((entries) => {
        this.#isInSight = entries.at(-1)!.isIntersecting;
        this.#follow();
      });
      this.#sight.observe(list);
      document.addEventListener('visibilitychange', this.#onPage);
    }
    this.#follow();
  }

  /** The next answer comes from another desk. */
  forget(): void {
    this.#answer.drop();
    this.#askedAt = -SOONEST_MS;
    this.#follow();
  }

  /** A call has just been made: what was known is old. */
  refresh(): void {
    this.#askedAt = -SOONEST_MS;
    this.#follow();
  }

  /** One sentence about all of them, where there is nothing to be said of each. */
  get note(): string {
    const { t } = this.#ui;
    const { value, error } = this.#answer;
    if (error !== undefined) return t.healthUnknown;
    if (value === undefined) return '';
    return value.measured ? t.healthOfServer : t.notMeasured;
  }

  of(apiId: string): HealthWords | undefined {
    const health = this.#answer.value?.items.find((each) => each.apiId === apiId);
    return health && wordsFor(this.#ui, health);
  }

  #follow(): void {
    clearTimeout(this.#timer);
    const { desk, service } = this.#ui as Partial<Ui>;
    const isWatched = this.#isInSight && document.visibilityState !== 'hidden';
    if (!isWatched || !desk || !service?.permitted.includes('lookups.health')) return this.#answer.stop();
    if (this.#answer.busy) return;
    const passed = performance.now() - this.#askedAt;
    if (passed >= SOONEST_MS) this.#ask(desk);
    else this.#timer = setTimeout(this.#onPage, SOONEST_MS - passed);
  }

  #ask(desk: Desk): void {
    this.#askedAt = performance.now();
    void this.#answer
      .ask((signal) => desk.lookups.health({}, { signal }))
      .then(() => {
        clearTimeout(this.#timer);
        if (this.#isInSight) this.#timer = setTimeout(this.#onPage, EVERY_MS);
      });
  }
}

function wordsFor({ t, when }: Ui, { calls, failed, since, breaker, last }: LookupApiHealth): HealthWords {
  if (breaker.state === 'open' && breaker.until !== undefined) {
    const reason = last?.reason && t.reasons[last.reason];
    return { text: t.paused(when(breaker.until, 'time'), breaker.failures), isBad: true, hint: reason };
  }
  if (last === undefined || since === undefined) return { text: t.notCalled, isBad: false };
  const isToday = new Date(last.at).toDateString() === new Date().toDateString();
  const at = when(last.at, isToday ? 'time' : 'both');
  const said = t.lastCall(at, t.callOutcomes[last.outcome], Math.round(last.durationMs));
  const text = [
    said,
    t.callCount(calls, failed, when(since, 'both')),
    ...(breaker.state === 'halfOpen' ? [t.trial] : []),
  ].join(' · ');
  const isBad = last.outcome !== 'answered' || breaker.state === 'halfOpen';
  return { text, isBad, hint: last.reason && t.reasons[last.reason] };
}
