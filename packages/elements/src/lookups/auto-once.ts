/**
 * The information search and the side tab stand on one page and show the same ticket: what runs by itself runs once
 * for both (R53, B11). Whoever comes while another one waits for the answer or shows it gets that very answer; when
 * nobody does any more, it is given up and forgotten.
 */
import type { AutoLookup, Desk, LookupTicket } from '@deskcard/core';

interface Call {
  readonly answer: Promise<{ items: AutoLookup[] }>;
  readonly end: AbortController;
  holders: number;
}

// Keyed by the desk, so that it is the desk's own state and goes with it.
const callsOn = new WeakMap<Desk, Map<string, Call>>();

/** `state` names the definitions in force; `hold` is aborted when the answer is neither awaited nor shown any more. */
export function autoOnce(desk: Desk, ticket: LookupTicket, state: string, hold: AbortSignal): Call['answer'] {
  let calls = callsOn.get(desk);
  if (calls === undefined) callsOn.set(desk, (calls = new Map()));
  const key = JSON.stringify([state, ticket]);
  const call = calls.get(key) ?? begin(desk, ticket);
  calls.set(key, call);
  call.holders++;
  const leave = (): void => {
    if (--call.holders > 0) return;
    call.end.abort();
    calls.delete(key);
  };
  hold.addEventListener('abort', leave, { once: true });
  return call.answer;
}

function begin(desk: Desk, ticket: LookupTicket): Call {
  const end = new AbortController();
  return { answer: desk.lookups.auto({ ticket }, { signal: end.signal }), end, holders: 0 };
}
