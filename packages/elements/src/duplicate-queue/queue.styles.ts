/** One pair on the screen, its answers always in the same place; where it is narrow, columns become lines. */
import { css, type CSSResult } from 'lit';
import { inputs } from '../styles/controls.js';
import { dialogs } from '../styles/dialog.js';
import { pairs } from '../styles/pairs.js';
import { screens } from '../styles/screens.js';
import { tables } from '../styles/tables.js';

const look = css`
  .queue,
  .queue > section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 4);
    align-content: start;
  }
  .queue > section {
    gap: calc(var(--_space) * 2);
  }
  .queue > .scan {
    padding-block-end: calc(var(--_space) * 3);
    border-block-end: 1px solid var(--_border);
  }
  progress {
    width: 100%;
    accent-color: var(--_accent);
  }
  .steps {
    flex-wrap: nowrap;
    gap: var(--_space);
  }
  .steps .icon {
    display: block;
  }
  .back > .icon {
    transform: scaleX(-1);
  }
  .pair,
  .last {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 2);
  }
  .pair {
    padding: calc(var(--_space) * 3);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  .pair.gone {
    background: var(--_sunken);
  }
  .pair > h4 {
    font-size: 1.154em;
  }
  .answers {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 2);
  }
  kbd {
    min-width: 1.5em;
    padding: 0 var(--_space);
    border: 1px solid currentColor;
    border-radius: calc(var(--_radius) / 2);
    font: inherit;
    font-size: 0.8em;
    line-height: 1.5;
    text-align: center;
    opacity: 0.8;
  }
  .likelihood {
    font-weight: 600;
  }
  .comparison {
    table-layout: fixed;
  }
  .comparison th,
  .comparison td {
    vertical-align: top;
  }
  .comparison thead th {
    white-space: normal;
  }
  .fate {
    color: var(--_text);
    font-weight: 600;
  }
  .comparison .field-name {
    width: 104px;
    color: var(--_muted);
    font-weight: 500;
  }
  .comparison .relation {
    width: 88px;
    color: var(--_muted);
    text-align: center;
  }
  .comparison .result {
    background: var(--_sunken);
    font-weight: 500;
  }
  .sign {
    font-weight: 600;
  }
  tr.different .relation {
    color: var(--_danger);
  }
  tr.similar .relation {
    color: var(--_warning);
  }
  .cell-label {
    position: absolute;
    clip-path: inset(50%);
    width: 1px;
    height: 1px;
    overflow: hidden;
  }
  .value {
    white-space: pre-wrap;
  }
  .others > bdi + bdi::before {
    content: '· ';
  }
  mark {
    border-radius: calc(var(--_radius) / 3);
    background: color-mix(in srgb, var(--_warning) 24%, transparent);
    color: var(--_text);
    text-decoration: underline;
  }
  .points {
    padding-inline-start: calc(var(--_space) * 4);
    list-style: disc;
  }
  @media (forced-colors: active) {
    mark {
      background: Mark;
      color: MarkText;
    }
  }
  @container (width < 620px) {
    .comparison,
    .comparison thead,
    .comparison tbody {
      display: block;
    }
    .comparison tr {
      display: grid;
      grid-template-columns: 1fr 1fr;
      border-block-end: 1px solid var(--_border);
    }
    .comparison tr > * {
      padding-inline: 0 calc(var(--_space) * 2);
      border: 0;
    }
    .comparison thead :is(.field-name, .relation, .result),
    .comparison .fact :is(.relation, .result) {
      display: none;
    }
    .comparison tbody .field-name,
    .comparison tbody .relation {
      width: auto;
      padding-block-end: 0;
    }
    .comparison tbody .field-name {
      order: -2;
    }
    .comparison tbody .relation {
      order: -1;
      text-align: end;
    }
    .comparison .fact .field-name,
    .comparison tbody .result {
      grid-column: 1 / -1;
    }
    .comparison tbody .result {
      display: grid;
      grid-template-columns: 88px 1fr;
      background: none;
    }
    .comparison tbody .result > .cell-label {
      position: static;
      clip-path: none;
      width: auto;
      height: auto;
      color: var(--_muted);
      font-weight: 400;
    }
  }
`;

export const styles: CSSResult[] = [inputs, dialogs, pairs, screens, tables, look];
