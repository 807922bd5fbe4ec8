/** What the parts of server information need beside what all parts of the API settings do. */
import type { LookupApi } from '@deskcard/core';
import type { Strings } from '../locales/locale.js';
import type { Ui } from './ui.js';

export interface ServerUi extends Ui {
  s: Strings['apiSettings']['serverInformation'];
  apis: readonly LookupApi[];
  /** other recipients were chosen */
  chosen(): void;
}
