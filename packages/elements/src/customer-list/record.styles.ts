/** How one customer looks in the dialog. */
import { css, type CSSResult } from 'lit';
import { historyStyles } from '../merge-dialog/history.styles.js';
import { inputs } from '../styles/controls.js';
import { disclosures } from '../styles/disclosures.js';

const record = css`
  .record {
    display: contents;
  }
  .dialog-head {
    flex-wrap: nowrap;
  }
  #dialog-title:focus-visible {
    outline: none;
  }
  .page {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 6);
    align-content: start;
  }
  .page > section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 2);
  }
  .facts {
    justify-content: space-between;
  }
  .values {
    border-block: 1px solid var(--_border);
  }
  .values > div {
    display: grid;
    grid-template-columns: 140px minmax(0, 1fr);
    gap: 0 calc(var(--_space) * 3);
    padding-block: calc(var(--_space) * 2);
  }
  .values > div + div {
    border-block-start: 1px solid var(--_border);
  }
  .values dt {
    color: var(--_muted);
  }
  .value {
    font-weight: 500;
    white-space: pre-wrap;
  }
  .origin {
    color: var(--_muted);
    font-size: 0.923em;
  }
  .origin .button {
    min-height: 24px;
    padding: 0 var(--_space);
    font-size: inherit;
  }
  .others {
    display: grid;
    gap: calc(var(--_space) * 2);
    padding-inline-start: calc(var(--_space) * 5.5);
  }
  .reveal {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: calc(var(--_space) * 2);
    align-items: start;
  }
  .reveal > .button {
    margin-block-start: calc(1.5em + var(--_space));
  }
  .ticket {
    display: flex;
    align-items: center;
  }
  .ticket > .item {
    flex: 1;
    min-width: 0;
  }
  .subject {
    display: block;
    font-weight: 500;
  }
  .meta {
    font-size: 0.923em;
  }
  @container (width < 520px) {
    .values > div,
    .reveal {
      grid-template-columns: minmax(0, 1fr);
    }
    .reveal > .button {
      margin: 0;
      justify-self: start;
    }
  }
`;

export const styles: CSSResult[] = [inputs, disclosures, ...historyStyles, record];
