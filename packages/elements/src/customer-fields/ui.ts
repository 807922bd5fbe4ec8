/** What the parts of the customer fields need of the element that draws them. */
import type { Desk, Issue, ServiceDescription } from '@deskcard/core';
import type { SuggestedPart } from '../duplicates/suggested-part.js';
import type { Strings } from '../locales/locale.js';
import type { MergeOpener } from '../parts/merge-opener.js';
import type { Status } from '../parts/status.js';
import type { Subject } from './subject.js';

/** As things are at this drawing. */
export interface Now {
  readonly t: Strings['customerFields'];
  readonly common: Strings['common'];
  readonly desk: Desk;
  readonly service: ServiceDescription;
  readonly subject: Subject;
  /** the host saves */
  readonly noSave: boolean;
}

export interface Shell {
  readonly host: HTMLElement;
  readonly root: () => ParentNode;
  /** draws again */
  update(): void;
  /** draws, then focuses the first element that matches */
  focus(selector: string): Promise<void>;
  /** who else the customer may be; loaded when there is somebody to show */
  readonly duplicates: SuggestedPart;
  mergeDialog(): MergeOpener | undefined;
  /** BCP 47 */
  language(): string;
  when(iso: string): string;
  describeIssue(issue: Pick<Issue, 'code' | 'maximum'>): string;
  failure(error: unknown): Status;
}
