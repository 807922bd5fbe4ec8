/** A section that opens: `<details class="disclosure"><summary>`. */
import { css, type CSSResult } from 'lit';

export const disclosures: CSSResult = css`
  .disclosure > summary {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 1.5);
    min-height: var(--_control);
    border-radius: var(--_radius);
    cursor: pointer;
    list-style: none;
  }
  .disclosure > summary::-webkit-details-marker {
    display: none;
  }
  .disclosure > summary > .icon:first-child {
    transition: rotate 0.12s;
  }
  .disclosure[open] > summary > .icon:first-child {
    rotate: 90deg;
  }
  .disclosure:not([open]) > summary:dir(rtl) > .icon:first-child {
    scale: -1 1;
  }
`;
