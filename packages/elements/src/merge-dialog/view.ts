/** What the parts of the dialog are drawn from, and what they share. */
import { html, type TemplateResult } from 'lit';
import type { Strings } from '../locales/locale.js';
import { isDeleted } from '../deleted.js';
import { button } from '../parts/button.js';
import type { Status } from '../parts/status.js';
import type { MergeFlow } from './flow.js';
import type { Late } from '../late.js';

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

/** What merges and the way back are drawn from, in this dialog and wherever else they stand. */
export interface HistoryView extends Pick<View, 't' | 'common' | 'explain' | 'when'> {
  readonly flow: Pick<
    MergeFlow,
    | 'history'
    | 'undoing'
    | 'placing'
    | 'asked'
    | 'customerFields'
    | 'may'
    | 'askToUndo'
    | 'undo'
    | 'readHistory'
  >;
}

/** That something is waited for, or why it did not come. */
export function waiting(
  { common, explain }: Pick<View, 'common' | 'explain'>,
  { busy, value, error }: Late<unknown>,
  again: () => unknown,
): Status | undefined {
  if (busy) return value ? undefined : { kind: 'busy', text: common.loading };
  if (isDeleted(error)) return { ...explain(error), kind: 'info' };
  return error ? { ...explain(error), action: button(common.retry, again, 'small') } : undefined;
}

/** Customer numbers in a sentence. */
export const listed = (numbers: readonly string[]): string => numbers.join(', ');

export function points(texts: readonly string[]): TemplateResult {
  return html`<ul class="points">
    ${texts.map((text) => html`<li dir="auto">${text}</li>`)}
  </ul>`;
}

const builtIn = ['memberId', 'name', 'phone', 'email'] as const;

/** A customer field as the agent knows it. */
export function fieldLabel({ flow, t, common }: HistoryView, code: string): string {
  const known = builtIn.find((each) => each === code);
  if (known) return common[known];
  if (code === 'customerNumber') return t.numberHead;
  return flow.customerFields.find((field) => field.code === code)?.label ?? code;
}

/** D6: the fields of the ticket that a merge fills, as the agent knows them. */
export function filledFields(view: View, codes: readonly string[]): string[] {
  if (codes.length === 0) return [];
  const fields = view.flow.current.value?.service.ticketFields ?? [];
  const labels = codes.map((code) => {
    const field = fields.find((each) => each.code === code);
    const source = builtIn.find((each) => each === field?.customerField);
    return source ? view.common[source] : (field?.label ?? code);
  });
  return [`${view.t.filled}: ${labels.join(', ')}`];
}
