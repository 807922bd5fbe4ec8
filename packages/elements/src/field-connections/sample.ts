/** What a reply would fill, and what it would leave and why, by the very rules of a lookup (R54, R55, D11). */
import type { FieldLink, LookupApi, TicketField } from '@deskcard/core';
import { connectedValues, planFill, type FillReason } from '@deskcard/core/connect';
import { sampleValues } from '@deskcard/core/sample';
import { faultOf, type Links } from './links.js';

export interface Line {
  readonly link: FieldLink;
  /** what would be filled; undefined when nothing is */
  readonly text: string | undefined;
  /** why nothing is */
  readonly reason: FillReason | 'noValue' | 'sameValue' | 'filledBefore' | undefined;
  readonly maximum: number | undefined;
}

/** One line per link; undefined when the sample cannot be read. */
export function tryOut(
  sample: string,
  { resultItems }: Pick<LookupApi, 'resultItems'>,
  links: Links,
  fields: readonly TicketField[],
): Line[] | undefined {
  const values = sampleValues(sample, resultItems);
  if (values === undefined) return undefined;
  const connected = connectedValues(links, values);
  const { fills, problems } = planFill({ connected, fields, draft: {} });
  return links.map((link) => {
    const isIt = (each: { fieldCode: string; itemId: string }): boolean =>
      each.fieldCode === link.fieldCode && each.itemId === link.resultItemId;
    const fill = fills.find(isIt);
    const problem = problems.find(isIt);
    const reason = fill
      ? undefined
      : problem?.reason === 'hasValue'
        ? 'filledBefore'
        : (problem?.reason ?? faultReason(link, fields) ?? (connected.some(isIt) ? 'sameValue' : 'noValue'));
    return { link, text: fill?.text, reason, maximum: problem?.maximum };
  });
}

function faultReason({ fieldCode }: FieldLink, fields: readonly TicketField[]): FillReason | undefined {
  const fault = faultOf(fieldCode, fields);
  return fault === 'gone' ? 'unknownField' : fault;
}
