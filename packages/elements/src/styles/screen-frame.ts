/** What is there before the lazy part of a management screen is; see `admin-element.ts`. */
import { css, type CSSResult } from 'lit';
import { base } from './base.js';
import { buttons, fields } from './controls.js';
import { skeletons } from './skeletons.js';
import { statuses } from './status.js';
import { tokens } from './tokens.js';

const host = css`
  :host {
    --deskcard-dialog-width: 420px;
    container-type: inline-size;
  }
`;

export const screenFrame: CSSResult[] = [tokens, base, buttons, fields, skeletons, statuses, host];
