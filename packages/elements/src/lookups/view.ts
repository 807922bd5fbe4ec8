/** What the templates of a lookup need of the element that draws them. */
import type { ServiceDescription } from '@deskcard/core';
import { isDeleted } from '../deleted.js';
import type { ErrorText } from '../desk-element.js';
import type { lookups } from '../locales/en.js';
import type { Strings } from '../locales/locale.js';
import { button } from '../parts/button.js';
import type { Status } from '../parts/status.js';
import type { Lookups } from './lookups.js';
import type { Section } from './section.js';
import type { Values } from './values.js';

export interface LookupView {
  readonly t: typeof lookups;
  readonly common: Strings['common'];
  readonly lookups: Lookups;
  readonly values: Values;
  /** undefined until it is known */
  readonly service: ServiceDescription | undefined;
  when(iso: string, style: 'date' | 'time' | 'both'): string;
  /** a duration as in "0.4 s" */
  seconds(milliseconds: number): string;
  describeError(error: unknown): ErrorText;
  /** draws the element again */
  update(): void;
  /** the agent pressed Search or Enter; or Reload, which asks the provider anew */
  search(section: Section, isReload?: boolean): void;
}

/** Why the desk's own data could not be read, and a button that tries again. */
export function readFailure(
  view: Pick<LookupView, 'common' | 'describeError'>,
  error: unknown,
  again?: () => void,
): Status {
  const { message: text, hint } = view.describeError(error);
  if (isDeleted(error)) return { kind: 'info', text, hint };
  const action = again && button(view.common.retry, again, 'small');
  return { kind: 'error', text, hint, action };
}

/** A duration as people of this language write it, never as nothing. */
export function secondsIn(language: string): LookupView['seconds'] {
  const duration = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'second',
    unitDisplay: 'narrow',
    maximumFractionDigits: 1,
  });
  return (milliseconds) => duration.format(Math.max(100, milliseconds) / 1000);
}
