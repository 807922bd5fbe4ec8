/** What the parts of the customer list need of the element that draws them. */
import type { Desk, Issue, ServiceDescription } from '@deskcard/core';
import type { Strings } from '../locales/locale.js';
import type { Status } from '../parts/status.js';

/** As things are at this drawing. */
export interface Now {
  readonly desk: Desk;
  readonly service: ServiceDescription;
  readonly common: Strings['common'];
  readonly t: Strings['customerList'];
  /** BCP 47 */
  readonly language: string;
}

export interface Ui extends Now {
  readonly host: HTMLElement;
  /** draws again */
  update(): void;
  /** reads out what happened */
  say(text: string): void;
  /** draws, then focuses the first element that matches */
  focus(selector: string): Promise<void>;
  /** something runs in the dialog that is not left half-way */
  isRunning(): boolean;
  /** closes the dialog */
  leave(): void;
  when(iso: string, style?: 'date' | 'time' | 'both'): string;
  /** why a value was refused */
  describeIssue(issue: Pick<Issue, 'code' | 'maximum'>): string;
  /** why something failed, as a line */
  failure(error: unknown): Status;
}

/** As many characters as the audit trail keeps of a reason. */
export const REASON_LENGTH = 500;

export const may = ({ service }: Pick<Now, 'service'>, operation: string): boolean =>
  service.permitted.includes(operation);

const builtIn = ['memberId', 'name', 'phone', 'email'] as const;
export type BuiltIn = (typeof builtIn)[number];

/** The fields of a customer in their order, each with its name in the agent's language. */
export function customerFields({ service, common }: Pick<Now, 'service' | 'common'>): {
  readonly code: string;
  readonly label: string;
}[] {
  return [...builtIn.map((code) => ({ code, label: common[code] })), ...service.customerFields];
}
