/** A narrow column: who it is, then one block per lookup under a hairline. */
import { css, unsafeCSS, type CSSResultGroup } from 'lit';
import { label } from '../customer-badge/customer-badge.styles.js';
import { results } from '../lookups/lookups.styles.js';
import { base } from '../styles/base.js';
import { buttons } from '../styles/controls.js';
import { pairs } from '../styles/pairs.js';
import { skeletons } from '../styles/skeletons.js';
import { statuses } from '../styles/status.js';
import { tokens } from '../styles/tokens.js';

const tab = css`
  :host {
    container-type: inline-size;
  }
  .customer,
  .api {
    display: grid;
    gap: calc(var(--_space) * 2);
    padding-block: calc(var(--_space) * 3);
  }
  .customer {
    padding-top: 0;
  }
  .api {
    border-top: 1px solid var(--_border);
  }
  .head {
    flex-wrap: nowrap;
  }
  .again {
    margin-block: calc((1lh - var(--_control) + var(--_space)) / 2);
  }
  .grades {
    display: inline-flex;
    flex-wrap: wrap;
    gap: var(--_space);
  }
  .grade {
    ${unsafeCSS(label)}
  }
  .hint {
    color: var(--_muted);
    font-size: 0.923em;
    line-height: 1.4;
  }
  .before {
    display: flex;
    flex-wrap: wrap;
    column-gap: calc(var(--_space) * 2);
  }
`;

export const styles: CSSResultGroup = [tokens, base, buttons, statuses, pairs, skeletons, results, tab];
