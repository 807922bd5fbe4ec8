/** `rows()` in `parts/rows.ts` draws it: a grip before each row and its tools behind. */
import { css, type CSSResult } from 'lit';

export const orderedRows: CSSResult = css`
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
    outline: var(--_ring) solid var(--_focus);
  }
`;
