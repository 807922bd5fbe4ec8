/** Tickets as stored: with the number they came in on, which no merge rewrites (D5). */
import { DeskError } from '../errors.js';
import { comparableName } from '../identity/name.js';
import type { ServiceSettings } from '../model/access.js';
import type { Ticket, TicketFields } from '../model/ticket.js';
import { comparableValue, identifierKeys } from '../customers/identifiers.js';
import { knownFragments } from './fragment.js';
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

/** Tickets as people see them: each with the customer its number resolves to now. */
export async function showTickets(tx: ReadTransaction, records: readonly TicketRecord[]): Promise<Ticket[]> {
  const numbers = [...new Set(records.map((record) => record.arrivedNumber))];
  const found = await knownFragments(tx, numbers);
  const live = new Map(numbers.map((number, i) => [number, found[i]?.live ?? number]));
  return records.map((record) => ({ ...record, customerNumber: live.get(record.arrivedNumber)! }));
}

export async function showTicket(tx: ReadTransaction, record: TicketRecord): Promise<Ticket> {
  return (await showTickets(tx, [record]))[0]!;
}
