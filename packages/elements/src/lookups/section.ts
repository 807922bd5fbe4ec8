/**
 * One lookup API at the ticket (D9): what stands in its inputs, and what came of its last call. A ticket-field item
 * follows the ticket until the agent types over it for this search; a general item begins with its default (R43). For
 * somebody who sees masks the desk puts in the values of the saved ticket; a mask is never sent (D13).
 */
import type {
  AutoLookupReason,
  Issue,
  LookupApi,
  LookupInputs,
  LookupResult,
  SearchItem,
  ServiceDescription,
} from '@deskcard/core';
import { isBlank } from '@deskcard/core/connect';
import { isTooLong } from '@deskcard/core/limits';
import type { FillNote } from './fills.js';

/** The ticket as it stands on the screen, saved or not (trap 8). A `Ticket` of the desk is one, too. */
export interface InfoSearchTicket {
  /** Tells tickets apart; a draft may have any id of the host's own, or none. */
  readonly ticketId?: string | undefined;
  readonly channelId: string;
  /** field code → what stands in the field now */
  readonly fields: Readonly<Record<string, string>>;
  readonly customerNumber?: string | undefined;
}

/** What came of a call; `asked` are the inputs it was made with. */
export type Outcome =
  | { readonly kind: 'result'; readonly asked: string; readonly result: LookupResult }
  | {
      readonly kind: 'notRun';
      readonly asked: string;
      readonly reason: AutoLookupReason;
      readonly items: readonly string[];
    }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'timeout' | 'cancelled' };

export interface Section {
  api: LookupApi;
  /** item id → what the agent typed in place of what would stand there */
  readonly typed: Map<string, string>;
  /** Search was pressed, so what is missing is said at its field */
  tried: boolean;
  /** what the desk itself refused */
  refused: readonly Issue[];
  /** the call under way */
  run: AbortController | undefined;
  outcome: Outcome | undefined;
  note: FillNote | undefined;
}

export function newSection(api: LookupApi): Section {
  return {
    api,
    typed: new Map(),
    tried: false,
    refused: [],
    run: undefined,
    outcome: undefined,
    note: undefined,
  };
}

/** The value under any name, never an inherited one. */
export function own(values: Readonly<Record<string, string>> | undefined, name: string): string {
  return values !== undefined && Object.hasOwn(values, name) ? values[name]! : '';
}

/** What stands in an item before anyone types. A drop-down begins with its default only when it offers that. */
function startValue(item: SearchItem, ticket: InfoSearchTicket | undefined): string {
  if (item.division === 'ticketField') return own(ticket?.fields, item.fieldCode);
  const start = item.defaultValue ?? '';
  const offered = item.control === 'text' || item.options?.some(({ value }) => value === start);
  return offered ? start : '';
}

export function valueIn(section: Section, item: SearchItem, ticket: InfoSearchTicket | undefined): string {
  return section.typed.get(item.itemId) ?? startValue(item, ticket);
}

/** The agent typed; whatever equals the start again follows the ticket again. */
export function typeInto(
  section: Section,
  item: SearchItem,
  value: string,
  ticket: InfoSearchTicket | undefined,
): void {
  section.refused = [];
  if (value === startValue(item, ticket)) section.typed.delete(item.itemId);
  else section.typed.set(item.itemId, value);
}

type Masking = Pick<ServiceDescription, 'masked' | 'ticketFields'>;

/**
 * The mask that stands in an item; undefined where a value does, or nothing. Whoever sees values sees no masks, and
 * what the agent typed is what they meant.
 */
export function maskIn(
  section: Section,
  item: SearchItem,
  ticket: InfoSearchTicket | undefined,
  service: Masking | undefined,
): string | undefined {
  if (!service?.masked || item.division !== 'ticketField' || section.typed.has(item.itemId)) return undefined;
  const text = own(ticket?.fields, item.fieldCode);
  // Of a field that a field connection filled, nothing is shown at all.
  const isMask = text.includes('*') && (isPersonal(item.fieldCode, service) || /^\*+$/.test(text));
  return isMask ? text : undefined;
}

function isPersonal(code: string, { ticketFields }: Masking): boolean {
  const isSystem = ['usercode', 'name', 'phone', 'mail'].includes(code);
  return isSystem || ticketFields.some((field) => field.code === code && field.customerField !== undefined);
}

/** What a call would send now: everything that is filled, in item order. */
export function inputsOf(
  section: Section,
  ticket: InfoSearchTicket | undefined,
  service?: Masking,
): LookupInputs {
  const sent = section.api.searchItems
    // What is left out, the desk takes from the saved ticket; so what is blank has to be said.
    .filter((item) => maskIn(section, item, ticket, service) === undefined)
    .map((item) => [item, valueIn(section, item, ticket)] as const)
    .filter(([item, value]) => !isBlank(value) || (service?.masked && item.division === 'ticketField'));
  return Object.fromEntries(sent.map(([item, value]) => [item.variableName, value]));
}

/** The inputs as one text, by which two calls are told apart. */
export function asked(section: Section, ticket: InfoSearchTicket | undefined): string {
  return JSON.stringify(Object.entries(inputsOf(section, ticket)).sort());
}

/** What keeps an item from being sent: too long is said at once and never cut (D14), missing once Search was tried. */
export function faultOf(
  section: Section,
  item: SearchItem,
  ticket: InfoSearchTicket | undefined,
  service: Masking | undefined,
): Pick<Issue, 'code' | 'maximum'> | undefined {
  const value = valueIn(section, item, ticket);
  const refused = section.refused.find(({ path }) => path[0] === 'inputs' && path[1] === item.variableName);
  // How the value behind a mask is, only the desk knows.
  if (maskIn(section, item, ticket, service) !== undefined) return refused;
  if (isTooLong(value, item.dataLength)) return { code: 'tooLong', maximum: item.dataLength };
  if (section.tried && item.required && isBlank(value)) return { code: 'required' };
  return refused;
}

/** What keeps a call from being made as things stand, with the screen names of the items concerned. */
export function obstacleOf(
  section: Section,
  ticket: InfoSearchTicket | undefined,
  service: Masking | undefined,
): { readonly reason: 'missingValue' | 'tooLong'; readonly items: string } | undefined {
  const faults = section.api.searchItems.flatMap((item) => {
    const code = faultOf({ ...section, tried: true, refused: [] }, item, ticket, service)?.code;
    return code === undefined ? [] : [{ code, name: item.screenName }];
  });
  const [first] = faults;
  if (first === undefined) return undefined;
  const items = faults.filter(({ code }) => code === first.code).map(({ name }) => name);
  return { reason: first.code === 'tooLong' ? 'tooLong' : 'missingValue', items: items.join(', ') };
}
