/** What is there before the connections are; those bring their own looks with `connections.part.ts`. */
import { css, type CSSResult } from 'lit';
import { base } from '../styles/base.js';
import { buttons, fields } from '../styles/controls.js';
import { skeletons } from '../styles/skeletons.js';
import { statuses } from '../styles/status.js';
import { tokens } from '../styles/tokens.js';

const host = css`
  :host {
    container-type: inline-size;
  }
`;

export const styles: CSSResult[] = [tokens, base, buttons, fields, skeletons, statuses, host];
