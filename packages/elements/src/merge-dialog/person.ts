/** R19, R21: a customer in one line, in columns that stand below each other however many there are. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CustomerSummary } from '@deskcard/core';
import { matched } from './matched.js';
import type { Condition } from './search.js';
import { fieldLabel, type View } from './view.js';

const columns = ['customerNumber', 'name', 'memberId', 'phone', 'email'] as const;

export type Person = Pick<CustomerSummary, 'customerNumber' | 'values' | 'absorbedNumbers'>;

/** What is marked in the line. */
export interface Sought {
  readonly text: string;
  readonly condition: Condition;
}

/** A customer on its own, below the heads of the columns; every line says those again for a screen reader. */
export function card(view: View, line: TemplateResult): TemplateResult {
  return html`<div class="people">
    <div class="person head" aria-hidden="true">
      ${columns.map((column) => html`<span>${fieldLabel(view, column)}</span>`)}
    </div>
    <div class="card">${line}</div>
  </div>`;
}

/** `note` stands below the values; without one, a line in which nothing is marked says why it is there. */
export function person(view: View, who: Person, sought?: Sought, note?: string): TemplateResult {
  const { t, common, flow } = view;
  // What was looked for may stand behind a mask: then nobody can say that it is an earlier value.
  let isSeen = flow.isMasked;
  const cells = columns.map((column) => {
    const value = column === 'customerNumber' ? who.customerNumber : (who.values[column] ?? '');
    const isLookedAt = sought && (sought.condition === 'text' || sought.condition === column);
    const pieces = matched(value, isLookedAt ? sought.text : '', column === 'phone');
    isSeen ||= pieces.some(({ hit }) => hit);
    return html`<span class="cell ${column} ${value ? '' : 'blank'}"
      ><span class="cell-label">${fieldLabel(view, column)} </span
      ><bdi
        >${value ? pieces.map(({ text, hit }) => (hit ? html`<mark>${text}</mark>` : text)) : common.none}</bdi
      ></span
    > `;
  });
  const why = note ?? (sought && !isSeen ? [t.earlier, ...who.absorbedNumbers].join(' · ') : undefined);
  return html`<span class="person">${cells} ${why ? html`<span class="note">${why}</span>` : nothing}</span>`;
}
