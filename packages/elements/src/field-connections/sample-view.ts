/** The preview: a pasted reply, and below it what would become of each field of an empty ticket (D11). */
import { html, nothing, type TemplateResult } from 'lit';
import { areaField } from '../parts/field.js';
import { checkIcon, chevronIcon, infoIcon } from '../parts/icons.js';
import type { Draft } from './draft.js';
import { tryOut, type Line } from './sample.js';
import { labelOf, type Ui } from './ui.js';

export function sampleView(ui: Ui, draft: Draft): TemplateResult {
  const { t, service } = ui;
  const { api, sample } = draft;
  const isBlank = sample.trim() === '';
  const lines = isBlank ? [] : tryOut(sample, api, draft.links, service.ticketFields);
  return html`<details class="disclosure sample" part="preview">
    <summary>${chevronIcon()}<span>${t.preview}</span></summary>
    ${areaField({
      id: `sample-${api.apiId}`,
      label: t.sample,
      hint: t.sampleHint,
      placeholder: `{"data": {"${api.resultItems[0]?.dataName ?? 'name'}": "…"}}`,
      value: sample,
      rows: 4,
      error: lines === undefined ? t.notReadable : undefined,
      onInput: (text) => {
        draft.sample = text;
        ui.update();
      },
    })}
    <div role="status">
      ${!isBlank && lines?.length === 0 ? html`<p class="hint">${t.nothingLinked}</p>` : nothing}
      ${
        lines && lines.length > 0
          ? html`<ul class="lines">
              ${lines.map((line) => lineView(ui, draft, line))}
            </ul>`
          : nothing
      }
    </div>
  </details>`;
}

function lineView(ui: Ui, { api }: Draft, { link, text, reason, maximum }: Line): TemplateResult {
  const { t } = ui;
  const item = api.resultItems.find(({ itemId }) => itemId === link.resultItemId)?.screenName ?? '';
  const says = reason === undefined ? t.filledFrom(item) : t.left[reason](item, maximum);
  return html`<li class=${reason === undefined ? 'ok' : 'left'}>
    ${reason === undefined ? checkIcon() : infoIcon()}
    <div class="grow">
      <b><bdi>${labelOf(ui, link.fieldCode)}</bdi></b> <span class="hint">${says}</span>
      ${text === undefined ? nothing : html`<div class="text"><bdi>${text}</bdi></div>`}
    </div>
  </li>`;
}
