/** What is there before the list is; its parts bring their own looks. */
import { css, type CSSResult } from 'lit';
import { base } from '../styles/base.js';
import { buttons, fields } from '../styles/controls.js';
import { dialogs } from '../styles/dialog.js';
import { skeletons } from '../styles/skeletons.js';
import { statuses } from '../styles/status.js';
import { tokens } from '../styles/tokens.js';

const host = css`
  :host {
    --deskcard-dialog-width: 860px;
    container-type: inline-size;
  }
  .dialog-body {
    container-type: inline-size;
  }
`;

export const styles: CSSResult[] = [tokens, base, buttons, fields, skeletons, statuses, dialogs, host];
