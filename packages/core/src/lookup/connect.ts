/**
 * Field connections: what a lookup found goes into the ticket fields that are still empty (R54–R56, D11). A field with
 * a value is never touched, whether it is saved or only typed; a field of nothing but white space is empty. Nothing is
 * ever cut: what does not fit is reported. The first fill of a field wins. Only text boxes and text areas can be
 * linked. Dependency-free, so that elements import it alone (`@deskcard/core/connect`).
 */
import { isTooLong } from '../limits.js';
import type { TicketField, TicketFieldType } from '../model/field.js';
import type { FieldLink } from '../model/lookup-api.js';
import type { ConnectedValue, LookupValue } from '../model/lookup.js';

export interface Fill {
  fieldCode: string;
  text: string;
  /** the result item it comes from */
  itemId: string;
}

export type FillReason = 'hasValue' | 'tooLong' | 'notLinkable' | 'unknownField';

export interface FillProblem {
  fieldCode: string;
  itemId: string;
  reason: FillReason;
  /** the field's length in Unicode code points, for `tooLong` */
  maximum?: number;
}

export interface FillPlan {
  fills: Fill[];
  problems: FillProblem[];
}

/** R56 */
export function isLinkable(type: TicketFieldType): boolean {
  return type === 'text' || type === 'textarea';
}

/** True when nothing but white space stands there. */
export function isBlank(text: string): boolean {
  return text.trim() === '';
}

/** In the order of the links, which is the order in which fields are filled. */
export function connectedValues(
  links: readonly FieldLink[],
  values: readonly LookupValue[],
): ConnectedValue[] {
  const texts = new Map(values.map(({ itemId, text }) => [itemId, text ?? '']));
  return links
    .map(({ fieldCode, resultItemId }) => ({
      fieldCode,
      itemId: resultItemId,
      text: texts.get(resultItemId) ?? '',
    }))
    .filter(({ text }) => !isBlank(text));
}

/**
 * What to put into the draft, and what stayed out and why. Changes nothing itself. An empty result, or one that the
 * field already says, is neither a fill nor a problem.
 */
export function planFill(options: {
  connected: readonly ConnectedValue[];
  fields: readonly TicketField[];
  /** field code → what stands in the field now, saved or not */
  draft: Readonly<Record<string, string>>;
}): FillPlan {
  const plan: FillPlan = { fills: [], problems: [] };
  const fields = new Map(options.fields.map((field) => [field.code, field]));
  const present = new Map(Object.entries(options.draft));
  for (const { fieldCode, itemId, text } of options.connected) {
    const field = fields.get(fieldCode);
    const fitting = field === undefined ? text : asFieldText(text, field.type);
    const now = present.get(fieldCode) ?? '';
    if (isBlank(fitting) || fitting === now) continue;
    const problem = problemOf(field, fitting, now);
    if (problem !== undefined) {
      plan.problems.push({ fieldCode, itemId, ...problem });
      continue;
    }
    plan.fills.push({ fieldCode, text: fitting, itemId });
    present.set(fieldCode, fitting);
  }
  return plan;
}

function problemOf(
  field: TicketField | undefined,
  text: string,
  now: string,
): Pick<FillProblem, 'reason' | 'maximum'> | undefined {
  if (field === undefined) return { reason: 'unknownField' };
  if (!isLinkable(field.type)) return { reason: 'notLinkable' };
  if (!isBlank(now)) return { reason: 'hasValue' };
  if (isTooLong(text, field.maxLength)) return { reason: 'tooLong', maximum: field.maxLength };
  return undefined;
}

/** A text box has one line, so each new line becomes a space; a text area keeps its lines, as browsers spell them. */
function asFieldText(text: string, type: TicketFieldType): string {
  if (type === 'text') return text.replace(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/g, ' ');
  return text.replace(/\r\n?/g, '\n');
}
