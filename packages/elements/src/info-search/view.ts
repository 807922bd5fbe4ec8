/** What the templates of the information search need of the element that draws them. */
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

/** Why the desk's own data could not be read. */
export function readFailure(view: View, error: unknown): Status {
  if (isTimeout(error)) return { kind: 'error', text: view.t.noAnswer[0], hint: view.t.noAnswer[1] };
  const { message, hint } = view.describeError(error);
  return { kind: 'error', text: message, hint };
}
