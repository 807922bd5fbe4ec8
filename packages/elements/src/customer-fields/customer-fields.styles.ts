/** What the element wears before its part is there. */
import type { CSSResult } from 'lit';
import { base } from '../styles/base.js';
import { buttons, fields } from '../styles/controls.js';
import { skeletons } from '../styles/skeletons.js';
import { statuses } from '../styles/status.js';
import { tokens } from '../styles/tokens.js';

export const styles: CSSResult[] = [tokens, base, buttons, fields, skeletons, statuses];
