/** A line per result item: its name, and beside it, or below where it is narrow, the fields it goes into. */
import { css, type CSSResult } from 'lit';
import { inputs } from '../styles/controls.js';
import { disclosures } from '../styles/disclosures.js';
import { tables } from '../styles/tables.js';

const lines = css`
  .intro {
    max-width: 75ch;
    margin-bottom: calc(var(--_space) * 3);
  }
  .api {
    padding-block: calc(var(--_space) * 2);
    border-top: 1px solid var(--_border);
  }
  .api > summary {
    flex-wrap: wrap;
    column-gap: calc(var(--_space) * 2);
  }
  .suggestions {
    margin-block: calc(var(--_space) * 2);
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    border-radius: var(--_radius);
    background: var(--_sunken);
  }
  .suggestions > .grow {
    flex: 1 1 160px;
  }
  .links > li,
  .item,
  .fields,
  .conflict,
  .sample {
    min-width: 0;
  }
  .links > li {
    display: grid;
    gap: var(--_space) calc(var(--_space) * 4);
    padding-block: calc(var(--_space) * 2);
    border-bottom: 1px solid var(--_border);
  }
  .item {
    align-self: start;
    padding-top: calc((var(--_control) - 1lh) / 2);
  }
  .fields {
    display: grid;
    gap: var(--_space);
    justify-items: start;
  }
  .chosen {
    display: flex;
    align-items: start;
    gap: var(--_space);
    width: 100%;
  }
  .chosen > .field {
    flex: 1;
  }
  .fields > .quiet {
    margin-inline-start: calc(var(--_space) * -2);
  }
  .foot {
    padding-block: calc(var(--_space) * 3);
  }
  .foot > .grow {
    flex: 1 1 160px;
  }
  .conflict {
    display: grid;
    gap: calc(var(--_space) * 3);
    margin-block: calc(var(--_space) * 2) calc(var(--_space) * 3);
    padding: calc(var(--_space) * 3);
    border: 1px solid var(--_warning);
    border-radius: var(--_radius);
  }
  .conflict > .table {
    table-layout: fixed;
  }
  .conflict th {
    white-space: normal;
  }
  .conflict th:first-child {
    padding-inline-start: 0;
  }
  .sample > .field,
  .unlinkable > .hint {
    margin-top: var(--_space);
  }
  .sample textarea {
    font-family: var(--deskcard-mono, ui-monospace, monospace);
  }
  .unlinkable {
    padding-top: calc(var(--_space) * 2);
    border-top: 1px solid var(--_border);
  }
  .lines > li {
    display: flex;
    gap: calc(var(--_space) * 2);
    padding-block: calc(var(--_space) * 1.5);
    border-bottom: 1px solid var(--_border);
  }
  .lines > .ok > .icon {
    color: var(--_success);
  }
  .lines > .left > .icon {
    color: var(--_muted);
  }
  .lines .icon {
    margin-top: calc((1lh - var(--_icon)) / 2);
  }
  .text {
    white-space: pre-wrap;
  }
  @container (width >= 560px) {
    .links > li {
      grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
    }
  }
`;

export const styles: CSSResult[] = [inputs, tables, disclosures, lines];
