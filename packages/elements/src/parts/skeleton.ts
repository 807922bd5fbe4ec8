/** Grey lines where text will stand; a screen reader hears the status line instead. */
import { html, type TemplateResult } from 'lit';

export function skeleton(lines = 3): TemplateResult {
  return html`<div class="skeleton" aria-hidden="true">
    ${Array.from({ length: lines }, () => html`<span></span>`)}
  </div>`;
}
