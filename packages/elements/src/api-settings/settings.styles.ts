/** List and editor side by side where there is room, one after the other where there is not. */
import { css, type CSSResult } from 'lit';
import { inputs } from '../styles/controls.js';
import { dialogs } from '../styles/dialog.js';
import { disclosures } from '../styles/disclosures.js';
import { lists } from '../styles/lists.js';
import { orderedRows } from '../styles/ordered.js';
import { tables } from '../styles/tables.js';
import { security } from './security.styles.js';

const frame = css`
  .head {
    flex-wrap: nowrap;
    min-height: var(--_control);
    margin-bottom: calc(var(--_space) * 2);
  }
  .meta {
    color: var(--_muted);
    font-size: 0.923em;
  }
  .item .meta {
    display: block;
    line-height: 1.4;
  }
  .host {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .api {
    flex: 1;
    min-width: 0;
  }
  .health {
    display: flex;
    gap: var(--_space);
    padding-inline: calc(var(--_space) * 2);
    padding-bottom: calc(var(--_space) * 1.5);
    line-height: 1.4;
  }
  .health > .icon {
    flex: none;
    margin-top: calc((1lh - var(--_icon)) / 2);
    color: var(--_warning);
  }
  .note {
    margin-top: calc(var(--_space) * 2);
  }
  .empty {
    max-width: 60ch;
    padding: calc(var(--_space) * 4);
    border: 1px dashed var(--_border);
    border-radius: var(--_radius);
  }
  .back > .icon {
    scale: -1 1;
  }
  .back:dir(rtl) > .icon {
    scale: 1 1;
  }
  #title:focus-visible {
    outline: none;
  }
  .row > .grow {
    flex: 1 1 160px;
  }
  .dialog-body {
    display: grid;
    gap: calc(var(--_space) * 2);
  }
  [data-editing] > .apis {
    display: none;
  }
  @container (width >= 700px) {
    [data-editing] {
      display: grid;
      grid-template-columns: 250px minmax(0, 1fr);
      gap: calc(var(--_space) * 6);
      align-items: start;
    }
    [data-editing] > .apis {
      display: block;
    }
    .back {
      display: none;
    }
  }
`;

/** Lookup APIs as lines, items as cards. */
const ordered = css`
  .entries,
  .cards {
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  .entries > li + li,
  .cards > li + li {
    border-top: 1px solid var(--_border);
  }
  .entries > li,
  .cards > li {
    padding-inline: var(--_space);
  }
  .entries > li {
    align-items: center;
  }
  .item {
    flex: 1;
    min-width: 0;
    padding-inline: calc(var(--_space) * 2);
  }
`;

/** The editor: its parts below each other. */
const editor = css`
  .part,
  .part > form,
  .exchange,
  .conflict {
    display: grid;
    gap: calc(var(--_space) * 3);
  }
  .part {
    padding-block: calc(var(--_space) * 4);
    border-top: 1px solid var(--_border);
  }
  .part > h4 ~ .hint:nth-child(2) {
    margin-top: calc(var(--_space) * -2);
  }
  h5 {
    margin: 0;
    font-size: 1em;
    font-weight: 500;
    color: var(--_muted);
  }
  .grid {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 150px), 1fr));
    gap: calc(var(--_space) * 3);
    align-items: start;
  }
  .grid > .choice {
    align-self: end;
  }
  legend {
    padding: 0;
    margin-bottom: var(--_space);
  }
  .value {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .wide {
    grid-column: 1 / -1;
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    column-gap: calc(var(--_space) * 4);
  }
  .keep {
    display: grid;
    grid-template-columns: 9em 9em 1fr;
    gap: var(--_space) calc(var(--_space) * 2);
  }
  .keep > .field:first-child {
    display: contents;
  }
  .keep > .field + .field {
    grid-area: 2 / 2;
  }
  .keep .label,
  .keep .hint,
  .keep .fault {
    grid-column: 1 / -1;
  }
  .keep .hint {
    max-width: 75ch;
  }
  .conflict {
    margin-bottom: calc(var(--_space) * 4);
    padding: calc(var(--_space) * 3);
    border: 1px solid var(--_warning);
    border-radius: var(--_radius);
  }
  .conflict thead th {
    white-space: normal;
  }
  .conflict td {
    width: 38%;
  }
  .conflict td span {
    white-space: pre-wrap;
  }
  .conflict input {
    flex: none;
    margin-top: calc((1lh - var(--_icon)) / 2);
  }
  .conflict th > .meta {
    display: block;
    font-weight: 400;
  }
  .conflict .choice {
    align-items: start;
  }
  .foot {
    position: sticky;
    inset-block-end: 0;
    z-index: 1;
    padding-block: calc(var(--_space) * 3);
    border-top: 1px solid var(--_border);
    background: var(--_surface);
  }
  @media (height < 420px) {
    .foot {
      position: static;
    }
  }
  pre {
    max-height: 280px;
    margin: 0;
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    border-radius: var(--_radius);
    background: var(--_sunken);
    overflow: auto;
    white-space: pre-wrap;
  }
  .found {
    max-height: 280px;
  }
`;

/** Items as cards and as lines. */
const items = css`
  .cards > li {
    position: relative;
  }
  .cards > li > .tools {
    position: absolute;
    inset-block-start: 0;
    inset-inline-end: var(--_space);
  }
  .cards details,
  .pair {
    flex: 1;
    min-width: 0;
  }
  .cards summary {
    flex-wrap: wrap;
    gap: 0 calc(var(--_space) * 3);
    /* as wide as the three tools that stand over it */
    padding-inline-end: calc((var(--_control) - var(--_space)) * 3 + var(--_space));
  }
  .cards .grid {
    padding: var(--_space) var(--_space) calc(var(--_space) * 4) 0;
  }
  .lines {
    display: grid;
    gap: calc(var(--_space) * 2);
  }
  .lines > li:first-child > .grip,
  .lines > li:first-child > .tools {
    margin-top: calc(1lh + var(--_space));
  }
  .pair {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: calc(var(--_space) * 2);
  }
  @container (width < 420px) {
    .pair {
      grid-template-columns: 1fr;
    }
    .conflict tr {
      display: grid;
      grid-template-columns: 1fr 1fr;
    }
    .conflict tr > * {
      border: 0;
    }
    .conflict tr > :first-child {
      grid-column: 1 / -1;
      border-top: 1px solid var(--_border);
    }
    .conflict td {
      width: auto;
    }
  }
`;

export const styles: CSSResult[] = [
  inputs,
  tables,
  lists,
  disclosures,
  dialogs,
  frame,
  orderedRows,
  ordered,
  editor,
  security,
  items,
];
