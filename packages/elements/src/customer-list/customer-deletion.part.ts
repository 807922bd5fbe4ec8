/**
 * An administrator deletes the customer in the dialog. Loaded when that is asked for the first time: few people ever
 * are.
 */
import { css, type CSSResult } from 'lit';
import { customerDeletion as english } from '../locales/en.customer-deletion.js';

export { Deletion } from './deletion.js';
export { deletionStatus, deletionView } from './deletion-view.js';
export { english };

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
