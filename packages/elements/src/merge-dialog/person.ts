/** R19, R21: a customer in one line, in columns that stand below each other however many there are. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CustomerSummary } from '@deskcard/core';
import { matched } from './matched.js';
import type { Condition } from './search.js';
import type { View } from './view.js';

export const columns = ['customerNumber', 'name', 'memberId', 'phone', 'email'] as const;
type Column = (typeof columns)[number];

export type Person = Pick<CustomerSummary, 'customerNumber' | 'values' | 'absorbedNumbers'>;

/** What is marked in the line. */
export interface Sought {
  readonly text: string;
  readonly condition: Condition;
}

/** The heads of the columns; every line says them again for a screen reader. */
export function personHead({ common }: View): TemplateResult {
  return html`<div class="person head" aria-hidden="true">
    ${columns.map((column) => html`<span>${common[column]}</span>`)}
  </div>`;
}

/** `note` stands below the values. */
export function person(view: View, who: Person, sought?: Sought, note?: unknown): TemplateResult {
  const cells = columns.map((column) => ({ column, ...cell(who, column, sought) }));
  const isSeen = cells.some(({ pieces }) => pieces.some(({ hit }) => hit));
  const why = note ?? (sought && !isSeen ? otherwise(view, who, sought) : undefined);
  return html`<span class="person">
    ${cells.map(
      ({ column, pieces }) =>
        html`<span class="cell ${column} ${pieces.length > 0 ? '' : 'blank'}"
          ><span class="cell-label">${view.common[column]} </span>${
            pieces.length > 0
              ? pieces.map(({ text, hit }) => (hit ? html`<mark>${text}</mark>` : text))
              : html`<span class="muted">${view.common.none}</span>`
          }</span
        > `,
    )}
    ${why ? html`<span class="note">${why}</span>` : nothing}
  </span>`;
}

function cell(who: Person, column: Column, sought: Sought | undefined) {
  const value = column === 'customerNumber' ? who.customerNumber : (who.values[column] ?? '');
  const isLookedAt = sought && (sought.condition === 'text' || sought.condition === column);
  return { pieces: matched(value, isLookedAt ? sought.text : '', column === 'phone') };
}

/** Found by something that is not the current value: a number it once had, or an earlier value. */
function otherwise({ t }: View, { absorbedNumbers }: Person, { text, condition }: Sought): string {
  const numbers = absorbedNumbers.filter((number) => number.startsWith(text.replace(/\D/g, '') || '-'));
  const isNumber = numbers.length > 0 && (condition === 'text' || condition === 'customerNumber');
  return isNumber ? t.formerly(numbers.join(', ')) : t.earlier;
}
