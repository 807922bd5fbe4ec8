/** `<ul class="list">` of `<li>` with one `.item` each: a button or label that is chosen by `aria-pressed`, `aria-current` or a checked radio. */
import { css, type CSSResult } from 'lit';

export const lists: CSSResult = css`
  .list {
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    overflow: auto;
  }
  .list > li + li {
    border-top: 1px solid var(--_border);
  }
  .item {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 2);
    width: 100%;
    min-height: calc(var(--_control) + var(--_space));
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 3);
    border: 0;
    background: transparent;
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: pointer;
  }
  .item:hover {
    background: var(--_sunken);
  }
  .item:focus-visible {
    outline-offset: calc(var(--_ring) * -1);
  }
  .item[aria-pressed='true'],
  .item[aria-current='true'],
  .item:has(input:checked) {
    background: color-mix(in srgb, var(--_accent) 10%, var(--_surface));
    box-shadow: inset calc(var(--_space) / 2) 0 var(--_accent);
  }
  .item[aria-pressed='true']:dir(rtl),
  .item[aria-current='true']:dir(rtl),
  .item:has(input:checked):dir(rtl) {
    box-shadow: inset calc(var(--_space) / -2) 0 var(--_accent);
  }
  @media (forced-colors: active) {
    .item[aria-pressed='true'],
    .item[aria-current='true'],
    .item:has(input:checked) {
      outline: var(--_ring) solid Highlight;
      outline-offset: calc(var(--_ring) * -1);
    }
  }
`;
