/** What the templates of the side tab need of the element that draws them. */
import type { Customer } from '@deskcard/core';
import type { GradeQuestion } from '../customer-badge/grade-question.js';
import type { Late } from '../late.js';
import type { Strings } from '../locales/locale.js';
import type { LookupView } from '../lookups/view.js';

export interface View extends LookupView {
  readonly t: Strings['customerInfo'];
  readonly customer: Late<Customer>;
  readonly grades: GradeQuestion | undefined;
  /** asks the desk again */
  reload(): void;
}
