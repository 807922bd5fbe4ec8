/** The result fields of a lookup and the line about it: `values.ts` and `outcome.ts` draw them. */
import { css, type CSSResult } from 'lit';

export const results: CSSResult = css`
  .results {
    gap: 0 calc(var(--_space) * 3);
  }
  .results > div {
    padding-block: var(--_space);
    border-top: 1px solid var(--_border);
  }
  .results dd {
    display: flex;
    align-items: start;
    gap: calc(var(--_space) * 2);
    white-space: normal;
  }
  .text {
    white-space: pre-wrap;
  }
  .status .hint {
    white-space: pre-line;
  }
  .status > .button {
    margin-block: calc((1lh - var(--_control) + var(--_space)) / 2);
  }
  /* as high as its row, so that none lies on the next */
  .copy {
    min-height: calc(1.5em + var(--_space) * 2);
    margin-block: calc(var(--_space) * -1);
  }
  .fold {
    margin-inline-start: calc(var(--_space) * -2);
  }
  @container (min-width: 560px) {
    .results {
      grid-template-columns: repeat(2, minmax(72px, max-content) minmax(0, 1fr));
    }
    .results > div {
      grid-column: span 2;
    }
  }
`;
