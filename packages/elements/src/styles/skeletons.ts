/** `skeleton()` in `parts/skeleton.ts` draws it. */
import { css, type CSSResult } from 'lit';

export const skeletons: CSSResult = css`
  .skeleton {
    display: grid;
    gap: calc(var(--_space) * 2);
    padding: var(--_space) 0;
  }
  .skeleton > span {
    height: 1em;
    border-radius: var(--_radius);
    background: var(--_border);
    animation: wait 1.2s ease-in-out infinite alternate;
  }
  .skeleton > span:nth-child(2n) {
    width: 72%;
  }
  .skeleton > span:nth-child(3n) {
    width: 48%;
  }
  @keyframes wait {
    to {
      opacity: 0.45;
    }
  }
`;
