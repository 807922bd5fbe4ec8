/** How the dialog looks from the start; what stands in it brings its own with `merging.part.ts`. */
import { css, type CSSResult } from 'lit';
import { base } from '../styles/base.js';
import { buttons, fields } from '../styles/controls.js';
import { dialogs } from '../styles/dialog.js';
import { skeletons } from '../styles/skeletons.js';
import { statuses } from '../styles/status.js';
import { tokens } from '../styles/tokens.js';

const frame = css`
  /* no box of its own: what it shows is the dialog */
  :host {
    display: contents;
  }
  /* stays where it is while its content grows and shrinks */
  .dialog {
    width: min(var(--deskcard-dialog-width, 720px), calc(100vw - var(--_space) * 6));
    margin-block-start: max(var(--_space) * 3, 7dvh);
    max-height: calc(100dvh - 2 * max(var(--_space) * 3, 7dvh));
  }
  .dialog-head {
    row-gap: 0;
    padding-block: 0;
  }
  .dialog-head h2 {
    padding-block: calc(var(--_space) * 3);
  }
  /* below the title where it is narrow, and still at the end */
  .tabs {
    display: flex;
    align-items: center;
    align-self: stretch;
    gap: calc(var(--_space) * 2);
    margin-inline-start: auto;
  }
  .dialog-body {
    container-type: inline-size;
  }
  .tab {
    align-self: stretch;
    border-width: 0 0 calc(var(--_space) / 2);
    border-radius: 0;
    color: var(--_muted);
  }
  .tab[aria-pressed='true'] {
    border-color: var(--_accent);
    color: var(--_accent);
  }
  .page {
    display: grid;
    gap: calc(var(--_space) * 5);
    align-content: start;
  }
  .page:focus-visible {
    outline: none;
  }
  @media (forced-colors: active) {
    .tab {
      border-color: Canvas;
    }
    .tab[aria-pressed='true'] {
      border-color: Highlight;
    }
  }
`;

export const styles: CSSResult[] = [tokens, base, buttons, fields, skeletons, statuses, dialogs, frame];
