/** What the templates of the information search need of the element that draws them. */
import type { Issue } from '@deskcard/core';
import type { Strings } from '../locales/locale.js';
import type { Fills } from '../lookups/fills.js';
import type { LookupView } from '../lookups/view.js';
import type { Matching } from './matching.js';

export interface View extends LookupView {
  readonly t: Strings['infoSearch'];
  readonly fills: Fills;
  readonly matching: Matching;
  describeIssue(issue: Pick<Issue, 'code' | 'maximum'>): string;
}
