/** `<div class="segments" role="radiogroup">` of `<label><input type="radio">text</label>`: one of a few. */
import { css, type CSSResult } from 'lit';

export const segments: CSSResult = css`
  .segments {
    display: inline-flex;
    border: 1px solid var(--_outline);
    border-radius: var(--_button-radius);
    overflow: clip;
  }
  .segments > label {
    display: inline-flex;
    align-items: center;
    min-height: calc(var(--_control) - 2px);
    padding: 0 calc(var(--_space) * 3);
    cursor: pointer;
  }
  .segments > label + label {
    border-inline-start: 1px solid var(--_outline);
  }
  .segments input {
    position: absolute;
    opacity: 0;
    pointer-events: none;
  }
  .segments > label:has(:checked) {
    background: color-mix(in srgb, var(--_accent) 14%, var(--_surface));
    color: var(--_accent);
    font-weight: 600;
  }
  .segments > label:has(:focus-visible) {
    outline: var(--_ring) solid var(--_focus);
    outline-offset: calc(var(--_ring) * -1);
  }
  @media (forced-colors: active) {
    .segments > label:has(:checked) {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
