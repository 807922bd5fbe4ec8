/** R18, R19: the customer an agent begins with: who they are, their grades, and who else they may be. */
import { isDeskError } from '@deskcard/core/errors';
import type { Customer, Desk, Grade, IdentifierKind, ServiceDescription, Ticket } from '@deskcard/core';

/** Whose dialog it is. */
export interface Subject {
  readonly desk: Desk | undefined;
  readonly customerNumber: string | null | undefined;
  readonly ticketId: string | null | undefined;
  /** the other records, when the page knows them */
  readonly otherNumbers?: readonly string[] | null | undefined;
}

export interface Current {
  readonly service: ServiceDescription;
  /** absent when the page named nobody */
  readonly customer: Customer | undefined;
  /** the ticket at hand, when it is saved and this customer's: only then can a merge fill its fields (D6) */
  readonly ticket: Ticket | undefined;
}

export interface Suggestion {
  readonly customer: Customer;
  /** the strongest identifier that both have, if any */
  readonly reason: IdentifierKind | undefined;
}

export interface Extras {
  readonly grades: readonly Grade[];
  readonly suggestions: readonly Suggestion[];
}

/** As many suggestions as fit without scrolling; the search finds the others. */
const SUGGESTIONS = 5;

export async function readCurrent(
  desk: Desk,
  { customerNumber, ticketId }: Omit<Subject, 'desk'>,
  signal: AbortSignal,
): Promise<Current> {
  const ticketLate = ticketId ? savedTicket(desk, ticketId, signal) : undefined;
  const customerLate = async (): Promise<Customer | undefined> => {
    const number = customerNumber || (await ticketLate)?.customerNumber;
    return number ? desk.customers.get({ customerNumber: number }, { signal }) : undefined;
  };
  const [service, customer, ticket] = await Promise.all([
    desk.service.describe({}, { signal }),
    customerLate(),
    ticketLate,
  ]);
  const isTheirs = ticket?.customerNumber === customer?.customerNumber;
  return { service, customer, ticket: isTheirs ? ticket : undefined };
}

/** A ticket that is not saved yet has no fields to fill, which is no reason not to merge. */
async function savedTicket(desk: Desk, ticketId: string, signal: AbortSignal): Promise<Ticket | undefined> {
  try {
    return await desk.tickets.get({ ticketId }, { signal });
  } catch (error) {
    if (isDeskError(error) && error.code === 'ticket_not_found') return undefined;
    throw error;
  }
}

/** Neither is needed to merge, so a failure leaves them out. */
export async function readExtras(desk: Desk, customerNumber: string, signal: AbortSignal): Promise<Extras> {
  const [grades, suggestions] = await Promise.all([
    desk.grades
      .match({ subjects: [{ customerNumber }] }, { signal })
      .then(({ items }) => items[0] ?? [])
      .catch(() => []),
    readSuggestions(desk, customerNumber, signal).catch(() => []),
  ]);
  return { grades, suggestions };
}

async function readSuggestions(
  desk: Desk,
  customerNumber: string,
  signal: AbortSignal,
): Promise<Suggestion[]> {
  const { items } = await desk.duplicates.list({ customerNumber }, { signal });
  const read = async (otherNumber: string): Promise<Customer | undefined> =>
    desk.customers.get({ customerNumber: otherNumber }, { signal }).catch(() => undefined);
  const shown = items.slice(0, SUGGESTIONS);
  const customers = await Promise.all(shown.map(({ other }) => read(other.customerNumber)));
  return shown.flatMap(({ reasons }, index) => {
    const customer = customers[index];
    const reason = reasons.find(({ kind, level }) => kind !== 'name' && level === 'same')?.kind;
    return customer ? [{ customer, reason: reason as IdentifierKind | undefined }] : [];
  });
}
