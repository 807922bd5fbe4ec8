/** How exports and imports look. */
import { css, type CSSResult } from 'lit';
import { inputs } from '../styles/controls.js';
import { virtualRows } from '../styles/virtual-rows.js';

const transfer = css`
  #dialog-title:focus-visible {
    outline: none;
  }
  .page {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 3);
    align-content: start;
  }
  .steps {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space) calc(var(--_space) * 4);
    color: var(--_muted);
    counter-reset: step;
  }
  .steps > li::before {
    counter-increment: step;
    content: counter(step) '. ';
  }
  .steps > [aria-current] {
    color: var(--_accent);
    font-weight: 600;
  }
  .file {
    padding-block: calc(var(--_space) * 1.5);
  }
  progress {
    inline-size: 100%;
    accent-color: var(--_accent);
  }
  .columns {
    border-block: 1px solid var(--_border);
  }
  .columns > li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 240px);
    gap: calc(var(--_space) * 3);
    align-items: start;
    padding-block: calc(var(--_space) * 2);
  }
  .columns > li + li {
    border-block-start: 1px solid var(--_border);
  }
  .example {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .existing {
    display: grid;
    gap: var(--_space);
    justify-items: start;
  }
  .sums {
    gap: var(--_space) calc(var(--_space) * 4);
  }
  .sum {
    font-weight: 500;
  }
  .existing > legend {
    padding: 0;
  }
  .outcomes {
    max-block-size: min(320px, 40dvh);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  .outcomes .sizer {
    --_row: calc(var(--_control) + var(--_space) * 2);
  }
  .outcomes .heads {
    position: sticky;
    z-index: 1;
    inset-block-start: 0;
    border-block-end: 1px solid var(--_border);
    background: var(--_sunken);
    color: var(--_muted);
    font-size: 0.923em;
  }
  .outcome {
    display: grid;
    grid-template-columns: 64px minmax(0, 180px) minmax(0, 1fr);
    gap: calc(var(--_space) * 2);
    align-items: center;
    padding-inline: calc(var(--_space) * 3);
  }
  .outcome.head {
    min-block-size: var(--_control);
  }
  .outcome.virtual-row {
    border-block-end: 1px solid var(--_border);
  }
  .outcome.virtual-row > * {
    display: -webkit-box;
    overflow: hidden;
    line-height: 1.3;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  .problem > :nth-child(2) {
    color: var(--_danger);
    font-weight: 500;
  }
  .dialog-foot > .grow {
    text-align: start;
  }
  @container (width < 520px) {
    .columns > li {
      grid-template-columns: minmax(0, 1fr);
    }
    .outcomes .sizer {
      --_row: calc(var(--_size) * 4.6 + var(--_space) * 2);
    }
    .outcome {
      grid-template-columns: 44px minmax(0, 1fr);
      gap: 0 calc(var(--_space) * 2);
      align-content: center;
    }
    .outcome > :nth-child(3) {
      grid-column: 2;
    }
  }
`;

export const styles: CSSResult[] = [inputs, virtualRows, transfer];
