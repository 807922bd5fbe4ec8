/** `gradeLabel()` in `parts/grade-label.ts` draws it: the same as in `<customer-badge>`. */
import { css, unsafeCSS, type CSSResult } from 'lit';
import { label } from '../customer-badge/customer-badge.styles.js';

export const gradeLabels: CSSResult = css`
  .grade {
    display: inline-block;
    ${unsafeCSS(label)}
  }
  .grade:dir(rtl) {
    unicode-bidi: plaintext;
  }
`;
