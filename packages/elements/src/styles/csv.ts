/** `csvImportView()` in `parts/csv-import-view.ts` draws it. */
import { css, type CSSResult } from 'lit';

export const csvImports: CSSResult = css`
  .import {
    display: grid;
    gap: calc(var(--_space) * 3);
    padding: calc(var(--_space) * 3);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  .import h3:focus-visible {
    outline: none;
  }
  .import .inputs > .field {
    flex: 1 1 200px;
  }
  input[type='file'].input:enabled {
    border-color: var(--_outline);
    background: var(--_surface);
  }
  input[type='file'].input {
    padding: calc((var(--_control) - 1lh - var(--_space) * 2) / 2) var(--_space);
  }
  progress {
    width: 100%;
    accent-color: var(--_accent);
  }
  .counts {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 2) calc(var(--_space) * 6);
  }
  .counts dt {
    color: var(--_muted);
  }
  .counts dd {
    font-size: 1.154em;
    font-weight: 600;
  }
  .scroll {
    max-height: 280px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    overflow: auto;
  }
`;
