/** Buttons of the larger elements: one with words, and one with a sign that a screen reader reads out. */
import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';

export interface ButtonOptions {
  /** so that the focus finds it again */
  readonly id?: string | undefined;
  /** keeps its focus while nothing can be done with it, which a disabled button would lose */
  readonly isWaiting?: boolean | undefined;
  /** what a screen reader says instead of the label */
  readonly name?: string | undefined;
  /** the key that does the same, as `aria-keyshortcuts` has it */
  readonly shortcut?: string | undefined;
}

/** `look` are the classes beside `button`. */
export function button(
  label: unknown,
  press: (event: Event) => void,
  look = '',
  { id, isWaiting, name, shortcut }: ButtonOptions = {},
): TemplateResult {
  return html`<button
    class="button ${look}"
    type="button"
    id=${ifDefined(id)}
    aria-label=${ifDefined(name)}
    title=${ifDefined(name)}
    aria-keyshortcuts=${ifDefined(shortcut)}
    aria-disabled=${isWaiting ? 'true' : nothing}
    @click=${isWaiting ? nothing : press}
  >
    ${label}
  </button>`;
}
