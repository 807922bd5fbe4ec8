/** Quiet and dense: inputs in columns as wide as the panel allows, results as aligned pairs under hairlines. */
import { css, type CSSResultGroup } from 'lit';
import { base } from '../styles/base.js';
import { buttons, fields, inputs } from '../styles/controls.js';
import { disclosures } from '../styles/disclosures.js';
import { lists } from '../styles/lists.js';
import { results } from '../lookups/lookups.styles.js';
import { pairs } from '../styles/pairs.js';
import { skeletons } from '../styles/skeletons.js';
import { statuses } from '../styles/status.js';
import { tokens } from '../styles/tokens.js';

const panel = css`
  :host {
    container-type: inline-size;
  }
  .api,
  .matching {
    padding-block: calc(var(--_space) * 3);
    border-top: 1px solid var(--_border);
  }
  .status:empty + .api {
    padding-top: 0;
    border-top: 0;
  }
  .disclosure {
    padding-block: var(--_space);
  }
  .disclosure > .body {
    padding-bottom: calc(var(--_space) * 2);
  }
  .api > h3 {
    margin-bottom: calc(var(--_space) * 2);
  }
  .brief {
    margin-inline-start: auto;
    min-width: 0;
    overflow: hidden;
    color: var(--_muted);
    font-size: 0.923em;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .brief.error {
    color: var(--_danger);
  }
  [open] > summary > .brief {
    display: none;
  }
  .inputs {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 140px), 1fr));
    gap: calc(var(--_space) * 2) calc(var(--_space) * 3);
  }
  .masked {
    margin-bottom: calc(var(--_space) * 3);
  }
  /* a mask, as it stands in place of a value */
  .inputs .input::placeholder {
    color: var(--_text);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    gap: calc(var(--_space) * 2);
    margin-block: calc(var(--_space) * 3);
  }
  .actions > .status {
    flex: 1 1 180px;
    padding-top: calc((var(--_control) - 1lh) / 2);
  }
  .status:first-child:not(:empty) {
    padding-bottom: calc(var(--_space) * 2);
  }
  .results ~ .status,
  .problems {
    margin-top: calc(var(--_space) * 2);
  }
  .head {
    display: flex;
    align-items: center;
    justify-content: space-between;
  }
  .conditions {
    margin-bottom: calc(var(--_space) * 2);
  }
  .ticket {
    display: grid;
    grid-template-columns: var(--_icon) 1fr;
    gap: 0 calc(var(--_space) * 2);
  }
  .ticket > .icon {
    grid-row: 1;
    color: var(--_muted);
    transition: rotate 0.12s;
  }
  .ticket[aria-expanded='true'] > .icon {
    rotate: 90deg;
  }
  .ticket[aria-expanded='false']:dir(rtl) > .icon {
    scale: -1 1;
  }
  .subject {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .subject,
  .meta > * {
    white-space: nowrap;
  }
  .meta {
    display: flex;
    flex-wrap: wrap;
    grid-column: 2;
    column-gap: calc(var(--_space) * 2);
    color: var(--_muted);
    font-size: 0.923em;
  }
  .card {
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3) calc(var(--_space) * 3);
    padding-inline-start: calc(var(--_space) * 5 + var(--_icon));
    background: var(--_sunken);
  }
  .who {
    margin-bottom: calc(var(--_space) * 2);
  }
  @container (min-width: 560px) {
    .ticket {
      grid-template-columns: var(--_icon) 1fr 310px;
    }
    .meta {
      display: grid;
      grid-template-columns: 90px 90px 1fr;
      grid-column: 3;
    }
  }
`;

export const styles: CSSResultGroup = [
  tokens,
  base,
  buttons,
  inputs,
  fields,
  statuses,
  disclosures,
  lists,
  pairs,
  results,
  skeletons,
  panel,
];
