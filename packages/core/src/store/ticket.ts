/** Tickets as stored: with the number they came in on, which no merge rewrites (D5). */
import { DeskError } from '../errors.js';
import { comparableName } from '../identity/name.js';
import type { ServiceSettings } from '../model/access.js';
import type { Held } from '../model/duplicate.js';
import { systemTicketFields } from '../model/field.js';
import type { Ticket, TicketFields } from '../model/ticket.js';
import { comparableValue, identifierKeys } from '../customers/identifiers.js';
import { knownFragments, type Fragment } from './fragment.js';
import type { JsonValue, ReadTransaction, WriteTransaction } from '../ports.js';

export type TicketRecord = Omit<Ticket, 'customerNumber'>;

/** The system fields whose values make a ticket findable (D8), and the customer field each one is. */
export const matchedFields = { phone: 'phone', usercode: 'memberId', mail: 'email', name: 'name' } as const;
export type MatchedField = keyof typeof matchedFields;

/** Some letters become eighteen when they are normalised, and an index key has room for 1,200 bytes. */
const comparedCharacters = 250;

const beginning = (text: string): string => [...text].slice(0, comparedCharacters).join('');

/**
 * What a value of one of these fields is compared by: its identifier keys, or where it has none (a service number,
 * a name, a malformed address) the normalised text.
 */
export function matchKeys(code: MatchedField, value: string, settings: ServiceSettings): string[] {
  if (value.trim() === '') return [];
  const field = matchedFields[code];
  if (field === 'name') return [`name:${beginning(comparableName(value))}`];
  const keys = identifierKeys(field, value, settings);
  return keys.length > 0 ? keys : [`${field}=${beginning(comparableValue(field, value, settings))}`];
}

export function allMatchKeys(fields: TicketFields, settings: ServiceSettings): string[] {
  return (Object.keys(matchedFields) as MatchedField[]).flatMap((code) =>
    matchKeys(code, fields[code] ?? '', settings),
  );
}

export function putTicket(
  tx: WriteTransaction,
  record: TicketRecord,
  settings: ServiceSettings,
): Promise<void> {
  const { createdAt, arrivedNumber, ticketId } = record;
  return tx.put('tickets', {
    key: ticketId,
    value: record as unknown as JsonValue,
    indexes: {
      created: [createdAt],
      customer: [`${arrivedNumber}|${createdAt}`],
      match: allMatchKeys(record.fields, settings).map((key) => `${key}|${createdAt}`),
    },
  });
}

export async function ticketRecord(tx: ReadTransaction, ticketId: string): Promise<TicketRecord> {
  const value = await tx.get('tickets', ticketId);
  if (value === undefined)
    throw new DeskError('ticket_not_found', `There is no ticket ${ticketId}.`, { details: { ticketId } });
  return value as unknown as TicketRecord;
}

/**
 * The codes of the ticket fields that hold no value of the customer. One that the settings name no longer is not among
 * them, because nobody knows any more what it held; the system's own are there whether a host lists them or not.
 */
export function impersonalCodes({ ticketFields }: Pick<ServiceSettings, 'ticketFields'>): string[] {
  const isPersonal = (code: string): boolean =>
    Object.hasOwn(matchedFields, code) ||
    ticketFields.some((field) => field.code === code && field.customerField !== undefined);
  const codes = [...systemTicketFields, ...ticketFields].map(({ code }) => code);
  return [...new Set(codes)].filter((code) => !isPersonal(code));
}

/** The ticket without its customer: nothing but these fields, unless they were filled in about them; itself where that is all. */
export function withoutPerson(record: TicketRecord, impersonal: readonly string[]): TicketRecord {
  const { fields, filled } = record;
  const kept = Object.entries(fields).filter(
    ([code]) => impersonal.includes(code) && !Object.hasOwn(filled, code),
  );
  const isAll = kept.length === Object.keys(fields).length && Object.keys(filled).length === 0;
  return isAll ? record : { ...record, fields: Object.fromEntries(kept), filled: {} };
}

/** As it may be seen: of a customer who is being deleted nothing, though it still stands in the store. */
function visible(record: TicketRecord, arrived: Fragment | undefined): TicketRecord {
  const left = arrived?.deleted?.left;
  return left === undefined ? record : withoutPerson(record, left.impersonal);
}

/** Those that the tickets came in on, and those that their identifiers were held for. */
async function namedFragments(
  tx: ReadTransaction,
  records: readonly TicketRecord[],
): Promise<Map<string, Fragment | undefined>> {
  const named = records.flatMap(({ arrivedNumber, held = [] }) => [
    arrivedNumber,
    ...held.flatMap((each) => each.customerNumbers),
  ]);
  const numbers = [...new Set(named)];
  const found = await knownFragments(tx, numbers);
  return new Map(numbers.map((number, i) => [number, found[i]]));
}

/** For whoever reads the fields of tickets without showing them. */
export async function visibleTickets(
  tx: ReadTransaction,
  records: readonly TicketRecord[],
): Promise<TicketRecord[]> {
  const arrived = await namedFragments(tx, records);
  return records.map((record) => visible(record, arrived.get(record.arrivedNumber)));
}

/** What is still held: customers under the numbers they have now, without those that the ticket's own has become one with. */
function heldNow(
  held: readonly Held[],
  own: string,
  named: ReadonlyMap<string, Fragment | undefined>,
): { held?: Held[] } {
  const now = held.flatMap((each) => {
    const known = each.customerNumbers.map((number) => named.get(number));
    const living = known.flatMap((one) => (one === undefined || one.deleted ? [] : [one.live]));
    const customerNumbers = [...new Set(living)];
    const others = customerNumbers.filter((number) => number !== own);
    return others.length === 0 && others.length < customerNumbers.length
      ? []
      : [{ ...each, customerNumbers: others }];
  });
  return now.length === 0 ? {} : { held: now };
}

/** Tickets as people see them: each with the customer its number resolves to now. */
export async function showTickets(tx: ReadTransaction, records: readonly TicketRecord[]): Promise<Ticket[]> {
  const named = await namedFragments(tx, records);
  return records.map((record) => {
    const arrived = named.get(record.arrivedNumber);
    const customerNumber = arrived?.live ?? record.arrivedNumber;
    const { held, ...rest } = visible(record, arrived);
    return { ...rest, customerNumber, ...(held === undefined ? {} : heldNow(held, customerNumber, named)) };
  });
}

export async function showTicket(tx: ReadTransaction, record: TicketRecord): Promise<Ticket> {
  return (await showTickets(tx, [record]))[0]!;
}
