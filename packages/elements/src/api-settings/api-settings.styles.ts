/** List and editor side by side where there is room, one after the other where there is not. */
import { css, type CSSResultGroup } from 'lit';
import { base } from '../styles/base.js';
import { buttons } from '../styles/controls.js';
import { dialogs } from '../styles/dialog.js';
import { lists } from '../styles/lists.js';
import { skeletons } from '../styles/skeletons.js';
import { statuses } from '../styles/status.js';
import { tokens } from '../styles/tokens.js';

const frame = css`
  :host {
    --deskcard-dialog-width: 420px;
    container-type: inline-size;
  }
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

/** Rows with a grip before and the tools behind them. */
const ordered = css`
  .rows > li {
    display: flex;
    align-items: start;
    gap: var(--_space);
  }
  .grip {
    display: flex;
    align-items: center;
    min-height: var(--_control);
    color: var(--_muted);
    cursor: grab;
    touch-action: none;
    user-select: none;
  }
  .tools {
    display: flex;
    align-items: center;
    min-height: var(--_control);
    opacity: 0;
  }
  li:hover > .tools,
  li:focus-within > .tools {
    opacity: 1;
  }
  @media (hover: none) {
    .tools {
      opacity: 1;
    }
  }
  [data-dragged] {
    outline: 2px solid var(--_focus);
  }
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

export const styles: CSSResultGroup = [
  tokens,
  base,
  buttons,
  lists,
  skeletons,
  statuses,
  dialogs,
  frame,
  ordered,
];
