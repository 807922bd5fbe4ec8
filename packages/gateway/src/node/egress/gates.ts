/**
 * What one lookup API may take of this server, and how it fared: at most so many calls at once, none while its provider
 * is left alone (D15, B9). Calls beyond that are refused at once; a queue would only make every agent wait for a
 * provider that is too slow already.
 */
import { DeskError, isDeskError, type Clock, type LookupReason } from '@deskcard/core';
import type { LastLookupCall, LookupMeasures } from '@deskcard/core/ports';
import { Breaker, type BreakerLimits, type Verdict } from './breaker.js';
import { failure } from './failure.js';

export interface GateLimits extends BreakerLimits {
  /** calls of one lookup API at once */
  readonly concurrentPerApi: number;
  /** calls of all lookup APIs at once, which bounds memory and connections */
  readonly concurrentInAll: number;
}

interface Gate {
  breaker: Breaker;
  /** the base URL that all of this is about */
  url: string;
  underWay: number;
  /** when it was first called, ISO 8601 */
  since: string;
  calls: number;
  failed: number;
  last?: LastLookupCall | undefined;
}

/** APIs whose state is remembered; the one that was idle longest is forgotten first. */
const mostGates = 5000;

export class Gates {
  /** in the order of use, latest last */
  readonly #gates = new Map<string, Gate>();
  readonly #limits: GateLimits;
  readonly #clock: Clock;
  #underWay = 0;

  constructor(limits: GateLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /**
   * Makes `call` when the API may; `lookup_busy` or `lookup_paused` otherwise. APIs that are not saved yet share their
   * slots, and have no breaker: they are one administrator's trials of many addresses.
   */
  async pass<T extends { status: number }>(
    apiId: string | undefined,
    url: string,
    call: () => Promise<T>,
  ): Promise<T> {
    const gate = this.#gate(apiId ?? '', url);
    const isFull = gate.underWay >= this.#limits.concurrentPerApi;
    if (isFull || this.#underWay >= this.#limits.concurrentInAll) throw failure('tooManyCalls');
    const settle = apiId === undefined ? () => undefined : gate.breaker.enter();
    if (settle === undefined) throw paused(gate.breaker.remainingMs);
    const started = this.#clock.now();
    gate.underWay += 1;
    this.#underWay += 1;
    try {
      const reply = await call();
      settle(reply.status >= 500 ? 'failure' : 'success');
      this.#remember(gate, url, started, { status: reply.status });
      return reply;
    } catch (error) {
      settle(verdictOf(error));
      this.#remember(gate, url, started, isDeskError(error) ? told(error) : { code: 'internal' });
      throw error;
    } finally {
      gate.underWay -= 1;
      this.#underWay -= 1;
    }
  }

  /**
   * `undefined` when this API was not called yet, or so long ago that it is forgotten; with a `url` also when the calls
   * went to another one.
   */
  health(apiId: string, url?: string): LookupMeasures | undefined {
    const gate = this.#gates.get(apiId);
    if (gate === undefined || (url !== undefined && gate.url !== url)) return undefined;
    const { breaker, underWay, since, calls, failed, last } = gate;
    const { state, failures, remainingMs: pausedMs } = breaker;
    return { since, calls, failed, breaker: state, failures, pausedMs, underWay, ...(last && { last }) };
  }

  #gate(apiId: string, url: string): Gate {
    const known = this.#gates.get(apiId);
    const gate = known ?? { ...this.#newMeasures(url), underWay: 0 };
    // Whoever corrects the base URL must not wait for the old one's pause to end, nor read of its failures.
    if (gate.url !== url) Object.assign(gate, this.#newMeasures(url));
    this.#gates.delete(apiId);
    this.#gates.set(apiId, gate);
    if (known === undefined && this.#gates.size > mostGates) this.#forgetOne();
    return gate;
  }

  #newMeasures(url: string): Omit<Gate, 'underWay'> {
    const since = new Date(this.#clock.now()).toISOString();
    const breaker = new Breaker(this.#limits, this.#clock);
    return { breaker, url, since, calls: 0, failed: 0, last: undefined };
  }

  #forgetOne(): void {
    for (const [apiId, { underWay }] of this.#gates) {
      if (underWay > 0) continue;
      this.#gates.delete(apiId);
      return;
    }
  }

  #remember(
    gate: Gate,
    url: string,
    started: number,
    outcome: Omit<LastLookupCall, 'at' | 'durationMs'>,
  ): void {
    // Given up, or the base URL was corrected meanwhile: it says nothing about how things stand.
    if (outcome.code === 'aborted' || gate.url !== url) return;
    const ended = this.#clock.now();
    gate.calls += 1;
    if (outcome.status === undefined || outcome.status >= 500) gate.failed += 1;
    gate.last = {
      at: new Date(ended).toISOString(),
      durationMs: Math.max(0, ended - started),
      ...outcome,
    };
  }
}

/** What the provider answered, whatever it was, shows that it is there; what we refused ourselves shows nothing. */
function verdictOf(error: unknown): Verdict {
  const { code, details } = error as Partial<DeskError>;
  if (code === 'lookup_timeout' || code === 'lookup_network') return 'failure';
  if (code === 'lookup_malformed' || code === 'lookup_too_large') return 'success';
  return details?.['reason'] === 'redirect' ? 'success' : 'neutral';
}

function told(error: DeskError): Omit<LastLookupCall, 'at' | 'durationMs'> {
  const reason = error.details['reason'] as LookupReason | undefined;
  return { code: error.code, ...(reason && { reason }) };
}

function paused(retryAfterMs: number): DeskError {
  const message = 'The provider failed several times in a row; calls are paused.';
  return new DeskError('lookup_paused', message, { details: { retryAfterMs } });
}
