/** How one section looks: its inputs, its Search button, its status line, its result fields, and what was filled. */
import { html, nothing, type TemplateResult } from 'lit';
import type { SearchItem, TicketField } from '@deskcard/core';
import type { FillProblem } from '@deskcard/core/connect';
import { chevronIcon, searchIcon, undoIcon } from '../parts/icons.js';
import { areaField, selectField, textField } from '../parts/field.js';
import { status, type Status } from '../parts/status.js';
import type { Lookups } from './lookups.js';
import { asked, faultOf, typeInto, valueIn, type Section } from './section.js';
import type { Values } from './values.js';
import { button, readFailure, type View } from './view.js';

export interface SectionParts {
  readonly view: View;
  readonly lookups: Lookups;
  readonly values: Values;
  readonly update: () => void;
  /** the agent pressed Search or Enter */
  readonly search: (section: Section) => void;
  /** the agent pressed Cancel */
  readonly cancel: (section: Section) => void;
}

/** A section that opens and closes when it is one of several. */
export function sectionView(
  parts: SectionParts,
  section: Section,
  index: number,
  count: number,
): TemplateResult {
  const { name } = section.api;
  const line = statusOf(parts, section);
  const body = html`${form(parts, section, index, line)} ${parts.values.render(parts.view, section)}
  ${note(parts, section)}`;
  if (count === 1) {
    return html`<section class="api" part="section" aria-label=${name}>
      <h3>${name}</h3>
      ${body}
    </section>`;
  }
  return html`<details class="api disclosure" part="section" open>
    <summary>
      ${chevronIcon()}
      <h3>${name}</h3>
      ${line ? html`<span class="brief ${line.kind}">${outcomeOf(parts.view, section)}</span>` : nothing}
    </summary>
    <div class="body">${body}</div>
  </details>`;
}

function form(
  parts: SectionParts,
  section: Section,
  index: number,
  line: Status | undefined,
): TemplateResult {
  const { view, update } = parts;
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    if (section.run === undefined) parts.search(section);
  };
  const onReset = (): void => {
    section.typed.clear();
    section.refused = [];
    section.tried = false;
    update();
  };
  return html`<form novalidate aria-label=${section.api.name} @submit=${onSubmit} @keydown=${keepFromHotkeys}>
    <div class="inputs" part="inputs">
      ${section.api.searchItems.map((item, at) => input(parts, section, item, `i${index}-${at}`))}
    </div>
    <div class="actions">
      <button
        class="button primary search"
        type="submit"
        part="search"
        aria-disabled=${section.run ? 'true' : 'false'}
      >
        ${searchIcon()}${view.common.search}
      </button>
      ${section.run ? button(view.common.cancel, () => parts.cancel(section)) : nothing}
      ${section.typed.size > 0 && !section.run ? button(view.t.reset, onReset, 'quiet') : nothing}
      ${status(line)}
    </div>
  </form>`;
}

function input(parts: SectionParts, section: Section, item: SearchItem, id: string): TemplateResult {
  const { view, lookups, update } = parts;
  const value = valueIn(section, item, lookups.ticket);
  const fault = faultOf(section, item, value);
  const options = {
    id,
    label: item.screenName,
    required: item.required,
    requiredText: view.common.required,
    value,
    error: fault && view.describeIssue(fault),
    onInput: (typed: string): void => {
      typeInto(section, item, typed, lookups.ticket);
      update();
    },
  };
  if (item.division === 'general' && item.control === 'dropdown') {
    const choices = [{ value: '', label: view.t.choose }, ...(item.options ?? [])];
    return selectField({ ...options, options: choices });
  }
  // A text box would swallow the line breaks of a text area's value.
  return isLong(lookups, item, value) ? areaField({ ...options, rows: 2 }) : textField(options);
}

function isLong(lookups: Lookups, item: SearchItem, value: string): boolean {
  const fields = lookups.setup?.service.ticketFields ?? [];
  const isArea =
    item.division === 'ticketField' &&
    fields.some(({ code, type }) => code === item.fieldCode && type === 'textarea');
  return isArea || /[\n\r]/.test(value);
}

/** A letter that is typed here must not fire a hotkey of the page, which sees only the element as its target. */
function keepFromHotkeys(event: KeyboardEvent): void {
  const isTyping = (event.target as Element).matches('input, textarea, select');
  const isCommand = event.ctrlKey || event.metaKey || event.altKey;
  if (isTyping && event.key.length === 1 && !isCommand) event.stopPropagation();
}

/** What came of the call, in a few words. */
function outcomeOf({ t, describeError }: View, { run, outcome }: Section): string {
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

function statusOf({ view, lookups }: SectionParts, section: Section): Status | undefined {
  const { t } = view;
  const { api, outcome, run } = section;
  const text = t.line(api.name, outcomeOf(view, section));
  if (run) return { kind: 'busy', text };
  if (outcome === undefined) return undefined;
  switch (outcome.kind) {
    case 'result':
      return resultStatus(view, outcome.result, text, outcome.asked !== asked(section, lookups.ticket));
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

function resultStatus(
  view: View,
  result: import('@deskcard/core').LookupResult,
  text: string,
  stale: boolean,
): Status {
  const { t } = view;
  const { outcome, at, durationMs, providerMessage } = result;
  const kinds: Partial<Record<typeof outcome, Status['kind']>> = { found: 'ok', noResult: 'warning' };
  const hints = [
    stale ? t.stale : t.outcomes[outcome][1],
    view.isAdmin && providerMessage ? t.providerSays(providerMessage) : '',
    t.asOf(view.when(at, 'time'), view.seconds(durationMs)),
  ];
  return { kind: kinds[outcome] ?? 'error', text, hint: hints.filter(Boolean).join('\n') };
}

/** What the lookup filled in the ticket, with its undo, and what it could not fill and why (D11). */
function note(parts: SectionParts, section: Section): TemplateResult {
  const { view, lookups } = parts;
  const fields = lookups.setup?.service.ticketFields ?? [];
  return html`${status(filledStatus(parts, section, fields))}${problems(view, section.note?.problems ?? [], fields)}`;
}

function filledStatus(
  { view, lookups, update }: SectionParts,
  section: Section,
  fields: readonly TicketField[],
): Status | undefined {
  const { t, common } = view;
  const filled = section.note?.fills ?? [];
  const takenBack = section.note?.takenBack ?? false;
  const shown = takenBack ? filled : filled.filter((fill) => lookups.fills.stands(fill));
  if (shown.length === 0) return undefined;
  const names = labels(shown, fields);
  const press = (): void => {
    if (takenBack) lookups.fillAgain(section);
    else lookups.fills.undo(section);
    update();
  };
  return {
    kind: takenBack ? 'info' : 'ok',
    text: takenBack ? t.takenBack(names) : t.filled(names),
    action: button(takenBack ? t.fillAgain : [undoIcon(), common.undo], press, 'quiet small'),
  };
}

function problems(
  { t }: View,
  found: readonly FillProblem[],
  fields: readonly TicketField[],
): TemplateResult | typeof nothing {
  if (found.length === 0) return nothing;
  const reasons = [...new Set(found.map(({ reason }) => reason))];
  return html`<ul class="hint problems">
    ${reasons.map((reason) => {
      const concerned = found.filter((problem) => problem.reason === reason);
      return html`<li>${t.notFilled[reason](labels(concerned, fields))}</li>`;
    })}
  </ul>`;
}

/** The labels of ticket fields, each once. */
function labels(of: readonly { readonly fieldCode: string }[], fields: readonly TicketField[]): string {
  const label = (code: string): string => fields.find((field) => field.code === code)?.label ?? code;
  return [...new Set(of.map(({ fieldCode }) => label(fieldCode)))].join(', ');
}
