/**
 * A provider that failed several times in a row is left alone for a moment, so that nobody waits for it in vain and it
 * can recover (D15): then one call may try again, and its outcome decides for all.
 */
import type { Clock } from '@deskcard/core';

/** `closed`: calls go out; `open`: none does; `halfOpen`: the pause is over, one call may try. */
export type BreakerState = 'closed' | 'open' | 'halfOpen';

export interface BreakerLimits {
  /** failures in a row after which calls stop */
  readonly failuresToPause: number;
  readonly pauseMs: number;
}

/** `neutral`: the call says nothing about the provider, because it was given up or never sent. */
export type Verdict = 'success' | 'failure' | 'neutral';

export class Breaker {
  #failures = 0;
  #openedAt: number | undefined;
  #isTried = false;
  readonly #limits: BreakerLimits;
  readonly #clock: Clock;

  constructor(limits: BreakerLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  get state(): BreakerState {
    if (this.#openedAt === undefined) return 'closed';
    return this.remainingMs > 0 ? 'open' : 'halfOpen';
  }

  get failures(): number {
    return this.#failures;
  }

  /** How long the pause still lasts; 0 when there is none. */
  get remainingMs(): number {
    if (this.#openedAt === undefined) return 0;
    const passed = this.#clock.now() - this.#openedAt;
    // A clock that was set back must not make the pause longer than it is.
    return passed < 0 ? 0 : Math.max(0, this.#limits.pauseMs - passed);
  }

  /** Asks to make one call: gives what to do with its verdict, or `undefined` when it may not be made now. */
  enter(): ((verdict: Verdict) => void) | undefined {
    const { state } = this;
    if (state === 'open' || (state === 'halfOpen' && this.#isTried)) return undefined;
    const isTrial = state === 'halfOpen';
    if (isTrial) this.#isTried = true;
    return (verdict) => this.#settle(verdict, isTrial);
  }

  #settle(verdict: Verdict, isTrial: boolean): void {
    if (isTrial) this.#isTried = false;
    // What was under way when the pause began neither ends nor prolongs it.
    if (verdict === 'neutral' || (this.#openedAt !== undefined && !isTrial)) return;
    if (verdict === 'success') {
      this.#failures = 0;
      this.#openedAt = undefined;
      return;
    }
    this.#failures += 1;
    if (isTrial || this.#failures >= this.#limits.failuresToPause) this.#openedAt = this.#clock.now();
  }
}
