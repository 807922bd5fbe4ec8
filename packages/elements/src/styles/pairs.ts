/** `<dl class="pairs">` of `<div><dt><dd></div>`. The names take no more than they need, and never half of it. */
import { css, type CSSResult } from 'lit';

export const pairs: CSSResult = css`
  .pairs {
    display: grid;
    grid-template-columns: fit-content(45%) minmax(0, 1fr);
    gap: var(--_space) calc(var(--_space) * 3);
  }
  .pairs > div {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
    align-items: baseline;
  }
  .pairs dt {
    min-width: 72px;
    color: var(--_muted);
  }
  .pairs dd {
    white-space: pre-wrap;
  }
`;
