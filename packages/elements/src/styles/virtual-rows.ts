/** What `parts/virtual-rows.ts` needs: `.scroller` around `.sizer` with `--_row` around `.virtual-row`. */
import { css, type CSSResult } from 'lit';

export const virtualRows: CSSResult = css`
  .scroller {
    position: relative;
    overflow: auto;
    overscroll-behavior: contain;
    /* the rows are moved by hand */
    overflow-anchor: none;
  }
  .sizer {
    position: relative;
  }
  .row-probe {
    position: absolute;
    block-size: var(--_row);
    inline-size: 0;
    visibility: hidden;
  }
  .virtual-row {
    position: absolute;
    inset-block-start: 0;
    inset-inline: 0;
    block-size: var(--_row);
    contain: strict;
  }
`;
