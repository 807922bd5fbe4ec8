/** What the parts of the field connections need of the element that draws them. */
import type { Strings } from '../locales/locale.js';
import type { ScreenUi } from '../parts/screen.js';

export type Ui = ScreenUi<Strings['fieldConnections']>;

/** A ticket field as an administrator knows it. */
export function labelOf({ service }: Pick<Ui, 'service'>, fieldCode: string): string {
  return service.ticketFields.find(({ code }) => code === fieldCode)?.label || fieldCode;
}
