/** What the parts of the queue need of the element that draws them. */
import type { CustomerSummary } from '@deskcard/core';
import type { Words } from '../duplicates/words.js';
import type { Strings } from '../locales/locale.js';
import type { ScreenUi } from '../parts/screen.js';

export type Ui = ScreenUi<Strings['duplicateQueue']>;

export const wordsOf = ({ t, language, service }: Ui): Words => ({
  t,
  language,
  customerFields: service.customerFields,
});

/** The number and the name, for somebody who hears it. */
export const shortName = (
  { t }: Pick<Ui, 't'>,
  { customerNumber, values }: Pick<CustomerSummary, 'customerNumber' | 'values'>,
): string => `${customerNumber} ${values['name'] || values['phone'] || values['email'] || t.nameless}`;
