/** How reasons look, wherever a possible duplicate is shown. */
import { css, type CSSResult } from 'lit';

export const reasonsLook: CSSResult = css`
  .reasons dt {
    color: var(--_muted);
  }
`;
