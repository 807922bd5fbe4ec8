/** Quiet and dense: inputs in columns as wide as the panel allows, results as aligned pairs under hairlines. */
import { css, type CSSResultGroup } from 'lit';
import { base } from '../styles/base.js';
import { buttons, fields, inputs } from '../styles/controls.js';
import { disclosures, lists, pairs, segments, skeletons } from '../styles/data.js';
import { statuses } from '../styles/status.js';
import { tokens } from '../styles/tokens.js';

const panel = css`
  :host {
    container-type: inline-size;
  }
  .api,
  .matching {
    padding-block: calc(var(--_space) * 3);
  }
  .api + .api,
  .api + .matching {
    border-top: 1px solid var(--_border);
  }
  .disclosure.api {
    padding-block: var(--_space);
  }
  .disclosure > .body {
    padding-bottom: calc(var(--_space) * 2);
  }
  h3 {
    min-width: 0;
  }
  section.api > h3 {
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
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 168px), 1fr));
    gap: calc(var(--_space) * 2) calc(var(--_space) * 3);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    gap: calc(var(--_space) * 2);
    margin-top: calc(var(--_space) * 3);
  }
  .actions > .status {
    flex: 1 1 200px;
    min-height: var(--_control);
    padding-block: calc((var(--_control) - 1lh) / 2) 0;
  }
  .results {
    margin-top: calc(var(--_space) * 2);
    border-top: 1px solid var(--_border);
    row-gap: 0;
  }
  .results > div {
    min-height: calc(var(--_control) - var(--_space));
    border-bottom: 1px solid var(--_border);
  }
  .results dt,
  .results dd {
    padding-block: var(--_space);
  }
  .value {
    display: flex;
    align-items: start;
    gap: calc(var(--_space) * 2);
  }
  .text {
    white-space: pre-wrap;
  }
  .copy {
    margin-block: calc((1lh - var(--_control) + var(--_space)) / 2);
  }
  .fold {
    padding-inline: 0;
  }
  .api .status + .problems,
  .results ~ .status:not(:empty) {
    margin-top: calc(var(--_space) * 2);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: calc(var(--_space) * 2);
  }
  .conditions {
    margin-block: var(--_space) calc(var(--_space) * 2);
  }
  .ticket {
    display: grid;
    grid-template-columns: 16px auto auto 1fr;
    gap: 0 calc(var(--_space) * 2);
  }
  .subject {
    grid-column: 2 / -1;
    overflow: hidden;
    font-weight: 500;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .date {
    grid-column: 2;
  }
  .date,
  .channel,
  .state {
    color: var(--_muted);
    font-size: 0.923em;
    white-space: nowrap;
  }
  .here {
    color: var(--_accent);
  }
  .ticket > .icon {
    color: var(--_muted);
    transition: rotate 0.12s;
  }
  .ticket[aria-expanded='true'] > .icon {
    rotate: 90deg;
  }
  .ticket[aria-expanded='false']:dir(rtl) > .icon {
    scale: -1 1;
  }
  .card {
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3) calc(var(--_space) * 3);
    padding-inline-start: calc(var(--_space) * 5 + 16px);
    background: var(--_sunken);
  }
  .who {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) * 2);
    margin-bottom: calc(var(--_space) * 2);
  }
  @container (min-width: 560px) {
    .results {
      grid-template-columns: repeat(2, minmax(72px, max-content) minmax(0, 1fr));
    }
    .results > div {
      grid-column: span 2;
    }
    .ticket {
      grid-template-columns: 16px max-content minmax(0, 1fr) max-content max-content;
    }
    .ticket > span,
    .ticket > time {
      grid-column: auto;
      grid-row: 1;
    }
    .ticket > .icon {
      grid-row: 1;
    }
    .date {
      grid-column: 2;
    }
    .subject {
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
  segments,
  skeletons,
  panel,
];
