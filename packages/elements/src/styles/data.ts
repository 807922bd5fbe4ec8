/** How data stands on the screen: tables, lists to choose from, name and value pairs, and what waits to be loaded. */
import { css, type CSSResult } from 'lit';

/** `<table class="table">`: numbers in cells of class `number`. */
export const tables: CSSResult = css`
  .table {
    width: 100%;
    border-collapse: collapse;
  }
  .table th,
  .table td {
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 2);
    border-bottom: 1px solid var(--_border);
    text-align: start;
    vertical-align: baseline;
  }
  .table thead th {
    color: var(--_muted);
    font-size: 0.923em;
    font-weight: 500;
    white-space: nowrap;
  }
  .table tbody tr:last-child > * {
    border-bottom: 0;
  }
  .table .number {
    text-align: end;
  }
`;

/** `<ul class="list">` of `<li>` with one `.item` each: a button or label that is chosen by `aria-pressed`, `aria-current` or a checked radio. */
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
    outline-offset: -2px;
  }
  .item[aria-pressed='true'],
  .item[aria-current='true'],
  .item:has(input:checked) {
    background: color-mix(in srgb, var(--_accent) 10%, var(--_surface));
    box-shadow: inset 2px 0 var(--_accent);
  }
  .item[aria-pressed='true']:dir(rtl),
  .item[aria-current='true']:dir(rtl),
  .item:has(input:checked):dir(rtl) {
    box-shadow: inset -2px 0 var(--_accent);
  }
  @media (forced-colors: active) {
    .item[aria-pressed='true'],
    .item[aria-current='true'],
    .item:has(input:checked) {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;

/** `<dl class="pairs">` of `<div><dt><dd></div>`; the names stand above the values where it is narrow. */
export const pairs: CSSResult = css`
  .pairs {
    display: grid;
    grid-template-columns: minmax(72px, max-content) minmax(0, 1fr);
    gap: var(--_space) calc(var(--_space) * 3);
  }
  .pairs > div {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
    align-items: baseline;
  }
  .pairs dt {
    color: var(--_muted);
  }
  .pairs dd {
    white-space: pre-wrap;
  }
`;

/** `skeleton()` in `parts/skeleton.ts` draws it. */
export const skeletons: CSSResult = css`
  .skeleton {
    display: grid;
    gap: calc(var(--_space) * 2);
    padding: var(--_space) 0;
  }
  .skeleton > span {
    height: 1em;
    border-radius: 4px;
    background: var(--_border);
    animation: wait 1.2s ease-in-out infinite alternate;
  }
  .skeleton > span:nth-child(2n) {
    width: 72%;
  }
  .skeleton > span:nth-child(3n) {
    width: 48%;
  }
  @keyframes wait {
    to {
      opacity: 0.45;
    }
  }
`;

/** A section that opens: `<details class="disclosure"><summary>`. */
export const disclosures: CSSResult = css`
  .disclosure > summary {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 1.5);
    min-height: var(--_control);
    border-radius: var(--_radius);
    cursor: pointer;
    list-style: none;
  }
  .disclosure > summary::-webkit-details-marker {
    display: none;
  }
  .disclosure > summary > .icon:first-child {
    transition: rotate 0.12s;
  }
  .disclosure[open] > summary > .icon:first-child {
    rotate: 90deg;
  }
  .disclosure:not([open]) > summary:dir(rtl) > .icon:first-child {
    scale: -1 1;
  }
`;

/** `<div class="segments" role="radiogroup">` of `<label><input type="radio">text</label>`: one of a few. */
export const segments: CSSResult = css`
  .segments {
    display: inline-flex;
    border: 1px solid var(--_outline);
    border-radius: var(--_radius);
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
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
  }
  @media (forced-colors: active) {
    .segments > label:has(:checked) {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
