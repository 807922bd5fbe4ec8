/** `<dl class="pairs">` of `<div><dt><dd></div>`; the names stand above the values where it is narrow. */
import { css, type CSSResult } from 'lit';

export const pairs: CSSResult = css`
  .pairs {
    display: grid;
    grid-template-columns: minmax(72px, max-content) minmax(0, 1fr);
    gap: var(--_space) calc(var(--_space) * 3);
  }
  .pairs > div {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
    align-items: baseline;
  }
  .pairs dt {
    color: var(--_muted);
  }
  .pairs dd {
    white-space: pre-wrap;
  }
`;
