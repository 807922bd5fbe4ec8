/**
 * What one lookup API may take of this server, and how it fared: at most so many calls at once, none while its provider
 * is left alone (D15, B9). Calls beyond that are refused at once; a queue would only make every agent wait for a
 * provider that is too slow already.
 */
import { DeskError, isDeskError, type Clock, type ErrorCode, type LookupReason } from '@deskcard/core';
import { Breaker, type BreakerLimits, type BreakerState, type Verdict } from './breaker.js';
import { failure } from './failure.js';

export interface GateLimits extends BreakerLimits {
  /** calls of one lookup API at once */
  readonly concurrentPerApi: number;
  /** calls of all lookup APIs at once, which bounds memory and connections */
  readonly concurrentInAll: number;
}

/** How the last finished call went. */
export interface LastCall {
  readonly at: string;
  readonly durationMs: number;
  /** the provider's status, when a reply came */
  readonly status?: number;
  /** otherwise what went wrong */
  readonly code?: ErrorCode;
  readonly reason?: LookupReason;
}

export interface ApiHealth {
  readonly breaker: BreakerState;
  /** in a row */
  readonly failures: number;
  /** how long calls stay paused, 0 when they are not */
  readonly pausedMs: number;
  readonly underWay: number;
  /** absent until one has finished */
  readonly last?: LastCall;
}

interface Gate {
  breaker: Breaker;
  /** the base URL the breaker stands for */
  url: string;
  underWay: number;
  last?: LastCall;
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
      this.#remember(gate, started, { status: reply.status });
      return reply;
    } catch (error) {
      settle(verdictOf(error));
      this.#remember(gate, started, isDeskError(error) ? told(error) : { code: 'internal' });
      throw error;
    } finally {
      gate.underWay -= 1;
      this.#underWay -= 1;
    }
  }

  /** `undefined` when this API was not called yet, or so long ago that it is forgotten. */
  health(apiId: string): ApiHealth | undefined {
    const gate = this.#gates.get(apiId);
    if (gate === undefined) return undefined;
    const { breaker, underWay, last } = gate;
    const { state, failures, remainingMs } = breaker;
    return { breaker: state, failures, pausedMs: remainingMs, underWay, ...(last && { last }) };
  }

  #gate(apiId: string, url: string): Gate {
    const known = this.#gates.get(apiId);
    const gate = known ?? { breaker: this.#newBreaker(), url, underWay: 0 };
    // Whoever corrects the base URL must not wait for the old one's pause to end.
    if (gate.url !== url) Object.assign(gate, { breaker: this.#newBreaker(), url });
    this.#gates.delete(apiId);
    this.#gates.set(apiId, gate);
    if (known === undefined && this.#gates.size > mostGates) this.#forgetOne();
    return gate;
  }

  #newBreaker(): Breaker {
    return new Breaker(this.#limits, this.#clock);
  }

  #forgetOne(): void {
    for (const [apiId, { underWay }] of this.#gates) {
      if (underWay > 0) continue;
      this.#gates.delete(apiId);
      return;
    }
  }

  #remember(gate: Gate, started: number, outcome: Omit<LastCall, 'at' | 'durationMs'>): void {
    if (outcome.code === 'aborted') return;
    const ended = this.#clock.now();
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

function told(error: DeskError): Omit<LastCall, 'at' | 'durationMs'> {
  const reason = error.details['reason'] as LookupReason | undefined;
  return { code: error.code, ...(reason && { reason }) };
}

function paused(retryAfterMs: number): DeskError {
  const message = 'The provider failed several times in a row; calls are paused.';
  return new DeskError('lookup_paused', message, { details: { retryAfterMs } });
}
