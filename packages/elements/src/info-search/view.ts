/** What the templates of the information search need of the element that draws them. */
import { html, type TemplateResult } from 'lit';
import type { ErrorText } from '../desk-element.js';
import type { Strings } from '../locales/locale.js';
import type { Issue } from '@deskcard/core';
import type { Status } from '../parts/status.js';
import { isTimeout } from '../deadline.js';

export interface View {
  readonly t: Strings['infoSearch'];
  readonly common: Strings['common'];
  when(iso: string, style: 'date' | 'time' | 'both'): string;
  /** a duration as in "0.4 s" */
  seconds(milliseconds: number): string;
  /** an administrator reads more */
  readonly isAdmin: boolean;
  describeError(error: unknown): ErrorText;
  describeIssue(issue: Pick<Issue, 'code' | 'maximum'>): string;
}

/** A button; `look` are the classes beside `button`. */
export function button(label: unknown, press: () => void, look = ''): TemplateResult {
  return html`<button class="button ${look}" type="button" @click=${press}>${label}</button>`;
}

/** Why the desk's own data could not be read, and a button that tries again. */
export function readFailure(view: View, error: unknown, again?: () => void): Status {
  const { message, hint } = view.describeError(error);
  const [text, advice] = isTimeout(error) ? view.t.noAnswer : [message, hint];
  const action = again && button(view.common.retry, again, 'small');
  return { kind: 'error', text, hint: advice, action };
}
