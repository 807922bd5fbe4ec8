/** As many columns as fit; a filled field is marked by its edge and by words. */
import { css, unsafeCSS, type CSSResult } from 'lit';
import { anyLabels } from '../customer-badge/customer-badge.styles.js';
import { comboboxes } from '../styles/combobox.js';
import { inputs } from '../styles/controls.js';
import { dialogs } from '../styles/dialog.js';
import { lists } from '../styles/lists.js';
import { pairs } from '../styles/pairs.js';

const own = css`
  /* the labels of grades have no box of their own, this element has */
  :host {
    display: block;
  }
  .fields {
    display: grid;
    gap: calc(var(--_space) * 2);
    container-type: inline-size;
  }
  .grid {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 136px), 1fr));
    gap: calc(var(--_space) * 2) calc(var(--_space) * 2.5);
  }
  .whose {
    gap: var(--_space) calc(var(--_space) * 2);
  }
  .customer-number {
    font-size: 1.077em;
  }
  .cell {
    display: grid;
    gap: var(--_space);
    align-content: start;
    min-width: 0;
  }
  .wide {
    grid-column: 1 / -1;
  }
  .changed .label {
    color: var(--_accent);
  }
  .filled .input:not([id$='-list']) {
    border-inline-start: 3px solid var(--_accent);
    background: color-mix(in srgb, var(--_accent) 8%, var(--_surface));
  }
  .mark {
    display: flex;
    align-items: center;
    color: var(--_accent);
    font-size: 0.923em;
  }
  .mark > .button {
    margin-block: calc(var(--_space) * -1);
  }
  .input::placeholder {
    color: var(--_text);
  }
  .conflict,
  .reveal {
    display: grid;
    gap: var(--_space);
    padding: calc(var(--_space) * 2);
    border: 1px solid var(--_warning);
    border-radius: var(--_radius);
  }
  .reveal {
    gap: calc(var(--_space) * 2);
    border-color: var(--_border);
  }
  .conflict .button {
    white-space: normal;
  }
  .masked > .button {
    margin-block: calc(var(--_space) * -1);
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) * 2);
  }
  .buttons {
    flex-wrap: nowrap;
    margin-inline-start: auto;
  }
  .taken {
    width: min(var(--deskcard-dialog-width, 480px), calc(100vw - var(--_space) * 6));
  }
  .taken > .dialog-body {
    display: grid;
    gap: calc(var(--_space) * 3);
  }
  .taken > .dialog-foot {
    flex-wrap: nowrap;
  }
  .person {
    display: grid;
    gap: calc(var(--_space) * 2);
    padding: calc(var(--_space) * 3);
    border-radius: var(--_radius);
    background: var(--_sunken);
  }
  .answers {
    display: grid;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    overflow: clip;
  }
  .answer {
    display: grid;
    gap: 0;
    border-radius: 0;
  }
  .answer + .answer {
    border-top: 1px solid var(--_border);
  }
  @media (forced-colors: active) {
    .filled .input {
      border-inline-start-color: Highlight;
    }
  }
`;

export const styles: CSSResult[] = [unsafeCSS(anyLabels), inputs, lists, pairs, dialogs, comboboxes, own];
