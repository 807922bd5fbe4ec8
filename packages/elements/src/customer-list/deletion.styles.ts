/** What a deletion means, in paragraphs and points. */
import { css, type CSSResult } from 'lit';

const means = css`
  .means {
    display: grid;
    gap: var(--_space);
  }
  .means > p + .points + p {
    margin-block-start: calc(var(--_space) * 2);
  }
`;

export const styles: CSSResult[] = [means];
