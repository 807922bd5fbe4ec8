/**
 * The one way out of a gateway (D15, B9): every information search, auto lookup and test call goes through here and
 * through nothing else. What is published about it for operators is docs/outgoing-calls.md; each limit stands there.
 */
import { createSecureContext, rootCertificates } from 'node:tls';
import {
  DeskError,
  isDeskError,
  lookupLimits,
  type Clock,
  type LookupCall,
  type LookupReply,
  type LookupSendOptions,
  type LookupTransport,
} from '@deskcard/core';
import type { LookupMeasures } from '@deskcard/core/ports';
import { unlessAborted } from './abort.js';
import { connectChecked, dialTcp, type Dial, type Ways } from './connect.js';
import { exchange, type ReplyLimits } from './exchange.js';
import { failure, givenUp } from './failure.js';
import { Gates, type GateLimits } from './gates.js';
import { askNameServers, askThisMachine, type Resolve } from './resolve.js';
import { parseExemption, readTarget, type Exemption, type Target } from './target.js';

export interface EgressLimits extends ReplyLimits, GateLimits {
  /** for the whole call: look-up, connection and reply */
  readonly timeoutMs: number;
}

/** The first three may be made smaller, never larger; the others are the operator's choice. */
export const egressLimits: EgressLimits = {
  timeoutMs: lookupLimits.timeoutMs,
  replyBytes: lookupLimits.replyBytes,
  headerBytes: 16_384,
  concurrentPerApi: 20,
  concurrentInAll: 200,
  failuresToPause: 5,
  pauseMs: 30_000,
};
const fixed: readonly (keyof EgressLimits)[] = ['timeoutMs', 'replyBytes', 'headerBytes'];

export interface GuardedTransportOptions {
  /**
   * Exact hosts, as `host` or `host:port`, that may stand in the operator's own network and may be called over plain
   * http. Without a port it is 443, or 80 for http.
   */
  allow?: readonly string[];
  limits?: Partial<EgressLimits>;
  /** certificates (PEM) of authorities to trust beside those of Node, such as the company's own */
  ca?: string | readonly string[];
  /** replaces both ways of looking a name up; what it answers is checked just as well */
  resolve?: Resolve;
  clock?: Clock;
}

export interface GuardedTransport extends LookupTransport {
  /** How a lookup API fares here, at this base URL if one is named; `undefined` when it was not called since the start. */
  health(apiId: string, url?: string): LookupMeasures | undefined;
  /** Refuses further calls with `lookup_busy`, and waits for those under way, which the deadline bounds. */
  close(): Promise<void>;
}

/** Throws `invalid_input` for a limit or a host that cannot be meant. */
export function guardedTransport(options: GuardedTransportOptions = {}): GuardedTransport {
  return transportOver(dialTcp, options);
}

/** For tests: `dial` decides where the connection to a checked address leads. */
export function transportOver(dial: Dial, options: GuardedTransportOptions = {}): GuardedTransport {
  const limits = readLimits(options.limits);
  const exemptions = (options.allow ?? []).map(parseExemption);
  const gates = new Gates(limits, options.clock ?? { now: () => Date.now() });
  const ways = waysOut(dial, options);
  const underWay = new Set<Promise<unknown>>();
  let isClosed = false;

  const send = async (call: LookupCall, { signal, apiId }: LookupSendOptions): Promise<LookupReply> => {
    if (signal?.aborted) throw givenUp(signal.reason);
    if (isClosed) throw new DeskError('lookup_busy', 'This server is shutting down.');
    const sent = gates.pass(apiId, call.url, () => sendInTime(call, exemptions, ways, limits, signal));
    underWay.add(sent);
    try {
      return await sent;
    } finally {
      underWay.delete(sent);
    }
  };
  return {
    send,
    health: (apiId, url) => gates.health(apiId, url),
    close: async () => {
      isClosed = true;
      await Promise.allSettled(underWay);
    },
  };
}

function readLimits(given: Partial<EgressLimits> = {}): EgressLimits {
  const limits = { ...egressLimits, ...given };
  for (const name of Object.keys(egressLimits) as (keyof EgressLimits)[]) {
    const value = limits[name];
    const isTooLarge = fixed.includes(name) && value > egressLimits[name];
    if (Number.isSafeInteger(value) && value > 0 && !isTooLarge) continue;
    const bound = fixed.includes(name) ? ` of at most ${egressLimits[name]}` : '';
    throw new DeskError('invalid_input', `The limit ${name} must be a whole number above 0${bound}.`);
  }
  return limits;
}

interface WaysOut extends Omit<Ways, 'resolve'> {
  resolveFor(target: Target): Resolve;
}

function waysOut(dial: Dial, { ca, resolve }: GuardedTransportOptions): WaysOut {
  const onInternet = resolve ?? askNameServers();
  const exempted = resolve ?? askThisMachine;
  const authorities = ca === undefined ? {} : { ca: [...rootCertificates, ...[ca].flat()] };
  return {
    dial,
    resolveFor: ({ exempt }) => (exempt ? exempted : onInternet),
    secureContext: createSecureContext({ minVersion: 'TLSv1.2', ...authorities }),
  };
}

/** Where the call stands, which tells what a deadline means. */
type Phase = 'noConnection' | 'noReply' | 'slowReply';

async function sendInTime(
  call: LookupCall,
  exemptions: readonly Exemption[],
  ways: WaysOut,
  limits: EgressLimits,
  signal: AbortSignal | undefined,
): Promise<LookupReply> {
  const target = readTarget(call.url, exemptions);
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), limits.timeoutMs);
  const given = signal === undefined ? late.signal : AbortSignal.any([signal, late.signal]);
  let phase: Phase = 'noConnection';
  try {
    const reach = { ...ways, resolve: ways.resolveFor(target) };
    const attempt = async (): Promise<LookupReply> => {
      const socket = await connectTwice(target, reach, given);
      phase = 'noReply';
      return exchange(socket, target.url, call, limits, given, () => (phase = 'slowReply'));
    };
    return await unlessAborted(attempt(), given);
  } catch (error) {
    if (signal?.aborted) throw givenUp(error);
    if (late.signal.aborted) throw failure(phase, error);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** Worth a second attempt, because nothing was sent and the next moment may be better. */
const passing = new Set<unknown>(['nameNotFound', 'refused', 'unreachable', 'tls']);

async function connectTwice(
  target: Target,
  ways: Ways,
  signal: AbortSignal,
): ReturnType<typeof connectChecked> {
  try {
    return await connectChecked(target, ways, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (!isDeskError(error) || !passing.has(error.details['reason'])) throw error;
    return connectChecked(target, ways, signal);
  }
}
