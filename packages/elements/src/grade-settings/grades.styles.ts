/** The grades as lines, and the one that is edited in its place. */
import { css, type CSSResult } from 'lit';
import { inputs } from '../styles/controls.js';
import { dialogs } from '../styles/dialog.js';
import { gradeLabels } from '../styles/grade-labels.js';
import { orderedRows } from '../styles/ordered.js';
import { pairs } from '../styles/pairs.js';
import { screens } from '../styles/screens.js';

const look = css`
  .grades {
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  .grades > li {
    padding-inline: var(--_space);
  }
  .grades > li + li {
    border-top: 1px solid var(--_border);
  }
  .line {
    flex-wrap: nowrap;
    min-height: calc(var(--_control) + var(--_space) * 2);
  }
  .grades > li > .grip,
  .grades > li > .tools {
    min-height: calc(var(--_control) + var(--_space) * 2);
  }
  .who {
    flex: 0 1 200px;
    min-width: 0;
  }
  .apart {
    margin-top: calc(var(--_space) * 2);
    padding-inline: calc(var(--_space) * 3);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  .editor {
    display: grid;
    gap: calc(var(--_space) * 3);
    padding-block: calc(var(--_space) * 3);
  }
  .inputs {
    display: grid;
    grid-template-columns: minmax(0, 2fr) minmax(0, 3fr) minmax(0, 2fr);
    gap: calc(var(--_space) * 3);
    align-items: start;
  }
  .colour {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: calc(var(--_space) * 2);
  }
  .picker {
    width: var(--_control);
    height: var(--_control);
    margin-top: calc(1lh + var(--_space));
    padding: 2px;
    border: 1px solid var(--_outline);
    border-radius: var(--_radius);
    background: var(--_surface);
    cursor: pointer;
  }
  .shown {
    min-height: var(--_control);
  }
  @container (width < 620px) {
    .inputs {
      grid-template-columns: minmax(0, 1fr);
    }
    .line {
      flex-wrap: wrap;
      padding-block: var(--_space);
    }
    .who {
      flex-basis: 100%;
    }
  }
`;

export const styles: CSSResult[] = [inputs, dialogs, pairs, gradeLabels, orderedRows, screens, look];
