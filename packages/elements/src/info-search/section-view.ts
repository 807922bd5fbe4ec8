/** How one section looks: its inputs, its Search button, its status line, its result fields, and what was filled. */
import { html, nothing, type TemplateResult } from 'lit';
import type { SearchItem } from '@deskcard/core';
import type { FillProblem } from '@deskcard/core/connect';
import { button } from '../parts/button.js';
import { chevronIcon, searchIcon, undoIcon } from '../parts/icons.js';
import { areaField, selectField, textField } from '../parts/field.js';
import { status, type Status } from '../parts/status.js';
import { outcomeOf, statusOf } from '../lookups/outcome.js';
import { faultOf, maskIn, typeInto, valueIn, type Section } from '../lookups/section.js';
import type { View } from './view.js';

/** A section that opens and closes when it is one of several. */
export function sectionView(view: View, section: Section, count: number): TemplateResult {
  const { name } = section.api;
  const line = statusOf(view, section);
  const body = html`${form(view, section, line)} ${view.values.render(view, section)} ${note(view, section)}`;
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
      ${line ? html`<span class="brief ${line.kind}">${outcomeOf(view, section)}</span>` : nothing}
    </summary>
    <div class="body">${body}</div>
  </details>`;
}

function form(view: View, section: Section, line: Status | undefined): TemplateResult {
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    if (section.run === undefined) view.search(section);
  };
  const onReset = (): void => {
    section.typed.clear();
    section.refused = [];
    section.tried = false;
    view.update();
  };
  const id = `api-${section.api.apiId}`;
  return html`<form novalidate @submit=${onSubmit} @keydown=${keepFromHotkeys}>
    <div class="inputs" part="inputs">
      ${section.api.searchItems.map((item, at) => input(view, section, item, `${id}-${at}`))}
    </div>
    <div class="actions">
      <button
        class="button primary search"
        type="submit"
        id=${id}
        part="search"
        aria-disabled=${section.run ? 'true' : 'false'}
      >
        ${searchIcon()}${view.common.search}
      </button>
      ${section.run ? button(view.common.cancel, () => view.lookups.cancel(section)) : nothing}
      ${section.typed.size > 0 && !section.run ? button(view.t.reset, onReset, 'quiet') : nothing}
      ${status(line)}
    </div>
  </form>`;
}

function input(view: View, section: Section, item: SearchItem, id: string): TemplateResult {
  const { lookups, update } = view;
  // A mask cannot be corrected, only typed over: it stands where a value would, and is none.
  const mask = maskIn(section, item, lookups.ticket, view.service);
  const value = mask === undefined ? valueIn(section, item, lookups.ticket) : '';
  const fault = faultOf(section, item, lookups.ticket, view.service);
  const options = {
    id,
    label: item.screenName,
    required: item.required,
    requiredText: view.common.required,
    value,
    ...(mask === undefined ? {} : { placeholder: mask }),
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
  return isLong(view, item, value) ? areaField({ ...options, rows: 2 }) : textField(options);
}

function isLong(view: View, item: SearchItem, value: string): boolean {
  const fields = view.service?.ticketFields;
  const isArea =
    item.division === 'ticketField' &&
    fields?.some(({ code, type }) => code === item.fieldCode && type === 'textarea');
  return isArea || /[\n\r]/.test(value);
}

/** A letter that is typed here must not fire a hotkey of the page, which sees only the element as its target. */
function keepFromHotkeys(event: KeyboardEvent): void {
  const isTyping = (event.target as Element).matches('input, textarea, select');
  const isCommand = event.ctrlKey || event.metaKey || event.altKey;
  if (isTyping && event.key.length === 1 && !isCommand) event.stopPropagation();
}

/** What the lookup filled in the ticket, with its undo, and what it could not fill and why (D11). */
function note(view: View, section: Section): TemplateResult {
  return html`${status(filledStatus(view, section))}${problems(view, section.note?.problems ?? [])}`;
}

function filledStatus(view: View, section: Section): Status | undefined {
  const { t, common, fills, lookups } = view;
  const filled = section.note?.fills ?? [];
  const takenBack = section.note?.takenBack ?? false;
  const shown = takenBack ? filled : filled.filter((fill) => fills.stands(fill));
  if (shown.length === 0) return undefined;
  const names = labels(view, shown);
  const press = (): void => {
    if (takenBack) lookups.fillAgain(section);
    else fills.undo(section);
    view.update();
  };
  return {
    kind: takenBack ? 'info' : 'ok',
    text: takenBack ? t.takenBack(names) : t.filled(names),
    action: button(takenBack ? t.fillAgain : [undoIcon(), common.undo], press, 'quiet small'),
  };
}

function problems(view: View, found: readonly FillProblem[]): TemplateResult | typeof nothing {
  if (found.length === 0) return nothing;
  const reasons = [...new Set(found.map(({ reason }) => reason))];
  return html`<ul class="hint problems">
    ${reasons.map((reason) => {
      const concerned = found.filter((problem) => problem.reason === reason);
      return html`<li>${view.t.notFilled[reason](labels(view, concerned))}</li>`;
    })}
  </ul>`;
}

/** The labels of ticket fields, each once. */
function labels({ service }: View, of: readonly { readonly fieldCode: string }[]): string {
  const label = (code: string): string =>
    service?.ticketFields.find((field) => field.code === code)?.label ?? code;
  return [...new Set(of.map(({ fieldCode }) => label(fieldCode)))].join(', ');
}
