/** Why somebody looks at whole values, or deletes a customer: the audit trail keeps it (B13). */
import type { TemplateResult } from 'lit';
import { isTooLong } from '@deskcard/core/limits';
import { textField } from '../parts/field.js';
import { REASON_LENGTH, type Ui } from './ui.js';

/** What waits for a reason. */
export interface Reasoned {
  reason: string;
}

export const hasLongReason = ({ reason }: Reasoned): boolean => isTooLong(reason, REASON_LENGTH);

export function reasonField(ui: Ui, id: string, hint: string, asked: Reasoned): TemplateResult {
  return textField({
    id,
    label: ui.t.revealReason,
    hint,
    error: hasLongReason(asked) ? ui.describeIssue({ code: 'tooLong', maximum: REASON_LENGTH }) : undefined,
    value: asked.reason,
    onInput: (reason) => {
      asked.reason = reason;
      ui.update();
    },
  });
}
