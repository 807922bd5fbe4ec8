/** How merges and the way back look, in this dialog and wherever else they stand. */
import { css, type CSSResult } from 'lit';
import { lists } from '../styles/lists.js';

const history = css`
  .section {
    display: grid;
    gap: calc(var(--_space) * 3);
    align-content: start;
  }
  .points {
    display: grid;
    gap: var(--_space);
    padding-inline-start: calc(var(--_space) * 4);
    list-style: disc;
  }
  .points > li::marker {
    color: var(--_muted);
  }
  .entry {
    display: grid;
    min-width: 0;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 2);
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    overflow-wrap: anywhere;
  }
  .answers {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 2);
  }
  .answers .button {
    max-width: 100%;
    height: auto;
    white-space: normal;
  }
  .answers .row,
  .answers .grow {
    flex-wrap: wrap;
    min-width: 0;
  }
  .answers .excerpt {
    max-width: 100%;
  }
  .answers [aria-pressed='true'] {
    border-color: var(--_accent);
    background: color-mix(in srgb, var(--_accent) 10%, var(--_surface));
  }
  @media (forced-colors: active) {
    .answers [aria-pressed='true'] {
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
  .points > li {
    overflow-wrap: anywhere;
  }
  .excerpt {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .state {
    color: var(--_success);
  }
  .question {
    display: grid;
    gap: calc(var(--_space) * 2);
    padding: calc(var(--_space) * 3);
    border-radius: var(--_radius);
    background: var(--_sunken);
  }
`;

export const historyStyles: readonly CSSResult[] = [lists, history];
