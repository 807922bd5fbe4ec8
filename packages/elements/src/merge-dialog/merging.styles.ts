/** How the steps of a merge and its history look; where it is narrow, columns become lines. */
import { css, unsafeCSS, type CSSResult } from 'lit';
import { anyLabels } from '../customer-badge/customer-badge.styles.js';
import { inputs } from '../styles/controls.js';
import { historyStyles } from './history.styles.js';
import { marks } from '../styles/marks.js';
import { tables } from '../styles/tables.js';

const shared = css`
  [data-focus]:focus-visible {
    outline: none;
  }
`;

/** Customers as lines of one table. */
const people = css`
  .people {
    display: grid;
    gap: var(--_space);
  }
  .person {
    flex: 1;
    display: grid;
    grid-template-columns: 76px 1fr 1fr 1.2fr 1.8fr;
    gap: 0 calc(var(--_space) * 3);
    min-width: 0;
  }
  .person.head {
    padding-inline: calc(var(--_space) * 3 + 1px);
    color: var(--_muted);
    font-size: 0.923em;
  }
  .cell-label {
    position: absolute;
    clip-path: inset(50%);
    width: 1px;
    height: 1px;
    overflow: hidden;
  }
  .cell.name {
    font-weight: 600;
  }
  .note {
    grid-column: 2 / -1;
    color: var(--_muted);
    font-size: 0.923em;
  }
  .card {
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_sunken);
  }
  .pickable {
    display: flex;
  }
  .pickable:has(:checked) {
    background: color-mix(in srgb, var(--_accent) 10%, var(--_surface));
  }
  .pickable > .item {
    flex: 1;
    min-width: 0;
    padding-inline-start: 0;
  }
  .tick {
    display: flex;
    align-items: start;
    padding: calc(var(--_space) * 2.5) calc(var(--_space) * 3);
    cursor: pointer;
  }
  .picks {
    display: grid;
    gap: var(--_space);
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space);
  }
  .chip {
    display: flex;
    align-items: center;
    gap: var(--_space);
    padding-inline-start: calc(var(--_space) * 2);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .list .itself {
    background: var(--_sunken);
    color: var(--_muted);
    cursor: default;
  }
  .search {
    display: grid;
    grid-template-columns: 136px 1fr;
    gap: calc(var(--_space) * 2);
  }
  .box {
    position: relative;
  }
  .box .icon {
    position: absolute;
    inset-block-start: calc((var(--_control) - var(--_icon)) / 2);
    inset-inline-start: calc(var(--_space) * 2);
    color: var(--_muted);
    pointer-events: none;
  }
  .box .input {
    padding-inline-start: calc(var(--_space) * 3 + var(--_icon));
  }
  @container (width < 520px) {
    .people .head {
      display: none;
    }
    .person {
      grid-template-columns: 1fr;
    }
    .cell {
      display: grid;
      grid-template-columns: 80px 1fr;
    }
    .cell-label {
      position: static;
      clip-path: none;
      width: auto;
      height: auto;
      overflow: visible;
      color: var(--_muted);
      font-weight: 400;
    }
    .cell.blank {
      display: none;
    }
    .note {
      grid-column: auto;
    }
    .search {
      grid-template-columns: 1fr;
    }
  }
`;

/** The two records side by side. */
const compare = css`
  .compare {
    table-layout: fixed;
  }
  .compare .field-name {
    width: 92px;
    color: var(--_muted);
    font-weight: 500;
  }
  .compare thead th {
    white-space: normal;
  }
  .compare th,
  .compare td {
    vertical-align: top;
  }
  .compare thead b {
    color: var(--_text);
  }
  .compare .result {
    background: var(--_sunken);
    font-weight: 500;
  }
  .value {
    display: flex;
    align-items: start;
    gap: calc(var(--_space) * 2);
    cursor: pointer;
  }
  .value > span {
    min-width: 0;
  }
  .value > input {
    margin-block-start: calc((1lh - var(--_icon)) / 2);
  }
  .value:has(:checked) {
    font-weight: 500;
  }
  .value:not(:has(:checked)) {
    color: var(--_muted);
  }
  .scroll {
    overflow-x: auto;
  }
  .dialog:has(.many) {
    width: min(var(--deskcard-dialog-width, 1040px), calc(100vw - var(--_space) * 6));
  }
  .many {
    table-layout: auto;
  }
  .many :is(th, td) {
    min-width: 132px;
  }
  /* the names of the fields and what will be shown stay in sight while the columns between them move */
  .many :is(.field-name, .result) {
    position: sticky;
    z-index: 1;
    inset-inline: 0;
  }
  .many .field-name {
    min-width: 92px;
    background: var(--_surface);
  }
  .head-buttons {
    flex-wrap: nowrap;
  }
  @container (width < 520px) {
    .compare,
    .compare thead,
    .compare tbody {
      display: block;
    }
    .compare tr {
      display: grid;
      grid-template-columns: 1fr 1fr;
      border-block-end: 1px solid var(--_border);
    }
    .compare tr > * {
      padding-inline: 0 calc(var(--_space) * 2);
      border: 0;
    }
    .compare tbody .field-name,
    .compare tbody .result,
    .compare .equal {
      grid-column: 1 / -1;
      width: auto;
    }
    .compare thead .field-name,
    .compare thead .result {
      display: none;
    }
    .compare tbody :is(td:not(.result), .field-name) {
      padding-block-end: 0;
    }
    .many tr {
      grid-template-columns: 1fr;
    }
    .many :is(th, td, .field-name) {
      min-width: 0;
    }
    .many :is(.field-name, .result) {
      position: static;
    }
    .many tbody td > .value > span,
    .many tbody td:not(.equal, .result):not(:has(.value)) {
      display: grid;
      grid-template-columns: 92px 1fr;
    }
    .many thead th {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 calc(var(--_space) * 2);
    }
    .many thead br {
      display: none;
    }
    .head-buttons {
      margin-inline-start: auto;
    }
    .compare tbody .result {
      display: grid;
      grid-template-columns: 92px 1fr;
      background: none;
    }
  }
`;

export const styles: CSSResult[] = [
  inputs,
  tables,
  marks,
  unsafeCSS(anyLabels),
  shared,
  people,
  compare,
  ...historyStyles,
];
