/** B9: what the transport has measured of each lookup API, in the terms of the provider protocol. */
import type { ErrorCode } from '../errors.js';
import type { Handler } from '../handler.js';
import type { LookupApi } from '../model/lookup-api.js';
import type { LookupApiHealth, LookupCallOutcome } from '../model/lookup-health.js';
import { LookupReason } from '../model/lookup.js';
import type { LastLookupCall, LookupMeasures } from '../ports.js';
import { outcomeOfStatus } from './protocol.js';
import { allApis } from './store.js';

const outcomes: Partial<Record<ErrorCode, LookupCallOutcome>> = {
  lookup_timeout: 'timeout',
  lookup_blocked: 'blocked',
  lookup_malformed: 'malformed',
  lookup_too_large: 'tooLarge',
};

function outcomeOf({ status, code }: LastLookupCall): LookupCallOutcome {
  // Whatever else kept a call from its reply, the provider was not reached.
  if (status === undefined) return (code && outcomes[code]) ?? 'network';
  const outcome = outcomeOfStatus(status);
  const isAnswer = outcome === 'found' || outcome === 'noResult';
  return isAnswer ? 'answered' : (outcome as LookupCallOutcome);
}

function lastOf(last: LastLookupCall): LookupApiHealth['last'] {
  const { at, durationMs, status, reason } = last;
  // A transport may be the host's own: only reasons of the list are passed on.
  const known = LookupReason.safeParse(reason).data;
  return {
    at,
    durationMs,
    outcome: outcomeOf(last),
    ...(status === undefined ? {} : { status }),
    ...(known === undefined ? {} : { reason: known }),
  };
}

function healthOf({ apiId }: LookupApi, measured: LookupMeasures | undefined, now: number): LookupApiHealth {
  if (measured === undefined) {
    return { apiId, calls: 0, failed: 0, underWay: 0, breaker: { state: 'closed', failures: 0 } };
  }
  const { since, calls, failed, underWay, breaker: state, failures, pausedMs, last } = measured;
  const until = state === 'open' ? { until: new Date(now + pausedMs).toISOString() } : {};
  return {
    apiId,
    since,
    calls,
    failed,
    underWay,
    breaker: { state, failures, ...until },
    ...(last && { last: lastOf(last) }),
  };
}

export const health: Handler<'lookups.health'> = async ({ read, transport, now }) => {
  if (transport.health === undefined) return { measured: false, items: [] };
  const apis = await read((tx) => allApis(tx));
  const at = now();
  const items = apis.map((api) => healthOf(api, transport.health?.(api.apiId, api.baseUrl), at));
  return { measured: true, items };
};
