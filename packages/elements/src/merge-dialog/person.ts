/** R19, R21: a customer in one line, in columns that stand below each other however many there are. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CustomerSummary } from '@deskcard/core';
import { formerIn, marked, rangesIn } from '../parts/marked.js';
import { fieldLabel, type View } from './view.js';

const columns = ['customerNumber', 'name', 'memberId', 'phone', 'email'] as const;

export type Person = Pick<CustomerSummary, 'customerNumber' | 'values' | 'absorbedNumbers' | 'matches'>;

/** A customer on its own, below the heads of the columns; every line says those again for a screen reader. */
export function card(view: View, line: TemplateResult): TemplateResult {
  return html`<div class="people">
    <div class="person head" aria-hidden="true">
      ${columns.map((column) => html`<span>${fieldLabel(view, column)}</span>`)}
    </div>
    <div class="card">${line}</div>
  </div>`;
}

/** `note` stands below the values; without one, what matched and is not among them (R21). */
export function person(view: View, who: Person, note?: string): TemplateResult {
  const { common } = view;
  const cells = columns.map((column) => {
    const value = column === 'customerNumber' ? who.customerNumber : (who.values[column] ?? '');
    return html`<span class="cell ${column} ${value ? '' : 'blank'}"
      ><span class="cell-label">${fieldLabel(view, column)} </span
      ><bdi>${value ? marked(value, rangesIn(who, column)) : common.none}</bdi></span
    > `;
  });
  const why = note ?? formerly(view, who);
  return html`<span class="person">${cells} ${why ? html`<span class="note">${why}</span>` : nothing}</span>`;
}

function formerly(view: View, who: Person): TemplateResult | undefined {
  const former = formerIn(who);
  if (former.length === 0) return undefined;
  return html`${view.t.earlier}:
  ${former.map(
    ({ field, value, ranges }, i) =>
      html`${i > 0 ? ' · ' : nothing}${fieldLabel(view, field)} <bdi>${marked(value, ranges)}</bdi>`,
  )}`;
}
