/** The form above, the list below; cells become lines where it is narrow. */
import { css, type CSSResult } from 'lit';
import { inputs } from '../styles/controls.js';
import { csvImports } from '../styles/csv.js';
import { dialogs } from '../styles/dialog.js';
import { gradeLabels } from '../styles/grade-labels.js';
import { pairs } from '../styles/pairs.js';
import { screens } from '../styles/screens.js';
import { tables } from '../styles/tables.js';

const look = css`
  .screen {
    display: grid;
    gap: calc(var(--_space) * 6);
  }
  [part='list'],
  .form {
    display: grid;
    gap: calc(var(--_space) * 3);
    min-width: 0;
  }
  .head {
    margin-bottom: 0;
  }
  .form {
    padding: calc(var(--_space) * 3);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  .form > .inputs {
    display: grid;
    grid-template-columns: minmax(96px, 1fr) minmax(160px, 3fr) minmax(96px, 2fr) minmax(140px, 2fr);
    gap: calc(var(--_space) * 3);
    align-items: start;
  }
  .form .note {
    grid-column: 1 / -1;
  }
  .whose {
    display: grid;
    gap: var(--_space);
  }
  .conditions {
    display: grid;
    grid-template-columns: minmax(160px, 3fr) repeat(3, minmax(96px, 1fr));
    gap: calc(var(--_space) * 2);
  }
  .taken {
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    border-radius: var(--_radius);
    background: var(--_sunken);
  }
  .members .hint {
    display: block;
  }
  .members td.note {
    white-space: pre-wrap;
  }
  .over {
    color: var(--_warning);
  }
  .members [aria-current='true'] > td {
    background: color-mix(in srgb, var(--_accent) 10%, var(--_surface));
  }
  .tools-cell {
    white-space: nowrap;
    text-align: end;
  }
  @container (width < 680px) {
    .form > .inputs,
    .conditions {
      grid-template-columns: minmax(0, 1fr);
    }
    .members,
    .members tbody,
    .members tr,
    .members td {
      display: block;
    }
    .members thead {
      position: absolute;
      clip-path: inset(50%);
      width: 1px;
      height: 1px;
      overflow: hidden;
    }
    .members tr {
      position: relative;
      padding-block: calc(var(--_space) * 2);
      padding-inline-end: calc(var(--_control) * 2);
      border-bottom: 1px solid var(--_border);
    }
    .members td {
      padding: 2px calc(var(--_space) * 2);
      border: 0;
    }
    .members td:empty {
      display: none;
    }
    .tools-cell {
      position: absolute;
      inset-block-start: var(--_space);
      inset-inline-end: 0;
    }
  }
`;

export const styles: CSSResult[] = [inputs, tables, dialogs, pairs, gradeLabels, csvImports, screens, look];
