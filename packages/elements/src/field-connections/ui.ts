/** What the parts of the field connections need of the element that draws them. */
import type { Desk, ServiceDescription } from '@deskcard/core';
import type { Strings } from '../locales/locale.js';
import type { Status } from '../parts/status.js';

export interface Ui {
  readonly host: HTMLElement;
  // As they are at this drawing:
  t: Strings['fieldConnections'];
  common: Strings['common'];
  desk: Desk;
  service: ServiceDescription;
  /** draws again */
  update(): void;
  /** reads out what happened */
  say(text: string): void;
  /** draws, then focuses the first element that matches */
  focus(selector: string): Promise<void>;
  /** why something failed, as a line */
  failure(error: unknown): Status;
}

/** A ticket field as an administrator knows it. */
export function labelOf({ service }: Pick<Ui, 'service'>, fieldCode: string): string {
  return service.ticketFields.find(({ code }) => code === fieldCode)?.label || fieldCode;
}
