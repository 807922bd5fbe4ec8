/** `Combobox` in `parts/combobox.ts` draws it. */
import { css, type CSSResult } from 'lit';

export const comboboxes: CSSResult = css`
  .combobox {
    position: relative;
  }
  .combobox > .input {
    padding-inline-end: calc(var(--_space) * 7);
  }
  .toggle {
    position: absolute;
    inset-block: 0;
    inset-inline-end: 0;
    display: grid;
    place-items: center;
    width: calc(var(--_space) * 7);
    padding: 0;
    border: 0;
    background: none;
    color: var(--_muted);
    cursor: pointer;
  }
  .toggle > .icon {
    rotate: 90deg;
  }
  .toggle:hover {
    color: var(--_text);
  }
  .offers {
    position: fixed;
    inset: auto;
    top: var(--_top);
    left: var(--_left);
    min-width: var(--_width);
    max-width: min(440px, calc(100vw - var(--_space) * 2));
    max-height: min(288px, 50vh);
    padding: var(--_space);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    box-shadow: var(--_shadow);
    overflow: auto;
  }
  .offer {
    display: block;
    width: 100%;
    padding: var(--_space) calc(var(--_space) * 2);
    border: 0;
    background: transparent;
    color: inherit;
    font: inherit;
    text-align: start;
    border-radius: calc(var(--_radius) - 2px);
    cursor: pointer;
  }
  .offer > .hint {
    display: block;
  }
  .offer:hover {
    background: var(--_sunken);
  }
  .offer[aria-selected='true'] {
    background: color-mix(in srgb, var(--_accent) 10%, var(--_surface));
    box-shadow: inset 2px 0 var(--_accent);
  }
  @media (forced-colors: active) {
    .offer[aria-selected='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
