/** A box to tick or a point to choose, with its words beside it. */
import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

export function choice(
  type: 'checkbox' | 'radio',
  label: string,
  isChecked: boolean,
  onChange: () => void,
  isWrong = false,
): TemplateResult {
  return html`<label class="choice"
    ><input
      type=${type}
      aria-invalid=${isWrong ? 'true' : 'false'}
      .checked=${live(isChecked)}
      @change=${onChange}
    />${label}</label
  >`;
}
