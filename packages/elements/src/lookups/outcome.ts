/** What came of a lookup, in one line: its outcome, what to do about it, and of when it is (D9, D10, B11). */
import type { LookupResult } from '@deskcard/core';
import { button } from '../parts/button.js';
import { reloadIcon } from '../parts/icons.js';
import type { Status } from '../parts/status.js';
import type { Lookups } from './lookups.js';
import { asked, inputsOf, type Section } from './section.js';
import { readFailure, type LookupView } from './view.js';

/** What came of the call, in a few words. */
export function outcomeOf({ t, describeError }: LookupView, { run, outcome }: Section): string {
  if (run) return t.searching;
  switch (outcome?.kind) {
    case 'result':
      return t.outcomes[outcome.result.outcome][0];
    case 'notRun':
      return t.notRun[outcome.reason](outcome.items.join(', '));
    case 'failed':
      return describeError(outcome.error).message;
    case 'timeout':
      return t.outcomes.timeout[0];
    case 'cancelled':
      return t.cancelled;
    case undefined:
      return '';
  }
}

export function statusOf(
  view: LookupView,
  section: Section,
  text: Status['text'] = view.t.line(section.api.name, outcomeOf(view, section)),
): Status | undefined {
  const { t, lookups } = view;
  const { outcome, run } = section;
  if (run) return { kind: 'busy', text };
  if (outcome === undefined) return undefined;
  switch (outcome.kind) {
    case 'result':
      return resultStatus(view, section, outcome.result, text);
    case 'notRun':
      // It says why the values of then were not searched for; others stand there now.
      return outcome.asked === asked(section, lookups.ticket) ? { kind: 'info', text } : undefined;
    case 'failed':
      return { ...readFailure(view, outcome.error), text };
    case 'timeout':
      return { kind: 'error', text, hint: t.outcomes.timeout[1] };
    case 'cancelled':
      return { kind: 'info', text };
  }
}

/** Whether other values stand there now. What this very answer filled in the ticket is no other question. */
function isStale(section: Section, before: string, result: LookupResult, { ticket }: Lookups): boolean {
  const then = new Map(JSON.parse(before) as [string, string][]);
  const now = new Map(Object.entries(inputsOf(section, ticket)));
  return section.api.searchItems.some((item) => {
    const { variableName: name } = item;
    if (then.get(name) === now.get(name)) return false;
    const isFilled = result.connected.some(
      ({ fieldCode, text }) =>
        item.division === 'ticketField' &&
        item.fieldCode === fieldCode &&
        oneLine(text) === oneLine(now.get(name)),
    );
    return then.has(name) || !isFilled;
  });
}

/** A text box has no line breaks; what was filled in one is compared without them. */
const oneLine = (text = ''): string => text.replace(/\s+/g, ' ');

function resultStatus(
  view: LookupView,
  section: Section,
  result: LookupResult,
  text: Status['text'],
): Status {
  const { t, lookups } = view;
  const { outcome: came } = section;
  const stale = came?.kind === 'result' && isStale(section, came.asked, result, lookups);
  const { outcome, at, durationMs, providerMessage, cached, asOf } = result;
  const kinds: Partial<Record<typeof outcome, Status['kind']>> = { found: 'ok', noResult: 'warning' };
  const hints = [
    stale ? t.stale : t.outcomes[outcome][1],
    view.service?.role === 'admin' && providerMessage ? t.providerSays(providerMessage) : '',
    cached && asOf
      ? t.kept(view.when(asOf, isToday(asOf) ? 'time' : 'both'))
      : t.asOf(view.when(at, 'time'), view.seconds(durationMs)),
  ];
  const reload = (): void => view.search(section, true);
  return {
    kind: kinds[outcome] ?? 'error',
    text,
    hint: hints.filter(Boolean).join('\n'),
    action: cached ? button([reloadIcon(), view.common.reload], reload, 'quiet small') : undefined,
  };
}

function isToday(iso: string): boolean {
  return new Date(iso).toDateString() === new Date().toDateString();
}
