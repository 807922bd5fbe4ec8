/** What a lazy screen has of the element that draws it, and what the element asks of the screen; see `admin-element.ts`. */
import type { TemplateResult } from 'lit';
import type { LazyPart, PartModule } from '../lazy.js';
import type { Change, Desk, Issue, ServiceDescription } from '@deskcard/core';
import type { Strings } from '../locales/locale.js';
import type { Question } from './asking.js';
import type { Status } from './status.js';

/** How things are at this drawing. */
export interface ScreenNow<T> {
  t: T;
  common: Strings['common'];
  desk: Desk;
  service: ServiceDescription;
  /** BCP 47 */
  language: string;
}

export interface ScreenUi<T> extends ScreenNow<T> {
  readonly host: HTMLElement;
  /** aborted when the element leaves the page */
  connection(): AbortSignal;
  /** draws again */
  update(): void;
  /** asks the desk again for what the screen stands on */
  reload(): void;
  /** a part of the screen that is loaded when it is first opened */
  lazy<M extends PartModule>(load: () => Promise<M>): LazyPart<M>;
  /** the texts of such a part */
  textsWith<P extends Partial<T>>(english: P): P;
  /** reads out what happened */
  say: (text: string) => void;
  ask: (question: Question) => void;
  /** draws, then focuses the first element that matches, and gives it */
  focus(selector: string): Promise<HTMLElement | null>;
  /** the id of what has the focus */
  focusedId(): string;
  when(iso: string, style?: 'date' | 'time' | 'both'): string;
  describeIssue(issue: Pick<Issue, 'code' | 'maximum'>): string;
  /** why something failed, as a line */
  failure(error: unknown): Status;
}

export interface Screen<D> {
  readonly hasUnsavedChanges: boolean;
  /** it stays in view although nothing may be saved any more, because of what was typed */
  readonly staysOpen?: boolean;
  /** before each drawing, with what the desk last said */
  follow(data: D): void;
  /** the desk says that something this screen shows has changed */
  changed?(): void;
  /** anything that happened on the desk */
  hear?(change: Change): void;
  render(): TemplateResult;
  /** what was rendered is on the page */
  updated(): void;
  /** nobody looks any more; what was typed is still there when the element comes back */
  leavePage(): void;
  /** another desk comes, or none for a while; a screen without this is given up */
  leaveDesk?(): void;
}
