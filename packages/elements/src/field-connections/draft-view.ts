/** One lookup API: a drop-down of ticket fields per result item, and what two items of one field mean (R54–R56, D11). */
import { html, nothing, type TemplateResult } from 'lit';
import type { FieldConnections, ResultItem, TicketField } from '@deskcard/core';
import { isLinkable } from '@deskcard/core/connect';
import { button } from '../parts/button.js';
import { checkIcon, chevronIcon, plusIcon, upIcon } from '../parts/icons.js';
import { selectField } from '../parts/field.js';
import { status, type Status } from '../parts/status.js';
import { selectId, type Draft } from './draft.js';
import { faultOf, fieldsOf, itemsOf, putFirst, type Links } from './links.js';
import { sampleView } from './sample-view.js';
import { labelOf, type Ui } from './ui.js';

export function draftView(ui: Ui, draft: Draft): TemplateResult {
  const { t } = ui;
  const { api, links, isDirty } = draft;
  const linked = new Set(links.map(({ resultItemId }) => resultItemId)).size;
  return html`<details class="disclosure api" part="api" id="api-${api.apiId}" open>
    <summary>
      ${chevronIcon()}
      <h3>${api.name}</h3>
      <span class="hint">${t.count(linked, api.resultItems.length)}${isDirty ? ` · ${t.unsaved}` : ''}</span>
    </summary>
    ${
      api.resultItems.length === 0
        ? html`<p class="muted">${t.noItems}</p>`
        : html`${conflict(ui, draft)}${form(ui, draft)}${sampleView(ui, draft)}`
    }
  </details>`;
}

function form(ui: Ui, draft: Draft): TemplateResult {
  const { t, common, service } = ui;
  const { api } = draft;
  const fields = service.ticketFields.filter(({ type }) => isLinkable(type));
  const save = (event: Event): void => {
    event.preventDefault();
    void draft.save();
  };
  const standing: Status | undefined =
    draft.said ?? (draft.isDirty ? { kind: 'info', text: t.notSaved } : undefined);
  return html`<form novalidate aria-label=${api.name} @submit=${save}>
    ${suggestions(ui, draft)}
    <ul class="links" part="links">
      ${api.resultItems.map((item) => itemRow(ui, draft, item, fields))}
    </ul>
    <div class="row foot" id="foot-${api.apiId}">
      <button
        class="button primary"
        type="submit"
        part="save"
        id="save-${api.apiId}"
        aria-disabled=${draft.isSaving || draft.theirs ? 'true' : 'false'}
      >
        ${common.save}
      </button>
      ${draft.isDirty ? button(t.discard, () => draft.discard()) : nothing}
      <div class="grow">${status(standing)}</div>
    </div>
  </form>`;
}

function suggestions({ t }: Ui, draft: Draft): TemplateResult | typeof nothing {
  const { size } = draft.suggestions;
  if (size === 0) return nothing;
  return html`<div class="row suggestions">
    <span class="grow muted">${t.agree(size)}</span>
    ${button([checkIcon(), t.useSuggestions(size)], () => draft.useSuggestions(), 'small')}
  </div>`;
}

function itemRow(ui: Ui, draft: Draft, item: ResultItem, fields: readonly TicketField[]): TemplateResult {
  const { t } = ui;
  const { itemId, screenName, dataName } = item;
  const chosen = fieldsOf(draft.links, itemId);
  const shown = chosen.length === 0 || draft.adding.has(itemId) ? [...chosen, ''] : chosen;
  const suggested = chosen.length === 0 ? draft.suggestions.get(itemId) : undefined;
  const mayAdd = chosen.length > 0 && !draft.adding.has(itemId) && chosen.length < fields.length;
  const add = (): void => {
    draft.adding.add(itemId);
    ui.update();
    void ui.focus(`#${CSS.escape(selectId(draft.api, itemId, chosen.length))}`);
  };
  const use = (): void => {
    draft.choose(itemId, '', suggested!);
    void ui.focus(`#${CSS.escape(selectId(draft.api, itemId, 0))}`);
  };
  const more = mayAdd
    ? button(plusIcon(), add, 'quiet icon-only', { name: `${t.another}: ${screenName}` })
    : nothing;
  return html`<li>
    <div class="item">
      <b><bdi>${screenName}</bdi></b> <code class="muted"><bdi>${dataName}</bdi></code>
    </div>
    <div class="fields">
      ${shown.map(
        (code, index) =>
          html`<div class="chosen">
              ${fieldChoice(ui, draft, item, { code, index, chosen, fields })}${index === shown.length - 1 ? more : nothing}
            </div>
            ${rivals(ui, draft, itemId, code)}`,
      )}
      ${
        suggested === undefined
          ? nothing
          : button([checkIcon(), t.suggestion(labelOf(ui, suggested))], use, 'quiet small')
      }
    </div>
  </li>`;
}

interface Choice {
  readonly code: string;
  readonly index: number;
  readonly chosen: readonly string[];
  readonly fields: readonly TicketField[];
}

function fieldChoice(
  ui: Ui,
  draft: Draft,
  { itemId, screenName }: ResultItem,
  { code, index, chosen, fields }: Choice,
): TemplateResult {
  const { t, service } = ui;
  const fault = code === '' ? undefined : faultOf(code, service.ticketFields);
  const options = fields
    .filter((field) => field.code === code || !chosen.includes(field.code))
    .map((field) => ({
      value: field.code,
      label: t.field(field.label || field.code, field.type, field.maxLength),
    }));
  // What can no longer be linked stays to be seen until somebody decides.
  if (fault) options.unshift({ value: code, label: labelOf(ui, code) });
  return selectField({
    id: selectId(draft.api, itemId, index),
    label: t.fieldFor(screenName),
    quietLabel: true,
    value: code,
    options: [{ value: '', label: t.none }, ...options],
    error: fault && t.linkFaults[fault],
    onInput: (to) => draft.choose(itemId, code, to),
  });
}

/** Of several items for one field, the first that has a value wins. */
function rivals(ui: Ui, draft: Draft, itemId: string, code: string): TemplateResult | typeof nothing {
  const { t, update } = ui;
  const items = itemsOf(draft.links, code);
  if (code === '' || items.length < 2) return nothing;
  const names = (ids: readonly string[]): string => ids.map((id) => nameOf(draft, id)).join(', ');
  const at = items.indexOf(itemId);
  if (at === 0) return html`<p class="hint rival">${t.first(names(items.slice(1)))}</p>`;
  const first = (): void => {
    draft.links = putFirst(draft.links, itemId, code);
    draft.touch();
    update();
    ui.say(t.isFirst(nameOf(draft, itemId), labelOf(ui, code)));
  };
  return html`<p class="row hint rival">
    <span>${t.after(names(items.slice(0, at)))}</span>
    ${button([upIcon(), t.putFirst], first, 'quiet small', { name: `${t.putFirst}: ${nameOf(draft, itemId)}` })}
  </p>`;
}

function nameOf({ api }: Draft, itemId: string): string {
  return api.resultItems.find((item) => item.itemId === itemId)?.screenName ?? itemId;
}

/** Two administrators: both versions beside each other, only where they differ, and a person decides. */
function conflict(ui: Ui, draft: Draft): TemplateResult | typeof nothing {
  const { t } = ui;
  const { theirs } = draft;
  if (theirs === undefined) return nothing;
  const take = (): void => {
    draft.take(theirs);
    void ui.focus(`#${CSS.escape(`save-${draft.api.apiId}`)}`);
  };
  return html`<div class="conflict" part="conflict">
    ${status({ kind: 'warning', text: t.conflict, hint: t.conflictHint })}
    <table class="table">
      <thead>
        <tr>
          <th scope="col">${t.ticketField}</th>
          <th scope="col">${t.theirs}</th>
          <th scope="col">${t.mine}</th>
        </tr>
      </thead>
      <tbody>
        ${differences(ui, draft, theirs).map(
          ([name, their, mine]) =>
            html`<tr>
              <th scope="row"><bdi>${name}</bdi></th>
              <td>${their}</td>
              <td>${mine}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    <div class="row">
      ${button(t.takeTheirs, take)}${button(t.keepMine, () => void draft.overwrite(), 'danger')}
    </div>
  </div>`;
}

/** Per field that is not filled from the same items in the same order. */
function differences(ui: Ui, draft: Draft, theirs: FieldConnections): [string, string, string][] {
  const codes = new Set([...theirs.links, ...draft.links].map(({ fieldCode }) => fieldCode));
  const names = (links: Links, code: string): string =>
    itemsOf(links, code)
      .map((id) => nameOf(draft, id))
      .join(' → ') || ui.common.none;
  return [...codes]
    .map((code): [string, string, string] => [
      labelOf(ui, code),
      names(theirs.links, code),
      names(draft.links, code),
    ])
    .filter(([, their, mine]) => their !== mine);
}
