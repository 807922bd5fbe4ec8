/** What the parts of the API settings need of the element that draws them. */
import type { Desk, Issue, ServiceDescription } from '@deskcard/core';
import type { Strings } from '../locales/locale.js';
import type { Status } from '../parts/status.js';

/** What an administrator is asked before something happens that cannot be taken back. */
export interface Question {
  readonly title: string;
  readonly text: () => unknown;
  readonly yes: string;
  /** it can be taken back */
  readonly isHarmless?: boolean;
  readonly act: () => unknown;
}

export interface Ui {
  readonly host: HTMLElement;
  // As they are at this drawing:
  t: Omit<Strings['apiSettings'], 'serverInformation'>;
  common: Strings['common'];
  desk: Desk;
  service: ServiceDescription;
  /** draws again */
  update(): void;
  /** a provider was called just now */
  called(): void;
  /** reads out what happened */
  say(text: string): void;
  ask(question: Question): void;
  /** draws, then focuses the first element that matches, and gives it */
  focus(selector: string): Promise<HTMLElement | null>;
  /** the id of what has the focus */
  focusedId(): string;
  when(iso: string, style?: 'date' | 'time' | 'both'): string;
  describeIssue(issue: Pick<Issue, 'code' | 'maximum'>): string;
  /** why something failed, as a line */
  failure(error: unknown): Status;
}
