/** What the parts of the API settings need of the element that draws them. */
import type { Strings } from '../locales/locale.js';
import type { ScreenUi } from '../parts/screen.js';

export interface Ui extends ScreenUi<Strings['apiSettings']> {
  /** a provider was called just now */
  called(): void;
}
