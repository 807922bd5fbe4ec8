/** R56: the ticket fields that nothing can be linked to, each with its type, which is the reason. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ServiceDescription } from '@deskcard/core';
import { isLinkable } from '@deskcard/core/connect';
import type { Strings } from '../locales/locale.js';
import { chevronIcon } from '../parts/icons.js';

export function unlinkableView(
  t: Strings['fieldConnections'],
  { ticketFields }: ServiceDescription,
): TemplateResult | typeof nothing {
  const fields = ticketFields.filter(({ type }) => !isLinkable(type));
  if (fields.length === 0) return nothing;
  return html`<details class="disclosure unlinkable">
    <summary>${chevronIcon()}<span>${t.unlinkable(fields.length)}</span></summary>
    <p class="hint">${t.unlinkableHint}</p>
    <ul class="hint">
      ${fields.map(({ label, code, type }) => html`<li><bdi>${label || code}</bdi>: ${t.types[type]}</li>`)}
    </ul>
  </details>`;
}
