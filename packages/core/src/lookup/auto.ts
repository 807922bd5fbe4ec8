/**
 * Which lookups run by themselves when a ticket is opened (R53, D10): those of the APIs with ticket-field items of
 * which one is linked to the ticket's channel, when every required item has a value and at least one ticket field has
 * something to look for. Any other API with ticket-field items says why it did not run. General items take their
 * default; a value too long for its item is never cut, so the lookup does not run.
 */
import { isTooLong } from '../limits.js';
import type { LookupApiDraft, SearchItem } from '../model/lookup-api.js';
import type { AutoLookup, LookupInputs, LookupTicket } from '../model/lookup.js';
import { isBlank } from './connect.js';
import { valueOf } from './request.js';

type NotRun = Extract<AutoLookup, { ran: false }>;

export type AutoPlan = { inputs: LookupInputs } | Pick<NotRun, 'reason' | 'items'>;

/** `undefined` for an API without ticket-field items, which no ticket concerns. */
export function planAuto(
  { searchItems }: Pick<LookupApiDraft, 'searchItems'>,
  ticket: LookupTicket,
): AutoPlan | undefined {
  const fromTicket = searchItems.filter((item) => item.division === 'ticketField');
  if (fromTicket.length === 0) return undefined;
  const isLinked = fromTicket.some((item) => item.autoChannels.includes(ticket.channelId));
  if (!isLinked) return because('channelNotLinked', fromTicket);
  const isEmpty = (item: SearchItem): boolean => isBlank(startValue(item, ticket));
  const missing = searchItems.filter((item) => item.required && isEmpty(item));
  if (missing.length > 0) return because('missingValue', missing);
  if (fromTicket.every(isEmpty)) return because('missingValue', fromTicket);
  const long = searchItems.filter((item) => isTooLong(startValue(item, ticket), item.dataLength));
  if (long.length > 0) return because('tooLong', long);
  const filled = searchItems.filter((item) => !isEmpty(item));
  return {
    inputs: Object.fromEntries(filled.map((item) => [item.variableName, startValue(item, ticket)])),
  };
}

/** What stands in a search item before anyone types: the ticket field as it is on the screen, or the default. */
function startValue(item: SearchItem, ticket: LookupTicket): string {
  return item.division === 'ticketField' ? valueOf(ticket.fields, item.fieldCode) : (item.defaultValue ?? '');
}

const because = (reason: NotRun['reason'], items: readonly SearchItem[]): AutoPlan => ({
  reason,
  items: items.map((item) => item.screenName),
});
