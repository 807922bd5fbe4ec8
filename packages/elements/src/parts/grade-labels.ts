/** Grades as small coloured labels inside of a larger element: the look of a badge without an element of its own. */
import { css, html, nothing, type CSSResult, type TemplateResult } from 'lit';
import { isColour, textColour } from '@deskcard/core/colour';
import type { Grade } from '@deskcard/core';

/** `prefix` is read before the names. Nothing at all when there are no grades. */
export function gradeLabels(grades: readonly Grade[], prefix: string): TemplateResult | typeof nothing {
  if (grades.length === 0) return nothing;
  return html`<span class="grades"
    ><span class="said">${prefix}: </span>${grades.map(
      // Set as a property: a policy without inline styles forbids the attribute only.
      ({ name, color }) => html`<span class="grade" .style=${paint(color)}>${name}</span>`,
    )}</span
  >`;
}

/** Only `#RRGGBB` ever reaches the style. */
function paint(colour: string): string {
  return isColour(colour) ? `background-color:${colour};color:${textColour(colour)}` : '';
}

export const grades: CSSResult = css`
  .grades {
    display: inline-flex;
    flex-wrap: wrap;
    gap: var(--_space);
    vertical-align: middle;
  }
  .grade {
    max-width: 100%;
    overflow: hidden;
    padding: 0 7px;
    border: 1px solid light-dark(rgb(0 0 0 / 0.14), rgb(255 255 255 / 0.22));
    border-radius: 4px;
    background: light-dark(#e7ebf0, #39414d);
    color: light-dark(#1b2430, #f2f4f7);
    font-size: 11px;
    font-weight: 600;
    line-height: 18px;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
`;
