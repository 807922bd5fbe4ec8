/** What the parts of the dialog are drawn from. */
import type { Strings } from '../locales/locale.js';
import type { Status } from '../parts/status.js';
import type { MergeFlow } from './flow.js';

export interface View {
  readonly flow: MergeFlow;
  readonly t: Strings['mergeDialog'];
  readonly common: Strings['common'];
  /** a failure in words, and what to do about it */
  explain(error: unknown): Status;
  /** that a text is longer than so many characters */
  tooLong(maximum: number): string;
  /** a time as people write it */
  when(iso: string): string;
}

const builtIn = ['memberId', 'name', 'phone', 'email'] as const;

/** A customer field as the agent knows it. */
export function customerField({ flow, common }: View, code: string): string {
  const known = builtIn.find((each) => each === code);
  if (known) return common[known];
  return flow.service?.customerFields.find((field) => field.code === code)?.label ?? code;
}

/** Ticket fields as the agent knows them, one after the other. */
export function ticketFields(view: View, codes: readonly string[]): string {
  const fields = view.flow.service?.ticketFields ?? [];
  const labels = codes.map((code) => {
    const field = fields.find((each) => each.code === code);
    const source = builtIn.find((each) => each === field?.customerField);
    return source ? view.common[source] : (field?.label ?? code);
  });
  return labels.join(', ');
}
